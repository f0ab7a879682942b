"""A call → what is said to it: look it up, ask the desk, speak what failed. Delivers nothing, keeps nothing."""

from collections.abc import Awaitable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

import structlog

import handlers
from bot.errors import AnticiError
from handlers import actions, failures, home, pane, spoken
from handlers.calls import Call, Reply, Silence
from handlers.commands import keep, summary, threads
from handlers.commands.keep import Documents
from handlers.presence import Presence
from handlers.refusals import Refused
from handlers.speaking import Voice
from handlers.whereabouts import Whereabouts
from storage import conversations
from storage.database import Database
from storage.models import Turn

if TYPE_CHECKING:
    from bot.desk import Desk

log = structlog.get_logger(__name__)


UNANSWERED = ("deleted", "stopped", "opened")
"""Kinds of calls that are heeded without a word."""


class Answering:
    """Knows the desk and whatever else an answer needs."""

    def __init__(
        self,
        desk: "Desk",
        database: Database,
        voice: Voice,
        whereabouts: Whereabouts,
        documents: Documents,
        *,
        presence: Presence,
    ) -> None:
        self._presence = presence
        self._desk = desk
        self._database = database
        self._voice = voice
        self._whereabouts = whereabouts
        self._documents = documents

    async def reply(self, call: Call) -> Reply | Silence:
        """What is said to it. Whatever goes wrong is a reply too, so that nobody waits in vain."""
        try:
            return await self._ask(call)
        except AnticiError as error:
            if call.kind in UNANSWERED:
                raise  # to be tried again: nobody waits for a sentence
            log.info("failed", kind=call.kind, key=call.key, error=type(error).__name__)
            return failures.spoken(error, call)
        except Exception:  # the outermost edge of an answer: a bug must not become silence
            number = failures.reference()
            log.exception("bug", kind=call.kind, key=call.key, reference=number)
            return Silence(reason=f"bug {number}") if call.kind in UNANSWERED else failures.unexpected(number)

    async def _ask(self, call: Call) -> Reply | Silence:
        if call.kind in UNANSWERED:
            return await self._heeded(call)
        if (kept := self._handed_over(call)) is not None:
            return await kept
        if call.said:
            return await self._said(call)
        if call.kind == "home":
            return await home.reply(call, self._desk)
        if call.kind == "action":
            if (pressed := actions.command(call)) is not None and pressed.placed:
                call = await self._whereabouts.known(call)
            return await actions.pressed(call, self._desk)
        return await self._commanded(call)

    async def _commanded(self, call: Call) -> Reply:
        command = handlers.command(call.command, behind=call.kind == "submission")
        if command is None:
            return failures.unknown_command(call)
        return await command.reply(await self._whereabouts.known(call) if command.placed else call, self._desk)

    async def _heeded(self, call: Call) -> Reply | Silence:
        """What overrules an answer in the making has done so by being heard; a deleted message is forgotten too."""
        if call.kind == "opened":
            return await pane.reply(call, self._desk)
        if call.kind == "deleted":
            await self._database.write(
                conversations.forget, team=call.team, channel=call.channel, key=call.ts or "", now=self._desk.clock()
            )
            return Silence(reason="a message was deleted")
        return Silence(reason="a wish to stop")

    async def _said(self, call: Call) -> Reply | Silence:
        """An answer to the words, and before it what became of files, or to us alone of links, that came with them."""
        kept = None
        if (wish := spoken.command(call.text)) is not None and wish[1].startswith(spoken.THREAD):
            return await self._summed(call, size=wish[1].removeprefix(spoken.THREAD).strip())
        if wish is not None and call.links and keep.LINK.match(wish[1]):
            return await self._summed(call, size="")
        links = call.links if call.kind == "direct" else ()
        if call.files or links:
            kept = await keep.given(call.model_copy(update={"links": links}), self._desk, self._documents)
            if keep.about_it(call):
                return await self._told(call, kept) if kept.articles else kept
            if links:
                call = call.model_copy(update={"text": keep.without_links(call.text)})
        thread = _Thread(call, self)
        said = await threads.reply(call, self._desk, thread)
        if kept is None:
            return said
        return kept if isinstance(said, Silence) else said.model_copy(update={"pieces": (*kept.pieces, *said.pieces)})

    async def _told(self, call: Call, kept: Reply) -> Reply:
        """What the article that was handed over says, to somebody who asks that."""
        asked = call.model_copy(update={"command": "/summary", "text": str(kept.articles[0])})
        return (await summary.reply(asked, self._desk)).model_copy(update={"outcome": "answered"})

    async def _summed(self, call: Call, *, size: str) -> Reply:
        """What the links and files of a message say; of its thread, where it has none of its own."""
        links, files = list(call.links), list(call.files)
        if not links and not files:
            links, files = await self._voice.shared(call.channel, thread_ts=call.thread or "", before=call.ts or "")
        shared = {"links": tuple(links), "files": tuple(files), "command": "/summary"}
        return await summary.of_shared(call.model_copy(update=shared), self._desk, self._documents, size=size)

    def _handed_over(self, call: Call) -> Awaitable[Reply] | None:
        """The keeping of links, files and texts, where that is what a call is about."""
        if call.kind == "shared":
            return keep.shared(call, self._desk, self._documents)
        if call.kind == "shortcut" or (call.said and keep.asked(call)):
            return keep.given(call, self._desk, self._documents)
        return None


class _Thread:
    """The thread of a call, as the archive and Slack know it."""

    def __init__(self, call: Call, answering: Answering) -> None:
        self._call = call
        self._whereabouts = answering._whereabouts
        self._database = answering._database
        self._voice = answering._voice
        self._presence = answering._presence
        self._desk = answering._desk

    async def history(self) -> tuple[Turn, ...]:
        call = self._call
        team, channel, key = call.team, call.channel, call.ts or ""
        changed = await self._database.read(conversations.turn, team=team, channel=channel, key=key)
        if changed is not None:
            return tuple(await self._database.read(conversations.before, team=team, channel=channel, key=key))
        turns = await self._database.read(
            conversations.history, team=team, channel=channel, thread_ts=call.thread or ""
        )
        return tuple(turns)

    def at_work(self, *, first: bool) -> AbstractAsyncContextManager[None]:
        async def articles() -> int:
            return (await self._desk.coverage(self._call.audience)).articles

        return self._presence.at_work(self._call, articles, first=first)

    async def placed(self) -> Call:
        return await self._whereabouts.known(self._call)

    async def voices(self) -> tuple[str, ...] | None:
        call = self._call
        try:
            return await self._voice.voices(call.channel, thread_ts=call.thread or "", before=call.ts or "")
        except Refused as error:
            log.warning("cannot see who is in a thread", code=error.code)
            return None
