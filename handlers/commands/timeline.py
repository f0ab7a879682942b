"""/timeline: what happened about a topic, an actor or an instrument, in order, with the stage of each step."""

from typing import TYPE_CHECKING

from bot.asking import wishes
from handlers import views
from handlers.actions import share
from handlers.blocks import Button, buttons
from handlers.calls import Call, Press, Reply
from handlers.commands import export

if TYPE_CHECKING:
    from bot.desk import Desk


SILENT = ("instrument", "treaty-provision", "programme")
"""Kinds of actor that say nothing."""


async def reply(call: Call, desk: "Desk") -> Reply:
    """The chain of developments about the subject named."""
    wish = wishes.timeline(call.text)
    found = await desk.timeline(call.audience, wish)
    actor = (await desk.known(call.audience)).actors.get(found.subject.id)
    speaks = actor is not None and actor.kind not in SILENT
    row = [
        Button("Latest", "latest_open", Press(command="/latest", text=found.subject.name)),
        *([Button("Quotes", "quotes_more", Press(command="/quotes", text=found.subject.name))] if speaks else []),
        Button("Summary", "summary_open", Press(command="/summary", text=found.subject.name)),
        *export.offer(f"timeline {call.text}"),
        *share(call, Press(command="/timeline", text=wish.text)),
    ]
    return Reply(pieces=(*views.timeline(found), *buttons(row)), outcome="answered" if found.events else "refused")
