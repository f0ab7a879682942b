"""/keep and its kin: links, files and texts that people want Antici to read, kept for those who see them here.

On demand (the command, a message shortcut, a direct message) each is answered with what became of it. Where a channel
wishes it, whatever is shared there is read, with a quiet reaction and without a word.
"""

import asyncio
import re
from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from bot.errors import AnticiError, BadRequest
from bot.reading import Raw
from bot.records import Ingested
from handlers import views
from handlers.blocks import Button, buttons
from handlers.calls import Attachment, Call, Press, Reply

if TYPE_CHECKING:
    from bot.desk import Desk

USAGE = (
    "Usage: /keep <link>, or /keep on to read every link and file shared in this channel, /keep off to stop. "
    "What is shared here is seen here and nowhere else."
)
KEPT, UNREAD = "bookmark", "grey_question"
"""Reactions: read and kept; could not be read."""
MOST = 10
"""Links and files of one message that are read: one message must not keep the reader from all others."""
LINK = re.compile(r"https?://[^\s<>|]+")
_ASKS = re.compile(
    r"^\W*(?:please\s+)?(?:keep|read|save|store|add|ingest)?(?:\s+(?:this|these|it))?\W*$", re.IGNORECASE
)


_THING = r"(?:article|page|piece|paper|document|file|link|text)"
_IT = rf"(?:it|the {_THING}|(?:this|that)(?: {_THING})?)"
_SAYS = re.compile(
    r"\W*(?:please\s+|(?:can|could) you\s+)*(?:"
    rf"what(?:'s| is| does| do)? {_IT}(?: say| tell us| tell me| mean)?(?: about)?|what(?:'s| is) in {_IT}"
    rf"|summari[sz]e(?: {_IT})?(?: for me)?|(?:a )?summary(?: of {_IT})?|tl;?dr"
    r"|(?:que|qu['’]est-ce que) (?:dit|raconte) (?:cet article|ceci|ce texte)|résume[rz]?(?: cet article| ceci)?"
    r"|was (?:steht|sagt) (?:da|hier|der artikel|das)(?: drin)?|fasse? (?:das|den artikel) zusammen)\W*",
    re.IGNORECASE,
)
"""What one asks of an article that lies before one, and of no other."""


class Documents(Protocol):
    """Whoever hands over files."""

    async def document(self, file: Attachment) -> Raw:
        """The file, to be read."""


def asked(call: Call) -> bool:
    """Whether somebody gave links or files to be kept, and said no more than that."""
    return bool(call.links or call.files) and bool(_ASKS.match(LINK.sub(" ", call.text)))


def about_it(call: Call) -> bool:
    """Whether somebody asks no more than what the links or files that they hand over say."""
    return bool(_SAYS.fullmatch(without_links(call.text)))


def without_links(text: str) -> str:
    """What is said beside the links."""
    return " ".join(LINK.sub(" ", text).split()).strip(" :–—-")


async def reply(call: Call, desk: "Desk") -> Reply:
    """Keep the links named, or switch reading on or off in this channel.

    Raises:
        BadRequest: neither a link nor one of the words.
    """
    word = call.text.strip().lower()
    if word in ("on", "off"):
        return await _switched(call, desk, on=word == "on")
    links = LINK.findall(call.text)
    if not links:
        on = await desk.keeps_shared(call.team, call.channel)
        raise BadRequest(f"{USAGE} It is {'on' if on else 'off'} here.")
    return _told(await _each([desk.intake.link(call.audience, link) for link in links[:MOST]], given=len(links)))


async def read(call: Call, desk: "Desk", documents: Documents) -> list[Ingested]:
    """Keep the links and files of a call, if it has any; what became of each."""
    return await _taken(call, desk, documents) if call.links or call.files else []


async def given(call: Call, desk: "Desk", documents: Documents) -> Reply:
    """Keep what somebody handed over, and say what became of each."""
    return _told(await _taken(call, desk, documents))


async def shared(call: Call, desk: "Desk", documents: Documents) -> Reply:
    """Keep what was shared where that is wished, and react."""
    became = await _taken(call, desk, documents)
    fine = any(one.outcome != "failed" for one in became)
    return Reply(pieces=(), reaction=KEPT if fine else UNREAD, outcome="kept" if fine else "not kept")


async def _taken(call: Call, desk: "Desk", documents: Documents) -> list[Ingested]:
    if not call.links and not call.files:
        return await desk.intake.text(call.audience, call.text)
    links, files = call.links[:MOST], call.files[: max(0, MOST - len(call.links))]
    reading = [
        *(desk.intake.link(call.audience, link) for link in links),
        *(_document(call, file, desk, documents) for file in files),
    ]
    return await _each(reading, given=len(call.links) + len(call.files))


async def _document(call: Call, file: Attachment, desk: "Desk", documents: Documents) -> list[Ingested]:
    try:
        return await desk.intake.document(call.audience, await documents.document(file))
    except AnticiError as error:
        return [Ingested(input=file.name, outcome="failed", reason=error.public)]


async def _each(reading: Sequence[Coroutine[Any, Any, list[Ingested]]], *, given: int) -> list[Ingested]:
    """What became of each, fetched side by side: one that hangs does not hold up the others."""
    became = [one for found in await asyncio.gather(*reading) for one in found]
    if given > MOST:
        reason = f"I read {MOST} links and files of one message; share these {given - MOST} in another."
        became.append(Ingested(input="The others", outcome="failed", reason=reason))
    return became


async def _switched(call: Call, desk: "Desk", *, on: bool) -> Reply:
    await desk.keep_shared(call.team, call.channel, call.user, on=on)
    said = (
        "From now on I read every link and file shared in this channel, for this channel alone, and mark what I kept."
        if on
        else "I no longer read what is shared in this channel. What was kept stays; /keep <link> still works."
    )
    missing = "" if call.member is not False else "Invite me first, or I cannot see what is shared: /invite @Antici."
    return Reply(pieces=views.remark(said, missing), outcome="switched")


def _told(became: list[Ingested]) -> Reply:
    row = [
        Button("Summary", "summary_open", Press(command="/summary", text=str(one.article)))
        for one in became
        if one.article is not None
    ]
    fine = any(one.outcome != "failed" for one in became)
    numbers = tuple(one.article for one in became if one.article is not None)
    return Reply(
        pieces=(*views.kept(became), *buttons(row[:3])), outcome="kept" if fine else "not kept", articles=numbers
    )
