"""Silent in talk between people, attentive to who asked."""

from datetime import UTC, datetime

import pytest

from handlers import addressed
from handlers.addressed import US
from handlers.calls import Call
from storage.models import Turn

ASKED = (Turn(asked_by="UASKER", question="Who pays?", asked_at=datetime(2026, 11, 24, tzinfo=UTC)),)


def silence(
    text: str, *, user: str = "UASKER", voices: tuple[str, ...] | None, mentions: tuple[str, ...] = ()
) -> str | None:
    call = Call(kind="follow_up", key="k", team="T1", channel="C1", user=user, text=text, mentions=mentions, ts="9.0")
    return addressed.silence(call, history=ASKED, voices=voices)


ALONE = ("UASKER", US)
AMONG = ("UASKER", US, "UOTHER", "UASKER", US)
"""Several have written, and the bot last."""


@pytest.mark.parametrize("text", ["And Canada", "the second tranche", "Since when?", "2027", "more on SAFE please"])
def test_alone_with_the_bot_all_that_is_said_is_said_to_it(text: str) -> None:
    assert silence(text, voices=ALONE) is None


@pytest.mark.parametrize(
    "text", ["Thanks!", "ok", "Great, thank you very much :pray:", "merci", "👍", ":+1:", "Perfect.", "Danke sehr 🙏"]
)
def test_courtesies_are_not_answered(text: str) -> None:
    assert silence(text, voices=ALONE) == "a courtesy"
    assert silence(text, voices=None) == "a courtesy"


@pytest.mark.parametrize(
    "text",
    [
        "And Canada?",
        "And the US?",
        "what about Norway",
        "Who signed it?",
        "show me the sources",
        "Can you tell me who signed?",
        "since when",
        "Et la France ?",
        "Wer hat unterschrieben",
    ],
)
def test_among_several_a_question_right_after_the_answer_is_answered(text: str) -> None:
    assert silence(text, voices=AMONG) is None
    assert silence(text, voices=None) is None
    assert silence(text, voices=(*AMONG, "UASKER")) is None, "one may ask twice in a row"


@pytest.mark.parametrize("text", ["And Canada?", "Who signed it?", "What is the deadline?", "Source?"])
def test_once_another_person_has_spoken_the_talk_is_theirs(text: str) -> None:
    reason = "somebody else has spoken since the bot did"
    assert silence(text, voices=(*AMONG, "UOTHER")) == reason
    assert silence(text, voices=("UASKER", "UOTHER")) == reason, "the answer has not landed yet"


@pytest.mark.parametrize(
    "text",
    [
        "I will put this into the brief",
        "That contradicts what the Council said on Monday.",
        "Let us send it to the cabinet",
        "who",
        "Good, and please tell Anna.",
        "Can you send me the draft?",
        "Shall we put that into the brief?",
        "Do you agree?",
        "Should I tell the cabinet?",
        "Does anyone know her number?",
        "Anna, can that go out today?",
        "Können wir das so schicken?",
        "On peut envoyer ça à vos collègues ?",
    ],
)
def test_among_several_what_is_said_to_people_is_left_to_them(text: str) -> None:
    assert silence(text, voices=AMONG) == "talk between people"
    assert silence(text, voices=None) == "talk between people"


def test_a_question_by_somebody_who_never_asked_is_left_to_people() -> None:
    reason = silence("Is that so?", user="UOTHER", voices=AMONG)
    assert reason == "asked by somebody who has not asked the bot here"


def test_what_names_somebody_else_is_said_to_them() -> None:
    assert silence("What do you think, @mira?", voices=ALONE, mentions=("UMIRA",)) == "said to somebody else"


def test_a_file_without_words_is_not_a_question() -> None:
    assert silence("", voices=ALONE) == "no words"
