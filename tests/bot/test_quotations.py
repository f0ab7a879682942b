"""Quotations: exact words, the right speaker or none, and what in marks is no quotation."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import actors, catalogue, language
from bot.quotations import positions, quotations
from storage.models import Quotation

GOLD = tomllib.loads((Path(__file__).parent / "gold_quotations.toml").read_text(encoding="utf-8"))
ON = date(2025, 6, 1)


def read(text: str, code: str = "en", title: str = "") -> list[Quotation]:
    known = catalogue.load()
    mentions = actors.recognise(text, known, language=code, on=ON)
    return quotations(text, language.sentences(text, code), mentions, known, language=code, on=ON, title=title)


@pytest.mark.parametrize(("code", "text", "wanted"), [(code, *row) for code in GOLD for row in GOLD[code]])
def test_gold(code: str, text: str, wanted: str) -> None:
    pairs = [pair.rsplit("=", 1) for pair in wanted.split(";;") if pair.strip()]
    found = [one for one in read(text, code) if one.direct]
    assert [one.text for one in found] == [quoted.strip() for quoted, _ in pairs]
    for one, (_, speaker) in zip(found, pairs, strict=True):
        assert one.text == text[one.start : one.end]
        if one.speaker_name and speaker.strip() not in ("she", "he", "il", "er", "minister"):
            assert speaker.strip(), f"{one.speaker_name} is guessed"
            assert speaker.split()[-1] in one.speaker_name


def test_a_known_speaker_has_an_id_and_the_office_of_the_day() -> None:
    (found,) = read("“We must act,” Kaja Kallas told reporters.")
    assert (found.speaker, found.cue, found.addressee) == ("kaja-kallas", "told", "reporters")
    assert "High Representative" in found.office


def test_a_pronoun_is_resolved_to_the_only_person_and_left_open_between_two() -> None:
    (one,) = read("Boris Pistorius welcomed the deal. “Germany will pay,” he said.")
    assert one.speaker == "boris-pistorius"
    (two,) = read("Kaja Kallas and Roberta Metsola met. “We are not there yet,” she said.")
    assert two.speaker is None and not two.speaker_name


def test_a_quotation_over_paragraphs_is_one_speakers() -> None:
    found = read("“We begin today and we go on,” Kaja Kallas said. “It is a long road.\n\n“But we walk it together.”")
    assert [one.speaker for one in found] == ["kaja-kallas"] * 3


def test_an_unclosed_mark_swallows_nothing() -> None:
    found = read("“We begin today, Kaja Kallas said.\n\n“We are ready now,” Mark Rutte said.")
    assert ("We are ready now,", "mark-rutte") in [(one.text, one.speaker) for one in found]
    assert all("\n" not in one.text for one in found)


def test_indirect_speech_is_marked_and_bears_no_marks() -> None:
    (found,) = read("Kaja Kallas said that the Union would send more ammunition.")
    assert not found.direct and found.speaker == "kaja-kallas"
    assert found.text == "the Union would send more ammunition"


def test_a_transcript_gives_each_turn_to_its_speaker() -> None:
    text = "Kaja Kallas: We begin with Ukraine.\n\nJournalist: When will you sign?\n\nKaja Kallas: We will sign soon."
    assert [(one.speaker, one.speaker_name) for one in read(text)] == [
        ("kaja-kallas", "Kaja Kallas"), (None, "Journalist"), ("kaja-kallas", "Kaja Kallas"),
    ]  # fmt: skip


def test_a_statement_gives_a_position() -> None:
    text = "“We will spend the SAFE loans on air defence,” Boris Pistorius said."
    found = positions(read(text), text, catalogue.load(), on=ON)
    assert found and {one.actor for one in found} == {"boris-pistorius"} and {one.on for one in found} == {ON}


@given(st.text(alphabet=st.sampled_from("“”«»„\"‘’' \n.,:saidHeKallasAB"), max_size=120))
def test_any_text_gives_substrings(text: str) -> None:
    for code in ("en", "fr", "de", "pl"):
        found = read(text, code)
        assert all(one.text == text[one.start : one.end] and one.text.strip() for one in found)


def test_a_sentence_before_a_colon_is_no_speaker() -> None:
    text = (
        "Kaja Kallas (EEAS): We begin.\n\nIt is clear what we now have to do: act.\n\nAnna Smith (ECR),: No.\n\n"
        "Kaja Kallas (EEAS): We act."
    )
    assert [one.speaker_name for one in read(text)] == ["Kaja Kallas", "Anna Smith", "Kaja Kallas"]


def test_several_leaders_are_not_one() -> None:
    assert all(one.speaker is None for one in read("The Presidents said that the talks had been useful and open."))


def test_what_is_no_verb_of_saying() -> None:
    assert read("The people know that the United States stands with them.") == []
    assert read("The Russians will not be told that the war is lost.") == []


@pytest.mark.parametrize(
    ("code", "text", "speaker", "wanted"),
    [
        ("en", "Germany called for joint procurement of air defence, while France wanted loans.", "germany",
         "called for joint procurement of air defence"),
        ("en", "Viktor Orbán refused to approve the loan for Ukraine.", "viktor-orban",
         "refused to approve the loan for Ukraine"),
        ("en", "Boris Pistorius has not ruled out sending missiles to Kyiv.", "boris-pistorius",
         "has not ruled out sending missiles to Kyiv"),
        ("en", "The loans will be paid in March, Andrius Kubilius said on Tuesday.", "andrius-kubilius",
         "The loans will be paid in March"),
        ("en", "Emmanuel Macron argued for loans and urged Berlin to join the project.", "emmanuel-macron",
         "urged Berlin to join the project"),
        ("fr", "Kaja Kallas a déclaré lundi que l’Union enverrait davantage de munitions.", "kaja-kallas",
         "l’Union enverrait davantage de munitions"),
        ("fr", "L’Allemagne refuse de financer le programme par un emprunt commun.", "germany",
         "refuse de financer le programme par un emprunt commun"),
        ("de", "Boris Pistorius sagte am Montag, dass die Brigade 2027 bereit sei.", "boris-pistorius",
         "die Brigade 2027 bereit sei"),
        ("de", "Die Verhandlungen seien schwierig, sagte Friedrich Merz.", "friedrich-merz",
         "Die Verhandlungen seien schwierig"),
    ],
)  # fmt: skip
def test_reported_speech_has_its_speaker_and_its_clause(code: str, text: str, speaker: str, wanted: str) -> None:
    (found,) = read(text, code)
    assert not found.direct and (found.speaker, found.text) == (speaker, wanted)
    assert text[found.start : found.end] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "If Kaja Kallas said that the fund is empty, nobody would sign it.",
        "Donald Tusk did not say that the plan was dead.",
        "The minister said that the brigade would be ready by then.",
        "Joe Biden welcomed President Andrzej Duda at the White House in March.",
        "Norway signed an arrangement, together with all EU states and Iceland.",
        "Will Kaja Kallas say that the fund is empty?",
        "Donald Tusk, meanwhile, is supported by far fewer deputies than before.",
        "Boris Pistorius said Poland warned that the line would not hold.",
        "Allies at the Vilnius Summit endorsed objectives for resilience in June.",
        "France and Germany said that the loans would be paid back in time.",
        "Joe Biden responded to the charge that the taxes had not been paid at all.",
    ],
)
def test_what_is_denied_supposed_or_somebody_elses_is_no_statement(text: str) -> None:
    assert read(text) == []


def test_a_speaker_who_never_said_it_is_none() -> None:
    assert all(one.speaker is None for one in read("Kaja Kallas never said “we will pay for all of it”."))
