"""The dates of feeds: what is no whole day is unknown, whatever feedparser makes of it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.models import Published
from tests.bot.reading_from import read_one


def dated(written: str) -> Published:
    item = f"<item><title>A quay is built</title><pubDate>{written}</pubDate></item>"
    return read_one(f"<rss version='2.0'><channel>{item}</channel></rss>", name="x.rss").published_at


@pytest.mark.parametrize(
    "written",
    ["2024-13-01", "2024", "2024-03", "2024-03-05T25:00:00Z", "Mar 2024", "Mon, 31 Feb 2024 10:00:00 GMT", "2024-00-10",
     "2004-július-13T9:15-05:00", "2004년 05월 28일 오후 11:31:58", "Tuesday", "10:00", "yesterday", "1",
     "Mon, 01 Jan 0001 00:00:00 +0100", "Fri, 31 Dec 9999 23:59:59 -0500"],
)  # fmt: skip
def test_what_is_no_whole_day_is_unknown(written: str) -> None:
    assert dated(written) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Thu, 01 Jan 04 19:48:21 GMT", datetime(2004, 1, 1, 19, 48, 21, tzinfo=UTC)),
        ("Thu, 01 Jan 2004 19:48:21 CEST", datetime(2004, 1, 1, 17, 48, 21, tzinfo=UTC)),
        ("Thursday, 1 Jan 2004 9:48 GMT", datetime(2004, 1, 1, 9, 48, tzinfo=UTC)),
        ("Thu, 01 Jan 2004 19:48:21 XYZ", date(2004, 1, 1)),
        ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", datetime(2004, 7, 11, 17, tzinfo=UTC)),
        ("2024-03-05T10:00+01:00", datetime(2024, 3, 5, 9, tzinfo=UTC)),
    ],
)
def test_a_whole_day_is_understood_and_its_zone_where_it_is_known(written: str, meant: Published) -> None:
    assert dated(written) == meant


@given(st.integers(1990, 2026), st.integers(0, 20), st.integers(0, 40), st.sampled_from(["-", "", "/"]))
def test_numbers_alone_make_no_day_that_is_not_written(year: int, month: int, day: int, mark: str) -> None:
    found = dated(f"{year}{mark}{month:02}{mark}{day:02}")
    try:
        meant = date(year, month, day)
    except ValueError:
        assert found is None
    else:
        assert found in (meant, None)
