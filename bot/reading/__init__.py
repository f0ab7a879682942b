"""Reading: from bytes to articles, one module a kind, all of one shape. Fetches nothing, stores nothing.

A new kind is a new module with a `KIND`, and a place in the table below.
"""

import re
from datetime import date
from pathlib import PurePosixPath

from bot.errors import ParseError
from bot.reading import docx, feed, html, json, markdown, message, pdf, text
from bot.reading.cleaning import decode
from bot.reading.records import Kind, Raw, Reading

__all__ = ["KINDS", "ParseError", "Raw", "Reading", "is_plain", "kind_of", "read"]

KINDS: tuple[Kind, ...] = (
    pdf.KIND, docx.KIND, message.KIND, feed.KIND, json.KIND, markdown.KIND, html.KIND, text.KIND,
)  # fmt: skip
"""In the order in which they are asked whether they recognise what nobody has named; text takes everything."""

_VAGUE = frozenset(
    {"text/plain", "text/xml", "application/xml", "application/octet-stream", "text/html", "text/json", ""}
)
"""Media types that servers send for anything: the content may say otherwise."""

_LISTS = re.compile(
    r"\ufeff?(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<(?:\w+:)?(opml|urlset|sitemapindex)\b", re.I | re.S
)
_LISTED = {
    "opml": "It is a list of sources (OPML), and no article: antici sources import reads them from now on.",
    "sitemap": "It is a site's list of its pages, and no article: add its address as a source.",
}

LONGEST_TITLE = 400
LONGEST_NAME = 200
"""Characters; the latter of a publisher's or an author's."""

_HEAD = 4096  # bytes that a kind is recognised by
_SHORT = 100_000  # bytes


def read(raw: Raw, *, today: date) -> list[Reading]:
    """The articles in it: one of a text or page, many of a feed. `today` serves only to refuse dates to come.

    Raises:
        ParseError: it holds no article that we can read; the message says why.
    """
    return [_bounded(one) for one in kind_of(raw).parse(raw, today)]


def _bounded(reading: Reading) -> Reading:
    """With a title and names that are such: what is longer is a text in their place."""
    publisher, author = (name[:LONGEST_NAME] if name else None for name in (reading.publisher, reading.author))
    title = reading.title
    if len(title) > LONGEST_TITLE:
        title = title[:LONGEST_TITLE].rsplit(None, 1)[0]
    return reading.model_copy(update={"title": title, "publisher": publisher, "author": author})


def is_plain(raw: Raw) -> bool:
    """Whether it is a short text, Markdown or JSON: what no library of ours takes long to read."""
    try:
        return len(raw.content) <= _SHORT and kind_of(raw) in (json.KIND, markdown.KIND, text.KIND)
    except ParseError:
        return True  # it is refused at once


def kind_of(raw: Raw) -> Kind:
    """By the first bytes of what is no text, by media type, by the name's suffix, by what the content looks like.

    Feeds and JSON are known by their first characters wherever the media type says little, since many servers send
    feeds as `text/html` and everything else as `text/plain`.

    Raises:
        ParseError: it is empty, no text at all, or a list of addresses.
    """
    for kind in KINDS:
        if kind.signatures and raw.content.lstrip()[:8].startswith(kind.signatures):
            return kind
    media_type = (raw.media_type or "").partition(";")[0].strip().lower()
    if media_type not in _VAGUE and (named := [kind for kind in KINDS if media_type in kind.media_types]):
        return named[0]
    head = decode(raw.model_copy(update={"content": raw.content[:_HEAD]}))
    if (what := _LISTS.match(head)) is not None:
        raise ParseError(_LISTED["opml" if what[1].lower() == "opml" else "sitemap"])
    if feed.KIND.recognises(head):
        return feed.KIND
    if media_type == "text/html":
        return html.KIND
    suffix = PurePosixPath(re.split(r"[?#]", raw.name, maxsplit=1)[0]).suffix.lower()
    if fitting := [kind for kind in KINDS if suffix in kind.suffixes]:
        return fitting[0]
    return next(kind for kind in KINDS if kind.recognises(head))
