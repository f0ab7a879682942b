"""RSS, Atom and RDF by feedparser, a reading for each item. Fetches nothing; what a feed leaves out stays unknown."""

import io
import re
from calendar import timegm
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from bot.errors import EmptyFeed, ParseError
from bot.language import detect
from bot.reading import dates, titles, urls
from bot.reading.cleaning import decode, is_broken_utf8, line
from bot.reading.markup import plain
from bot.reading.records import Kind, Raw, Reading

_ZONED = re.compile(r"(?:Z|[+-]\d{2}:?\d{2}|\b(?:UT|UTC|GMT|[ECMP][SD]T|CES?T|BST|WES?T|EES?T))\s*$", re.IGNORECASE)
_CLOCK = re.compile(r"[T\s]?\d{1,2}:\d{2}.*$", re.IGNORECASE | re.DOTALL)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_DAY = re.compile(r"(?<!\d)(?:[12]\d|3[01]|0?[1-9])(?!\d)")
_MONTH = re.compile(r"[^\W\d_]{3}|[\u3040-\ud7af]")
_UNDECLARED = re.compile(r"^\s*<\?xml[^>]*>|\x00")
"""What is taken away before a feed is tried again in the encoding that it really has."""

_STARTS = ("<?xml", "<rss", "<feed", "<rdf:rdf", "<!--", "<atom:feed")


class _Feed(NamedTuple):
    """What the feed says for all its items."""

    base: str | None  # what relative addresses are relative to
    publisher: str | None
    language: str


def parse(raw: Raw, today: date) -> list[Reading]:
    """The items that have a title or a text, in the feed's order; one that cannot be read never costs another."""
    found = None if is_broken_utf8(raw.content) else _parsed(raw.content, raw.media_type)
    if found is None:
        found = _parsed(_UNDECLARED.sub("", decode(raw)).encode("utf-8", "replace"), None)
    if found is None:
        raise ParseError("It is neither RSS nor Atom.")
    home = urls.resolved(_text(found.feed, "link"), raw.url) if found.feed.get("link") else None
    said = _text(found.feed, "language").lower()[:2]
    feed = _Feed(
        base=home or raw.url,
        publisher=line(plain(_text(found.feed, "title"))) or urls.host(home or raw.url),
        language=said if said.isalpha() else "und",
    )
    kept = [reading for entry in found.entries if (reading := _reading(entry, feed, today=today))]
    if not kept:
        raise EmptyFeed("It is a feed without any item that has a title or a text.", name=feed.publisher or "")
    return kept


def _parsed(content: bytes, media_type: str | None) -> Any | None:
    """What feedparser makes of it; None where it makes nothing, as of a feed that declares a false encoding."""
    import feedparser

    try:
        found = feedparser.parse(
            io.BytesIO(content),  # never the bytes alone: feedparser would take a short text for a file's name
            response_headers={"content-type": media_type} if media_type else {},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (ValueError, AssertionError):  # UnicodeDecodeError among them
        return None
    return found if found.get("version") or found.entries else None


def _reading(entry: Any, feed: _Feed, *, today: date) -> Reading | None:
    title = line(plain(_text(entry, "title")))
    text = _body(entry)
    if not any(char.isalpha() for char in title + text):
        return None
    language = detect(f"{title}\n{text}")
    address = _text(entry, "link") or _permalink(entry)
    url = urls.resolved(address, feed.base) if address else None
    published_at, stamped = _published(entry, today)
    source = entry.get("source") if isinstance(entry.get("source"), dict) else {}
    origin = urls.canonical(_text(source, "href") or _text(source, "link"))
    own = url is None or feed.base is None or urls.outlet(url) == urls.outlet(feed.base)
    return Reading(
        title=title or titles.from_text(text, language),
        text=text or title,
        published_at=published_at,
        stamped=stamped,
        language=language if language != "und" else feed.language,
        url=url,
        author=line(plain(_text(entry, "author")))[:200] or None,
        publisher=line(plain(_text(source, "title"))) or (feed.publisher if own else None) or urls.host(url),
        origin=origin if origin and (url is None or urls.outlet(origin) != urls.outlet(url)) else None,
        guid=line(_text(entry, "id")) or None,
        kind="feed",
    )


def _text(entry: Any, key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def _body(entry: Any) -> str:
    """The longest of what the item carries: its whole content, where the feed gives it, else its summary."""
    contents = [part.get("value") for part in entry.get("content", ()) if isinstance(part, dict)]
    candidates = [value for value in (*contents, entry.get("summary")) if isinstance(value, str)]
    return max((plain(value) for value in candidates), key=len, default="")


def _permalink(entry: Any) -> str:
    identity = _text(entry, "id")
    return identity if identity.startswith(("http://", "https://")) and entry.get("guidislink", True) else ""


def _published(entry: Any, today: date) -> tuple[date | datetime | None, bool]:
    """The item's date, and whether it is that of its last change: Atom entries need state no other."""
    for key in ("published", "updated", "created"):
        if written := _text(entry, key).strip():
            found = dates.understand(written, today) or _spelt(written, entry.get(f"{key}_parsed"), today)
            return found, key == "updated" and found is not None
    return None, False


def _spelt(written: str, parsed: Any, today: date) -> date | datetime | None:
    """feedparser's reading of a date that `dates` does not know: only of one that spells its month beside day and year.

    Of numbers alone it makes days that nobody wrote: of `2024-13-01`, of `2024`, of an hour 25.
    """
    day = _CLOCK.sub(" ", written)
    if not parsed or not (_YEAR.search(day) and _DAY.search(day) and _MONTH.search(day)):
        return None
    try:
        instant = datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    near = {(instant + timedelta(days=shift)).day for shift in ((-1, 0, 1) if _ZONED.search(written) else (0,))}
    if not near & {int(number) for number in _DAY.findall(day)}:
        return None
    return dates.plausible(instant if _ZONED.search(written) else instant.date(), today)


def _recognises(head: str) -> bool:
    start = head.lstrip("\ufeff \t\r\n").lower()
    return start.startswith(_STARTS) and re.search(r"<(?:rss|(?:\w+:)?feed|rdf:rdf|channel)\b", start) is not None


KIND = Kind(
    name="feed",
    media_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/x-rss+xml"),
    suffixes=(".rss", ".atom", ".rdf"),
    recognises=_recognises,
    parse=parse,
)
