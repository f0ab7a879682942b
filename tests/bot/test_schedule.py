"""When a digest is due: over every zone there is, across every change of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.schedule import Period, Schedule, due, following

ZONES = sorted(available_timezones() - {"localtime"})
EVERY_DAY = tuple(range(7))

zones = st.sampled_from(ZONES)
clock_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
weekdays = st.sets(st.integers(0, 6), min_size=1).map(tuple)
instants = st.datetimes(datetime(1930, 1, 1), datetime(2090, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
schedules = st.builds(Schedule, at=clock_times, weekdays=weekdays, zone=zones)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def shown(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def days_that_exist(zone: str, first: date, last: date) -> set[date]:
    """Found the slow way: by looking at the clock every quarter of an hour."""
    moment = datetime.combine(first, time(), UTC) - timedelta(days=2)
    found = set()
    while moment < datetime.combine(last, time(), UTC) + timedelta(days=3):
        found.add(shown(moment, zone).date())
        moment += timedelta(minutes=15)
    return {day for day in found if first <= day <= last}


@given(schedules, instants, st.integers(0, 40))
def test_each_local_day_that_matches_comes_once_and_in_order(schedule: Schedule, start: datetime, days: int) -> None:
    end = start + timedelta(days=days)
    found = due(schedule, after=start, until=end)
    assert [period.at for period in found] == sorted({period.at for period in found})
    assert all(start < period.at <= end for period in found)
    told = [date.fromisoformat(period.key[:10]) for period in found]
    assert told == sorted(set(told))
    first, last = shown(start, schedule.zone).date() + timedelta(2), shown(end, schedule.zone).date() - timedelta(2)
    wanted = {day for day in days_that_exist(schedule.zone, first, last) if day.weekday() in schedule.weekdays}
    assert {day for day in told if first <= day <= last} == wanted


@given(schedules, instants)
def test_it_comes_when_the_clock_shows_its_time_or_right_after_a_gap(schedule: Schedule, start: datetime) -> None:
    period = following(schedule, start)
    wished = datetime.combine(date.fromisoformat(period.key[:10]), schedule.at)
    just_before = shown(period.at - timedelta(seconds=1), schedule.zone)
    if shown(period.at, schedule.zone) == wished:
        assert period.at.astimezone(ZoneInfo(schedule.zone)).fold == 0, "where it comes twice, the first time"
    else:
        assert just_before < wished < shown(period.at, schedule.zone), "the clock jumped over it in this very second"


@given(schedules, instants, st.lists(st.integers(1, 300_000), min_size=1, max_size=12))
def test_however_time_is_cut_nothing_is_lost_or_doubled(schedule: Schedule, start: datetime, steps: list[int]) -> None:
    cut: list[Period] = []
    moment = start
    for seconds in steps:
        cut += due(schedule, after=moment, until=moment + timedelta(seconds=seconds))
        moment += timedelta(seconds=seconds)
    assert cut == due(schedule, after=start, until=moment)


@given(schedules, instants)
def test_the_following_is_the_first_that_is_due(schedule: Schedule, start: datetime) -> None:
    period = following(schedule, start)
    assert due(schedule, after=start, until=period.at) == [period]
    assert period.at - start <= timedelta(days=16)


def test_a_time_in_the_gap_of_spring_comes_right_after_it() -> None:
    daily = Schedule(at=time(2, 30), weekdays=EVERY_DAY, zone="Europe/Brussels")
    found = due(daily, after=at("2026-03-28T00:00"), until=at("2026-03-31T00:00"))
    assert [(period.key, period.at) for period in found] == [
        ("2026-03-28T02:30", at("2026-03-28T01:30")),
        ("2026-03-29T02:30", at("2026-03-29T01:00")),  # 03:00, as 02:00 becomes it
        ("2026-03-30T02:30", at("2026-03-30T00:30")),
    ]


def test_a_time_that_autumn_brings_twice_comes_the_first_time_only() -> None:
    daily = Schedule(at=time(1, 30), weekdays=EVERY_DAY, zone="America/New_York")
    found = due(daily, after=at("2026-11-01T00:00"), until=at("2026-11-02T12:00"))
    assert [period.at for period in found] == [at("2026-11-01T05:30"), at("2026-11-02T06:30")]


def test_eight_in_the_morning_stays_eight_in_the_morning() -> None:
    daily = Schedule(at=time(8), weekdays=(0, 1, 2, 3, 4), zone="Europe/Brussels")
    found = due(daily, after=at("2026-10-23T12:00"), until=at("2026-10-27T12:00"))
    assert [period.at for period in found] == [at("2026-10-26T07:00"), at("2026-10-27T07:00")]
    assert following(daily, at("2026-10-23T05:59")).at == at("2026-10-23T06:00")


def test_a_day_that_a_zone_left_out_has_no_digest() -> None:
    daily = Schedule(at=time(8), weekdays=EVERY_DAY, zone="Pacific/Apia")
    found = due(daily, after=at("2011-12-29T00:00"), until=at("2012-01-01T00:00"))
    assert [period.key[:10] for period in found] == ["2011-12-29", "2011-12-31", "2012-01-01"]


@pytest.mark.parametrize("wrong", [(), (7,), (-1,)])
def test_a_schedule_has_a_day_of_the_week(wrong: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="day of the week"):
        Schedule(at=time(8), weekdays=wrong, zone="UTC")
