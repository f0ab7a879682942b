"""A feed's item and its page → one article: which text, which date, which title; and who publishes it. Pure."""

from datetime import UTC, date, datetime

from bot.ingest import Undigested, draft
from bot.reading import ParseError, Raw, Reading, read
from bot.sources import shipped
from storage.models import Audience, Draft, Published, Publisher, Record

FEWEST_WORDS = 25
"""A page of fewer words than this, and fewer than the item, is not the article."""


class Merged(Record):
    """An article as it is to be kept; `reason` says why it is only what the source shows, where that is so."""

    draft: Draft
    reason: str = ""


def digest(
    shown: str, page: Raw | None, *, audience: str, publisher: Publisher | None, at: datetime, reason: str = ""
) -> Merged | Undigested:
    """The article of an item, from its page where there is one. Runs where CPU work runs."""
    item = Reading.model_validate_json(shown) if shown else None
    reading = item
    if page is not None:
        try:
            found = read(page, today=at.date())[0]
        except ParseError as error:
            reason = error.public
        else:
            reading, why = merged(item, found)
            reason = why or reason
    if reading is None or not reading.text.strip():
        return Undigested(reason=reason or "It shows no text.")
    made = draft(reading, audience=_audience(audience), retrieved_at=at)
    return Merged(draft=made.model_copy(update={"publisher": published_by(reading, publisher)}), reason=reason)


def merged(item: Reading | None, page: Reading) -> tuple[Reading, str]:
    """The page, with what the item knows better; or the item, with the reason why it was not the page."""
    if item is None:
        return page, page.partial
    words = len(page.text.split())
    if (words < FEWEST_WORDS or page.partial) and words <= len(item.text.split()):
        dated = item.model_copy(update={"published_at": earlier(item.published_at, page.published_at)})
        return dated, page.partial or "Its page shows no article."
    return page.model_copy(
        update={
            "published_at": earlier(item.published_at, page.published_at),
            "title": page.title or item.title,
            "author": page.author or item.author,
            "url": page.url or item.url,
            "publisher": page.publisher or item.publisher,
        }
    ), page.partial


def earlier(one: Published, other: Published) -> Published:
    """The earlier of two days on which it is said to be published, with its hour where one of them knows it.

    A feed that was built anew says today, and so does a page that was touched: nothing is published twice.
    """
    if one is None or other is None:
        return other if one is None else one
    if _day(one) == _day(other):
        return one if isinstance(one, datetime) else other
    return min(one, other, key=_day)


def published_by(reading: Reading, publisher: Publisher | None) -> Publisher:
    """The source's publisher, unless the article lies with another one whom we know, or the source is a collection."""
    known = shipped.at(reading.url) if reading.url else None
    if publisher is None:
        return shipped.publisher(reading.url or "", reading.publisher or "")
    return publisher if known is None or known.family == publisher.family else known.publisher


def _day(when: date | datetime) -> date:
    if isinstance(when, datetime):
        return (when.astimezone(UTC) if when.tzinfo else when).date()
    return when


def _audience(key: str) -> Audience:
    team, _, conversation = key.partition("/")
    return Audience() if key == "*" else Audience(team=team, conversation=conversation or None)
