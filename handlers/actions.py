"""Buttons: each asks for a command once more. What differs is where the answer goes."""

from hashlib import sha256
from typing import TYPE_CHECKING, Literal

import handlers  # the registry lists these actions: its table is read when a button is pressed
from bot.errors import BadRequest
from handlers.blocks import Button, shared_by
from handlers.calls import Call, Command, Press, Reply

if TYPE_CHECKING:
    from bot.desk import Desk

Where = Literal["below", "instead", "everyone", "home"]
"""Below the message that carries the button, instead of it, as a post for the whole channel, or on App Home."""


def share(call: Call, press: Press) -> list[Button]:
    """The button that shows an answer to everyone in the channel, where only one person sees it."""
    return [] if call.channel_type == "im" else [Button("Share in channel", "share", press)]


def command(call: Call) -> Command | None:
    """The command that a button asks for once more.

    Raises:
        BadRequest: the button is of another version.
    """
    return handlers.command(Press.of(call.value).command, behind=True)


async def pressed(call: Call, desk: "Desk") -> Reply:
    """Run what the button asks for, for the audience of the conversation in which it is pressed.

    Raises:
        BadRequest: the button is not one of ours, or of another version.
    """
    where = handlers.ACTIONS.get(call.action_id.partition(":")[0])
    press = Press.of(call.value)
    asked_for = command(call)
    if where is None or asked_for is None:
        raise BadRequest("This button belongs to another version of Antici; please type the command.")
    asked = call.model_copy(update=press.model_dump())
    reply = await asked_for.reply(asked, desk)
    if where == "everyone":
        shown = [piece for piece in reply.pieces if not _interactive(piece.forms[0].blocks)]
        said = shared_by(call.user, f"{press.command} {press.text}".strip())
        return reply.model_copy(update={"pieces": (said, *shown), "where": "everyone", "once": _shared(call)})
    return reply.model_copy(update={"replace": where == "instead"})


def _shared(call: Call) -> str:
    """What identifies what is shared, however often and by whose press: the message, and what its button shows."""
    if not call.ts:
        return ""
    return f"share:{call.team}:{call.channel}:{call.ts}:{sha256(call.value.encode()).hexdigest()[:20]}"


def _interactive(blocks: tuple[dict[str, object], ...]) -> bool:
    return any(block["type"] == "actions" for block in blocks)
