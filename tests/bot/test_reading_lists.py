"""Lists of articles: sitemaps with the days they state, and pages that list articles without a feed."""

import gzip
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ParseError
from bot.reading import Raw
from bot.reading.listing import listing
from bot.reading.sitemap import sitemap
from tests.bot.reading_from import TODAY

NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://harbour.example/quay</loc><n:news><n:publication_date>2026-05-12T08:30:00+02:00</n:publication_date>
<n:title>A quay is built</n:title></n:news></url>
<url><loc>https://harbour.example/ship</loc><lastmod>2026-05-11</lastmod></url>
<url><loc>javascript:alert(1)</loc></url></urlset>"""
INDEX = b"<sitemapindex><sitemap><loc>https://harbour.example/a.xml</loc></sitemap></sitemapindex>"
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>'

PAGE = """<html><body><nav><a href="/all-our-many-news-pages">All our many news pages in one</a></nav><main>{}
<p><a href="/tag/ships">More about all the ships here</a></p></main></body></html>"""
ITEM = """<div class="teaser"><span>{1}</span>
<h3><a href="/news/{0}?utm_source=x">The harbour builds quay number {0}</a></h3>
<p>It is said that the quay is long.</p></div>"""


def test_a_sitemap_says_what_was_published_and_what_only_changed() -> None:
    for content in (NEWS, gzip.compress(NEWS, mtime=0)):
        quay, ship = sitemap(Raw(name="s.xml", content=content), TODAY).links
        assert (quay.title, quay.published_at) == ("A quay is built", datetime(2026, 5, 12, 6, 30, tzinfo=UTC))
        assert (ship.published_at, ship.changed_at) == (None, date(2026, 5, 11))
    assert sitemap(Raw(name="s.xml", content=INDEX), TODAY).maps == ("https://harbour.example/a.xml",)


@pytest.mark.parametrize(
    "content", [BOMB, b"", b"<urlset/>", b"<html></html>", gzip.compress(NEWS, mtime=0)[:40], b"\x1f\x8bx"]
)
def test_what_is_no_sitemap_is_refused(content: bytes) -> None:
    with pytest.raises(ParseError):
        sitemap(Raw(name="s.xml", content=content), TODAY)


def test_a_gzip_bomb_is_refused() -> None:
    with pytest.raises(ParseError, match="unpacks"):
        sitemap(Raw(name="s.xml.gz", content=gzip.compress(b" " * 60_000_000)), TODAY)


def test_a_page_lists_articles_with_the_days_beside_them() -> None:
    items = "".join(ITEM.format(number, f"{number} May 2026") for number in (3, 2, 1))
    found = listing(Raw(name="p", content=PAGE.format(items).encode(), url="https://harbour.example/news"), TODAY)
    assert [link.url for link in found] == [f"https://harbour.example/news/{number}" for number in (3, 2, 1)]
    assert [link.published_at for link in found] == [date(2026, 5, number) for number in (3, 2, 1)]
    assert found[0].title == "The harbour builds quay number 3"


def test_an_article_with_two_links_is_no_list() -> None:
    items = "".join(ITEM.format(number, "") for number in (1, 2))
    page = PAGE.format(items).encode()
    assert listing(Raw(name="p", content=page, url="https://harbour.example/news"), TODAY) == ()


@given(st.binary(max_size=300) | st.text(alphabet='<>/ahref="li 1', max_size=300).map(str.encode))
def test_noise_is_no_list(noise: bytes) -> None:
    raw = Raw(name="p", content=b"<html><body>" + noise, url="https://harbour.example/")
    for parse in (listing, sitemap):
        try:
            parse(raw, TODAY)
        except ParseError as error:
            assert error.public.endswith(".")
