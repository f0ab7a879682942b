"""What a source shows, from the bytes that it sent: a feed's items, a list's links, one page. Pure; fetches nothing."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.errors import EmptyFeed
from bot.incoming.drafting import Undigested
from bot.reading import ParseError, Raw, Reading, kind_of, markup, read, urls
from bot.reading.cleaning import decode
from bot.reading.listing import listing
from bot.reading.page import Page
from bot.reading.records import Link
from bot.reading.sitemap import Sitemap, sitemap
from bot.sources import shipped
from storage.models import Published, Publisher, Record
from storage.watched import Shown, SourceKind

WHOLE = 200
"""A text of so many words in a feed is the article; a shorter one is taken for a teaser, and its page is fetched."""

MAPS = 10
"""Files from each end of an index of sitemaps that are read in one visit."""

FEWEST = 5
"""A page that lists fewer articles is rather one itself."""

_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|read more|continue reading|weiterlesen|lire la suite)\W*$", re.IGNORECASE
)
_SITEMAPS = (b"<urlset", b"<sitemapindex", b":urlset", b":sitemapindex")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


class Survey(Record):
    """What was found: how it can be read, what it shows, and what it offers to be read in its own place.

    `feeds` are a page's, `maps` the files of an index of sitemaps.
    """

    kind: SourceKind
    name: str = ""
    publisher: Publisher | None = None
    shown: tuple[Shown, ...] = ()
    feeds: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()


def survey(raw: Raw, kind: SourceKind, *, today: date, since: date | None = None) -> Survey | Undigested:
    """What the bytes of a source of this kind show; of a sitemap, what has changed since a day."""
    try:
        if _is_sitemap(raw):
            return _sitemap(sitemap(raw, today), raw, since=since)
        found = kind_of(raw).name
        if found == "html" and kind != "page":
            return _page(raw, today=today)
        readings = read(raw, today=today)
    except EmptyFeed as error:
        return Survey(kind="feed", name=error.name)
    except ParseError as error:
        return Undigested(reason=error.public)
    return _feed(raw, readings) if found in ("feed", "json") else _single(raw, readings[0])


def _page(raw: Raw, *, today: date) -> Survey | Undigested:
    """A page as a way to articles: by its feeds, by what it lists, or by itself where it is one.

    Raises:
        ParseError: it cannot be read.
    """
    tree = markup.tree(decode(raw))
    if tree is None:
        return Undigested(reason="It holds no page.")
    page = Page(tree, raw.url)
    feeds = _offered(tree, raw.url)
    single = bool(page.article) or page.meta.get("og:type", "").lower() == "article"
    links = () if single else listing(raw, today)
    if len(links) >= FEWEST:
        shown = tuple(_linked(one) for one in links)
        name = page.site_name or urls.host(raw.url) or ""
        return Survey(
            kind="listing", name=name, publisher=shipped.publisher(raw.url or "", name), shown=shown, feeds=feeds
        )
    if not single and not urlsplit(raw.url or "").path.strip("/"):
        name = page.site_name or urls.host(raw.url) or ""
        if feeds:
            return Survey(kind="site", name=name, feeds=feeds)
        return Undigested(reason="Neither a feed nor a list of articles was found there.")
    return _single(raw, read(raw, today=today)[0]).model_copy(update={"feeds": feeds})


def _single(raw: Raw, reading: Reading) -> Survey:
    whole = reading.model_copy(update={"url": reading.url or raw.url})
    publisher = shipped.publisher(raw.url or "", reading.publisher or "")
    return Survey(kind="page", name=reading.title, publisher=publisher, shown=(_shown(whole, whole=True),))


def _is_sitemap(raw: Raw) -> bool:
    packed = raw.content[:2] == b"\x1f\x8b"
    return packed or any(start in raw.content[:4096].lower() for start in _SITEMAPS)


def _sitemap(found: Sitemap, raw: Raw, *, since: date | None) -> Survey:
    shown = tuple(
        _linked(one)
        for one in found.links
        if since is None or (when := one.published_at or one.changed_at) is None or _day(when) >= since
    )
    # Sites begin a new file at one end of the index or at the other.
    maps = found.maps if len(found.maps) <= 2 * MAPS else (*found.maps[:MAPS], *found.maps[-MAPS:])
    host = urls.host(raw.url) or ""
    return Survey(kind="sitemap", name=host, publisher=shipped.publisher(raw.url or "", host), shown=shown, maps=maps)


def _linked(link: Link) -> Shown:
    """Something of which there is only an address: its page says the rest. It is another when the list says so."""
    return Shown(identity=link.url, url=link.url, fingerprint=str(link.changed_at or ""), reading="", whole=False,
                 published_at=link.published_at, changed_at=link.changed_at)  # fmt: skip


def _offered(tree: HtmlElement, base: str | None) -> tuple[str, ...]:
    """The feeds that a page links to in its head, comments' feeds last."""
    found = {}
    for link in tree.iter("link"):
        rel, media = (link.get("rel") or "").lower().split(), (link.get("type") or "").lower().strip()
        if "alternate" in rel and media in _FEEDS and (url := urls.resolved(link.get("href") or "", base)):
            found[url] = "comment" in f"{link.get('title')} {url}".lower()
    return tuple(sorted(found, key=lambda url: found[url]))


def _feed(raw: Raw, readings: Sequence[Reading]) -> Survey:
    """A feed's items, each once. Where most lie with others it is a collection, which has no publisher of its own."""
    linked = [one for one in readings if one.url]
    own = [one for one in linked if _is_own(one.url or "", raw)]
    name = next((one.publisher for one in (*own, *readings) if one.publisher), "")
    at = own[0].url if own else raw.url
    titles: dict[str, set[str]] = defaultdict(set)
    for one in readings:
        titles[one.url or ""].add(one.title)
    found: dict[str, Shown] = {}
    for one in readings:
        shown = _item(one, raw, alone=len(titles[one.url or ""]) == 1)
        if shown.url is None and shown.identity in found and shown.fingerprint != found[shown.identity].fingerprint:
            shown = shown.model_copy(update={"identity": f"{raw.name}#{_hashed(shown.identity + shown.fingerprint)}"})
        found.setdefault(shown.identity, shown)
    return Survey(
        kind="feed", name=name, shown=tuple(found.values()),
        publisher=None if len(own) * 2 < len(linked) else shipped.publisher(at or "", name),
    )  # fmt: skip


def _is_own(url: str, raw: Raw) -> bool:
    """Whether an address is of the outlet whose feed it is, by where that was asked for or where it was found."""
    return raw.url is None or shipped.together(url, raw.url) or shipped.together(url, raw.name)


def _item(reading: Reading, raw: Raw, *, alone: bool) -> Shown:
    """One item. What lies at no page of its own (none, the start page, one that it shares with others) is known by
    what its feed calls it, and is what the feed has of it.

    A page of another outlet is fetched, however much the feed has: no feed speaks for others.
    """
    own = reading.url is None or _is_own(reading.url, raw)
    if reading.url is not None and (not own or (alone and urlsplit(reading.url).path.strip("/"))):
        return _shown(reading, whole=own and _is_whole(reading))
    called = reading.guid or f"{reading.title}\0{str(reading.published_at)[:10]}"
    identity = f"{reading.url or raw.name}#{_hashed(called)}"
    return _shown(reading, whole=True).model_copy(update={"identity": identity})


def _is_whole(reading: Reading) -> bool:
    return len(reading.text.split()) >= WHOLE and not _CUT.search(reading.text[-80:])


def _shown(reading: Reading, *, whole: bool) -> Shown:
    told = _hashed(f"{reading.title}\0{reading.text}")
    return Shown(
        identity=reading.url or f"text:{told}",
        url=reading.url,
        fingerprint=told,
        reading=reading.model_dump_json(),
        whole=whole,
        published_at=reading.published_at,
    )


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _day(when: Published) -> date:
    assert when is not None
    return when.date() if isinstance(when, datetime) else when
