"""From markup to a tree and from a tree to clean text. Knows elements, not what a page means."""

import re
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from bot.reading.cleaning import clean

LIMIT = 5_000_000
"""Characters of markup that are looked at. The longest articles have a tenth; the rest is scripts and images."""

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "button",
        "select",
        "textarea",
        "head",
        "nav",
        "canvas",
        "audio",
        "video",
        "graphic",
        "img",
        "figure",
        "form",
    ]
)
_PARAGRAPHS = frozenset(
    [
        "p",
        "head",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "quote",
        "blockquote",
        "div",
        "section",
        "article",
        "main",
        "aside",
        "header",
        "footer",
        "list",
        "ul",
        "ol",
        "dl",
        "table",
        "pre",
        "figcaption",
        "hr",
        "address",
        "details",
        "summary",
        "body",
        "ab",
    ]
)
_LINES = frozenset(["item", "li", "tr", "row", "dt", "dd", "br", "lb"])
_CELLS = frozenset(["td", "th", "cell"])
_ITEMS = frozenset({"item", "li"})
_DATA_URI = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]{200,}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # lxml refuses to handle them
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:#\d+|#x[\da-fA-F]+|\w+);")


def tree(markup: str) -> HtmlElement | None:
    """The markup as a tree of bounded size; None where there is nothing in it.

    libxml2 stops at 256 levels, so that what walks the tree may trust its depth. Nothing is ever loaded from
    elsewhere: no entities, no styles, no addresses.
    """
    markup = _DATA_URI.sub("", markup[: 4 * LIMIT])[:LIMIT]
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", _CONTROL.sub("", markup)).strip()
    if not markup:
        return None
    parser = HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8")
    try:
        found = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return found if isinstance(found, HtmlElement) else None


def text_of(root: Any) -> str:
    """The text below an element: paragraphs parted by a blank line, items and rows one a line, links as their label.

    Takes HTML and the simpler elements that trafilatura makes of it.
    """
    writer = _Writer()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start":
            if tag in _SKIPPED and not (tag == "head" and element.getparent() is not None and _titled(element)):
                walk.skip_subtree()
                writer.add(" ")
                continue
            writer.open(tag)
            writer.add(element.text, kept=tag == "pre")
        else:
            writer.close(tag)
            if element is not root:
                writer.add(element.tail)
    return clean("".join(writer.pieces))


def _titled(element: Any) -> bool:
    """Whether `head` is trafilatura's word for a heading rather than HTML's for what is above the page."""
    return bool(element.getparent().tag != "html")


class _Writer:
    """Text with the breaks between its pieces, the strongest of several winning."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._break = ""
        self._prefix = ""

    def open(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._part("\n\n" if not self._prefix else "")
        elif tag in _LINES:
            self._part("\n")
            self._prefix = "- " if tag in _ITEMS else self._prefix
        elif tag in _CELLS and self.pieces and not self._break:
            self.pieces.append(" | ")

    def close(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._part("\n\n")
        elif tag in _LINES and tag not in ("br", "lb"):
            self._part("\n")
            self._prefix = ""

    def add(self, text: str | None, *, kept: bool = False) -> None:
        if not text:
            return
        if not kept:
            text = re.sub(r"\s+", " ", text)
        if not text.strip():
            if not self._break:
                self.pieces.append(" ")
            return
        if self._break:
            text = text.lstrip(" ")
        self.pieces.extend((self._break if self.pieces else "", self._prefix, text))
        self._break = self._prefix = ""

    def _part(self, gap: str) -> None:
        self._break = max(self._break, gap, key=len)


def plain(fragment: str) -> str:
    """The clean text of a fragment that may be HTML or not, as feeds and JSON carry them."""
    if not _TAG.search(fragment):
        return clean(fragment)
    found = tree(f"<div>{fragment}</div>")
    return "" if found is None else text_of(found)
