"""From bytes to text, and from text to clean text: nothing invisible, nothing doubled. Not about mark-up."""

import codecs
import re
import unicodedata

from bot.errors import ParseError
from bot.reading.records import Raw, label

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "a rich-text file"),
    (b"SQLite format 3", "a database"),
)

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control and bidirectional characters, soft hyphens, zero-width spaces, tags."""

_JOINER = re.compile("(?<![\u0590-\uffff\U00010000-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?!\\S)")
"""Zero-width joiners are part of Persian and of emoji, and noise elsewhere."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile(r"[^\S\n ]")
_AROUND_NEWLINE = re.compile(r" *\n *")
_BLANK_LINES = re.compile(r"\n{3,}")


def decode(raw: Raw) -> str:
    """The content as characters: a byte order mark decides, else UTF-8, the declared charset, else Windows-1252.

    Raises:
        ParseError: it is empty, or no text at all.
    """
    content = raw.content
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if not content.strip(b"\x00 \t\r\n\f\v"):
        raise ParseError(f"{label(raw).capitalize() if raw.name == '-' else raw.name} is empty.")
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise ParseError(f"{label(raw)} is {what}, which is not read yet: save it as text and try again.")
    encodings = ["utf-8"]
    if content[:200].count(b"\x00") > 20:
        encodings = ["utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"]
    encodings.extend(filter(None, [_declared(raw.media_type)]))
    for encoding in encodings:
        try:
            return _textual(content.decode(encoding), raw)
        except UnicodeDecodeError:
            continue
    return _textual(content.decode("cp1252", errors="replace"), raw)


def _declared(media_type: str | None) -> str | None:
    match = re.search(r"charset=[\"']?([\w.:-]+)", media_type or "", re.IGNORECASE)
    if match is None:
        return None
    try:
        codec = codecs.lookup(match[1])
    except LookupError:
        return None
    return codec.name if codec._is_text_encoding else None


def _textual(text: str, raw: Raw) -> str:
    sample = text[:4000]
    strange = sum(char == "\ufffd" or (char < " " and char not in "\t\n\r\f\v") for char in sample)
    if strange > len(sample) // 20 + 2:
        raise ParseError(f"{label(raw)} is not text: if it is a document, save it as text and try again.")
    return text


def clean(text: str) -> str:
    """The text composed (NFC), without invisible characters, indents, trailing spaces and more than one blank line.

    Newlines become `\\n`, any other white space a plain space; two spaces between words stay two, as they were
    written. Cleaning twice changes nothing.
    """
    text = _SURROGATE.sub("\ufffd", text)
    text = _JOINER.sub("", _INVISIBLE.sub("", _NEWLINE.sub("\n", text)))
    text = _AROUND_NEWLINE.sub("\n", _SPACE.sub(" ", unicodedata.normalize("NFC", text)))
    return _BLANK_LINES.sub("\n\n", text).strip()


def line(text: str) -> str:
    """The text clean and on one line: for titles, names and the like."""
    return " ".join(clean(text).split())
