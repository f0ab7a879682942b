"""What a source shows: feeds, lists of articles, sitemaps, single pages, and what is none of them."""

import gzip
from datetime import UTC, date, datetime

import pytest

from bot.incoming.drafting import Undigested
from bot.reading import Raw
from bot.sources.survey import Survey, survey
from storage.watched import SourceKind

TODAY = date(2026, 11, 24)
BASE = "https://town.example/"
HEADLINES = (
    "Town council approves the new quay", "Two frigates left the port on Monday", "A bridge is paid for by the state",
    "Ministers meet to talk about ammunition", "The shipyard hires four hundred people",
    "Radars arrive from Canada at last",
)  # fmt: skip


def shown(content: str | bytes, *, url: str = BASE, kind: SourceKind = "site", since: date | None = None) -> Survey:
    found = survey(Raw(name=url, content=content if isinstance(content, bytes) else content.encode(), url=url), kind,
                   today=TODAY, since=since)  # fmt: skip
    assert isinstance(found, Survey), found
    return found


def feed(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>Town</title><link>{BASE}</link>{''.join(items)}</channel></rss>"


def item(number: int, text: str, *, site: str = BASE) -> str:
    return f"<item><title>Item {number}</title><link>{site}n/{number}</link><description>{text}</description></item>"


def test_a_feed_tells_teasers_from_whole_texts() -> None:
    found = shown(feed(item(1, "A few words."), item(2, "many words " * 150 + "."), item(3, "cut words " * 150 + "…")))
    assert (found.kind, found.name) == ("feed", "Town")
    assert [one.whole for one in found.shown] == [False, True, False]
    assert found.publisher is not None and found.publisher.family == "town.example"


def test_a_collection_has_no_publisher_of_its_own() -> None:
    items = [item(number, "Words.", site=f"https://paper{number}.example/") for number in range(5)]
    assert shown(feed(*items)).publisher is None


def test_an_empty_feed_is_a_feed() -> None:
    found = shown(feed())
    assert (found.kind, found.shown) == ("feed", ())
    assert found.name == shown(feed(item(1, "Words."))).name != ""


def page(*links: str, head: str = "", around: str = "{}") -> str:
    listed = "".join(f'<li><a href="/news/{number}">{title}</a></li>' for number, title in enumerate(links))
    return f"<!doctype html><html><head><title>Town</title>{head}</head><body>{around.format(f'<ul>{listed}</ul>')}"


def test_a_page_of_headlines_is_a_listing() -> None:
    found = shown(page(*HEADLINES))
    assert found.kind == "listing"
    assert [one.url for one in found.shown] == [f"{BASE}news/{number}" for number in range(len(HEADLINES))]


def test_a_page_offers_its_feeds_comments_last() -> None:
    head = "".join(
        f'<link rel="alternate" type="application/{kind}" href="{href}" title="{title}">'
        for kind, href, title in (
            ("rss+xml", "/comments/feed", "Comments"), ("atom+xml", "atom.xml", "News"), ("json", "/api", "JSON"),
        )
    )  # fmt: skip
    assert shown(page(*HEADLINES, head=head)).feeds == (f"{BASE}atom.xml", f"{BASE}comments/feed")


@pytest.mark.parametrize("around", ["<nav>{}</nav>", "<footer>{}</footer>", "<aside>{}</aside>"])
def test_ways_and_small_print_list_nothing(around: str) -> None:
    raw = Raw(name=BASE, content=page(*HEADLINES, around=around).encode(), url=BASE)
    assert isinstance(survey(raw, "site", today=TODAY), Undigested)


def test_an_article_is_one_whatever_it_links_to() -> None:
    text = "".join(f"<p>The quay of lot {number} was paid for by the state, officials said.</p>" for number in range(9))
    found = shown(
        page(*HEADLINES, head='<meta property="og:type" content="article">', around=f"<article>{text}</article>{{}}"),
        url=f"{BASE}news/1",
    )
    assert found.kind == "page" and found.shown[0].whole


def urlset(*entries: tuple[str, str]) -> bytes:
    listed = "".join(f"<url><loc>{BASE}{path}</loc>{told}</url>" for path, told in entries)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode()


def test_a_sitemap_shows_what_has_changed_since() -> None:
    content = urlset(
        ("a", "<lastmod>2026-11-20</lastmod>"), ("b", "<lastmod>2020-01-01T00:00:00+00:00</lastmod>"), ("c", ""),
        ("d", "<lastmod>yesterday</lastmod>"),
        ("e", "<n:publication_date xmlns:n='x'>2026-11-21T10:00Z</n:publication_date>"),
    )  # fmt: skip
    for packed in (content, gzip.compress(content)):
        found = shown(packed, since=date(2026, 11, 1))
        assert found.kind == "sitemap"
        assert [(one.identity[-1], one.published_at or one.changed_at) for one in found.shown] == [
            ("a", date(2026, 11, 20)), ("c", None), ("d", None), ("e", datetime(2026, 11, 21, 10, tzinfo=UTC)),
        ]  # fmt: skip


def test_an_index_names_its_files_of_many_those_at_its_ends() -> None:
    files = [f"{BASE}{number}.xml" for number in range(30)]
    listed = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in files)
    assert shown(f"<sitemapindex>{listed}</sitemapindex>").maps == (*files[:10], *files[-10:])


@pytest.mark.parametrize(
    "content", [b"", b"\x1f\x8bjunk", b"<urlset>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><urlset>&b;</urlset>", b"\0" * 99]
)
def test_what_is_nothing_says_so(content: bytes) -> None:
    assert isinstance(survey(Raw(name=BASE, content=content, url=BASE), "site", today=TODAY), Undigested)
