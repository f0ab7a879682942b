"""What questions are told by besides their words: where a matter stands, who did it, phrases, other languages."""

import pytest

from bot.answers import meaning, roles
from bot.asking.questions import understand
from bot.asking.synonyms import english, in_english, plainly
from bot.desk import Desk
from storage.models import Passage
from tests.bot.making import KNOWN, NOW, ask


@pytest.fixture
def desk(demo_desk: Desk) -> Desk:
    return demo_desk


def sentence(text: str) -> Passage:
    return Passage(
        sentence=1, ordinal=0, article=1, revision=1, start=0, end=len(text), text=text, title="", url=None,
        publisher="", publisher_family="", language="en", published_at=None, demo=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (["Where are we on SAFE and who blocks it?"], "vetoed the implementing law for SAFE"),
        (["Where are we on SAFE and who blocks it?", "And Canada?"], "concluded their negotiations on Canadian"),
        (["Where are we on SAFE and who blocks it?", "And Canada?", "since when?"], "on Monday"),
        (["Where are we on SAFE?", "And the UK?"], "ended on Friday without agreement"),
        (["Where do we stand on EDIP?"], "adopted the work programme"),
    ],
)
async def test_where_a_matter_stands_is_told_by_its_newest_step(desk: Desk, questions: list[str], said: str) -> None:
    answer = await ask(desk, *questions)
    assert answer.outcome == "answered", answer.reason
    assert said in answer.sentences[0].text


@pytest.mark.parametrize(
    "asked", ["When did the EU sign a partnership with Canada?", "Has the EU signed a partnership with Canada?"]
)
async def test_a_follow_up_is_answered_by_what_names_the_new_thing(desk: Desk, asked: str) -> None:
    answer = await ask(desk, asked, "And with Australia?")
    assert answer.sentences
    assert all("Australia" in one.text for one in answer.sentences)
    assert any("to start talks" in one.text for one in answer.sentences)


async def test_another_country_never_answers(desk: Desk) -> None:
    answer = await ask(desk, "How much can Poland borrow under SAFE?", "And Romania?")
    assert "16.7" in answer.sentences[0].text


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Did Hungary sue Poland?", "Hungary sued Poland in March.", 1),
        ("Did Hungary sue Poland?", "Poland sued Hungary in March.", -1),
        ("Did Hungary sue Poland?", "Poland was sued by Hungary.", 1),
        ("Did Hungary sue Poland?", "The ministers met.", 0),
    ],
)
def test_who_does_it_to_whom_is_told_by_their_order(question: str, text: str, expected: float) -> None:
    asked = understand(question, KNOWN, today=NOW.date())
    assert roles.order(asked, meaning.wishes(asked), sentence(text)) == expected


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("When was EDIP put forward?", "When was EDIP propose?"),
        ("Who took\nover from him?", "Who succeed him?"),
        ("What is the setup?", "What is the setup?"),
    ],
)
def test_phrases_are_said_in_one_word(text: str, plain: str) -> None:
    assert plainly(text, "en") == plain


@pytest.mark.parametrize(
    ("word", "language", "meant"),
    [
        ("sanktionspaket", "de", ("sanctions",)), ("militarausgaben", "de", ("spending", "spend")),
        ("fin", "fr", ("end",)), ("finlande", "fr", ()), ("navires", "fr", ("ship",)), ("quatsch", "de", ()),
    ],
)  # fmt: skip
def test_words_of_other_languages_have_english_ones(word: str, language: str, meant: tuple[str, ...]) -> None:
    assert english(word, language) == meant


def test_a_text_in_another_language_meets_an_english_word() -> None:
    assert "sign" in in_english("La Commission a signé le contrat.", "fr")
    wish = meaning.wishes(understand("Who will escort the ships?", KNOWN, today=NOW.date()))
    assert any(one.met("L'opération protège les navires.", "fr") for one in wish)
