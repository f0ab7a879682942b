"""Questions for news: what happened, on a matter or in a period, by the day of the event; nothing else is one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import news
from bot.desk import Desk
from tests.bot.making import KNOWN, ask

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("What is new on SAFE?", ["safe"]),
        ("What's new?", []),
        ("Any news on Japan and Italy?", ["japan", "italy"]),
        ("Was gibt es Neues zu SAFE?", ["safe"]),
        ("Quoi de neuf sur le Canada ?", ["canada"]),
        ("Catch me up on PESCO", ["pesco"]),
        ("What happened last month?", []),
        ("The latest developments on EDIP since March?", ["edip"]),
    ],
)
def test_what_asks_for_news(question: str, subjects: list[str]) -> None:
    found = news.sought(question, KNOWN, today=TODAY)
    assert found is not None and [one.id for one in found.subjects] == subjects


@pytest.mark.parametrize(
    "question",
    [
        "What happened at the summit?", "What happened to the UK talks?", "What is the new SAFE regulation about?",
        "Latest developments on the Greek coast guard", "Who is new in the Dutch government?", "update",
        "What has changed on the Polish SAFE veto since March, and who is against?",
    ],
)  # fmt: skip
def test_what_asks_for_something_else(question: str) -> None:
    assert news.sought(question, KNOWN, today=TODAY) is None


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What happened on 23 April 2026?", date(2026, 4, 23), date(2026, 4, 23)),
        ("What happened in 2019?", date(2019, 1, 1), date(2019, 12, 31)),
        ("What changed on sanctions in October 2025?", date(2025, 10, 1), date(2025, 10, 31)),
        ("What is new on SAFE since 2026-02-01?", date(2026, 2, 1), None),
    ],
)
def test_its_period(question: str, since: date, until: date | None) -> None:
    found = news.sought(question, KNOWN, today=TODAY)
    assert found is not None and (found.period.since, found.period.until) == (since, until)


@given(
    st.lists(st.sampled_from(["SAFE", "Ukraine", "PESCO"]), unique=True, max_size=2),
    st.sampled_from(["", "last month", "on 23 April 2026", "since 2026-01-01", "in 2024"]),
    st.booleans(),
)
def test_what_was_understood_asks_for_the_same(subjects: list[str], period: str, great: bool) -> None:
    begin = "The main developments" if great else "The latest developments"
    about = " on " + " and ".join(subjects) if subjects else ""
    asked = f"{begin}{about} {period}?"
    found = news.sought(asked, KNOWN, today=TODAY)
    assert found is not None
    assert news.sought(news.said(found), KNOWN, today=TODAY) == found


async def test_it_is_answered_by_the_days_of_the_events(demo_desk: Desk) -> None:
    told = await ask(demo_desk, "What happened on 23 April 2026?")
    assert told.outcome == "answered" and {event.on for event in told.events} == {date(2026, 4, 23)}
    assert tuple(event.said for event in told.events) == told.sentences
    assert "20th sanctions package" in " ".join(one.text for one in told.sentences)


async def test_a_follow_up_keeps_what_it_does_not_change(demo_desk: Desk) -> None:
    told = await ask(demo_desk, "What is new on Ukraine?", "And on SAFE?", "And since January 2026?")
    assert told.events and all("SAFE" in event.said.text for event in told.events)
    assert all(event.on is not None and event.on >= date(2026, 1, 1) for event in told.events)


async def test_with_nothing_in_a_period_it_says_so_and_what_was_last(demo_desk: Desk) -> None:
    told = await ask(demo_desk, "What happened last month?")
    assert told.outcome == "refused" and "from 1 October 2026 to 31 October 2026" in told.reason
    assert told.nearest and not told.sentences
