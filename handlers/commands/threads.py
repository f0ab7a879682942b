"""What is said to the bot in words: mentions, replies in its threads, conversations with it alone."""

import re
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Protocol

import handlers
from handlers import addressed, failures, retelling, spoken, views
from handlers.calls import Call, Reply, Silence
from handlers.commands import help
from storage.models import Turn

if TYPE_CHECKING:
    from bot.desk import Desk


_TYPED = re.compile(r"(/[A-Za-z][A-Za-z0-9_-]{1,31})(?=\s|$)")
"""A command, as Slack would have it; an address or a path is none."""


class Thread(Protocol):
    """What is known of the thread in which something is said."""

    async def history(self) -> tuple[Turn, ...]:
        """What was asked and answered in it, oldest first."""

    async def voices(self) -> tuple[str, ...] | None:
        """Who has written in it before, oldest first, we ourselves as `addressed.US`; None when Slack does not tell."""

    def at_work(self, *, first: bool) -> AbstractAsyncContextManager[None]:
        """Show meanwhile that an answer is being made; `first`: the thread begins with it."""

    async def placed(self) -> Call:
        """The call, with the person's zone and whether we are in the conversation."""


async def reply(call: Call, desk: "Desk", thread: Thread) -> Reply | Silence:
    """An answer from what articles say, with the thread as its context."""
    history = await thread.history()
    if call.kind == "follow_up" and (reason := await _silence(call, history, thread)):
        return Silence(reason=reason)
    if not call.text or call.text.strip(" ?!.").lower() in ("help", "hello", "hi", "hey"):
        return await help.reply(call, desk)
    if addressed.courtesy(call.text):
        return Reply(pieces=views.remark("Gladly. Ask me whenever you want to know more."), outcome="courtesy")
    if (command := _command(call.text)) is not None:
        return await _typed(call, *command, desk, thread)
    async with thread.at_work(first=not history):
        answer, turn = await desk.answer(call.audience, call.text, history=history)
    key = call.ts or ""
    return Reply(
        pieces=(*views.answer(answer), *retelling.offer(answer, key, longer=bool(turn.further))),
        outcome=answer.outcome,
        turn=turn.model_copy(update={"asked_by": call.user, "key": key}),
    )


def _command(text: str) -> tuple[str, str] | None:
    """The command that is typed or meant by what is said, and its words."""
    if (named := _TYPED.match(text)) is not None:
        return named[1].lower(), text.partition(" ")[2].strip()
    return spoken.command(text)


async def _typed(call: Call, name: str, words: str, desk: "Desk", thread: Thread) -> Reply:
    """A command typed where it is said; one that we do not know is named as such, and searched for nowhere."""
    known = handlers.command(name)
    if known is not None and known.placed:
        call = await thread.placed()
    asked = call.model_copy(update={"command": name, "text": words})
    return failures.unknown_command(asked) if known is None else await known.reply(asked, desk)


async def _silence(call: Call, history: tuple[Turn, ...], thread: Thread) -> str | None:
    # Slack is asked who is in the thread only where that decides.
    if (reason := addressed.silence(call, history=history, voices=())) is not None:
        return reason
    return addressed.silence(call, history=history, voices=await thread.voices())
