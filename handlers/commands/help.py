"""/help: what may be asked, and how. Reads it from the registry, so that it cannot be out of date."""

from typing import TYPE_CHECKING

import handlers  # the registry lists this module too: its table is read when help is asked for
from handlers.blocks import bullets, heading, paragraph, small, word
from handlers.calls import Call, Reply
from handlers.limits import Weight

if TYPE_CHECKING:
    from bot.desk import Desk

ASKING = "Ask me in a conversation with me alone, or name me in a channel; in the thread, go on without naming me."
PROMISE = (
    "I quote what articles say, with publisher and date. When I have nothing on it, I say so and what I looked at."
)


async def reply(call: Call, desk: "Desk") -> Reply:
    """Every command with its usage and an example."""
    lines = [
        [
            *word(f"{command.name} {command.usage}".strip(), bold=True),
            *word(f" – {command.description}"),
            *word(f" For example: {', '.join(command.examples)}" if command.examples else ""),
        ]
        for command in handlers.COMMANDS
    ]
    return Reply(
        pieces=(
            heading("What you can ask Antici"),
            bullets(lines, weight=Weight.ESSENTIAL),
            paragraph(ASKING, weight=Weight.LINE),
            small(PROMISE),
        ),
        outcome="help",
    )
