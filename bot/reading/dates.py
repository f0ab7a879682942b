"""Publication dates as publishers write them, read strictly: a date is whole, or it is none. Never relative, never now.

Numeric dates other than ISO are taken day first, as in Europe: 03/04/2024 is the 3rd of April; 03/21/2024 can only
be the 21st of March and is taken as that. A time without a zone is dropped, since it names no instant.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from importlib import import_module

from storage.models import Published

LANGUAGES = ["en", "fr", "de", "it", "es", "nl", "pl", "uk", "ru"]
EARLIEST = 1900
_LONGEST = 64  # characters; a longer string is a sentence, not a date

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?", re.I
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2,8},?\s*)?\d{1,2} [A-Z][a-z]{2} (?:[1-9]\d{3}|\d{2}) \d{1,2}:\d{2}(?::\d{2})?"
    r"(?: *([+-]\d{4}|[A-Z]{1,5}))?(?: \([^()]*\))?"
)
_ZONES = {"CET": "+0100", "CEST": "+0200", "BST": "+0100", "WET": "+0000", "WEST": "+0100", "EET": "+0200",
          "EEST": "+0300", "MSK": "+0300", "JST": "+0900", "KST": "+0900", "Z": "+0000"}  # fmt: skip
"""Zones that mails and feeds name and RFC 5322 does not."""

_ZONED = re.compile(r"\d{1,2}[:h.]\d{2}.*?(?:\b(?:UTC|GMT|CES?T|E[SD]T|P[SD]T|Z)\b|[+-]\d{2}:?\d{2})")
_SPELT = re.compile(r"(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]+)\.?,?\s+(?:de\s+)?(\d{4})")
_SPELT_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_TELLING = re.compile(r"[^\W\d_]{3}|(?<!\d)\d{4}(?!\d)|^\d{1,2}\.\s?\d{1,2}\.\s?\d{2}\b")
"""Numbers of two digits alone tell no year from a day, but with full stops, which stand after day and month."""

_WORD = re.compile(r"[^\W\d_]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ª)\b")

AT_START = re.compile(
    r"""(?:[^\W\d_]{2,10}\.?,?\s+)?                                      # weekday
    (?: \d{4}-\d{2}-\d{2}(?:[T\ ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z\b|UTC\b|[+-]\d{2}:?\d{2})?)?
      | \d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}
      | \d{4}/\d{1,2}/\d{1,2}
      | \d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?,?\s+(?:de\s+)?\d{4}
      | [^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}
    )(?!\w)""",
    re.VERBOSE,
)
"""A whole date at the start of a text, as people head a text with it."""


_WITHIN = re.compile(
    r"(?<![\d/.])(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?\s+\d{4}"
    r"|[^\W\d_]{3,10}\s+\d{1,2}(?:st|nd|rd|th)?,\s+\d{4})(?![\d/])"
)
_HEAD_ROWS = 15


def understand(text: str, today: date) -> Published:
    """The day, or the instant in UTC when hour and zone are given; None for anything else.

    A day after tomorrow of `today` is refused: tomorrow may have begun elsewhere.
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    return plausible(_parsed(text), today)


def at_head(rows: Sequence[str], today: date) -> Published:
    """The only day written in the first lines of a document; of several none can be told to be its own."""
    written = (match[0] for row in rows[:_HEAD_ROWS] for match in _WITHIN.finditer(row))
    found = set(filter(None, (understand(day, today) for day in written)))
    return found.pop() if len(found) == 1 else None


def plausible(found: Published, today: date) -> Published:
    """The date, unless it lies in the future or before 1900."""
    if found is None:
        return None
    day = found.date() if isinstance(found, datetime) else found
    return found if day.year >= EARLIEST and day <= today + timedelta(days=1) else None


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Published:
    try:
        for pattern in (_ISO, _COMPACT, _SLASHED):
            if match := pattern.fullmatch(text):
                return _numeric(match)
        if match := _MAIL.fullmatch(text):
            return _mailed(text, match[1])
        text = _ORDINAL.sub("", text)
        if match := _SPELT.fullmatch(text):
            return _spelt(match[1], match[2], match[3])
        if match := _SPELT_MONTH_FIRST.fullmatch(text):
            return _spelt(match[2], match[1], match[3])
        return _written(text)
    except (ValueError, OverflowError):
        return None


def _numeric(match: re.Match[str]) -> Published:
    year, month, day, *clock = match.groups()
    found = date(int(year), int(month), int(day))
    if not clock or clock[3] is None:
        return found
    hour, minute, second, zone = clock
    sign = zone if zone[0] in "+-" else "+00:00"
    return _instant(datetime.fromisoformat(f"{found}T{hour}:{minute}:{second or '00'}{sign}"), zoned=True)


def _mailed(text: str, zone: str | None) -> Published:
    """A date of RFC 5322, with the two-digit years of RFC 822. A zone that nobody knows tells no instant."""
    known = _ZONES.get(zone or "")
    found = parsedate_to_datetime(text.replace(zone, known) if zone and known else text)
    return _instant(found, zoned=found.tzinfo is not None or zone in ("-0000", "UT", "UTC", "GMT"))


def _spelt(day: str, month: str, year: str) -> Published:
    number = _months().get(month.casefold())
    return None if number is None else date(int(year), number, int(day))


@cache
def _months() -> dict[str, int]:
    """The names and short forms of months in our languages, as dateparser knows them."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        info = import_module(f"dateparser.data.date_translation_data.{language}").info
        for number in range(1, 13):
            for name in info[f"{date(2000, number, 1):%B}".lower()]:
                found.setdefault(name.casefold().rstrip("."), number)
    return found


def _written(text: str) -> Published:
    """By dateparser, told not to guess: all three parts there, no "yesterday", no search in a sentence."""
    import dateparser

    months = _months()
    if not _TELLING.search(text):
        return None
    if any(char.isalpha() for char in text) and not any(word.casefold() in months for word in _WORD.findall(text)):
        return None
    found = dateparser.parse(
        text,
        languages=LANGUAGES,
        settings={
            "PARSERS": ["absolute-time"],
            "STRICT_PARSING": True,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": "DMY",
            "PREFER_LOCALE_DATE_ORDER": False,
        },
    )
    return None if found is None else _instant(found, zoned=bool(_ZONED.search(text)))


def _instant(found: datetime, *, zoned: bool) -> Published:
    if not zoned:
        return found.date()
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
