"""Dates, counts and coverage in words."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.records import Citation, Cited, Coverage, Event
from handlers import wording

AS_OF = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (date(2024, 3, 21), "21 March 2024"),
        (datetime(2024, 3, 1, 23, 59, tzinfo=UTC), "1 March 2024"),
        (None, "undated"),
    ],
)
def test_a_day(when: date | datetime | None, words: str) -> None:
    assert wording.day(when) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2024, 12, 1), None, "since 1 December 2024"),
        (date(2019, 12, 1), date(2024, 11, 30), "1 December 2019 – 30 November 2024"),
        (None, date(2024, 11, 30), "until 30 November 2024"),
        (None, None, ""),
    ],
)
def test_a_term(start: date | None, end: date | None, words: str) -> None:
    assert wording.term(start, end) == words


CITATION = Citation(
    article=1, revision=1, title="Adopted", publisher="The Gazette", published_at=AS_OF, url=None, start=0, end=2
)  # fmt: skip
ADOPTED = Event(
    on=AS_OF, precision="day", published_at=AS_OF, type="legal-act-adopted", label="Legal act adopted",
    stage="adopted", instrument="SAFE", ordinal=None, amount=None, publishers=1,
    said=Cited(text="It", citations=(CITATION,)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "about", "words"),
    [
        ({}, "", "Legal act adopted · SAFE"),
        ({}, "SAFE", "Legal act adopted"),
        ({}, "Japan", "Legal act adopted · SAFE"),
        ({"stage": "in-force"}, "SAFE", "Legal act adopted · in force"),
        ({"instrument": "Sanctions package", "ordinal": 20}, "Sanctions package",
         "Legal act adopted · Sanctions package 20"),
        ({"type": "agreement-signed", "label": "Text signed", "stage": "announced"}, "SAFE", "Text announced"),
        ({"type": "unheard-of", "label": "Unheard of"}, "SAFE", "Unheard of · adopted"),
    ],
)  # fmt: skip
def test_a_step_leaves_out_what_goes_without_saying(changed: dict[str, Any], about: str, words: str) -> None:
    assert wording.step(ADOPTED.model_copy(update=changed), about=about) == words


@pytest.mark.parametrize(
    ("name", "demo", "words"),
    [
        ("Invented Wire", True, "Invented Wire (demo)"),
        ("Invented Wire (demo)", True, "Invented Wire (demo)"),
        ("Le Monde", False, "Le Monde"),
        ("", False, "unknown publisher"),
    ],
)
def test_a_publisher_of_the_demo_is_marked_once(name: str, demo: bool, words: str) -> None:
    assert wording.publisher(name, demo=demo) == words


def test_lists_and_counts() -> None:
    assert wording.listed(["A", "B", "C"]) == "A, B and C"
    assert wording.listed(["A"]) == "A"
    assert wording.listed([]) == ""
    assert wording.listed("ABCDEFG", limit=5) == "A, B, C, D, E and 2 more"
    assert wording.count(1, "article") == "1 article"
    assert wording.count(1240, "article") == "1,240 articles"


def test_coverage_says_what_was_looked_at() -> None:
    covered = Coverage(articles=124, publishers=9, first=date(2021, 1, 26), last=date(2026, 3, 19), undated=3)
    assert wording.coverage(covered, AS_OF) == (
        "Looked at 124 articles from 9 publishers, 26 January 2021 – 19 March 2026; 3 undated; as of 24 November 2026."
    )


def test_coverage_of_nothing_says_nothing_else() -> None:
    assert wording.coverage(Coverage(), AS_OF) == (
        "Looked at no articles: the archive holds none for this conversation, as of 24 November 2026."
    )


def test_coverage_names_what_failed() -> None:
    covered = Coverage(articles=1, publishers=1, undated=1, failing=("A feed", "B feed"))
    assert wording.coverage(covered, AS_OF) == (
        "Looked at 1 article from 1 publisher; 1 undated; as of 24 November 2026. "
        "Sources that could not be reached: A feed and B feed."
    )
