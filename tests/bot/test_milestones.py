"""Days to come: which day, how certain, and the words that prove it."""

from datetime import date

import pytest

from bot import language
from bot.milestones import LONGEST, milestones
from bot.when import find
from storage.models import Milestone

ON = date(2026, 11, 24)


def read(text: str, code: str = "en", on: date | None = ON) -> list[Milestone]:
    return milestones(text, language.sentences(text, code), find(text, on=on, language=code), on=on, language=code)


@pytest.mark.parametrize(
    ("code", "text", "day", "certain"),
    [
        ("en", "The Council will meet on 3 December.", "2026-12-03", True),
        ("en", "The vote is scheduled for 15 December 2026.", "2026-12-15", True),
        ("en", "The regulation applies from 1 January 2027.", "2027-01-01", True),
        ("en", "The law may be adopted by end-2026.", "2026-12-31", False),
        ("en", "The fund is expected to open in Q3 2027.", "2027-07-01", False),
        ("en", "In May 2027 Poland could hold talks.", "2027-05-01", False),
        ("en", "The Commission proposed to begin in 2028.", "2028-01-01", False),
        ("en", "We need to double our output in 2027.", "2027-01-01", False),
        ("en", "We must all be ready by 2030.", "2030-12-31", False),
        ("en", "Tomorrow we will vote for a resolution.", "2026-11-25", True),
        ("en", "The Council will adopt the regulation later this month.", "2026-11-30", True),
        ("en", "Ministers are due to sign in the fourth quarter of 2026.", "2026-12-31", True),
        ("en", "Poland must sign before February 2027.", "2027-02-01", True),
        ("en", "They will meet next Friday.", "2026-12-04", False),
        ("en", "The Council agreed on 20 November to send a million rounds within twelve months.", "2027-11-20", True),
        ("en", "Japan will build the fighter by 2035.", "2035-12-31", True),
        ("fr", "Le Conseil se réunira le 3 décembre.", "2026-12-03", True),
        ("fr", "Le texte devrait être adopté d'ici fin 2026.", "2026-12-31", False),
        ("de", "Der Rat tagt am 3. Dezember.", "2026-12-03", True),
        ("de", "Das Gesetz könnte im ersten Halbjahr 2027 in Kraft treten.", "2027-01-01", False),
    ],
)
def test_a_day_to_come(code: str, text: str, day: str, certain: bool) -> None:
    (found,) = read(text, code)
    assert (found.date.isoformat(), found.certain) == (day, certain)
    assert found.what == text[found.start : found.end]


def test_each_clause_has_its_own_certainty() -> None:
    found = read("The summit will open on 3 December 2026, and a deal could follow in March 2027.")
    assert [one.certain for one in found] == [True, False]
    assert found[1].what == "a deal could follow in March 2027."


@pytest.mark.parametrize(
    "text",
    [
        "Ministers met on Monday.",
        "Since 2024 talks have stalled.",
        "It was signed on 27 May.",
        "We must act now, not tomorrow.",
        "Demand it now, because tomorrow will be late.",
        "Tomorrow.",
        "Thousands in 17 days.",
        "Not in weeks, not in a month.",
        "The loan of EUR 90 billion for 2026 and 2027 is large.",
        "The budget for 2027 was cut.",
        "The plan doubles the economy in the next decade.",
        "Spending could rise over the next four years.",
        "The committee meets every Monday in 2027.",
        "Every year on 9 May they remember.",
        "It was easy to see in Brussels this week.",
        "The row was settled within two days.",
        "It is the third such pact in a month.",
        "It is the second large attempt within three years.",
        "On 20 November it was signed; ten days later, the Compass tells them what for.",
        "Without the decision, the mandate would have ended next week.",
        "It does not tell what is being spent in the current year.",
        "She had said that they would sign in the following week.",
        "On 3 November 2026 it began, and eight months later, on 24 November 2026, it ended.",
    ],
)
def test_what_is_past_is_no_milestone(text: str) -> None:
    assert read(text) == []


def test_without_the_articles_day_nothing_is_to_come() -> None:
    assert read("The summit will open on 3 December 2099.", on=None) == []


def test_a_long_clause_is_cut_where_it_can_be_passed_on() -> None:
    lead = "In the light of what the two sides have said to each other since the talks began in spring, " * 3
    told = "the ministers of the twelve countries will meet in Rota on 3 December, with observers from the region."
    (found,) = read(lead + told)
    assert len(found.what) <= LONGEST
    assert found.what.startswith("In the light")
    assert found.what.endswith(told)
