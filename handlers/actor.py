"""/actor: what and who an actor is, its latest developments, its company; other readings of the name as buttons."""

from typing import TYPE_CHECKING

from bot import wishes
from handlers import export, views
from handlers.actions import share
from handlers.blocks import Button, buttons
from handlers.calls import Call, Press, Reply

if TYPE_CHECKING:
    from bot.desk import Desk


async def reply(call: Call, desk: "Desk") -> Reply:
    """The profile of the actor named."""
    wish = wishes.actor(call.text)
    found = await desk.actor(call.audience, wish)
    row = [
        Button(f"Latest on {found.name}", "latest_open", Press(command="/latest", text=found.name)),
        Button("Summary", "summary_open", Press(command="/summary", text=found.name)),
        Button("Follow", "follow", Press(command="/follow", text=found.name)),
        *export.offer(f"actor {call.text}"),
        *share(call, Press(command="/actor", text=wish.text)),
    ]
    pieces = [*views.profile(found), *buttons(row)]
    if found.others:
        pieces += views.choices(f"{wish.text.strip()} may also mean:", found.others, command="/actor")
    return Reply(pieces=tuple(pieces), outcome="answered")
