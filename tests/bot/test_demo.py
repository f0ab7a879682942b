"""The demo archive is marked as demo, plainly fictional where it must be, and holds the cases it exists to show."""

import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from bot.demo import articles

PUBLISHERS = {  # each says by its name that it does not exist; that it is demo is added by whoever shows it
    "The Fictional Courier": "courier.example",
    "The Paper Lantern": "paper-lantern.example",
    "Invented Wire": "invented-wire.example",
    "The Make-Believe Monitor": "make-believe.example",
    "The Imaginary Gazette": "imaginary-gazette.example",
    "The Storybook Brief": "storybook-brief.example",
    "Bulletin of the Imaginary Cordage Council": "cordage-council.example",
    "Le Carnet imaginaire": "carnet-imaginaire.example",
    "La Dépêche inventée": "depeche-inventee.example",
    "Das Erfundene Blatt": "erfundenes-blatt.example",
    "Depeschendienst Nirgendwo": "nirgendwo.example",
}
SPEAKERS = {  # nobody else may be quoted; each is introduced as invented wherever they speak
    "Ilka Vandermoor": "analyst at the invented Meridian Desk",
    "Tobin Aldersea": "spokesman for the fictional Harbour Institute",
    "Maren Quillfeather": "director of the made-up Lindenhall Forum",
    "Petra Windlass": "secretary of the imaginary Cordage Council",
    "Wendel Foxglove": "corrections editor of this invented paper",
    "Jorun Thistlewood": "head of research at the invented Cloudberry Institute",
    "Basil Oakhatch": "treasurer of the fictional League of Small Harbours",
    "Odile Brumaire": "porte-parole de l'Observatoire fictif des Marées",
    "Amadou Lanterne": "porte-parole de l'Office imaginaire des Phares",
    "Casper Nachtweide": "Sprecher des erfundenen Instituts Nordlicht",
    "Hedwig Federkiel": "Leiterin der erdachten Stiftung Wolkenheim",
}
LAST_DAY = date(2026, 7, 1)
QUOTED = re.compile(r"“([^”]+)”|«([^»]+)»|„([^“]+)“")
QUOTE_MARKS = re.compile(r"[“”«»„\"]")
INTRODUCED = re.compile(r",? (?:said|a rappelé|a déclaré|sagte) (?P<name>\w+ \w+), (?P<office>[^.]+)\.")


class Piece(NamedTuple):
    path: Path
    head: dict[str, str]
    body: str


def piece(path: Path) -> Piece:
    opening, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == ""
    return Piece(path, dict(line.split(": ", 1) for line in head.splitlines()), body.strip())


PIECES = [piece(path) for path in articles()]
each = pytest.mark.parametrize("one", PIECES, ids=[p.path.stem for p in PIECES])


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜÉÀ“„«])(?!März)", text) if s]


def told(word: str) -> list[Piece]:
    return [one for one in PIECES if word in one.head["title"] + one.body]


def titled(title: str) -> Piece:
    (found,) = (one for one in PIECES if one.head["title"] == title)
    return found


def test_there_is_an_archive_worth_trying() -> None:
    assert len(PIECES) >= 64
    assert [one.path for one in PIECES] == sorted(one.path for one in PIECES)
    assert {one.head["publisher"] for one in PIECES} == set(PUBLISHERS)
    assert len({one.head["url"] for one in PIECES}) == len(PIECES)


@each
def test_is_marked_as_demo_and_carries_its_front_matter(one: Piece) -> None:
    assert list(one.head) == ["title", "date", "publisher", "url", "language", "demo", "facts"]
    assert one.head["demo"] == "true"
    assert one.head["language"] in {"en", "fr", "de"}
    assert re.fullmatch(r"F\d{3}(;F\d{3})*", one.head["facts"])


@each
def test_has_a_fictional_publisher_and_an_example_address(one: Piece) -> None:
    address = urlsplit(one.head["url"])
    assert address.scheme == "https"
    assert address.hostname == PUBLISHERS[one.head["publisher"]]
    assert address.path.startswith("/" + one.head["date"].replace("-", "/") + "/")


@each
def test_is_dated_and_not_later_than_our_facts(one: Piece) -> None:
    assert date.fromisoformat(one.head["date"]) <= LAST_DAY
    assert one.path.name.startswith(one.head["date"])


@each
def test_is_a_short_news_article(one: Piece) -> None:
    assert 4 <= len(sentences(one.body)) <= 16
    assert 2 <= len(one.body.split("\n\n")) <= 9
    assert 90 <= len(one.body.split()) <= 260


@each
def test_quotes_only_people_introduced_as_invented(one: Piece) -> None:
    for found in QUOTED.finditer(one.body):
        introduced = INTRODUCED.match(one.body, found.end())
        assert introduced, f"nobody is named after {found.group()}"
        assert SPEAKERS[introduced["name"]] == introduced["office"]
    assert not QUOTE_MARKS.search(QUOTED.sub("", one.body)), "a quotation mark without its partner"
    assert not QUOTE_MARKS.search(one.head["title"])


def test_a_weekday_beside_a_date_is_the_right_one() -> None:
    found = [m for one in PIECES for m in re.findall(r"[A-Z]\w+day, \d+ \w+ \d{4}", one.body)]
    assert found
    for written in found:
        day = datetime.strptime(written, "%A, %d %B %Y")  # reads the weekday but does not compare it
        assert f"{day:%A}, {day.day} {day:%B %Y}" == written


@each
def test_a_bare_weekday_is_today_or_yesterday_for_the_paper(one: Piece) -> None:
    today = date.fromisoformat(one.head["date"])
    near = {f"{day:%A}" for day in (today, today - timedelta(days=1))}
    assert set(re.findall(r"\b[Oo]n ([A-Z]\w+day)\b", one.body)) <= near


def test_quotations_are_many_and_by_several_people() -> None:
    assert sum(len(QUOTED.findall(one.body)) for one in PIECES) >= 10
    assert all(any(name in one.body for one in PIECES) for name in SPEAKERS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EU adopts 18th sanctions package against Russia", "EU adopts 19th sanctions package against Russia"),
        ("EU adopts 19th sanctions package against Russia", "Commission presents draft of 20th sanctions package"),
        ("Council approves first eight SAFE plans", "Council approves eight more SAFE plans, Poland among them"),
        ("Denmark enters PESCO as 11 projects are added", "Eleven new projects join PESCO in its sixth wave"),
    ],
)
def test_numbered_pairs_are_other_events(one: str, other: str) -> None:
    assert titled(one).head["facts"].split(";")[0] != titled(other).head["facts"].split(";")[0]
    assert titled(one).head["date"] < titled(other).head["date"]


@pytest.mark.parametrize(
    ("event", "countries"),
    [
        ("announce security and defence partnership", ("Japan", "South Korea")),
        ("Security and Defence Partnership", ("Moldova", "Norway")),
        ("sign Security and Defence Partnership", ("North Macedonia", "Albania")),
        ("sign Security and Defence Partnership", ("Iceland", "Ghana")),
    ],
)
def test_counterparty_pairs_are_told_in_the_same_words(event: str, countries: tuple[str, str]) -> None:
    pair = [[one for one in PIECES if event in one.head["title"] and name in one.head["title"]] for name in countries]
    assert [len(one) for one in pair] == [1, 1]
    assert pair[0][0].head["publisher"] == pair[1][0].head["publisher"]
    assert pair[0][0].head["date"] < pair[1][0].head["date"]


def test_many_events_are_told_by_several_publishers() -> None:
    papers: dict[str, set[str]] = defaultdict(set)
    for one in PIECES:
        papers[one.head["facts"].split(";")[0]].add(one.head["publisher"])
    assert sum(len(told_by) >= 2 for told_by in papers.values()) >= 12
    assert sum(len(told_by) >= 3 for told_by in papers.values()) >= 4


@pytest.mark.parametrize("language", ["fr", "de"])
def test_there_is_something_to_read_in(language: str) -> None:
    assert sum(one.head["language"] == language for one in PIECES) >= 6


@pytest.mark.parametrize(
    ("first", "publishers"),
    [("F070", 2), ("F084", 2), ("F085", 2), ("F092", 3), ("F113", 2), ("F129", 2)],
)
def test_an_event_is_told_by_several_publishers(first: str, publishers: int) -> None:
    telling = [one for one in PIECES if one.head["facts"].startswith(first)]
    assert len({one.head["publisher"] for one in telling}) == publishers
    days = [date.fromisoformat(one.head["date"]) for one in telling]
    assert (max(days) - min(days)).days <= 1


def test_events_told_in_french_and_german_are_told_in_english_too() -> None:
    languages = {(one.head["language"], one.head["facts"].split(";")[0]) for one in PIECES}
    others = [(language, fact) for language, fact in languages if language != "en"]
    assert {language for language, _ in others} == {"fr", "de"}
    assert all(("en", fact) in languages for _, fact in others)


def test_a_report_is_corrected_by_the_same_paper_the_day_after() -> None:
    wrong, corrected = (one for one in PIECES if one.head["facts"].startswith("F042"))
    assert "budget of EUR 500 million" in wrong.body
    assert "EUR 300 million" not in wrong.body
    assert "Correction" in corrected.head["title"]
    assert "not with EUR 500 million as we wrote" in corrected.body
    assert wrong.head["publisher"] == corrected.head["publisher"]


def test_a_wrong_day_is_corrected_by_the_same_paper() -> None:
    wrong, corrected = (one for one in PIECES if "denmark-opt-out" in one.head["url"])
    assert "The opt-out ended with the vote of 1 June 2022." in wrong.body
    assert "Correction" in corrected.head["title"]
    assert "ends today, Friday, 1 July 2022" in corrected.body


@pytest.mark.parametrize(
    ("event", "amounts"),
    [
        ("F129", ("EUR 1.5 billion in grants", "EUR 1.2 billion in grants")),
        ("F112", ("EUR 343 billion on defence", "about EUR 340 billion")),
        ("F139", ("amounts to EUR 90 billion", "lend Ukraine EUR 60 billion")),
        ("F113", ("EUR 43.7 billion", "about EUR 44 billion")),
    ],
)
def test_two_papers_differ_on_an_amount(event: str, amounts: tuple[str, str]) -> None:
    one, other = (piece for piece in PIECES if piece.head["facts"].startswith(event))
    assert amounts[0] in one.body
    assert amounts[1] not in one.body
    assert amounts[1] in other.body
    assert amounts[0] not in other.body
