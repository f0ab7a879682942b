"""Word documents by python-docx: paragraphs, headings and tables in their order. Old .doc files are not read.

The file's own dates say when it was written or saved; the day of publication stands at its head, or is unknown.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.errors import ParseError
from bot.language import detect
from bot.reading import dates, titles, urls
from bot.reading.cleaning import clean, line
from bot.reading.records import Kind, Raw, Reading

LARGEST = 100_000_000
"""Bytes after unpacking; a document of a thousand pages has a tenth."""

SIGNATURE = b"PK\x03\x04"


def parse(raw: Raw, today: date) -> list[Reading]:
    """The document as one article."""
    document = _opened(raw.content)
    title, rows = "", []
    for style, words in _paragraphs(document):
        if not title and style.startswith(("Title", "Heading 1")):
            title = line(words)
        else:
            rows.append(words)
    text = clean("\n\n".join(rows))
    if not any(char.isalpha() for char in text):
        raise ParseError("It is a Word document that holds no text.")
    language = detect(text)
    url = urls.canonical(raw.url) if raw.url else None
    named = line(document.core_properties.title or "")
    return [
        Reading(
            title=title or (named if named.count(" ") >= 2 else "") or titles.from_text(text, language),
            text=text,
            published_at=dates.at_head(rows, today),
            language=language,
            url=url,
            publisher=urls.host(url),
            kind="docx",
        )
    ]


def _opened(content: bytes) -> Any:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                raise ParseError("It unpacks to more than any document holds.")
            if "word/document.xml" not in parts.namelist():
                raise ParseError("It is a zip or Office file that is no Word document: save it as text and try again.")
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, zlib.error, OpcError, etree.LxmlError, KeyError, ValueError, OSError) as error:
        raise ParseError("It is a damaged Word document or zip file.") from error


def _paragraphs(document: Any) -> Iterator[tuple[str, str]]:
    """The style and the words of each paragraph; a table's rows are lines."""
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            lines = (" | ".join(dict.fromkeys(line(cell.text) for cell in row.cells)) for row in part.rows)
            yield "", "\n".join(row for row in lines if row.strip(" |"))
        elif part.text.strip():
            style = part.style.name if part.style is not None else ""
            yield style or "", f"- {line(part.text)}" if (style or "").startswith("List") else part.text


KIND = Kind(
    name="docx",
    media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    suffixes=(".docx",),
    signatures=(SIGNATURE,),
    recognises=lambda head: False,
    parse=parse,
)
