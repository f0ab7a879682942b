"""What is said to the bot in words: mentions, replies in its threads, conversations with it alone."""

from typing import TYPE_CHECKING, Protocol

import handlers
from handlers import addressed, help, views
from handlers.calls import Call, Reply, Silence
from storage.models import Turn

if TYPE_CHECKING:
    from bot.desk import Desk


class Thread(Protocol):
    """What is known of the thread in which something is said."""

    async def history(self) -> tuple[Turn, ...]:
        """What was asked and answered in it, oldest first."""

    async def people(self) -> frozenset[str] | None:
        """Who has written in it, but for us; None when Slack does not tell."""


async def reply(call: Call, desk: "Desk", thread: Thread) -> Reply | Silence:
    """An answer from what articles say, with the thread as its context."""
    history = await thread.history()
    if call.kind == "follow_up" and (reason := await _silence(call, history, thread)):
        return Silence(reason=reason)
    if not call.text or call.text.strip(" ?!.").lower() in ("help", "hello", "hi", "hey"):
        return await help.reply(call, desk)
    if addressed.courtesy(call.text):
        return Reply(pieces=views.remark("Gladly. Ask me whenever you want to know more."), outcome="courtesy")
    if (typed := handlers.command(call.text.split()[0].lower())) is not None:
        asked = call.model_copy(update={"command": typed.name, "text": call.text.partition(" ")[2].strip()})
        return await typed.reply(asked, desk)
    answer, turn = await desk.answer(call.audience, call.text, history=history)
    return Reply(
        pieces=views.answer(answer),
        outcome=answer.outcome,
        turn=turn.model_copy(update={"asked_by": call.user}),
    )


async def _silence(call: Call, history: tuple[Turn, ...], thread: Thread) -> str | None:
    # Slack is asked who is in the thread only where that decides.
    if addressed.silence(call, history=history, people=(call.user,)) is not None:
        return addressed.silence(call, history=history, people=None)
    if addressed.silence(call, history=history, people=None) is None:
        return None
    return addressed.silence(call, history=history, people=await thread.people())
