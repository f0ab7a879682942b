"""The shipped set of sources, and who publishes at an address."""

import pytest

from bot.reading.urls import canonical
from bot.sources import shipped


def test_the_set_is_whole_and_sound() -> None:
    entries = shipped.entries()
    assert len(entries) == 100 and len({one.id for one in entries}) == 100 and len({one.name for one in entries}) == 100
    assert len({one.url for one in entries}) == 100
    for one in entries:
        assert one.kind in ("primary", "national", "agency", "news", "trade", "think-tank", "state-controlled")
        assert canonical(one.homepage) and one.homepage.startswith("https://") and one.languages
        assert bool(one.feed) == bool(one.sure) and (not one.feed or canonical(one.feed))


@pytest.mark.parametrize(
    ("url", "family"),
    [
        ("https://www.bruegel.org/policy-brief/x", "bruegel"),
        ("https://www.europarl.europa.eu/news/en/press-room/1", "european-parliament"),
        ("https://www.europarl.europa.eu/committees/en/sede/home", "european-parliament"),
        ("https://feeds.bbci.co.uk/news/world/europe/rss.xml", "bbc"),
        ("https://town.example/news", "town.example"),
        ("https://news.town.co.uk/x", "town.co.uk"),
        ("http://192.0.2.7:8080/x", "192.0.2.7"),
    ],
)
def test_who_publishes_at_an_address(url: str, family: str) -> None:
    assert shipped.publisher(url).family == family


@pytest.mark.parametrize(
    ("address", "names", "identity"),
    [
        (
            "https://www.onepaper.example/a",
            ["One Paper", "onepaper.example", "", "One Paper World"],
            "onepaper.example",
        ),
        ("https://m.smp.co.uk/a", ["SMP", "The Sunday Morning Post", "smp.co.uk"], "smp.co.uk"),
        ("https://www.agency.europa.eu/a", ["", "agency.europa.eu"], "agency.europa.eu"),
        ("https://harbour.substack.com/p/a", ["Harbour", ""], "harbour.substack.com"),
        ("https://news.harbour.gouv.fr/a", ["Harbour", ""], "harbour.gouv.fr"),
        ("http://localhost:8080/a", [""], "localhost"),
    ],
)
def test_an_outlet_is_one_by_whatever_name_it_goes(address: str, names: list[str], identity: str) -> None:
    found = [shipped.publisher(address, name) for name in names]
    assert {one.id for one in found} == {one.family for one in found} == {identity}


def test_whose_report_an_outlet_carries_is_named_and_counts_as_the_outlet() -> None:
    found = shipped.publisher("https://portal.example/a", "Harbour Wire")
    assert (found.id, found.name, found.family) == ("portal.example/harbour-wire", "Harbour Wire", "portal.example")


def test_who_is_named_without_an_address_is_known_by_that_name() -> None:
    known = shipped.entries()[0]
    assert shipped.publisher("", known.name) == known.publisher
    assert shipped.publisher("", "A House").id == shipped.publisher("", "a house").family == "a-house"
    assert shipped.publisher("") == shipped.UNSTATED


def test_by_name_or_id() -> None:
    assert shipped.entry("ecfr") == shipped.entry("ECFR") is not None
    assert shipped.entry("no such") is None
