"""What people type after /digest, in whatever order."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests import subscribing
from bot.errors import BadRequest, UnknownName
from tests.bot.making import KNOWN

EVERY_DAY = tuple(range(7))
PARTS = ("weekdays", "at 07:30", "Asia/Tokyo", "on SAFE and Japan")


def read(text: str) -> tuple[time, tuple[int, ...], str, tuple[str, ...]]:
    wish = subscribing.wish(text, KNOWN, zone="America/New_York")
    return wish.schedule.at, wish.schedule.weekdays, wish.schedule.zone, (*wish.actors, *wish.topics)


@pytest.mark.parametrize(
    ("text", "at", "weekdays", "zone", "about"),
    [
        ("", "08:00", (0, 1, 2, 3, 4), "America/New_York", ()),
        ("Japan", "08:00", (0, 1, 2, 3, 4), "America/New_York", ("japan",)),
        ("on everything", "08:00", (0, 1, 2, 3, 4), "America/New_York", ()),
        ("daily at 8am Asia/Tokyo", "08:00", EVERY_DAY, "Asia/Tokyo", ()),
        ("every day at 9 on joint procurement", "09:00", EVERY_DAY, "America/New_York", ("joint-procurement",)),
        ("on SAFE and Japan 7:30 europe/brussels Mon-Thu", "07:30", (0, 1, 2, 3), "Europe/Brussels", ("safe", "japan")),
        ("Fri to Mon 12.15 on Safe", "12:15", (0, 4, 5, 6), "America/New_York", ("safe",)),
        ("mon, wed and fri", "08:00", (0, 2, 4), "America/New_York", ()),
        ("every Monday at noon UTC", "12:00", (0,), "UTC", ()),
        ("Tuesdays & Thursdays 17h05", "17:05", (1, 3), "America/New_York", ()),
        ("weekends 12 pm", "12:00", (5, 6), "America/New_York", ()),
        ("12:30 am", "00:30", (0, 1, 2, 3, 4), "America/New_York", ()),
        (
            "about Security and Defence Partnership, drones",
            "08:00",
            (0, 1, 2, 3, 4),
            "America/New_York",
            ("security-and-defence-partnership", "drones-counter-drones"),
        ),
    ],
)
def test_wishes(text: str, at: str, weekdays: tuple[int, ...], zone: str, about: tuple[str, ...]) -> None:
    assert read(text) == (time.fromisoformat(at), weekdays, zone, about)


@given(st.permutations(PARTS))
def test_the_order_is_free(parts: list[str]) -> None:
    assert read(" ".join(parts)) == (time(7, 30), (0, 1, 2, 3, 4), "Asia/Tokyo", ("safe", "japan"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("at 25:00", "“at 25:00” is no time of day"),
        ("13pm", "“13pm” is no time of day"),
        ("08:60", "is no time of day"),
        ("Europe/Brusels", "Did you mean Europe/Brussels?"),
        ("Europe/Washington", "Did you mean America/New_York?"),
        ("Asia/Tokio", "Did you mean Asia/Tokyo?"),
        ("8:00 CET", "name a city: Europe/Brussels"),
        ("Mars/Olympus_Mons", "I know no time zone “Mars/Olympus_Mons”. Write it as"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, words: str) -> None:
    with pytest.raises(BadRequest) as error:
        subscribing.wish(text, KNOWN)
    assert words in error.value.public


def test_an_unknown_name_is_told_with_what_was_perhaps_meant() -> None:
    with pytest.raises(UnknownName) as error:
        subscribing.wish("daily on SAFE, Jpan", KNOWN)
    assert error.value.name == "Jpan" and error.value.suggestions[0] == ("japan", "Japan")


def test_too_many_names_are_refused() -> None:
    with pytest.raises(BadRequest, match="at most 12"):
        subscribing.subjects(", ".join(list(KNOWN.actors)[:13]), KNOWN)


@given(st.text(max_size=80))
def test_any_words_are_read_or_refused_in_words(text: str) -> None:
    try:
        subscribing.wish(text, KNOWN)
    except BadRequest as error:
        assert error.public


@pytest.mark.parametrize("name", ["Europe", "../../etc/passwd", "Europe/", "posixrules", "", "Japan", "localtime"])
def test_what_is_no_zone_is_none(name: str) -> None:
    assert subscribing.known_zone(name) is None
