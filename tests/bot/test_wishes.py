"""Wishes: what is typed after a command is understood, or answered with its usage and what was perhaps meant."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.asking import filters, wishes
from bot.asking.periods import Period
from bot.errors import BadRequest, UnknownName
from tests.bot.making import KNOWN, TODAY


def subject(typed: str) -> tuple[str, str] | None:
    found = filters.read(typed, KNOWN, today=TODAY).subjects
    return (found[0].kind, found[0].id) if found else None


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", None),
        ("since 7d", None),
        ("Japan", ("actor", "japan")),
        ("  japan   since 7d ", ("actor", "japan")),
        ("on Japan since March?", ("actor", "japan")),
        ("safe", ("actor", "safe")),
        ("the European Commission", ("actor", "european-commission")),
        ("EU in 2024", ("actor", "european-union")),
        ("joint procurement", ("topic", "joint-procurement")),
        ("joint-procurement since 30d", ("topic", "joint-procurement")),
    ],
)
def test_latest_is_about_an_actor_a_topic_or_everything(typed: str, wanted: tuple[str, str] | None) -> None:
    assert subject(typed) == wanted


def test_latest_keeps_its_period() -> None:
    period = filters.read("Japan in 2024", KNOWN, today=TODAY).period
    assert period == Period(since=date(2024, 1, 1), until=date(2024, 12, 31))


def test_a_misspelt_name_is_answered_with_what_was_perhaps_meant() -> None:
    with pytest.raises(UnknownName, match="“Jpan”") as caught:
        subject("Jpan since 7d")
    assert caught.value.suggestions[0] == ("japan", "Japan")


def test_an_ambiguous_name_is_answered_with_its_meanings() -> None:
    with pytest.raises(UnknownName, match="several") as caught:
        subject("Council")
    assert {"council-of-the-eu", "european-council"} <= {key for key, _ in caught.value.suggestions}
    for key, _ in caught.value.suggestions:
        assert subject(key) == ("actor", key)  # what a button sends back is understood


@pytest.mark.parametrize("typed", ["Japan since 2026-13-01", "since the other day", "SAFE since"])
def test_a_period_that_cannot_be_read_is_said_not_ignored(typed: str) -> None:
    with pytest.raises(BadRequest, match=r"since.*Usage"):
        subject(typed)


def test_a_name_like_nobodys_is_answered_with_the_usage() -> None:
    with pytest.raises(UnknownName, match="Usage: /latest"):
        subject("xyzzy")


@pytest.mark.parametrize(
    ("typed", "target", "size"),
    [
        ("SAFE", "SAFE", "short"),
        ("SAFE long", "SAFE", "long"),
        ("SAFE LONGER", "SAFE", "long"),
        ("SAFE since May medium", "SAFE since May", "medium"),
        ("#12 short", "#12", "short"),
        ("https://one.example/long", "https://one.example/long", "short"),
        ("the long war", "the long war", "short"),
    ],
)
def test_a_summary_has_a_target_and_a_size(typed: str, target: str, size: str) -> None:
    assert wishes.sized(wishes.summary(typed)) == (target, size)


@pytest.mark.parametrize(
    ("typed", "name", "on"),
    [
        ("Japan", "Japan", None),
        ("the High Representative on 2023-05-01", "High Representative", date(2023, 5, 1)),
        ("Kaja Kallas as of 2025-3-1?", "Kaja Kallas", date(2025, 3, 1)),
        ("NATO on 1 March 2025", "NATO", date(2025, 3, 1)),
        ("NATO on March 1, 2025", "NATO", date(2025, 3, 1)),
        ("Centre on Foreign Policy", "Centre on Foreign Policy", None),
    ],
)
def test_an_actor_may_be_asked_for_on_a_day(typed: str, name: str, on: date | None) -> None:
    assert wishes.dated(wishes.actor(typed)) == (name, on)


@pytest.mark.parametrize("typed", ["Japan on 2025-02-30", "Japan on 32 March 2025", "Japan on 2025"])
def test_a_day_that_does_not_exist_is_said(typed: str) -> None:
    with pytest.raises(BadRequest, match="no day of the calendar"):
        wishes.dated(wishes.actor(typed))


@pytest.mark.parametrize("typed", ["", "  ", "long"])
def test_a_summary_of_nothing_is_answered_with_the_usage(typed: str) -> None:
    with pytest.raises(BadRequest, match="Usage: /summary"):
        wishes.sized(wishes.summary(typed))


@pytest.mark.parametrize("typed", ["", "  ", "?"])
def test_an_actor_without_name_is_answered_with_the_usage(typed: str) -> None:
    with pytest.raises(BadRequest, match="Usage: /actor"):
        wishes.dated(wishes.actor(typed))


@settings(max_examples=60, deadline=None)
@given(some.text(max_size=60))
def test_any_text_is_understood_or_refused_in_a_sentence(typed: str) -> None:
    for read in (
        lambda: subject(typed),
        lambda: wishes.sized(wishes.summary(typed)),
        lambda: wishes.subject(wishes.dated(wishes.actor(typed))[0], KNOWN, usage="actor"),
    ):
        try:
            read()
        except BadRequest as refused:
            assert refused.public
