"""Periods as people say them, counted from a given day; what is no period stays in the text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.asking import periods
from bot.asking.periods import Period

TODAY = date(2026, 11, 24)  # a Tuesday


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("said", "since", "until", "rest"),
    [
        ("Japan since 7d", "2026-11-17", "", "Japan"),
        ("Japan SINCE: 2w", "2026-11-10", "", "Japan"),
        ("since 3 months", "2026-08-26", "", ""),
        ("seit 3 Tagen", "2026-11-21", "", ""),
        ("what is new in the last 10 days on SAFE?", "2026-11-14", "", "what is new on SAFE?"),
        ("over the past week", "2026-11-17", "", ""),
        ("since 2026-03-01 SAFE", "2026-03-01", "", "SAFE"),
        ("since March", "2026-03-01", "", ""),
        ("since December", "2025-12-01", "", ""),
        ("since 5 March 2025", "2025-03-05", "", ""),
        ("since 1st Sept. 2025", "2025-09-01", "", ""),
        ("since March 5, 2025", "2025-03-05", "", ""),
        ("seit März", "2026-03-01", "", ""),
        ("depuis février 2026", "2026-02-01", "", ""),
        ("after March 2025", "2025-03-01", "", ""),
        ("since 2024", "2024-01-01", "", ""),
        ("last week", "2026-11-16", "2026-11-22", ""),
        ("since last week", "2026-11-16", "", ""),
        ("this week", "2026-11-23", "", ""),
        ("last month", "2026-10-01", "2026-10-31", ""),
        ("yesterday", "2026-11-23", "2026-11-23", ""),
        ("since yesterday", "2026-11-23", "", ""),
        ("since Friday", "2026-11-20", "", ""),
        ("since Tuesday", "2026-11-24", "", ""),
    ],
)
def test_a_period_is_taken_and_its_words_with_it(said: str, since: str, until: str, rest: str) -> None:
    assert periods.take(said, today=TODAY) == (Period(since=day(since), until=day(until)), rest)


@pytest.mark.parametrize(
    "said",
    ["", "Japan", "since the summit", "since 2026-13-01", "since 31 February 2026", "in March 0000", "in December 9999",
     "after 2 years of war", "between allies", "since 99999d", "since ſept", "the May government",
     "What is the budget today?", "What was signed in March 2024?", "Who led NATO last year?"],
)  # fmt: skip
def test_what_is_no_period_stays_as_it_is(said: str) -> None:
    assert periods.take(said, today=TODAY) == (Period(), said)


@pytest.mark.parametrize(
    ("typed", "since", "until", "rest"),
    [
        ("Japan in 2024", "2024-01-01", "2024-12-31", "Japan"),
        ("Japan in March 2024", "2024-03-01", "2024-03-31", "Japan"),
        ("in December 2025", "2025-12-01", "2025-12-31", ""),
        ("im März 2024", "2024-03-01", "2024-03-31", ""),
        ("last year", "2025-01-01", "2025-12-31", ""),
        ("Japan today", "2026-11-24", "2026-11-24", "Japan"),
        ("Japan since 7d", "2026-11-17", "", "Japan"),
        ("Readiness 2030", "", "", "Readiness 2030"),
    ],
)
def test_after_a_command_the_day_of_an_event_can_only_be_that_of_publication(
    typed: str, since: str, until: str, rest: str
) -> None:
    assert periods.typed(typed, today=TODAY) == (Period(since=day(since), until=day(until)), rest)


@pytest.mark.parametrize("said", ["since 25 November", "since December", "since 29 February"])
def test_without_a_year_the_last_one_that_has_come_is_meant(said: str) -> None:
    since = periods.take(said, today=TODAY)[0].since
    assert since is not None
    assert since <= TODAY


WORDS = ["since", "SEIT", "in", "the", "last", "May", "März", "31", "29", "0", "9999", "2024", "-02-30", "d", "week",
         "years", "today", "yesterday", "this", "ſ", "İ", "٣", "month", "\n"]  # fmt: skip


@given(some.text() | some.lists(some.sampled_from(WORDS)).map(" ".join), some.dates(min_value=date(1950, 1, 1)))
def test_any_text_on_any_day_gives_a_period_that_has_begun_before_it_ends(text: str, today: date) -> None:
    for read in (periods.take, periods.typed):
        period, rest = read(text, today=today)
        assert period.since is None or period.until is None or period.since <= period.until
        assert set(rest.split()) <= set(text.split()) | {""}
        if period == Period():
            assert rest == text
