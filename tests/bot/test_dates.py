"""Dates as publishers write them: whole or none, day first, never guessed, never to come."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import dates
from tests.bot.reading_from import TODAY

MAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-12", "20260512", "2026/5/12", "12.5.2026", "12/05/2026", "12 May 2026", "12.05.26", "12 May 26",
        "May 12, 2026", "12th May 2026",
        "Tuesday, 12 May 2026", "12. Mai 2026", "Dienstag, 12. Mai 2026", "12 mai 2026", "mardi 12 mai 2026",
        "12 de mayo de 2026", "12 maggio 2026", "12 mei 2026", "12 maja 2026", "12 травня 2026", "  12  May\n2026 ",
        "2026-05-12T23:30:00", "2026-05-12 23:30", "Tue, May 12, 2026 at 10:15 AM",
    ],
)  # fmt: skip
def test_a_whole_day_is_understood(text: str) -> None:
    assert dates.understand(text, TODAY) == MAY


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-12T06:30:00Z", "2026-05-12T08:30:00+02:00", "2026-05-12T08:30+0200", "2026-05-12 02:30:00 -0400",
        "Tue, 12 May 2026 08:30:00 +0200", "12 May 2026 06:30 GMT", "2026-05-12T06:30:00.123Z",
    ],
)  # fmt: skip
def test_an_hour_with_its_zone_is_an_instant(text: str) -> None:
    assert dates.understand(text, TODAY) == datetime(2026, 5, 12, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "2026", "May 2026", "2026-05", "12 May", "yesterday", "today", "now", "3 days ago", "last Tuesday",
        "gestern",
        "2026-02-30", "31 June 2026", "32.1.2026", "2026-13-01", "0000-00-00", "20261350", "12 Sol 2026",
        "05/06/07", "26-05-12", "1 2 3",
        "1899-12-31", "12 May 20260", "5/12/2026 10:15 AM", "on the 12th", "1747036800", "12:30", "v1.2.2026.1",
        "The treaty of 12 May 2026 was signed by all of the twenty-seven member states at once",
    ],
)  # fmt: skip
def test_anything_less_is_no_date(text: str) -> None:
    assert dates.understand(text, TODAY) is None


def test_the_day_comes_first_where_it_can() -> None:
    assert dates.understand("03/04/2024", TODAY) == date(2024, 4, 3)
    assert dates.understand("03/21/2024", TODAY) in (date(2024, 3, 21), None)


def test_the_future_is_refused_but_for_tomorrow() -> None:
    """Tomorrow may have begun elsewhere."""
    assert dates.understand("2026-11-25", TODAY) == date(2026, 11, 25)
    assert dates.understand("2026-11-26", TODAY) is None
    assert dates.understand("2026-11-26T00:00:00Z", TODAY) is None
    assert dates.understand("2026-11-25", date(2026, 11, 1)) is None


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_survives_the_usual_spellings(day: date) -> None:
    for text in (
        f"{day}",
        f"{day:%d.%m.%Y}",
        f"{day:%d %B %Y}",
        f"{day:%B %d, %Y}",
        f"{day:%a, %d %b %Y 12:00:00 +0000}",
    ):
        found = dates.understand(text, TODAY)
        assert (found.date() if isinstance(found, datetime) else found) == day


@given(st.text(alphabet="0123456789 .,-/:TZ+MayiJunh", max_size=30) | st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = dates.understand(text, TODAY)
    assert found is None or isinstance(found, date)
    assert not isinstance(found, datetime) or found.tzinfo is not None


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("2024-03-21 In a pivot", "2024-03-21"),
        ("21 March 2024: in a pivot", "21 March 2024"),
        ("21. März 2024\nText", "21. März 2024"),
        ("2024-03-211 ships", None),
        ("2024 was a year", None),
    ],
)
def test_a_date_at_the_start_of_a_text_ends_where_the_date_ends(text: str, taken: str | None) -> None:
    match = dates.AT_START.match(text)
    assert (match[0] if match else None) == taken
