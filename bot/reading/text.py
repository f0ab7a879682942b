"""Plain text as people paste it: perhaps a date, a title, a source, then the body; perhaps all on one line."""

import re
from datetime import date

from bot.errors import ParseError
from bot.language import detect, opening
from bot.reading import dates, mail, titles, urls
from bot.reading.cleaning import clean, decode, line
from bot.reading.records import Kind, Raw, Reading

_HEADER = re.compile(
    r"(?P<key>date de publication|date|datum|published(?:[ _]at| on)?|publié le|veröffentlicht(?: am)?|veroeffentlicht"
    r"|title|titre|titel|headline|source|quelle|publisher|url|link|lien|author|auteur|autor|by|language|langue|sprache)"
    r"(?P<mark>[ \t]*[:=][ \t]*|[ \t]+|(?=\n))",
    re.IGNORECASE,
)
_MEANING = {
    "date de publication": "date", "datum": "date", "published": "date", "published at": "date",
    "published_at": "date", "published on": "date", "publié le": "date", "veröffentlicht": "date",
    "veröffentlicht am": "date", "veroeffentlicht": "date", "titre": "title", "titel": "title", "headline": "title",
    "quelle": "source", "publisher": "source", "link": "url", "lien": "url", "auteur": "author", "autor": "author",
    "by": "author", "langue": "language", "sprache": "language",
}  # fmt: skip
_LONGEST_TITLE = 200
_BULLET = re.compile(r"[-–—*•·]\s|\(?\d{1,3}[.)]\s")
_NAME = r"(?:(?:de|del|van|von|der|den|la|le) )*[A-ZÀ-Þ][\w.’'-]*"
_BYLINE = re.compile(rf"(?:By|Von|Par) ({_NAME}(?: {_NAME})+(?:(?:, | and | und | et ){_NAME}(?: {_NAME})*)?)")
_PLACE = re.compile(r"[A-ZÀ-Þ][\w.’'/-]+(?: [A-ZÀ-Þ][\w.’'/-]+){0,2}(?:,|, (?:den|le)| \() ?")
_DASH = re.compile(r"\)?(?: \([^()\n]{1,20}\))? ?(?:[–—:]|-+) ")
_HEAD_LINES = 3


def parse(raw: Raw, today: date) -> list[Reading]:
    """One article. A header that says nothing we understand stays in the text."""
    found, rest = mail.unwrapped(clean(decode(raw)))
    while taken := _header(rest, found):
        key, value, rest = taken
        found[key] = value
    rest = _head_lines(rest, found, today)
    title, body = (found["title"], rest) if "title" in found else _titled(rest)
    if title:
        body = _head_lines(body, found, today, bylines=True)
    found.setdefault("date", _dateline(body))
    if not any(char.isalpha() for char in body):
        raise ParseError("It holds no article text.")
    language = found.get("language", "").lower()[:2] or detect(body)
    url = urls.canonical(found["url"]) if "url" in found else raw.url and urls.canonical(raw.url)
    return [
        Reading(
            title=line(title) or titles.from_text(body, language),
            text=body,
            published_at=dates.understand(found["date"], today),
            language=language,
            url=url,
            author=found.get("author") or None,
            publisher=found.get("source") or urls.host(url),
            kind="text",
        )
    ]


def _header(rest: str, found: dict[str, str]) -> tuple[str, str, str] | None:
    """The next header as key, value and what follows it; None where the article begins."""
    match = _HEADER.match(rest)
    if match is None:
        return None
    written = match["key"].lower()
    key = _MEANING.get(written, written)
    value, _, following = rest[match.end() :].partition("\n")
    marked = match["mark"].strip() in (":", "=")
    if key in found:
        return None
    if key == "date":
        return _dated(rest[match.end() :], marked=marked)
    fits = {
        "title": marked or (match["key"].islower() and bool(found)),
        "url": value.lower().startswith(("http://", "https://")) and " " not in value.strip(),
        "language": marked and re.fullmatch(r"[A-Za-z]{2}(?:-\w+)?", value.strip()) is not None,
        "author": marked and len(value) < 100,
        "source": len(value) < 100 and (marked or (match["key"].islower() and bool(found))),
    }[key]
    return (key, value.strip(), following.lstrip("\n")) if fits and value.strip() and following.strip() else None


def _dated(after: str, *, marked: bool) -> tuple[str, str, str] | None:
    """A date may be followed by the article on the same line; a marked one that is no date is dropped with its line."""
    if match := dates.AT_START.match(after):
        return "date", match[0], after[match.end() :].lstrip(" \n")
    value, _, following = after.partition("\n")
    return ("date", "", following.lstrip("\n")) if marked and len(value) < 60 and following.strip() else None


def _head_lines(text: str, found: dict[str, str], today: date, *, bylines: bool = False) -> str:
    """The text without the lines above it that are nothing but a date, or a name behind "By"."""
    for _ in range(_HEAD_LINES):
        row, _, following = text.partition("\n")
        alone = dates.AT_START.match(row)
        if alone and alone.end() == len(row.rstrip()) and "date" not in found and dates.understand(row, today):
            found["date"], text = row, following.lstrip("\n")
        elif bylines and "author" not in found and following and (byline := _BYLINE.fullmatch(row)):
            found["author"], text = byline[1], following.lstrip("\n")
    return text


def _dateline(body: str) -> str:
    """The date in `BRUSSELS, 4 March 2025 (Wire) – ` before the first sentence; empty where there is none."""
    place = _PLACE.match(body)
    day = dates.AT_START.match(body, place.end()) if place else None
    return day[0] if day and _DASH.match(body, day.end()) else ""


def _titled(text: str) -> tuple[str, str]:
    """A short first line that is no sentence, nor the beginning of one, with more below it, is the title."""
    line, newline, body = text.partition("\n")
    heading = len(line) <= _LONGEST_TITLE and line[-1:] not in ".,;:" and not _BULLET.match(line)
    if not (newline and heading and body.strip() and any(char.isalpha() for char in line)):
        return "", text
    return ("", text) if len(opening(text)) > len(line) else (line, body.lstrip("\n"))


KIND = Kind(
    name="text",
    media_types=("text/plain",),
    suffixes=(".txt", ".text"),
    recognises=lambda head: True,
    parse=parse,
)
