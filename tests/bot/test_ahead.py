"""Questions after what is to come: days that articles name, and never a guess."""

from datetime import date

import pytest

from bot.asking import ahead
from bot.desk import Desk
from tests.bot.making import KNOWN, ask

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("question", "subject", "since", "until"),
    [
        ("What is next for SAFE?", "safe", None, None),
        ("What's coming up?", None, None, None),
        ("Wie geht es weiter mit SAFE?", "safe", None, None),
        ("Quelles sont les prochaines étapes pour EDIP ?", "edip", None, None),
        ("What happens next week on PESCO?", "pesco", date(2026, 11, 30), date(2026, 12, 6)),
        ("What is scheduled for next month?", None, date(2026, 12, 1), date(2026, 12, 31)),
        ("What will the Council decide tomorrow?", None, date(2026, 11, 25), date(2026, 11, 25)),
        ("What is due this week?", None, date(2026, 11, 23), date(2026, 11, 29)),
    ],
)
def test_what_asks_for_days_to_come(question: str, subject: str | None, since: date | None, until: date | None) -> None:
    found = ahead.sought(question, KNOWN, today=TODAY)
    assert found is not None
    assert (found.subject and found.subject.id, found.period.since, found.period.until) == (subject, since, until)


@pytest.mark.parametrize(
    "question",
    [
        "What happens if Hungary vetoes?",
        "What will SAFE finance?",
        "What happened next?",
        "Who is next?",
        "What happens?",
    ],
)
def test_what_asks_for_something_else(question: str) -> None:
    assert ahead.sought(question, KNOWN, today=TODAY) is None


async def test_in_a_thread_it_is_about_what_the_thread_is_about(demo_desk: Desk) -> None:
    told = await ask(demo_desk, "What is new on SAFE?", "What is next?")
    assert not any("presidency" in one.text for one in told.sentences)
    told = await ask(demo_desk, "Is Canada in SAFE?", "What's new?")
    assert told.events and all("Canad" in event.said.text for event in told.events)


async def test_the_days_are_answered_and_nothing_is_guessed(demo_desk: Desk) -> None:
    told = await ask(demo_desk, "What's next?")
    assert told.outcome == "answered" and all(one.on >= TODAY for one in told.coming)
    assert tuple(one.said for one in told.coming) == told.sentences
    told = await ask(demo_desk, "What will the Council decide next week?")
    assert told.outcome == "refused" and not told.sentences
    assert "from 30 November 2026 to 6 December 2026; what will be decided I do not guess" in told.reason
