"""What a sentence is weighed by, what a refusal says, and how a thread goes on: over the demo archive."""

import pytest

from bot.answers import meaning, signs, weighing
from bot.asking import followups
from bot.asking.questions import understand
from bot.desk import Desk
from bot.talk import retrieve
from storage.models import EVERYONE, Turn
from tests.bot.making import KNOWN, NOW, ask


@pytest.fixture
def desk(demo_desk: Desk) -> Desk:
    return demo_desk


async def test_every_sign_has_its_weight(desk: Desk) -> None:
    question = understand("When did Finland join NATO?", KNOWN, today=NOW.date())
    evidence = await retrieve.gather(desk.database, EVERYONE, question, catalogue=KNOWN, as_of=NOW.date())
    weighed = [one for one in weighing.rank(question, evidence) if one.named]
    assert weighed
    assert all(one.signs.keys() == weighing.WEIGHTS.keys() for one in weighed)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Should we buy under SAFE?", "advice"),
        ("When will Ukraine join the EU?", "prediction"),
        ("Why did Japan leave the partnership with the EU?", "leave"),
        ("What did Zembla sign with Japan?", "Zembla"),
        ("Did the Polish law veto President Nawrocki?", "the other way round"),
        ("What did the EU agree with India since 1 November 2026?", "older"),
    ],
)
async def test_each_cause_of_a_refusal_has_its_own_words(desk: Desk, question: str, said: str) -> None:
    answer = await ask(desk, question)
    assert answer.outcome == "refused", answer.sentences
    assert said in answer.reason
    assert answer.reason.endswith(".")


@pytest.mark.parametrize(
    ("questions", "holds"),
    [
        (["Quand la Suède a-t-elle rejoint l'OTAN ?"], "Sweden joined NATO"),
        (["Wann hat die EU das 19. Sanktionspaket beschlossen?"], "19th package"),
        (["How large is the EDIRPA budget?", "I meant the EDIP"], "EUR 1."),
        (["Who is the Dutch defence minister?"], "Yeşilgöz"),
        (["Who is the British defence secretary?"], "Jarvis"),
        (["How does EDIP differ from SAFE?"], "unlike the loans"),
        (["Which states had their plans approved under SAFE?", "Only the Baltics"], "Estonia"),
    ],
)
async def test_what_is_asked_is_found(desk: Desk, questions: list[str], holds: str) -> None:
    answer = await ask(desk, *questions)
    assert any(holds in sentence.text for sentence in answer.sentences), answer.reason or answer.sentences


async def test_a_language_wished_for_is_kept_to(desk: Desk) -> None:
    answer = await ask(desk, "What did the EU agree with India?", "In French?")
    assert answer.sentences
    assert all("Inde" in sentence.text or "informations" in sentence.text for sentence in answer.sentences)
    refused = await ask(desk, "When did Finland become a member of NATO?", "Auf Französisch?")
    assert "French" in refused.reason


@pytest.mark.parametrize(
    ("text", "ordinal", "there"),
    [("the 20th package", "20.", True), ("le 20e paquet", "20th", True), ("the 120th", "20th", False)],
)
def test_ordinals_are_the_same_in_any_spelling(text: str, ordinal: str, *, there: bool) -> None:
    assert signs.has(ordinal, text) is there


def test_words_meet_across_languages() -> None:
    question = understand("Pourquoi la Hongrie a-t-elle bloqué le paquet ?", KNOWN, today=NOW.date())
    assert any(wish.met("Hungary vetoed it.", "en") for wish in meaning.wishes(question))


def test_an_answer_completed_in_another_language_says_which() -> None:
    before = Turn(asked_by="", question="What did the EU sign with India?", asked_at=NOW)
    done = followups.complete("in French?", (before,), KNOWN, today=NOW.date())
    assert (done.question.within, done.leaning) == ("fr", True)
