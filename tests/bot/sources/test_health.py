"""How a source is said to do, after whatever its visits brought."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from bot.errors import Trouble
from bot.sources import health
from storage.watched import Source

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NEW = Source(id=1, audience="*", given="https://a.example/", url="https://a.example/", kind="feed", name="A",
             added_at=NOW, next_at=NOW)  # fmt: skip
FRESH = tuple(NOW - number * DAY for number in range(10))


def fails(source: Source, *moments: datetime, trouble: Trouble = "unreachable") -> Source:
    for moment in moments:
        source = health.failed(source, now=moment, trouble=trouble, reason="It does not answer.")
    return source


def fine() -> Source:
    return health.read(NEW, now=NOW, published=FRESH)


def test_what_is_read_is_fine_and_covered_from_then_on() -> None:
    known = fine()
    assert (known.health, known.reason, known.first_read_at, known.newest) == ("fine", "", NOW, NOW.date())


def test_one_failure_of_a_source_that_did_well_is_no_state_yet() -> None:
    assert fails(fine(), NOW + HOUR).health == "fine"
    assert fails(fine(), NOW + HOUR, NOW + 2 * HOUR).health == "failing"
    assert fails(NEW, NOW).health == "failing"


def test_what_is_gone_for_good_is_dead_at_once_and_what_is_missing_after_days() -> None:
    assert fails(fine(), NOW, trouble="gone").health == "dead"
    assert fails(fine(), NOW, NOW + DAY, trouble="missing").health == "failing"
    assert fails(fine(), NOW, NOW + DAY, NOW + 3 * DAY, trouble="missing").health == "dead"
    assert fails(fine(), *(NOW + day * DAY for day in range(8))).health == "dead"


def test_a_night_in_which_antici_was_off_kills_nothing() -> None:
    known = fails(fine(), NOW, NOW + 30 * DAY)
    assert known.health == "failing" and not health.worth_telling(known, now=NOW + 30 * DAY)


def test_who_refuses_us_is_said_to_block() -> None:
    assert fails(NEW, NOW, trouble="refused").health == "blocked"


def test_stewards_hear_of_what_lasts_and_hear_it_once() -> None:
    hiccup = fails(fine(), NOW, NOW + HOUR, NOW + 2 * HOUR)
    assert not health.worth_telling(hiccup, now=NOW + 2 * HOUR)
    lasting = fails(hiccup, NOW + DAY)
    assert health.worth_telling(lasting, now=NOW + DAY)
    assert not health.worth_telling(lasting.model_copy(update={"reported": True}), now=NOW + DAY)


def test_empty_undated_silent_and_moved() -> None:
    assert health.read(NEW, now=NOW, published=()).health == "empty"
    assert health.read(NEW, now=NOW, published=(None, None)).health == "undated"
    old = tuple(NOW - timedelta(days=90 + number) for number in range(10))
    assert health.read(NEW, now=NOW, published=old).health == "silent"
    yearly = tuple(NOW - timedelta(days=90 + 300 * number) for number in range(10))
    assert health.read(NEW, now=NOW, published=yearly).health == "fine"
    moved = health.read(NEW, now=NOW, published=FRESH, moved_to="https://b.example/")
    assert (moved.health, moved.url, moved.moved_from) == ("moved", "https://b.example/", "https://a.example/")
    assert health.unchanged(moved, now=NOW + 20 * DAY).health == "fine"


def test_what_may_have_been_missed_is_said() -> None:
    later = NOW + 60 * DAY
    found = health.read(fine(), now=later, published=tuple(later - number * DAY for number in range(10)))
    assert found.missed == (NOW, later - 9 * DAY)
    overlapping = health.read(fine(), now=NOW + 3 * DAY, published=tuple(NOW - number * DAY for number in range(-3, 9)))
    assert overlapping.missed is None


visits = some.lists(
    some.tuples(
        some.sampled_from(("read", "unchanged", "refused", "gone", "missing", "later", "unreachable", "unfit")),
        some.timedeltas(timedelta(minutes=1), timedelta(days=9)),
        some.lists(some.none() | some.timedeltas(timedelta(0), timedelta(days=400)), max_size=5),
    ),
    max_size=12,
)


@given(visits)
def test_whatever_happens_the_state_and_its_reason_fit(
    happens: list[tuple[str, timedelta, list[timedelta | None]]],
) -> None:
    source, now, failed = NEW, NOW, False
    for what, passed, ago in happens:
        now += passed
        if what == "read":
            source = health.read(source, now=now, published=[None if one is None else now - one for one in ago])
        elif what == "unchanged":
            source = health.unchanged(source, now=now)
        else:
            source = health.failed(source, now=now, trouble=what, reason="No.")  # type: ignore[arg-type]
        failed = what not in ("read", "unchanged")
        assert (source.failing_since is not None) == failed == (source.failures > 0)
        assert not source.down or failed
        assert source.health in ("fine", "new") or source.reason
