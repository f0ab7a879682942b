"""A thing to read → drafts of articles, understood and ready to be kept. Pure; knows no archive.

Worker processes do this, and import no more for it.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from bot import actors, catalogue, language
from bot.errors import ParseError
from bot.incoming import copies, revisions
from bot.incoming.understanding import understood
from bot.quotations import positions
from bot.reading import Raw, Reading, read, urls
from bot.sources import shipped
from storage.models import Audience, Draft, Publisher, Quotation, Record


class Undigested(Record):
    """An input that holds nothing we can read, with the sentence that says why."""

    reason: str


def digest(raw: Raw, audience: Audience, retrieved_at: datetime) -> list[Draft] | Undigested:
    """Read and understand one input. Pure; the unreadable is a value, not an error, so that it crosses processes."""
    try:
        readings = read(raw, today=retrieved_at.date())
    except ParseError as error:
        return Undigested(reason=error.public)
    fresh = raw.url is not None
    return [draft(reading, audience=audience, retrieved_at=retrieved_at, fresh=fresh) for reading in readings]


def draft(
    reading: Reading, *, audience: Audience, retrieved_at: datetime, fresh: bool = False, known_as: str = ""
) -> Draft:
    """A reading with its sentences, actors and topics found, ready to be kept; `fresh`: it was fetched now.

    `known_as` is the identity of one without an address; else its text is, and another text another article.
    """
    known, found = catalogue.load(), understood(reading)
    said = language.words(reading.text)
    text_hash = _hashed(reading.text, said)
    titled = actors.recognise(reading.title, known, language=reading.language, on=found.on)
    return Draft(
        audience=audience.key,
        identity=(urls.same_page(reading.url) if reading.url else known_as) or f"text:{text_hash}",
        url=reading.url,
        title=reading.title,
        text=reading.text,
        text_hash=text_hash,
        language=reading.language,
        published_at=reading.published_at,
        retrieved_at=retrieved_at,
        publisher=publisher_of(reading),
        demo=reading.demo,
        fresh=fresh,
        sentences=found.sentences,
        mentions=found.mentions,
        title_actors=tuple(sorted({mention.actor for mention in titled if mention.sure})),
        topics=known.topics_in(f"{reading.title}\n\n{reading.text}"),
        change=revisions.change(reading.title, reading.text, found.sentences),
        changed_on=revisions.changed_on(
            reading.text, found.sentences, published=reading.published_at, language=reading.language
        ),
        developments=found.developments,
        quotations=tuple(
            (one, _touched(one, reading.text, known)) for one in found.quotations if one.direct or one.speaker
        ),
        milestones=found.milestones,
        pages=reading.pages,
        signature=copies.signature(said),
    )


def _touched(one: Quotation, text: str, known: catalogue.Catalogue) -> tuple[str, ...]:
    """The topics that a quotation touches, by its own words or by those that lead to it."""
    return tuple(position.topic for position in positions([one], text, known, on=None))


def _hashed(text: str, said: Sequence[str]) -> str:
    """A hash of what a text of these words says: the same in other layout, another when a sum changes its currency."""
    return hashlib.sha256(" ".join([*said, *language.signs(text)]).encode()).hexdigest()


def publisher_of(reading: Reading) -> Publisher:
    """Who published: whom its feed names as its origin, or whose address it is, or whom it names."""
    return shipped.publisher(reading.origin or reading.url or "", reading.publisher or "")
