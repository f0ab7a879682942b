"""/next: the days to come that articles name, the nearest first, each with the sentence that says so."""

from typing import TYPE_CHECKING

from bot.asking import wishes
from handlers.actions import share
from handlers.blocks import Button, buttons
from handlers.calls import Call, Press, Reply
from handlers.commands import export
from handlers.views import said as said_views

if TYPE_CHECKING:
    from bot.desk import Desk


async def reply(call: Call, desk: "Desk") -> Reply:
    """The nearest days, about everything or about a topic or actor."""
    wish = wishes.upcoming(call.text)
    found = await desk.upcoming(call.audience, wish)
    row = export.offer(f"next {wish.text}".strip()) if found.days else []
    row += share(call, Press(command="/next", text=wish.text))
    if found.subject is not None:
        row.insert(0, Button("Timeline", "timeline_open", Press(command="/timeline", text=found.subject.name)))
    return Reply(pieces=(*said_views.milestones(found), *buttons(row)), outcome="answered" if found.days else "refused")
