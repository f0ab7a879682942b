"""/quotes: what somebody said, verbatim, with their office on that day; on a topic, since a day."""

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
    """Six quotations, with a button for the next ones."""
    wish = wishes.quotes(call.text, offset=call.offset)
    found = await desk.quotes(call.audience, wish)
    row = [Button("Profile", "choose", Press(command="/actor", text=found.subject.name))]
    if found.following is not None:
        row.insert(0, Button("More", "quotes_more", Press(command="/quotes", text=wish.text, offset=found.following)))
    row += [Button("Timeline", "timeline_open", Press(command="/timeline", text=found.subject.name))]
    row += export.offer(f"quotes {wish.text}") if found.said else []
    row += share(call, Press(command="/quotes", text=wish.text, offset=wish.offset))
    return Reply(pieces=(*said_views.quotations(found), *buttons(row)), outcome="answered" if found.said else "refused")
