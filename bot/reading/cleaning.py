"""From bytes to text, and from text to clean text: nothing invisible, nothing doubled. Not about mark-up."""

import codecs
import contextlib
import re
import unicodedata

from bot.errors import ParseError
from bot.reading.records import Raw

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "a rich-text file"),
    (b"SQLite format 3", "a database"),
)

_AS_BROWSERS_DO = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "ks_c_5601-1987": "cp949", "iso-8859-9": "cp1254",
    "utf8": "utf-8",
}  # fmt: skip
"""Declared encodings and what is meant by them."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control and bidirectional characters, soft hyphens, zero-width spaces, tags."""

_JOINER = re.compile("(?<![\u0590-\uffff\U00010000-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?!\\S)")
"""Zero-width joiners are part of Persian and of emoji, and noise elsewhere."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_STRANGE = re.compile("[\ufffd\x00-\x08\x0e-\x1f]")
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile(r"[^\S\n ]")
_BLANK_LINES = re.compile(r"\n{3,}")


def decode(raw: Raw) -> str:
    """The content as characters: by byte order mark, as UTF-8, as declared by server or page, as Windows-1252.

    UTF-8 with a few broken bytes is still UTF-8; each of these becomes U+FFFD.

    Raises:
        ParseError: it is empty, or no text at all.
    """
    content = raw.content
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if not content.strip(b"\x00 \t\r\n\f\v"):
        raise ParseError("It is empty.")
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise ParseError(f"It is {what}, which is not read yet: save it as text and try again.")
    encodings = ("utf-8", _wide(content), _declared(raw.media_type or ""), _declared_within(content))
    for encoding in filter(None, encodings):
        with contextlib.suppress(UnicodeDecodeError):
            return _textual(content.decode(encoding), raw)
    encoding = "utf-8" if is_broken_utf8(content) else _declared_within(content) or "cp1252"
    return _textual(content.decode(encoding, errors="replace"), raw)


def is_broken_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 but for some bytes, as when texts of several origins were put together.

    What is none has hardly a run of bytes that could be, so that half of them is more than chance.
    """
    text = content.decode("utf-8", errors="replace")
    return 0 < text.count("\ufffd") * 2 <= sum(char > "\x7f" for char in text)


def _wide(content: bytes) -> str | None:
    """UTF-16 without its mark shows in the zero bytes of its Latin letters."""
    if content[:200].count(b"\x00") <= min(len(content), 200) // 4:
        return None
    return "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"


def _declared_within(content: bytes) -> str | None:
    """What `<meta charset>` or `<?xml encoding?>` declares."""
    head = content[:4096].decode("latin-1")
    match = re.search(r"<meta[^>]{0,200}?charset=[\"']?[\w.:-]+|<\?xml[^>]{0,100}?encoding=[\"'][\w.:-]+", head, re.I)
    return _declared(match[0]) if match else None


def _declared(declaration: str) -> str | None:
    match = re.search(r"(?:charset|encoding)=[\"']?([\w.:-]+)", declaration, re.IGNORECASE)
    if match is None:
        return None
    name = _AS_BROWSERS_DO.get(match[1].lower(), match[1])
    try:
        return name if isinstance("".encode(name), bytes) and name.lower() != "utf-8" else None
    except (LookupError, ValueError):  # unknown, or not an encoding of text
        return None


def _textual(text: str, raw: Raw) -> str:
    sample = text[:4000]
    strange = len(_STRANGE.findall(sample))
    if strange > len(sample) // 20 + 2:
        raise ParseError("It is not text: if it is a document, save it as text and try again.")
    return text


def clean(text: str) -> str:
    """The text composed (NFC), without invisible characters, indents, trailing spaces and more than one blank line.

    Newlines become `\\n`, any other white space a plain space; two spaces between words stay two, as they were
    written. Cleaning twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text.strip()  # most labels and names: nothing in them is to be cleaned
    text = _SURROGATE.sub("\ufffd", text)
    text = _JOINER.sub("", _INVISIBLE.sub("", _NEWLINE.sub("\n", text)))
    text = _SPACE.sub(" ", unicodedata.normalize("NFC", text))
    # Not a pattern: one for blanks before a newline looks at a long run of them again from each of its places.
    text = "\n".join(part.strip(" ") for part in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip()


def line(text: str) -> str:
    """The text clean and on one line: for titles, names and the like."""
    return " ".join(clean(text).split())
