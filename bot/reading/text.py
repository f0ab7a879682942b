"""Plain text as people paste it: perhaps a date, a title, a source, then the body; perhaps all on one line."""

import re
from datetime import date

from bot.errors import ParseError
from bot.language import detect
from bot.reading import dates, titles, urls
from bot.reading.cleaning import clean, decode
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


def parse(raw: Raw, today: date) -> list[Reading]:
    """One article. A header that says nothing we understand stays in the text."""
    rest = clean(decode(raw))
    found: dict[str, str] = {}
    while taken := _header(rest, found):
        key, value, rest = taken
        found[key] = value
    if "date" not in found and (alone := dates.AT_START.match(rest)):
        line, _, following = rest.partition("\n")
        if alone.end() == len(line.rstrip()) and dates.understand(line, today):
            found["date"], rest = line, following.lstrip("\n")
    title, body = (found["title"], rest) if "title" in found else _titled(rest)
    if not body.strip():
        raise ParseError("It holds no article text.")
    language = found.get("language", "").lower()[:2] or detect(body)
    url = urls.canonical(found["url"]) if "url" in found else raw.url and urls.canonical(raw.url)
    return [
        Reading(
            title=title or titles.from_text(body, language) or titles.from_name(raw.name),
            text=body,
            published_at=dates.understand(found.get("date", ""), today),
            language=language,
            url=url,
            author=found.get("author"),
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


def _titled(text: str) -> tuple[str, str]:
    """A short first line that is no sentence, with more below it, is the title."""
    line, newline, body = text.partition("\n")
    heading = len(line) <= _LONGEST_TITLE and line[-1:] not in ".,;:" and not _BULLET.match(line)
    if newline and heading and body.strip() and any(char.isalpha() for char in line):
        return line, body.lstrip("\n")
    return "", text


KIND = Kind(
    name="text",
    media_types=("text/plain",),
    suffixes=(".txt", ".text"),
    recognises=lambda head: True,
    parse=parse,
)
