"""A feed's day and its page's → the day of publication, and why that one. Pure; reads neither feed nor page."""

from datetime import UTC, date, datetime, timedelta
from typing import Literal

from storage.models import Published, Record

_AHEAD = timedelta(hours=10)
"""How far the clocks of a place that publishes may be ahead of UTC: as in Sydney."""

_PLACEHOLDERS = frozenset({date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1980, 1, 1), date(2000, 1, 1)})
"""Where clocks begin: what a program writes that knows no day."""


class Dated(Record):
    """The day of publication, whose word it is, and the reason in a sentence."""

    published_at: Published
    by: Literal["feed", "page", "both", "nobody"]
    why: str


def decide(feed: Published, page: Published, *, stamped: bool = False) -> Dated:
    """Which of two days an article was published on; `stamped`: the feed only says when the item was changed.

    Nothing is published twice: what was built anew or touched says a later day than the first, so the earlier one
    is taken; but the page's where it had begun somewhere at the feed's instant, since readers see that one.
    """
    feed, page = _meant(feed), _meant(page)
    if feed is None or page is None:
        return _alone(feed, page, stamped=stamped)
    if _day(feed) == _day(page):
        exact = feed if isinstance(feed, datetime) and not stamped else page
        return Dated(published_at=exact, by="both", why="The feed and the page state the same day.")
    if isinstance(feed, datetime) and not isinstance(page, datetime) and page == _day(feed + _AHEAD):
        return Dated(published_at=page, by="page", why="The feed's instant falls on the day that the page shows.")
    if _day(page) < _day(feed):
        return Dated(published_at=page, by="page", why="The feed states a later day: it stamps anew what it edits.")
    return Dated(published_at=feed, by="feed", why="The page states a later day: that of a change.")


def _alone(feed: Published, page: Published, *, stamped: bool) -> Dated:
    if page is not None:
        return Dated(published_at=page, by="page", why="The page states the day; the feed states none.")
    if feed is None:
        return Dated(published_at=None, by="nobody", why="Neither the feed nor the page states a day.")
    what = "only when it was last changed" if stamped else "the day"
    return Dated(published_at=feed, by="feed", why=f"The feed states {what}; the page states none.")


def _meant(stated: Published) -> Published:
    return None if stated is None or _day(stated) in _PLACEHOLDERS else stated


def _day(when: date | datetime) -> date:
    if isinstance(when, datetime):
        return (when.astimezone(UTC) if when.tzinfo else when).date()
    return when
