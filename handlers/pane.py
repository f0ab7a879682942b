"""The conversation with the bot alone, as it is opened: questions to begin with, from what this person has not seen."""

from typing import TYPE_CHECKING

from handlers import mrkdwn
from handlers.calls import Call, Prompt, Reply

if TYPE_CHECKING:
    from bot.desk import Desk

STORIES = 3
TITLE = 75
"""Characters of a prompt: it is a button."""
NEWS = "What is new?"
_SAID = {"new": "New: ", "updated": "Updated: ", "corrected": "Corrected: ", "": ""}


async def reply(call: Call, desk: "Desk") -> Reply:
    """The prompts. What is asked by them holds no word of an article: it is posted in the person's own name."""
    found = await desk.fresh(call.audience, reader=call.user, call=call.key, most=STORIES)
    prompts = [Prompt(title=NEWS, message=NEWS)]
    for one in found:
        headline = mrkdwn.cut(_SAID[one.state] + mrkdwn.line(one.line.headline), TITLE)
        prompts.append(Prompt(title=headline, message=f"Summarise article {one.line.lead.citations[0].article}"))
    seen = any(one.state for one in found)
    return Reply(
        pieces=(),
        prompts=tuple(prompts),
        prompted="New since you looked" if seen else "The newest stories",
        outcome="prompted",
    )
