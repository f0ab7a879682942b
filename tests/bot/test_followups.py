"""Follow-ups: what a question leaves out is taken from its thread, and only that; what is new in it counts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.asking import followups
from bot.asking.followups import Completed
from storage.models import Turn
from tests.bot.making import KNOWN, NOW, TODAY


def thread(*questions: str) -> Completed:
    """The last of these questions, completed from those before."""
    history: tuple[Turn, ...] = ()
    for question in questions:
        completed = followups.complete(question, history, KNOWN, today=TODAY)
        understood = completed.question.model_dump_json()
        history = (*history, Turn(asked_by="", question=question, understood=understood, asked_at=NOW))
    return completed


@pytest.mark.parametrize(
    ("questions", "understood"),
    [
        (["What did the EU sign with Japan?", "And South Korea?"], "What did the EU sign with South Korea?"),
        (["What did the EU sign with Japan?", "What about Canada?"], "What did the EU sign with Canada?"),
        (["What did Japan sign with the EU?", "And with Canada?"], "What did Japan sign with Canada?"),
        (["Who builds fighter jets with Japan?", "And the UK?"], "Who builds fighter jets with the UK?"),
        (["What did the EU sign with Japan?", "Canada?"], "What did the EU sign with Canada?"),
        (
            ["What did the EU sign with Japan?", "And Canada?", "When was that?", "And with Norway?"],
            "When was that? (on: What did the EU sign with Norway?)",
        ),
        (["How much money does SAFE provide?", "And EDIP?"], "How much money does EDIP provide?"),
        (["Who is Japan's minister of defence?", "And Germany's?"], "Who is Germany's minister of defence?"),
        (["Who is Japan's minister of defence?", "And its prime minister?"], "Who is Japan's prime minister?"),
        (
            ["When was the 19th sanctions package adopted?", "And the 20th?"],
            "When was the 20th sanctions package adopted?",
        ),
        (["Which country got most from SAFE in 2025?", "And in 2026?"], "Which country got most from SAFE in 2026?"),
        (
            ["What did the EU sign with Japan?", "What did Canada say about that?"],
            "What did Canada say about that? (on: What did the EU sign with Japan?)",
        ),
        (
            ["Who builds fighter jets with Japan?", "Since when?", "Why?"],
            "Why? (on: Who builds fighter jets with Japan?)",
        ),
    ],
)
def test_a_short_question_takes_the_rest_from_the_thread(questions: list[str], understood: str) -> None:
    completed = thread(*questions)
    assert completed.leaning
    assert completed.question.text == understood


def test_the_other_thing_takes_the_place_of_the_first() -> None:
    completed = thread("What did the EU sign with Japan?", "And South Korea?")
    named = [thing.actors for thing in completed.question.named]
    assert named == [frozenset({"european-union"}), frozenset({"south-korea"})]


def test_the_kind_of_answer_is_kept_or_changed_as_asked() -> None:
    assert thread("How much money does SAFE provide?", "And EDIP?").question.kind == "how-much"
    assert thread("When was the 19th sanctions package adopted?", "And the 20th?").question.kind == "when"
    assert thread("What did the EU sign with Japan?", "When was that?").question.kind == "when"


def test_a_number_is_replaced_not_added() -> None:
    assert thread("When was the 19th sanctions package adopted?", "And the 20th?").question.ordinals == ("20th",)
    assert thread("What was adopted in 2025?", "And in 2026?").question.years == ("2026",)


def test_a_period_is_replaced_and_leaves_no_words_behind() -> None:
    completed = thread("What happened in Ukraine last week?", "And this week?", "And in Moldova?")
    assert [thing.actors for thing in completed.question.named] == [frozenset({"moldova"})]
    assert completed.question.since is not None
    assert completed.question.since.isoformat() == "2026-11-23"
    assert completed.question.until is None
    assert completed.question.content == ()


@pytest.mark.parametrize("asked", ["Source?", "sources", "Says who?", "Where does that come from?", "Which source?"])
def test_who_asks_for_the_source_gets_the_question_before(asked: str) -> None:
    completed = thread("What did the EU sign with Japan?", asked)
    assert completed.sources_only
    assert completed.question.text == "What did the EU sign with Japan?"


@pytest.mark.parametrize(
    "asked",
    ["What is the budget of the European Defence Fund for ammunition research?", "Which countries joined PESCO?"],
)
def test_a_question_that_stands_alone_is_left_alone(asked: str) -> None:
    completed = thread("What did the EU sign with Japan?", asked)
    assert not completed.leaning
    assert completed.question.text == asked
    assert not any("japan" in thing.actors for thing in completed.question.named)


def test_without_a_thread_nothing_is_added() -> None:
    completed = thread("And Canada?")
    assert not completed.leaning
    assert completed.question.text == "And Canada?"


def test_a_turn_of_an_older_shape_is_read_again() -> None:
    older = Turn(
        asked_by="",
        question="What did the EU sign with Japan?",
        understood='{"text": "…", "sort": "what"}',
        asked_at=NOW,
    )
    completed = followups.complete("And Canada?", (older,), KNOWN, today=TODAY)
    assert completed.question.text == "What did the EU sign with Canada?"


WORDS = ["And", "Japan", "its", "19th", "20th", "2026", "when", "(on: ", ")", "who is", "prime minister", "SAFE", "?",
         "since 7d", "source", "İ", "what about", "the EU", "\n", "'s"]  # fmt: skip
typed = some.text(max_size=60) | some.lists(some.sampled_from(WORDS), max_size=7).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(some.lists(typed, min_size=2, max_size=4))
def test_any_thread_is_completed_without_inventing(questions: list[str]) -> None:
    completed = thread(*questions)
    said = set(" ".join(questions).split())
    for thing in completed.question.named:
        assert set(thing.surface.split()) <= said or any(thing.surface in question for question in questions)
    assert len(completed.question.content) == len(completed.question.terms)
