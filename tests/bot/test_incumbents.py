"""Whether somebody holds an office, before and after whom: the dated catalogue decides, never an old sentence."""

from datetime import date

import pytest

from bot import catalogue
from bot.answers.incumbents import claimed
from bot.asking.questions import understand
from bot.desk import Desk
from tests.bot.making import ask

TODAY = date(2026, 11, 24)
KNOWN = catalogue.load()


def who(question: str) -> tuple[list[str], list[str]] | None:
    claim = claimed(understand(question, KNOWN, today=TODAY), KNOWN, as_of=TODAY)
    if claim is None:
        return None
    return [one.person for one in claim.holding()], [one.person for one in claim.others()]


@pytest.mark.parametrize(
    ("question", "holding", "others"),
    [
        ("Is Orbán still prime minister?", [], ["peter-magyar"]),
        ("Ist Orbán noch Ministerpräsident?", [], ["peter-magyar"]),
        ("Orbán est-il toujours premier ministre ?", [], ["peter-magyar"]),
        ("Does Orbán still lead Hungary?", [], ["peter-magyar"]),
        ("Is the High Representative still Borrell?", [], ["kaja-kallas"]),
        ("Is Kallas the High Representative?", ["kaja-kallas"], []),
        ("Was Josep Borrell High Representative in May 2023?", ["josep-borrell"], []),
        ("Is Stoltenberg NATO secretary general?", [], ["mark-rutte"]),
        ("Is Antonio Costa the President of the European Commission?", [], ["ursula-von-der-leyen"]),
        ("Is Pistorius Chancellor of Germany?", [], ["friedrich-merz"]),
    ],
)
def test_whether_somebody_holds_an_office(question: str, holding: list[str], others: list[str]) -> None:
    assert who(question) == (holding, others)


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("Who was Hungarian PM before Magyar?", "viktor-orban"),
        ("Who did Kallas replace?", "josep-borrell"),
        ("Who was Kallas's predecessor?", "josep-borrell"),
        ("Wer war vor Pistorius Verteidigungsminister?", "christine-lambrecht"),
        ("Who succeeded Borrell as High Representative?", "kaja-kallas"),
        ("Qui a remplacé Borrell ?", "kaja-kallas"),
        ("Wer ist Nachfolger von Stoltenberg?", "mark-rutte"),
        ("Who replaced Ollongren as Dutch defence minister?", "ruben-brekelmans"),
    ],
)
def test_who_came_before_and_after(question: str, person: str) -> None:
    found = who(question)
    assert found is not None and found[1] == [person]


@pytest.mark.parametrize(
    "question",
    [
        "Did Kallas meet the Japanese foreign minister?",
        "Will Magyar remain prime minister?",
        "Is Kallas right about the High Representative's budget?",
        "Who is the High Representative?",
        "What did Orbán tell the prime minister before the summit?",
        "Is the prime minister in Brussels?",
    ],
)
def test_anything_else_is_left_to_others(question: str) -> None:
    assert who(question) is None


async def test_a_minister_who_left_is_told_of_as_that(demo_desk: Desk) -> None:
    told = await ask(demo_desk, "Is Orbán still prime minister?")
    assert told.outcome == "answered" and "Péter Magyar was sworn in" in told.sentences[0].text
    assert "no longer Viktor Orbán (Prime Minister of Hungary, 29 May 2010 to 9 May 2026)" in told.aside
    assert "which is no article, on 24 November 2026" in told.aside


async def test_an_old_sentence_does_not_keep_somebody_in_office(demo_desk: Desk) -> None:
    told = await ask(demo_desk, "Is Borrell still High Representative?")
    assert "no longer Josep Borrell" in told.aside
    assert not any("Borrell" in one.text for one in told.sentences)


async def test_a_term_that_ended_on_an_unknown_day_is_not_said_to_go_on(demo_desk: Desk) -> None:
    told = await ask(demo_desk, "Is Starmer still Prime Minister of the UK?")
    assert told.outcome == "refused"
    assert "5 July 2024 to some day in 2026), so whether still is not verified" in told.reason


async def test_what_no_article_says_is_told_as_the_catalogues_alone(demo_desk: Desk) -> None:
    told = await ask(demo_desk, "Is Rutte still Dutch prime minister?")
    assert told.outcome == "refused" and not told.sentences and not told.aside
    assert told.reason.startswith("No article I hold says that. By the catalogue of offices, which is no article")
