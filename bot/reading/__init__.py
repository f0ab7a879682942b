"""Reading: from bytes to articles, one module a kind, all of one shape. Fetches nothing, stores nothing.

A new kind is a new module with a `KIND`, and a place in the table below.
"""

from datetime import date
from pathlib import PurePosixPath

from bot.errors import ParseError
from bot.reading import html, json, text
from bot.reading.cleaning import decode
from bot.reading.records import Kind, Raw, Reading

__all__ = ["KINDS", "ParseError", "Raw", "Reading", "kind_of", "read"]

KINDS: tuple[Kind, ...] = (json.KIND, html.KIND, text.KIND)
"""In the order in which they are asked whether they recognise what nobody has named; text takes everything."""

_VAGUE = frozenset({"text/plain", "application/octet-stream", "binary/octet-stream", ""})
_HEAD = 4096  # bytes that a kind is recognised by


def read(raw: Raw, *, today: date) -> list[Reading]:
    """The articles in it: one of a text or page, many of a feed. `today` serves only to refuse dates to come.

    Raises:
        ParseError: it holds no article that we can read; the message says why.
    """
    return kind_of(raw).parse(raw, today)


def kind_of(raw: Raw) -> Kind:
    """By media type, then by the name's suffix, then by what the content looks like.

    Raises:
        ParseError: it is empty or no text at all.
    """
    media_type = (raw.media_type or "").partition(";")[0].strip().lower()
    suffix = PurePosixPath(raw.name.partition("?")[0]).suffix.lower()
    if media_type not in _VAGUE:
        for kind in KINDS:
            if media_type in kind.media_types:
                return kind
    for kind in KINDS:
        if suffix in kind.suffixes:
            return kind
    head = decode(raw.model_copy(update={"content": raw.content[:_HEAD]}))
    return next(kind for kind in KINDS if kind.recognises(head))
