"""Feeds: RSS, Atom, RDF; an item that is broken costs no other, and what a feed does not say stays unknown."""

from datetime import UTC, date, datetime

import pytest

from bot.reading import Reading
from tests.bot.reading_from import CORPUS, read_all, read_file, read_one, refused


def by_address(found: list[Reading]) -> dict[str, Reading]:
    return {(reading.url or "").rpartition("/")[2]: reading for reading in found}


def test_rss_that_is_no_valid_xml_loses_no_item() -> None:
    found = by_address(read_file("wire.rss"))
    assert list(found) == ["frigates?page=2", "f", "b", "c", "d", "e"]
    first = found["frigates?page=2"]
    assert first.title == "Four states order frigates together"
    assert first.text == "Four states will order eight frigates together.\n\nThe first is due in 2031."
    assert (first.author, first.publisher, first.kind) == ("Piet Anders", "Lighthouse Wire & Post", "feed")
    assert first.published_at == datetime(2026, 5, 12, 6, 30, tzinfo=UTC)
    assert first.url == "https://lighthouse-wire.example/2026/frigates?page=2"
    assert found["f"].title == "Tariffs & tolls are due"


def test_dates_that_are_none_without_a_zone_or_to_come() -> None:
    found = by_address(read_file("wire.rss"))
    assert found["b"].published_at is None
    assert found["c"].published_at == date(2026, 5, 11)
    assert found["d"].published_at is None


def test_what_is_embedded_takes_no_text_with_it() -> None:
    text = "The town &lt;embed src='/film'&gt; builds &lt;object data='/map'&gt; a quay this year."
    feed = f"<rss><channel><item><title>A quay</title><description>{text}</description></item></channel></rss>"
    found = read_one(feed.encode(), name="feed.rss")
    assert found.text.split() == ["The", "town", "builds", "a", "quay", "this", "year."]


def test_an_item_without_a_title_is_titled_from_its_text() -> None:
    found = by_address(read_file("wire.rss"))["e"]
    assert found.title == "No title, but a sentence about minesweepers"
    assert found.text == "No title, but a sentence about minesweepers. And another."


def test_atom_prefers_the_day_of_publication_to_that_of_a_change() -> None:
    first, second = read_file("journal.atom")
    assert first.published_at == datetime(2026, 5, 12, 3, tzinfo=UTC)
    assert (first.language, first.author) == ("fr", "Odile Marchais")
    assert first.text == "Les ministres se sont mis d’accord lundi pour acheter ensemble."
    assert second.published_at == datetime(2026, 5, 10, 9, tzinfo=UTC)
    assert second.text == second.title == "Le fonds de recherche attend son budget"


def test_rdf_in_latin_1_is_read() -> None:
    [found] = read_file("bulletin.rdf")
    assert (found.title, found.author) == ("Die neue Schleuse ist fertig", "Jörn Tiedemann")
    assert "Montag fährt das erste" in found.text
    assert found.published_at == datetime(2026, 5, 9, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize("media_type", [None, "text/html; charset=utf-8", "text/plain", "application/xml"])
@pytest.mark.parametrize("name", ["wire.rss", "journal.atom", "bulletin.rdf"])
def test_a_feed_is_known_whatever_the_server_calls_it(name: str, media_type: str | None) -> None:
    content = (CORPUS / name).read_bytes()
    if name == "bulletin.rdf" and media_type and "utf-8" in media_type:
        media_type = "text/html"
    found = read_all(content, name="https://x.example/feed", media_type=media_type)
    assert {reading.kind for reading in found} == {"feed"}


def test_a_feed_in_utf_16_is_read() -> None:
    source = (CORPUS / "journal.atom").read_text(encoding="utf-8").replace('encoding="utf-8"', 'encoding="utf-16"')
    assert read_all(source.encode("utf-16"), name="x.xml")[0].title == "Les Vingt-Sept s’accordent sur les munitions"


def test_relative_addresses_are_resolved_against_the_feeds_own() -> None:
    feed = "<rss version='2.0'><channel><item><title>A quay</title><link>quay</link></item></channel></rss>"
    assert read_one(feed, url="https://harbour.example/feeds/all.xml").url == "https://harbour.example/feeds/quay"
    assert read_one(feed).url is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[", ""])
def test_an_address_that_is_no_web_address_is_none(link: str) -> None:
    feed = f"<rss version='2.0'><channel><item><title>A quay</title><link>{link}</link></item></channel></rss>"
    assert read_one(feed).url is None


def test_entities_are_not_expanded_without_end() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12))
    item = "<item><title>A quay &e11;</title></item>"
    feed = f"<?xml version='1.0'?><!DOCTYPE rss [{bomb}]><rss version='2.0'><channel>{item}</channel></rss>"
    assert len(read_one(feed).title) < 1000


@pytest.mark.parametrize("declared", [b"\xff", b"\x00", b"no-such", b"hex", b"utf-16"])
def test_a_feed_that_declares_a_false_encoding_is_read_all_the_same(declared: bytes) -> None:
    content = (CORPUS / "wire.rss").read_bytes().replace(b"UTF-8", declared)
    assert "Tariffs & tolls are due" in [found.title for found in read_all(content, name="wire.rss")]


def test_what_is_no_feed_or_has_no_items_is_refused() -> None:
    empty = "<rss version='2.0'><channel><title>Harbour Review</title></channel></rss>"
    assert refused(empty) == "It is a feed without any item that has a title or a text."
    assert refused("<a>nothing</a>", name="x.rss") == "It is neither RSS nor Atom."


def test_an_item_in_another_encoding_garbles_no_other() -> None:
    good = "<item><title>Müller’s déjà vu</title></item>".encode()
    bad = "<item><title>Ein großer Kai für Köln</title></item>".encode("latin-1")
    content = (
        b"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>" + good + bad + good + b"</channel></rss>"
    )
    titles = [found.title for found in read_all(content, name="x.rss")]
    assert titles == ["Müller’s déjà vu", "Ein gro\ufffder Kai f\ufffdr K\ufffdln", "Müller’s déjà vu"]


def test_names_and_addresses_without_end_are_cut_or_left() -> None:
    long = "x" * 5_000
    item = f"<item><title>A quay {long}</title><author>{long}</author><link>https://a.example/{long}</link></item>"
    found = read_one(f"<rss version='2.0'><channel><title>{long}</title>{item}</channel></rss>", name="x.rss")
    assert (found.title, found.url) == ("A quay", None)
    assert found.author is not None and len(found.author) == 200
    assert found.publisher is not None and len(found.publisher) == 200
