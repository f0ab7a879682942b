"""A feed's day and its page's: the first publication, with the reason; no edit moves an article."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.reading import Reading
from bot.sources.dating import decide
from bot.sources.merging import merged
from storage.models import Published

DAY = date(2026, 3, 10)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("feed", "page", "taken", "by"),
    [
        (None, None, None, "nobody"),
        (None, DAY, DAY, "page"),
        (at(10, 9), None, at(10, 9), "feed"),
        (at(10, 9), DAY, at(10, 9), "both"),
        (at(14, 9), DAY, DAY, "page"),  # the feed stamps anew what it edits
        (at(10, 9), date(2026, 3, 14), at(10, 9), "feed"),  # the page shows the day of a change
        (at(10, 23), date(2026, 3, 11), date(2026, 3, 11), "page"),  # after midnight, where it was published
        (at(11, 1), DAY, DAY, "page"),  # before midnight, in America
        (datetime(1970, 1, 1, tzinfo=UTC), DAY, DAY, "page"),
        (at(10, 9), date(1970, 1, 1), at(10, 9), "feed"),
        (date(2026, 3, 10), at(10, 9), at(10, 9), "both"),
    ],
)
def test_which_day_is_taken_and_whose_it_is(feed: Published, page: Published, taken: Published, by: str) -> None:
    found = decide(feed, page)
    assert (found.published_at, found.by) == (taken, by)
    assert found.why.endswith(".")


def test_the_hour_of_a_change_is_not_that_of_the_publication() -> None:
    found = decide(at(10, 18), DAY, stamped=True)
    assert (found.published_at, found.by) == (DAY, "both")
    assert "last changed" in decide(at(10, 18), None, stamped=True).why


DAYS = some.dates(date(2001, 1, 1), date(2026, 11, 20))
INSTANTS = some.datetimes(datetime(2001, 1, 1), datetime(2026, 11, 20), timezones=some.just(UTC))


@given(some.none() | DAYS | INSTANTS, some.none() | DAYS, some.integers(1, 4000), some.booleans())
def test_no_later_stamp_of_a_feed_moves_what_its_page_dates(
    feed: Published, page: date | None, later: int, stamped: bool
) -> None:
    found = decide(feed, page, stamped=stamped)
    assert found.published_at in (feed, page)
    assert (found.published_at is None) == (feed is None and page is None)
    if feed is not None and page is not None and page < (feed.date() if isinstance(feed, datetime) else feed):
        assert decide(feed + timedelta(days=later), page).published_at == page


def test_an_item_and_its_page_are_dated_once() -> None:
    text = "The council agreed on a joint order of ammunition, and the states will share its costs. " * 10
    item = Reading(title="Order", text="Agreed.", published_at=at(14, 9), kind="feed")
    page = Reading(title="Order", text=text, published_at=DAY, kind="html")
    assert merged(item, page)[0].published_at == DAY
