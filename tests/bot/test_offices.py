"""Who holds an office: never a former holder, on the day asked about, in the three languages."""

from datetime import date

import pytest

from bot import catalogue
from bot.answers.offices import asked_for
from bot.asking.questions import understand

TODAY = date(2026, 11, 24)


def holders(question: str) -> list[str]:
    known = catalogue.load()
    asked = asked_for(understand(question, known, today=TODAY), known, as_of=TODAY)
    return [] if asked is None else [holder.person for holder in asked.held()]


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("Who is Japan's defence minister?", "shinjiro-koizumi"),
        ("Japan's prime minister?", "sanae-takaichi"),
        ("Name the Japanese defence minister", "shinjiro-koizumi"),
        ("Which minister is in charge of defence in Japan?", "shinjiro-koizumi"),
        ("Who heads the Japanese defence ministry?", "shinjiro-koizumi"),
        ("Who leads NATO?", "mark-rutte"),
        ("Who is the NATO Secretary General?", "mark-rutte"),
        ("who is the german defence minister", "boris-pistorius"),
        ("Which person is defence minister of Germany now?", "boris-pistorius"),
        ("Who was the British prime minister in May 2023?", "rishi-sunak"),
        ("Who was the High Representative in 2022?", "josep-borrell"),
        ("Who is the High Representative?", "kaja-kallas"),
        ("Wer ist der deutsche Verteidigungsminister?", "boris-pistorius"),
        ("Qui est le premier ministre du Japon ?", "sanae-takaichi"),
        ("Who chairs the European Council?", "antonio-costa"),
    ],
)
def test_the_holder_on_the_day(question: str, person: str) -> None:
    assert person in holders(question)[:1]


@pytest.mark.parametrize(
    "question",
    [
        "What did the German defence minister say about Ukraine?",
        "Who develops new fighter jets with Japan?",
        "Who attended the defence ministers' meeting in Brussels?",
        "When did the prime minister of Japan visit Brussels?",
    ],
)
def test_other_questions_are_not_about_an_office(question: str) -> None:
    assert holders(question) == []


def test_the_deputy_is_not_asked_for() -> None:
    assert holders("Who is the NATO Secretary General?") == ["mark-rutte"]


def test_on_the_day_of_a_handover_the_successor_holds_it() -> None:
    known = catalogue.load()
    day = date(2025, 10, 21)
    asked = asked_for(understand("Who is the Prime Minister of Japan?", known, today=day), known, as_of=day)
    assert asked is not None
    assert [holder.person for holder in asked.held()] == ["sanae-takaichi"]
