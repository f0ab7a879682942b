"""What a source shows, from the bytes that it sent: a feed's items, a list's links, one page. Pure; fetches nothing."""

import hashlib
import re
from datetime import date
from urllib.parse import urlsplit

from bot.errors import EmptyFeed
from bot.ingest import Undigested
from bot.reading import ParseError, Raw, Reading, kind_of, markup, read, urls
from bot.reading.cleaning import decode
from bot.reading.listing import listing
from bot.reading.page import Page
from bot.reading.records import Link
from bot.reading.sitemap import sitemap
from bot.sources import shipped
from storage.models import Publisher, Record
from storage.watched import Shown, SourceKind

WHOLE = 200
"""A text of so many words in a feed is the article; a shorter one is taken for a teaser, and its page is fetched."""

LISTED = 5
"""So many articles make a page a list."""

_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|read more|continue reading|weiterlesen|lire la suite)\W*$", re.IGNORECASE
)
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


class Survey(Record):
    """What was found: how it can be read, what it shows, and which feeds it offers in its own place."""

    kind: SourceKind
    name: str = ""
    publisher: Publisher | None = None
    shown: tuple[Shown, ...] = ()
    feeds: tuple[str, ...] = ()


def survey(raw: Raw, kind: SourceKind, *, today: date) -> Survey | Undigested:
    """What the bytes of a source of this kind show."""
    if _SITEMAP.search(raw.content[:2000]) or raw.content[:2] == b"\x1f\x8b":
        return _sitemap(raw, today)
    try:
        found = kind_of(raw).name
        readings = read(raw, today=today)
    except EmptyFeed:
        return Survey(kind="feed")
    except ParseError as error:
        return _listing(raw, today) or Undigested(reason=error.public)
    if found == "feed":
        return _feed(raw, readings)
    if kind != "page" and found == "html" and (kind == "listing" or not _is_article(raw)):
        listed = _listing(raw, today)
        if listed is not None:
            return listed
    page = readings[0]
    shown = (_shown(page.model_copy(update={"url": page.url or raw.url}), whole=True),)
    return Survey(
        kind="page", name=page.title, publisher=shipped.publisher(raw.url or "", page.publisher or ""), shown=shown,
        feeds=() if kind == "page" else offered(raw),
    )  # fmt: skip


def _sitemap(raw: Raw, today: date) -> Survey | Undigested:
    try:
        found = sitemap(raw, today)
    except ParseError as error:
        return Undigested(reason=error.public)
    if not found.links:
        return Undigested(reason=f"It lists only further sitemaps; give one of them, such as {found.maps[0]}.")
    return _listed("sitemap", raw, found.links)


def _listing(raw: Raw, today: date) -> Survey | None:
    """The page as a list of articles; None where it is none."""
    try:
        links = listing(raw, today)
    except ParseError:
        return None
    return _listed("listing", raw, links) if len(links) >= LISTED else None


def _listed(kind: SourceKind, raw: Raw, links: tuple[Link, ...]) -> Survey:
    name = urls.host(raw.url) or ""
    return Survey(
        kind=kind, name=name, publisher=shipped.publisher(raw.url or "", name), shown=tuple(map(_named, links)),
        feeds=offered(raw) if kind == "listing" else (),
    )  # fmt: skip


def _named(link: Link) -> Shown:
    """What a list only names. It is another when the list says that it was changed."""
    told = hashlib.sha256(f"{link.url}\0{link.changed_at or ''}".encode()).hexdigest()[:32]
    return Shown(
        identity=link.url, url=link.url, fingerprint=told, reading="", whole=False, published_at=link.published_at
    )


def _is_article(raw: Raw) -> bool:
    tree = markup.tree(decode(raw))
    page = None if tree is None else Page(tree, raw.url)
    return page is not None and (bool(page.article) or page.meta.get("og:type", "").lower() == "article")


def offered(raw: Raw) -> tuple[str, ...]:
    """The feeds that a page links to in its head, comments' feeds last."""
    import lxml.html

    try:
        tree = lxml.html.document_fromstring(raw.content)
    except (ValueError, lxml.etree.LxmlError):
        return ()
    found = {}
    for link in tree.iter("link"):
        rel, media = (link.get("rel") or "").lower().split(), (link.get("type") or "").lower().strip()
        if "alternate" in rel and media in _FEEDS and (url := urls.resolved(link.get("href") or "", raw.url)):
            found[url] = "comment" in f"{link.get('title')} {url}".lower()
    return tuple(sorted(found, key=lambda url: found[url]))


def _feed(raw: Raw, readings: list[Reading]) -> Survey:
    home = shipped.site(urlsplit(raw.url or "").hostname or "")
    sites = [shipped.site(urlsplit(one.url).hostname or "") for one in readings if one.url]
    collection = sites.count(home) * 2 < len(sites) and len(set(sites)) > 1
    name = next((one.publisher for one in readings if one.publisher), "")
    return Survey(
        kind="feed", name=name, shown=tuple(_shown(one, whole=_is_whole(one)) for one in readings),
        publisher=None if collection else shipped.publisher(readings[0].url or raw.url or "", name),
    )  # fmt: skip


def _is_whole(reading: Reading) -> bool:
    return reading.url is None or (len(reading.text.split()) >= WHOLE and not _CUT.search(reading.text[-80:]))


def _shown(reading: Reading, *, whole: bool) -> Shown:
    told = hashlib.sha256(f"{reading.title}\0{reading.text}".encode()).hexdigest()[:32]
    return Shown(
        identity=reading.url or f"text:{told}",
        url=reading.url,
        fingerprint=told,
        reading=reading.model_dump_json(),
        whole=whole,
        published_at=reading.published_at,
    )
