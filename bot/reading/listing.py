"""Pages that list articles where there is no feed: their links, by structure. Reads none of the articles.

Links to articles are those that stand several times at the same kind of place and are worded like headlines.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.reading import dates, markup, urls
from bot.reading.cleaning import decode, line
from bot.reading.published import DATE
from bot.reading.records import Link, Raw
from storage.models import Published

FEWEST = 3
"""Links at places of one kind; fewer are no list."""

WORDS = 4
LETTERS = 20
"""Of a headline; less is a menu. Scripts without spaces are told by their letters."""

_LONGEST = 300
_CONTAINER = 1500  # characters; what holds more is not about one article
_DEEP = 5
_ASIDE = frozenset({"nav", "footer", "aside", "form", "header"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_ARTICLE = re.compile(
    r"/(?:tags?|topics?|category|categories|authors?|login|account|subscribe|search|contact|about|privacy|terms)(?:/|$)"
    r"|\.(?:jpe?g|png|gif|svg|mp[34]|zip|xlsx?)$",
    re.IGNORECASE,
)


def listing(raw: Raw, today: date) -> tuple[Link, ...]:
    """The articles that a page lists, in its order, each once; none where it is no list.

    `published_at` is the day beside the link, if just one stands there.
    """
    tree = markup.tree(decode(raw))
    if tree is None or raw.url is None:
        return ()
    places: dict[tuple[str, ...], dict[str, HtmlElement]] = defaultdict(dict)
    seen: dict[str, int] = {}
    for anchor in tree.iter("a"):
        address = urls.resolved(anchor.get("href") or "", raw.url)
        if address and _may_be_article(address, raw.url) and not _aside(anchor) and _is_headline(_label(anchor)):
            places[_place(anchor)].setdefault(address, anchor)
            seen.setdefault(address, len(seen))
    found: dict[str, HtmlElement] = {}
    for anchors in places.values():
        if len(anchors) >= FEWEST:
            for address, anchor in anchors.items():
                found.setdefault(address, anchor)
    return tuple(
        Link(url=address, title=_label(found[address]), published_at=_beside(found[address], address, raw.url, today))
        for address in sorted(found, key=seen.__getitem__)
    )


def _may_be_article(address: str, page: str) -> bool:
    parts, here = urlsplit(address), urlsplit(urls.canonical(page) or page)
    same = urls.registered(address) == urls.registered(page)
    return same and (parts.path, parts.query) != (here.path, here.query) and parts.path not in ("", "/") and (
        _NO_ARTICLE.search(parts.path) is None
    )  # fmt: skip


def _label(anchor: HtmlElement) -> str:
    """The heading within a link around a whole teaser, else all its words."""
    heading = next((element for element in anchor.iter() if element.tag in _HEADINGS), anchor)
    return line("".join(heading.itertext()))


def _is_headline(label: str) -> bool:
    letters = sum(map(str.isalpha, label))
    spaceless = any(char > "\u2e80" for char in label)
    return letters >= (8 if spaceless else LETTERS) and len(label) <= _LONGEST and (
        spaceless or len(label.split()) >= WORDS
    )  # fmt: skip


def _aside(anchor: HtmlElement) -> bool:
    return any(
        parent.tag in _ASIDE and not (parent.tag == "header" and _within_item(parent))
        for parent in anchor.iterancestors()
    )


def _within_item(element: HtmlElement) -> bool:
    return any(parent.tag in ("article", "li") for parent in element.iterancestors())


def _place(anchor: HtmlElement) -> tuple[str, ...]:
    """The kind of place: tags and first classes of the nearest elements around it."""
    around: Iterable[HtmlElement] = [anchor, *anchor.iterancestors()][:_DEEP]
    return tuple(
        f"{element.tag}.{next(iter(sorted((element.get('class') or '').split())), '')[:12]}" for element in around
    )


def _beside(anchor: HtmlElement, address: str, page: str, today: date) -> Published:
    """The one day in the largest element around the link that holds no other article's."""
    holder = anchor
    for parent in anchor.iterancestors():
        others = (urls.resolved(one.get("href") or "", page) for one in parent.iter("a") if _is_headline(_label(one)))
        if any(other not in (None, address) for other in others) or len("".join(parent.itertext())) > _CONTAINER:
            break
        holder = parent
    stamps = {dates.understand(one.get("datetime") or "", today) for one in holder.iter("time")} - {None}
    if len(stamps) == 1:
        return stamps.pop()
    text = line(" ".join(holder.itertext()))
    written = {_day(dates.understand(match[0], today)) for match in DATE.finditer(text)} - {None}
    return written.pop() if len(written) == 1 else None


def _day(found: Published) -> date | None:
    return found.date() if isinstance(found, datetime) else found
