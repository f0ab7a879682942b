"""Dates in sentences: what they mean on the article's day, and what is left alone."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.when import find

ON = date(2026, 11, 24)  # a Tuesday

READ = [
    ("en", "The ministers met last Thursday.", "last Thursday", "2026-11-19", "2026-11-19", "day"),
    ("en", "The Council adopted the plan on Thursday.", "Thursday", "2026-11-19", "2026-11-19", "day"),
    ("en", "The Council will meet on Thursday.", "Thursday", "2026-11-26", "2026-11-26", "day"),
    ("en", "It should be adopted by end-2026.", "end-2026", "2026-12-31", "2026-12-31", "year"),
    ("en", "It starts in the first half of 2027.", "first half of 2027", "2027-01-01", "2027-06-30", "half-year"),
    ("en", "Talks resume next month.", "next month", "2026-12-01", "2026-12-31", "month"),
    ("en", "Two weeks ago it was proposed.", "Two weeks ago", "2026-11-10", "2026-11-10", "week"),
    ("en", "It was signed on 27 May.", "27 May", "2026-05-27", "2026-05-27", "day"),
    ("en", "BRUSSELS, 3 November (Wire) - Ministers agreed.", "3 November", "2026-11-03", "2026-11-03", "day"),
    ("en", "Deliveries start in Q3 2026.", "Q3 2026", "2026-07-01", "2026-09-30", "quarter"),
    ("en", "Since March, talks have stalled.", "March", "2026-03-01", "2026-03-31", "month"),
    ("en", "They meet on 18-19 December 2025.", "18-19 December 2025", "2025-12-18", "2025-12-19", "day"),
    ("en", "It runs from 30 June to 2 July 2026.", "30 June to 2 July 2026", "2026-06-30", "2026-07-02", "day"),
    ("en", "It will end in summer 2027.", "summer 2027", "2027-06-01", "2027-08-31", "season"),
    ("en", "They meet on the weekend of 12 December 2026.", "weekend of 12 December 2026", "2026-12-12", "2026-12-13",
     "day"),
    ("en", "It ended in nineteen ninety one.", "nineteen ninety one", "1991-01-01", "1991-12-31", "year"),
    ("en", "It was signed on May twenty two, 2018.", "May twenty two, 2018", "2018-05-22", "2018-05-22", "day"),
    ("en", "It will be decided in four working days.", "in four working days", "2026-11-30", "2026-11-30", "day"),
    ("en", "It applies from 11-2026 on.", "11-2026", "2026-11-01", "2026-11-30", "month"),
    ("en", "It runs this week from Wed to Fri.", "this week from Wed to Fri", "2026-11-25", "2026-11-27", "day"),
    ("en", "He resigned on January 20, 2025.", "January 20, 2025", "2025-01-20", "2025-01-20", "day"),
    ("fr", "Ils se sont réunis jeudi dernier.", "jeudi dernier", "2026-11-19", "2026-11-19", "day"),
    ("fr", "Il sera adopté d'ici fin 2026.", "fin 2026", "2026-12-31", "2026-12-31", "year"),
    ("fr", "Il a été signé il y a deux semaines.", "il y a deux semaines", "2026-11-10", "2026-11-10", "week"),
    ("fr", "Il entrera en vigueur au premier semestre 2027.", "premier semestre 2027", "2027-01-01", "2027-06-30",
     "half-year"),
    ("de", "Der Rat hat es am Donnerstag beschlossen.", "Donnerstag", "2026-11-19", "2026-11-19", "day"),
    ("de", "Es gilt bis Ende 2026.", "Ende 2026", "2026-12-31", "2026-12-31", "year"),
    ("de", "Es trat am 1. Januar 2025 in Kraft.", "1. Januar 2025", "2025-01-01", "2025-01-01", "day"),
    ("de", "Der Beschluss fiel vor zwei Wochen.", "vor zwei Wochen", "2026-11-10", "2026-11-10", "week"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "words", "first", "last", "precision"), READ, ids=str)
def test_dates_mean_days(language: str, text: str, words: str, first: str, last: str, precision: str) -> None:
    (found,) = find(text, on=ON, language=language)
    assert text[found.start : found.end] == words
    assert (found.first.isoformat(), found.last.isoformat(), found.precision) == (first, last, precision)
    assert found.sure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Commission may propose 27 measures."),
        ("en", "Regulation (EU) 2024/1252 applies."),
        ("en", "Theresa May said so."),
        ("en", "The day before, nothing happened."),
        ("en", "It was signed on 31 February 2026."),
        ("en", "About 2026 soldiers will march."),
        ("de", "Am Morgen sprach er."),
        ("en", "They speak of the leaders of tomorrow."),
        ("en", "They hope to end the year in peace."),
    ],
)
def test_what_is_no_date(language: str, text: str) -> None:
    assert find(text, on=ON, language=language) == []


def test_without_the_articles_day_only_whole_dates_are_found() -> None:
    text = "Last Thursday, on 27 May and in March, he spoke of 5 May 2026 and of summer 2027."
    assert [text[one.start : one.end] for one in find(text, on=None)] == ["5 May 2026", "summer 2027"]


def test_an_ambiguous_day_stays_so_until_the_article_writes_a_clear_one() -> None:
    (found,) = find("They met on 03/04/2026.", on=ON)
    assert not found.sure and {found.first, found.other} == {date(2026, 4, 3), date(2026, 3, 4)}
    clear = find("They met on 03/04/2026 and on 04/25/2026.", on=ON)
    assert [one.first for one in clear] == [date(2026, 3, 4), date(2026, 4, 25)] and all(one.sure for one in clear)


def test_a_day_told_from_another() -> None:
    found = find("He spoke on 5 May 2026. The day before, she had left.", on=ON)
    assert [one.first for one in found] == [date(2026, 5, 5), date(2026, 5, 4)]


def test_a_day_told_far_back_anchors_nothing() -> None:
    text = (
        f"He spoke on 5 May 2026. {'Nothing else is told of it. ' * 9}Eighty years later, 80 years later, all is over."
    )
    assert [one.first for one in find(text, on=ON)] == [date(2026, 5, 5)]


def test_a_weekday_chooses_the_year() -> None:
    (found,) = find("The vote is on Thursday, 27 November.", on=ON)
    assert found.first == date(2025, 11, 27)


@given(st.text(alphabet=st.sampled_from("0123456789 /-.,\nMaylastnextQweekmorgenThursdayofJune"), max_size=120))
def test_any_text_gives_spans_in_order(text: str) -> None:
    for language in ("en", "fr", "de", "pl"):
        found = find(text, on=ON, language=language)
        assert all(0 <= one.start < one.end <= len(text) and one.first <= one.last for one in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
