"""A source without a feed: its sitemap, or a page that lists its articles."""

from bot.incoming.drafting import Undigested
from bot.reading import Raw
from bot.sources.survey import Survey, survey
from storage.watched import SourceKind
from tests.bot.reading_from import TODAY
from tests.bot.test_reading_lists import INDEX, ITEM, NEWS, PAGE


def surveyed(content: bytes, kind: SourceKind = "site") -> Survey | Undigested:
    raw = Raw(name="p", content=content, media_type="text/html", url="https://harbour.example/news")
    return survey(raw, kind, today=TODAY)


def test_a_sitemap_shows_addresses_with_their_days() -> None:
    found = surveyed(NEWS)
    assert isinstance(found, Survey)
    assert (found.kind, [one.whole for one in found.shown]) == ("sitemap", [False, False])
    assert [one.published_at is None for one in found.shown] == [False, True]


def test_an_index_of_sitemaps_names_its_files() -> None:
    found = surveyed(INDEX)
    assert isinstance(found, Survey)
    assert (found.kind, found.shown, found.maps) == ("sitemap", (), ("https://harbour.example/a.xml",))


def test_a_page_that_lists_articles_is_a_list_and_an_article_is_none() -> None:
    page = PAGE.format("".join(ITEM.format(number, f"{number} May 2026") for number in range(1, 7)))
    found = surveyed(page.encode())
    assert isinstance(found, Survey)
    assert (found.kind, len(found.shown)) == ("listing", 6)
    told = "<h1>The harbour is deep</h1>" + "<p>The harbour was dug deeper, and ships of all sizes come in.</p>" * 9
    article = page.replace("<body>", f'<head><meta property="og:type" content="article"></head><body>{told}')
    single = surveyed(article.encode())
    assert isinstance(single, Survey)
    assert single.kind == "page"
