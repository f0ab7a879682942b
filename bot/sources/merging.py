"""A feed's item and its page → one article: which text, which date, which title; and who publishes it. Pure."""

from datetime import datetime
from typing import NamedTuple

from bot.incoming.drafting import Undigested, draft, publisher_of
from bot.reading import ParseError, Raw, Reading, read
from bot.sources import shipped
from bot.sources.dating import decide
from storage.models import Audience, Draft, Publisher, Record
from storage.watched import Item

FEWEST_WORDS = 25
"""A page of fewer words than this, and fewer than the item, is not the article."""


class Merged(Record):
    """An article as it is to be kept; `reason` says why it is only what the source shows, where that is so.

    `dated` says whose day it has, where the source and the page disagree.
    """

    draft: Draft
    reason: str = ""
    dated: str = ""


class From(NamedTuple):
    """The source that shows an item: whose it is, as far as that is known, where it lies, what it is called."""

    publisher: Publisher | None
    url: str
    name: str


def digest(item: Item, page: Raw | None, *, source: From, at: datetime, reason: str = "") -> Merged | Undigested:
    """The article of an item, from its page where there is one. Runs where CPU work runs."""
    shown = Reading.model_validate_json(item.shown) if item.shown else None
    reading, dated, paged = shown, "", False
    if page is not None:
        try:
            found = read(page, today=at.date())[0]
        except ParseError as error:
            reason = error.public
        else:
            reading, why = merged(shown, found)
            reason = why or reason
            dated = _disputed(shown, found)
            paged = reading.text == found.text
    if reading is None or not reading.text.strip():
        return Undigested(reason=reason or "It shows no text.")
    made = draft(reading, audience=_audience(item.audience), retrieved_at=at, fresh=not reason, known_as=item.identity)
    publisher = published_by(reading, source, paged=paged)
    return Merged(draft=made.model_copy(update={"publisher": publisher}), reason=reason, dated=dated)


def merged(item: Reading | None, page: Reading) -> tuple[Reading, str]:
    """The page, with what the item knows better; or the item, with the reason why it was not the page."""
    if item is None:
        return page, page.partial
    dated = decide(item.published_at, page.published_at, stamped=item.stamped)
    words = len(page.text.split())
    if (words < FEWEST_WORDS or page.partial) and words <= len(item.text.split()):
        shown = item.model_copy(update={"published_at": dated.published_at})
        return shown, page.partial or "Its page shows no article."
    return page.model_copy(
        update={
            "published_at": dated.published_at,
            "title": page.title or item.title,
            "author": page.author or item.author,
            "url": page.url or item.url,
            "publisher": page.publisher or item.publisher,
        }
    ), page.partial


def _disputed(item: Reading | None, page: Reading) -> str:
    if item is None or item.published_at is None or page.published_at is None:
        return ""
    found = decide(item.published_at, page.published_at, stamped=item.stamped)
    return "" if found.by == "both" else found.why


def published_by(reading: Reading, source: From, *, paged: bool) -> Publisher:
    """The source's publisher, unless the article lies with another one, or the source is a collection.

    `paged`: the text is that of its page. What only a feed says under the address of others, it says itself.
    """
    if reading.origin:
        return publisher_of(reading)
    others = reading.url is not None and not shipped.together(reading.url, source.url)
    if others and not paged:
        return source.publisher or shipped.publisher(source.url, source.name)
    known = shipped.at(reading.url) if reading.url else None
    if source.publisher is None or (known is None and others):
        return publisher_of(reading)
    return source.publisher if known is None or known.family == source.publisher.family else known.publisher


def _audience(key: str) -> Audience:
    team, _, conversation = key.partition("/")
    return Audience() if key == "*" else Audience(team=team, conversation=conversation or None)
