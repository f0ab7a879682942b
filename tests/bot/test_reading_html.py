"""Web pages: the article without what surrounds it, its title without the site, its day as readers see it."""

import contextlib
from datetime import date

import pytest

from bot.errors import ParseError
from tests.bot.reading_from import CORPUS, read_file, read_one, refused

STORY = (
    "<p>The town of Kallavik will build a quay for the frigates of three navies. The council voted for it on Monday "
    "evening, by nine votes to four, after a debate that lasted until midnight.</p>"
    "<p>The quay costs eighty million crowns. Three states share the price, and each may berth two ships there at any "
    "time of the year.</p><p>Fishermen opposed the plan, because the old pier must go. The mayor said that the town "
    "had waited long enough for work.</p>"
)


def page(*, title: str = "A quay for the frigates", head: str = "", above: str = "", below: str = "") -> str:
    """A page with the story, as simple as pages can be."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><div id='menu'><a href='/'>Start</a>"
        f"</div><article><h1>A quay for the frigates</h1>{above}{STORY}</article>{below}</body></html>"
    )


def test_a_page_is_read_as_its_readers_see_it() -> None:
    [found] = read_file("page.html")
    assert found.title == "Ministers agree on joint ammunition orders"
    assert found.published_at == date(2026, 5, 12)
    assert (found.author, found.publisher, found.language) == ("Mara Lindqvist", "The Estuary Courier", "en")
    assert found.url == "https://www.estuary-courier.example/politics/joint-orders"
    assert found.text.startswith("The defence ministers of the Union agreed on Monday")
    assert found.text.endswith("“The orders go out before the summer.”")
    assert "\n\nWho pays\n\n" in found.text
    assert "- shells of 155 millimetres\n- propellant and fuses" in found.text
    for noise in ("Most read", "Rain until Sunday", "All rights reserved", "advertisement", "Politics", "Lindqvist"):
        assert noise not in found.text


def test_what_states_no_date_stays_undated_whatever_else_has_digits() -> None:
    [found] = read_file("undated.html", url="https://kanalbote.example/fonds")
    assert found.published_at is None
    assert (found.title, found.language, found.publisher) == ("Was der Fonds bezahlt", "de", "kanalbote.example")
    assert "©" not in found.text


@pytest.mark.parametrize(
    "title",
    [
        "A quay for the frigates",
        "A quay for the frigates | Harbour Review",
        "A quay for the frigates - Harbour Review",
        "Harbour Review: A quay for the frigates",
        "A quay for the frigates – Politics – Harbour Review",
        "Harbour Review » A quay for the frigates",
    ],
)
def test_the_sites_name_is_no_part_of_the_title(title: str) -> None:
    site = '<meta property="og:site_name" content="Harbour Review">'
    assert read_one(page(title=title, head=site)).title == "A quay for the frigates"


def test_a_title_keeps_its_own_dashes_and_pipes() -> None:
    html = page().replace("A quay for the frigates", "Quay – a port’s last hope - or its end")
    assert read_one(html).title == "Quay – a port’s last hope - or its end"


@pytest.mark.parametrize(
    ("stated", "headings", "expected"),
    [
        ("Harbour Review", "<h1>Harbour Review</h1><h2>Politics</h2><h2>A quay for the frigates is agreed</h2>",
         "A quay for the frigates is agreed"),
        ("Home", "<h1>A quay for the frigates</h1>", "A quay for the frigates"),
        ("News - Harbour Review", "<h1>News</h1><h1>A quay for the frigates</h1>", "A quay for the frigates"),
        ("Ports: A quay for the frigates", "<h1><span class='kicker'>Ports</span>: A quay for the frigates</h1>",
         "A quay for the frigates"),
        ("12.05.2026 - A quay for the frigates", "<h1>12.05.2026 - A quay for the frigates</h1>",
         "A quay for the frigates"),
        ("港に三か国の艦船のための埠頭を建設へ-海運新聞", "", "港に三か国の艦船のための埠頭を建設へ"),
        ("日本-欧州防衛協力", "", "日本-欧州防衛協力"),
        ("»A quay at last«", "<h1>»A quay at last«</h1>", "»A quay at last«"),
    ],
)  # fmt: skip
def test_the_title_is_the_heading_that_the_editors_wrote(stated: str, headings: str, expected: str) -> None:
    head = f"<meta property='og:site_name' content='Harbour Review'><meta property='og:title' content='{expected}'>"
    html = page(title=stated, head=head if "Harbour" in stated else "").replace(
        "<h1>A quay for the frigates</h1>", headings
    )
    assert read_one(html).title == expected


@pytest.mark.parametrize(
    ("head", "above", "expected"),
    [
        ("<meta property='article:published_time' content='2026-05-12T23:30:00-04:00'>", "", date(2026, 5, 12)),
        ("", "<p>Published: 12 May 2026, last updated 3 June 2026</p>", date(2026, 5, 12)),
        ("", "<p>Stand: 14.06.2026 | Veröffentlicht: 12.05.2026</p>", date(2026, 5, 12)),
        ("", "<time datetime='2026-05-12'>Tuesday</time>", date(2026, 5, 12)),
        ("", "<p>mardi 12 mai 2026</p>", date(2026, 5, 12)),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-05-12"}</script>', "",
         date(2026, 5, 12)),
        ("<meta property='article:published_time' content='2031-05-12'>", "", None),
        ("", "<p>12 May 2031</p>", None),
        ("", "<p>Since 12 May 2019 the old pier has been closed, and no ship has berthed there in all these years, "
         "said those who fish in the bay.</p>", None),
        ("<meta name='copyright' content='2024'>", "<p>Volume 12, 2024</p>", None),
        ("<meta name='date' content='2026-05-14T11:52:23'>", "<p>Updated: 12 May 2026</p>", date(2026, 5, 12)),
        ("<meta name='date' content='2026-05-14'><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
         "\"datePublished\":\"2026-05-12T18:19+01:00\"}</script>", "", date(2026, 5, 12)),
        ("<meta name='date' content='2026-05-12'>", "<p>14 May 2026</p><p>12 May 2026</p>", date(2026, 5, 12)),
    ],
)  # fmt: skip
def test_the_day_is_that_of_the_first_publication(head: str, above: str, expected: date | None) -> None:
    assert read_one(page(head=head, above=above)).published_at == expected


def test_a_day_in_american_order_is_told_by_the_day_that_readers_see() -> None:
    found = page(head="<meta name='date' content='11/01/2023 12:43:42'>", below="<p>01.11.2023</p>")
    assert read_one(found).published_at == date(2023, 11, 1)


def test_the_address_dates_a_page_when_it_names_a_whole_day() -> None:
    assert read_one(page(), url="https://harbour.example/2026/05/12/quay").published_at == date(2026, 5, 12)
    assert read_one(page(), url="https://harbour.example/2026/05/quay").published_at is None


@pytest.mark.parametrize(
    ("canonical", "fetched", "expected"),
    [
        ("/quay", "https://harbour.example/quay?ref=home&utm_medium=x", "https://harbour.example/quay"),
        ("https://www.harbour.example/quay", "https://m.harbour.example/quay", "https://www.harbour.example/quay"),
        ("https://other.example/quay", "https://harbour.example/quay?a=1", "https://harbour.example/quay?a=1"),
        ("https://harbour.example/", "https://harbour.example/quay", "https://harbour.example/quay"),
        ("javascript:alert(1)", "https://harbour.example/quay", "https://harbour.example/quay"),
        ("http://[broken", "https://harbour.example/quay", "https://harbour.example/quay"),
    ],
)
def test_a_page_may_name_its_address_but_not_another_sites(canonical: str, fetched: str, expected: str) -> None:
    found = read_one(page(head=f'<link rel="canonical" href="{canonical}">'), url=fetched)
    assert found.url == expected


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("consent.html", "It asks for consent to cookies instead of showing the article."),
        ("javascript.html", "It shows its text only with JavaScript."),
        ("robots.html", "It shows a check for robots instead of the article."),
    ],
)
def test_obstacles_are_no_articles(name: str, reason: str) -> None:
    assert refused((CORPUS / name).read_bytes(), name=name) == reason


@pytest.mark.parametrize(
    "body",
    [
        "<h1>404 Not Found</h1><p>The requested address was not found on this server.</p>",
        "<form><label>User <input></label><label>Password <input></label><button>Log in</button></form>",
        "<ul>" + "<li><a href='/1'>A headline about ministers</a> 3 May 2026</li>" * 20 + "</ul>",
        "",
        "<p></p><script>let text = 'The town will build a quay.'</script>",
    ],
)
def test_pages_without_an_article_are_refused_in_words(body: str) -> None:
    heading = "404 Not Found" if "404" in body else "Harbour Review"
    refused(f"<html><head><title>{heading}</title></head><body>{body}</body></html>", name="x.html")


def test_an_article_may_speak_of_cookies_and_robots() -> None:
    told = "<p>Access denied, said the screen. “Are you a robot?” it asked; “accept all cookies” was the only way.</p>"
    assert "accept all cookies" in read_one(page(above=told).replace("</article>", STORY + "</article>")).text


def test_encodings_are_taken_as_browsers_take_them() -> None:
    story = page(title="Café", head='<meta charset="iso-8859-1">', above="<p>“L’été” – the café’s name.</p>")
    assert "“L’été” – the café’s name." in read_one(story.encode("cp1252"), name="x.html").text
    said = story.replace('<meta charset="iso-8859-1">', "")
    assert "L’été" in read_one(said.encode("cp1250"), media_type="text/html; charset=windows-1250").text
    assert "L’été" in read_one(said.encode("utf-16"), name="x.html").text
    assert "L’été" in read_one(story.encode(), name="x.html").text  # UTF-8 although the page says otherwise


def test_a_page_of_hostile_depth_or_length_ends() -> None:
    with contextlib.suppress(ParseError):
        read_one("<html><body>" + "<div>" * 50_000 + STORY + "</div>" * 50_000 + "</body></html>", name="x.html")
    endless = "<b>x" * 200_000
    assert "eighty million" in read_one(f"<html><body>{STORY}{endless}</body></html>", name="x.html").text
