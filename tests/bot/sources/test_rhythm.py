"""When a source is visited next."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.sources import rhythm

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

chances = some.floats(0, 1, exclude_max=True)
spans = some.timedeltas(timedelta(0), timedelta(days=4000))
published = some.lists(
    some.none() | spans.map(lambda ago: NOW - ago) | spans.map(lambda ago: (NOW - ago).date()), max_size=40
)


@given(published, some.none() | some.dates(date(1990, 1, 1), NOW.date()))
def test_no_source_is_asked_too_often_or_forgotten(items: list[datetime | date | None], newest: date | None) -> None:
    assert rhythm.SHORTEST <= rhythm.interval(rhythm.usual(items), newest, now=NOW) <= rhythm.LONGEST


@given(spans, some.dates(date(2000, 1, 1), NOW.date()), some.integers(0, 2000))
def test_the_quieter_it_has_gone_the_more_seldom_it_is_asked(gap: timedelta, newest: date, days: int) -> None:
    later = NOW + days * DAY
    assert rhythm.interval(gap, newest, now=later) >= rhythm.interval(gap, newest, now=NOW)


def test_an_hourly_source_is_asked_twice_an_hour() -> None:
    items = [NOW - number * HOUR for number in range(30)]
    assert rhythm.interval(rhythm.usual(items), NOW.date(), now=NOW) == HOUR / 2


@given(chances, spans, spans)
def test_visits_are_spread_and_the_server_is_heeded(chance: float, every: timedelta, fresh: timedelta) -> None:
    wait = rhythm.following(NOW, every, chance=chance, fresh=fresh) - NOW
    wanted = max(every, min(fresh, rhythm.LONGEST))
    assert wanted * 0.9 <= wait <= wanted * 1.1 + timedelta(seconds=1)


@given(some.integers(1, 10_000), chances, some.none() | spans)
def test_failures_make_it_seldom_and_nobody_is_asked_before_they_want(
    failures: int, chance: float, asked: timedelta | None
) -> None:
    wait = rhythm.after_failure(NOW, failures, chance=chance, retry_after=asked) - NOW
    assert wait >= min(asked or timedelta(0), rhythm.LONGEST_REST)
    assert wait >= min(rhythm.BACK_OFF * 2 ** min(failures - 1, 10), rhythm.LONGEST_BACK_OFF) * 0.9
    assert wait <= rhythm.LONGEST_REST * 1.1 + timedelta(seconds=1)


def test_looks_end_and_so_do_tries() -> None:
    assert [rhythm.next_look(NOW, looks) for looks in (1, 2, 3, 4)] == [*(NOW + wait for wait in rhythm.LOOKS), None]
    tries = [rhythm.next_try(NOW, number, looks=0, retry_after=None) for number in (1, 2, 3, 4)]
    assert tries == [*(NOW + wait for wait in rhythm.RETRIES), None]
    assert rhythm.next_try(NOW, 1, looks=0, retry_after=5 * HOUR) == NOW + 5 * HOUR


def test_chance_is_the_same_for_the_same_and_differs_else() -> None:
    assert rhythm.chance(1, NOW) == rhythm.chance(1, NOW)
    assert len({rhythm.chance(number, NOW) for number in range(100)}) == 100


@pytest.mark.parametrize("items", [[], [None], [NOW]])
def test_of_one_item_no_rhythm_is_known(items: list[datetime | None]) -> None:
    assert rhythm.usual(items) is None
