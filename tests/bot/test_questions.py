"""Questions: who and what is named, what is asked, over which time; and no text that breaks it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.asking.questions import Question, understand
from tests.bot.making import KNOWN, TODAY


def ask(text: str) -> Question:
    return understand(text, KNOWN, today=TODAY)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who develops new fighter jets with Japan?", "who"),
        ("Which countries joined PESCO?", "who"),
        ("When was the 19th sanctions package adopted?", "when"),
        ("How much money does SAFE provide?", "how-much"),
        ("How many countries take part in GCAP?", "how-many"),
        ("Where did the EU and Japan sign the partnership?", "where"),
        ("Why did Poland veto the law?", "why"),
        ("What is PESCO?", "definition"),
        ("Quand le Conseil a-t-il adopté SAFE ?", "when"),
        ("Combien d'argent prévoit SAFE ?", "how-much"),
        ("Wer baut mit Japan ein Kampfflugzeug?", "who"),
        ("Wann wurde SAFE beschlossen?", "when"),
        ("Ammunition for Ukraine", "what"),
        ("Was Sweden a member when Finland joined?", "yes-no"),
        ("Can you tell me when Finland joined?", "when"),
        ("How often do the leaders meet?", "how-often"),
        ("Wie lange läuft das Mandat?", "how-long"),
        ("How long ago did Finland join?", "when"),
        ("Which was the first country to sign?", "who"),
        ("What is EDIRPA's budget?", "how-much"),
        ("How is the loan split between arms and the budget?", "how-much"),
        ("Combien de chars compte l'armée ?", "how-many"),
        ("What does Weber expect of the white paper?", "position"),
    ],
)
def test_the_kind_of_answer_that_is_wanted(text: str, kind: str) -> None:
    assert ask(text).kind == kind


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Who develops new fighter jets with Japan?", [{"japan"}]),
        ("who develops new fighter jets with japan?", [{"japan"}]),
        ("What did the EU sign with South Korea?", [{"european-union"}, {"south-korea"}]),
        ("What did the european commission propose?", [{"european-commission"}]),
        ("Is it safe to ask?", []),
        ("What did Atlantis sign?", [set()]),
    ],
)
def test_what_is_named_must_be_named_in_an_answer(text: str, actors: list[set[str]]) -> None:
    assert [set(thing.actors) for thing in ask(text).named] == actors


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("When was EDIP proposed, according to Kubilius?", "Kubilius"),
        ("How much does Germany lack in Merz's view?", "Merz"),
        ("How many tanks does Poland want?", "Poland"),
        ("Combien de chars compte l'UE selon Weber ?", "Weber"),
        ("What did Poland say about Germany?", "Poland"),
        ("When did Poland sign with Germany?", ""),
    ],
)
def test_whose_word_is_asked_for(text: str, voice: str) -> None:
    assert ask(text).voice == voice


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Did EU ministers agree to send ships?", "agre"),
        ("Why did Japan leave the partnership?", "leav"),
        ("Wann trat Schweden der NATO bei?", "beitrat"),
    ],
)
def test_what_is_said_to_be_done(text: str, predicate: str) -> None:
    asked = ask(text)
    assert predicate in (asked.predicate, *asked.content)


@pytest.mark.parametrize(
    ("text", "language"),
    [("What did the EU sign?", "en"), ("Qui a signé avec le Japon ?", "fr"), ("Wer hat mit Japan gebaut?", "de")],
)
def test_the_language_of_a_question(text: str, language: str) -> None:
    assert ask(text).language == language


def test_a_period_an_ordinal_and_a_year_are_taken_apart() -> None:
    question = ask("What did the 19th package of 2025 contain since March?")
    assert (question.since, question.until) == (date(2026, 3, 1), None)
    assert question.ordinals == ("19th",)
    assert question.years == ("2025",)
    assert not {"19th", "2025", "march", "since"} & set(question.content)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Que font les États membres pour la défense ?", {}),
        ("Que veut l'Union ?", {"Union": {"european-union"}}),
        ("Que dit le Conseil ?", {"Conseil": {"council-of-the-eu"}}),
        ("Que demande le Parlement ?", {"Parlement": {"european-parliament"}}),
        ("Que demande le Sénat ?", {"Sénat": set()}),
        ("Que dit l’Institut Zyx ?", {"Institut Zyx": set()}),
        ("Que dit Zyxar de la défense ?", {"Zyxar": set()}),
    ],
)
def test_french_institutions_by_their_short_names(text: str, named: dict[str, set[str]]) -> None:
    assert {thing.surface: set(thing.actors) for thing in ask(text).named} == named


@pytest.mark.parametrize("text", ["Should we buy the fighter?", "What do you recommend?", "Sollten wir beitreten?"])
def test_who_asks_for_advice_is_understood(text: str) -> None:
    assert ask(text).advice


def test_a_plain_question_asks_neither_for_advice_nor_a_prediction() -> None:
    question = ask("What did the Council decide on advice to ministers?")
    assert not question.advice
    assert not question.prediction


WORDS = ["who", "is", "Japan", "SAFE", "the 19th", "2026", "since 7d", "how much", "İ", "ſ", "(", "[", "\\", "*", "?",
         "’s", "combien de", "Wer", "EU–Japan", "&", "R&D", "May", "\n", "日本", "A" * 50]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(some.text(max_size=200) | some.lists(some.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_text_is_a_question_that_invents_nothing(text: str) -> None:
    question = ask(text)
    assert question.text == " ".join(text.split())
    assert len(question.content) == len(question.terms)
    assert all(word in question.text for thing in question.named for word in thing.surface.split())
    assert all(thing.forms for thing in question.named)
    assert Question.model_validate_json(question.model_dump_json()) == question


@pytest.mark.parametrize("text", ["-" * 100_000, "&." * 50_000 + "x", "Japan" + "-" * 100_000])
def test_signs_in_a_row_take_no_time_that_grows_with_their_square(text: str) -> None:
    assert len(ask(text).content) <= 1
