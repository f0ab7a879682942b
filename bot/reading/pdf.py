"""PDF documents by PDFium: their text page by page, lines joined to paragraphs, what repeats on every page left out.

Images are not read: a scan has no text. A file's own dates say when it was made, not when it was published, and are
not taken; the day stands at the head of the document, or is unknown.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.errors import ParseError
from bot.language import detect
from bot.reading import dates, titles, urls
from bot.reading.cleaning import clean, line
from bot.reading.records import Kind, Raw, Reading

MOST_PAGES = 600
LONGEST = 3_000_000
"""Characters; a longer document is a collection."""

LETTERS_A_PAGE = 15
"""Fewer on average: a scan with a stamp on it."""

EDGE = 3
"""Lines at the top and the bottom of a page that may be its running head or foot."""

SAMPLED = 4_000
"""Characters of the first page whose size is looked at for the title."""

FULL_LINE = 0.72
"""Share of the usual width from which a line goes on in the next."""

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.?|–|-)?\s*\d{1,4}\s*(?:(?:/|of|sur|von)\s*\d{1,4})?\s*(?:–|-)?", re.IGNORECASE
)
_BROKEN = re.compile(r"(\w)[-\u00ad\u0002\ufffe]$")
_BULLET = re.compile(r"(?:[•▪■–—*·◦-]|\(?\d{1,2}[.)]|\([a-z]\))\s")
_JUNK_TITLE = re.compile(
    r"\.(?:docx?|pdf|indd|qxd|pptx?|odt)\b|microsoft|^untitled|^document\b|^slide\b|^layout\b", re.IGNORECASE
)
"""What programs write in the place of a title."""


def parse(raw: Raw, today: date) -> list[Reading]:
    """The document as one article, with the place in its text where each page begins."""
    pages, title, named = _read(raw.content)
    if sum(sum(map(str.isalpha, page)) for page in pages) < LETTERS_A_PAGE * max(1, len(pages)):
        raise ParseError("It is a PDF of images without text; it would have to go through text recognition first.")
    lines = _without_edges([_lines(page) for page in pages])
    text, starts = _joined(lines)
    if not any(char.isalpha() for char in text):
        raise ParseError("It is a PDF that holds no text.")
    language = detect(text)
    url = urls.canonical(raw.url) if raw.url else None
    return [
        Reading(
            title=_title(title, named) or titles.from_text(text, language),
            text=text,
            published_at=dates.at_head([row for page in lines[:1] for row in page], today),
            language=language,
            url=url,
            publisher=urls.host(url),
            kind="pdf",
            pages=starts,
        )
    ]


def _read(content: bytes) -> tuple[list[str], str, str]:
    """The text of each page, what is written largest on the first, and the title in the file's own description."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ParseError("It is a PDF locked by a password: save it without one and try again.") from error
        raise ParseError("It is a damaged PDF.") from error
    try:
        if len(document) > MOST_PAGES:
            raise ParseError(f"It has {len(document)} pages, more than {MOST_PAGES}: give the part that matters.")
        pages, largest, total = [], "", 0
        for number in range(len(document)):
            textpage = document[number].get_textpage()
            pages.append(textpage.get_text_bounded())
            largest = _largest(textpage) if number == 0 else largest
            total += len(pages[-1])
            if total > LONGEST:
                raise ParseError("It is longer than any article: give the part that matters.")
        return pages, largest, line(document.get_metadata_dict().get("Title") or "")
    except pypdfium2.PdfiumError as error:
        raise ParseError("It is a damaged PDF.") from error
    finally:
        document.close()


def _largest(textpage: Any) -> str:
    """The words of the first page in the largest letters, when there are a title's length of them."""
    import pypdfium2.raw as pdfium

    text = textpage.get_text_range(0, min(SAMPLED, textpage.count_chars()))
    sizes = [round(pdfium.FPDFText_GetFontSize(textpage.raw, place), 1) for place in range(len(text))]
    by_size: dict[float, list[str]] = {}
    for char, size in zip(text, sizes, strict=True):
        by_size.setdefault(size, []).append(char)
    usual = Counter(size for char, size in zip(text, sizes, strict=True) if char.isalpha()).most_common(1)
    for size in sorted(by_size, reverse=True):
        words = line("".join(by_size[size]))
        if usual and size <= usual[0][0] * 1.15:
            return ""
        if sum(map(str.isalpha, words)) >= 8:
            return words if len(words) <= 250 else ""
    return ""


def _lines(page: str) -> list[str]:
    return [row for row in clean(page.replace("\ufffe", "\u00ad")).split("\n") if row.strip()]


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Without running heads and feet: lines at the edge of many pages that differ in their numbers only."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_NUMBER.sub("#", row) for row in (*page[:EDGE], *page[-EDGE:])})
    many = max(3, len(pages) // 3)

    def running(row: str) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(row)) or seen[_NUMBER.sub("#", row)] >= many

    return [
        [row for place, row in enumerate(page) if not (_at_edge(place, len(page)) and running(row))] for page in pages
    ]


def _at_edge(place: int, length: int) -> bool:
    return place < EDGE or place >= length - EDGE


def _joined(pages: Sequence[Sequence[str]]) -> tuple[str, tuple[int, ...]]:
    """The lines as paragraphs, and where in the text each page begins."""
    widths = sorted(len(row) for page in pages for row in page)
    full = FULL_LINE * widths[int(0.85 * len(widths))] if widths else 0
    pieces: list[str] = []
    starts: list[int] = []
    length, before = 0, ""
    for page in pages:
        for place, row in enumerate(page):
            gap = _gap(before, row, full)
            if gap == "-":
                pieces[-1] = pieces[-1][:-1]
                length -= 1
                gap = ""
            if not place:
                starts.append(length + len(gap))
            pieces += [gap, row]
            length += len(gap) + len(row)
            before = row
        if not page:
            starts.append(length)
    return "".join(pieces), tuple(starts)


def _gap(before: str, row: str, full: float) -> str:
    """What stands between two lines: nothing, a space, a line, a new paragraph; `-` where a word was broken."""
    if not before:
        return ""
    if _BROKEN.search(before) and row[:1].islower():
        return "-"
    if _BULLET.match(row):
        return "\n"
    return " " if row[:1].islower() or len(before) >= full else "\n\n"


def _title(largest: str, named: str) -> str:
    """What is largest on the first page; else what the file is called, if that is a title."""
    if largest and not _JUNK_TITLE.search(largest):
        return largest
    usable = named.count(" ") >= 2 and not _JUNK_TITLE.search(named) and len(named) <= 250
    return named if usable else ""


KIND = Kind(
    name="pdf",
    media_types=("application/pdf", "application/x-pdf"),
    suffixes=(".pdf",),
    signatures=(b"%PDF",),
    recognises=lambda head: False,
    parse=parse,
)
