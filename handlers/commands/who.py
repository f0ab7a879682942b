"""/who: who holds an office, today or on a day; from the dated catalogue."""

from typing import TYPE_CHECKING

from bot.asking import wishes
from handlers import views
from handlers.actions import share
from handlers.blocks import Button, buttons
from handlers.calls import Call, Press, Reply
from handlers.commands import export

if TYPE_CHECKING:
    from bot.desk import Desk

MOST = 3


async def reply(call: Call, desk: "Desk") -> Reply:
    """The holders of the office named, each with a button to their profile."""
    wish = wishes.who(call.text)
    found = await desk.who(wish)
    row = [Button(holder.name, "choose", Press(command="/actor", text=holder.name)) for holder in found.holders[:MOST]]
    row += export.offer(f"who {wish.text}") if found.holders else []
    row += share(call, Press(command="/who", text=wish.text))
    pieces = [*views.officeholders(found), *buttons(row)]
    return Reply(pieces=tuple(pieces), outcome="answered" if found.holders else "refused")
