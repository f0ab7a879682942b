"""Silent in talk between people, attentive to who asked."""

from datetime import UTC, datetime

import pytest

from handlers import addressed
from handlers.calls import Call
from storage.models import Turn

ASKED = (Turn(asked_by="UASKER", question="Who pays?", asked_at=datetime(2026, 11, 24, tzinfo=UTC)),)


def silence(text: str, *, user: str = "UASKER", people: set[str] | None, mentions: tuple[str, ...] = ()) -> str | None:
    call = Call(kind="follow_up", key="k", team="T1", channel="C1", user=user, text=text, mentions=mentions, ts="2.0")
    return addressed.silence(call, history=ASKED, people=people)


@pytest.mark.parametrize("text", ["And Canada", "the second tranche", "Since when?", "2027", "more on SAFE please"])
def test_alone_with_the_bot_all_that_is_said_is_said_to_it(text: str) -> None:
    assert silence(text, people={"UASKER"}) is None


@pytest.mark.parametrize(
    "text", ["Thanks!", "ok", "Great, thank you very much :pray:", "merci", "👍", ":+1:", "Perfect.", "Danke sehr 🙏"]
)
def test_courtesies_are_not_answered(text: str) -> None:
    assert silence(text, people={"UASKER"}) == "a courtesy"
    assert silence(text, people=None) == "a courtesy"


@pytest.mark.parametrize(
    "text",
    [
        "And Canada?",
        "what about Norway",
        "Who signed it?",
        "show me the sources",
        "since when",
        "Et la France ?",
        "Wer hat unterschrieben",
    ],
)
def test_among_several_a_question_by_who_asked_before_is_answered(text: str) -> None:
    assert silence(text, people={"UASKER", "UOTHER"}) is None
    assert silence(text, people=None) is None


@pytest.mark.parametrize(
    "text",
    [
        "I will put this into the brief",
        "That contradicts what the Council said on Monday.",
        "Let us send it to the cabinet",
        "who",
        "Good, and please tell Anna.",
    ],
)
def test_among_several_a_statement_is_talk_between_people(text: str) -> None:
    assert silence(text, people={"UASKER", "UOTHER"}) == "talk between people"
    assert silence(text, people=None) == "talk between people"


def test_a_question_by_somebody_who_never_asked_is_left_to_people() -> None:
    reason = silence("Is that so?", user="UOTHER", people={"UASKER", "UOTHER"})
    assert reason == "asked by somebody who has not asked the bot here"


def test_what_names_somebody_else_is_said_to_them() -> None:
    assert silence("What do you think, @mira?", people={"UASKER"}, mentions=("UMIRA",)) == "said to somebody else"


def test_a_file_without_words_is_not_a_question() -> None:
    assert silence("", people={"UASKER"}) == "no words"
