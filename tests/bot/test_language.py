"""Sentences lie exactly where they are, and words meet where they should."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import QUESTION_WORDS, STOP_WORDS, detect, fold, opening, sentences, stem, words
from bot.language.sentences import LONGEST


def cut(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ['She said: "We will. Never."', "Then she left."]),
        ("en", ["“We will. We must,” said the minister.", "“There is no alternative.”", "She left."]),
        ("en", ['"Will it last?" asked the envoy.', "Nobody knew."]),
        ("en", ["The U.S. Army came.", "He lives in the U.S.", "The war ended."]),
        ("en", ["The U.S. 3rd Fleet sailed.", "It met the Japan-U.S. (JUS) group."]),
        ("en", ["See No. 5 and Nos. 6 and 7 of the list.", "The answer was no.", "Men left."]),
        ("en", ["It rests on Art. 5 of the Treaty.", "It cost EUR 1.5 bn.", "Members pay."]),
        ("en", ["J. R. Biden met Lt. Col. Jones and Sen. Roe.", "They agreed."]),
        ("en", ["It opened at 5 p.m. Monday.", "At 6 p.m. it closed."]),
        ("en", ["(He came. She left.)", "Then all was quiet."]),
        ("en", ["It ended.[1]", "The rest followed.[12]", "So did we."]),
        ("en", ["He read it [...] at the door.", "It was . . . long."]),
        ("en", ["It cost 3.5 per cent, i.e. less than v2.9.", "The site is example.com.", "Use it."]),
        ("en", ["1. First point.", "2. Second point."]),
        ("en", ["The rules bind.", "eIDAS is one of them."]),
        ("de", ["Am 3. März kam z. B. der Minister.", "Der 2. Weltkrieg endete 1945.", "Dann kam er."]),
        ("de", ["Er sagte: „Wir kommen. Bald.“", "Dann ging er."]),
        ("de", ["Art. 5 Abs. 3 gilt.", "Das kostet 1,5 Mrd. Euro im Jahr 2024.", "Die Zahl stimmt."]),
        ("fr", ["M. Durand a vu Mme. Blanc.", "J.-Y. Le Goff est parti.", "Est-ce vrai ?", "Oui !"]),
        ("fr", ["Il a dit : « Nous viendrons. Jamais. »", "L’art. 5 du traité est clair."]),
        ("ja", ["日本は賛成した。", "「行きます。」と彼は言った。", "次の文。"]),
        ("und", ["One 😀 here.", "Two 👨‍👩‍👧 there.", "𝔗hree."]),
    ],
)
def test_sentences_are_found(language: str, parts: list[str]) -> None:
    joint = "" if language == "ja" else " "
    assert cut(joint.join(parts), language) == parts


def test_offsets_count_characters_also_behind_an_emoji() -> None:
    text = "One 😀 here. Two."
    assert [(span.start, span.end) for span in sentences(text)] == [(0, 11), (12, 16)]


def test_a_heading_and_every_item_of_a_list_stand_alone() -> None:
    heading = "What was agreed\n\nThe ministers met. They agreed.\n\n"
    text = heading + "They want:\n- joint purchases\n- more money\n1. soon\n2. always"
    assert cut(text) == [
        "What was agreed", "The ministers met.", "They agreed.", "They want:",
        "joint purchases", "more money", "1. soon", "2. always",
    ]  # fmt: skip


@pytest.mark.parametrize("marker", ["-   ", "• ", "– ", "* ", "\t▪ ", "- • "])
def test_a_quotation_begins_behind_the_mark_of_a_list(marker: str) -> None:
    text = f"{marker}The Department pays.\n{marker}-5 degrees are enough."
    assert cut(text) == ["The Department pays.", "-5 degrees are enough."]


def test_a_dash_that_marks_nothing_stays() -> None:
    assert cut("It is late – the deadline has passed.\n\n–\n\nIt ended.") == [
        "It is late – the deadline has passed.",
        "–",
        "It ended.",
    ]


def test_a_wrapped_line_goes_on_and_a_short_one_ends() -> None:
    wrapped = (
        "The ministers of defence met in the capital of the small and pleasant\n"
        "Republic of Examplia to speak of munitions. They agreed on little.\n"
    )
    assert cut(wrapped)[0].endswith("speak of munitions.")
    assert cut("Background\nThe ministers have met each spring since the treaty was signed, and did so again.") == [
        "Background",
        "The ministers have met each spring since the treaty was signed, and did so again.",
    ]
    assert cut("Belgium\nFrance\nItaly") == ["Belgium", "France", "Italy"]


def test_no_sentence_crosses_a_blank_line() -> None:
    assert cut("The list of\n \nMember States") == ["The list of", "Member States"]


def test_a_short_quotation_stays_whole_and_a_long_speech_does_not() -> None:
    speech = " ".join(f"We stand by what we signed in year {year}." for year in range(2000, 2020))
    assert len(cut(f"“{speech}”")) > 10
    assert cut("“We signed. We pay.”") == ["“We signed. We pay.”"]


def test_what_is_too_long_is_cut_at_a_clause() -> None:
    clause = "the parties reaffirm their commitment to the joint procurement of ammunition; "
    parts = cut(clause * 40)
    assert all(len(part) <= LONGEST for part in parts)
    assert all(part.endswith(";") for part in parts)
    assert all(len(part) <= LONGEST for part in cut("x" * 5000))


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(list(" \n\t.!?…\"'“”«»()[]-–:;,。」1aAbBUS é😀\u00a0\u2028\u0301")),
        st.characters(codec="utf-8"),
    ),
    max_size=300,
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["en", "fr", "de", "ja", "uk", "und"]))
def test_spans_are_exact_ordered_and_complete(text: str, language: str) -> None:
    spans = sentences(text, language)
    covered: set[int] = set()
    end = 0
    for span in spans:
        assert end <= span.start < span.end
        end = span.end
        piece = text[span.start : span.end]
        assert piece == piece.strip()
        assert "\n\n" not in piece
        covered.update(range(span.start, span.end))
    left = {char for index, char in enumerate(text) if index not in covered and not char.isspace()}
    assert left <= set("-–—*•⁃·▪●◦‣")


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["en", "fr", "de", "ja", "und"]))
def test_an_opening_is_the_first_sentence(text: str, language: str) -> None:
    assert opening(text, language) == next(iter(cut(text, language)), "")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministers agreed on Thursday to buy ammunition together."),
        ("de", "Die Ministerinnen einigten sich am Donnerstag auf den gemeinsamen Kauf von Munition."),
        ("fr", "Les ministres se sont mis d'accord jeudi pour acheter des munitions ensemble."),
        ("pl", "Ministrowie uzgodnili w czwartek wspólny zakup amunicji dla wojska."),
        ("uk", "Міністри домовилися в четвер про спільну закупівлю боєприпасів."),
        ("ja", "大臣たちは木曜日に弾薬の共同購入で合意した。"),
        ("und", "12,5 % (2024)"),
        ("und", "SAFE"),
        ("und", ""),
    ],
)
def test_languages_are_told_apart_and_shreds_are_not(language: str, text: str) -> None:
    assert detect(text) == language


def test_folding_keeps_every_character_in_its_place() -> None:
    assert fold("Kőszegi’s ŁØ İstanbul 한국 が Straße") == "koszegi's lo istanbul 한국 が straße"


@given(st.text(max_size=80))
def test_folding_changes_no_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_words_are_what_a_reader_would_compare() -> None:
    assert words("Japan's EU-wide plan: €1.5 bn, the U.S. Army, l’Élysée") == [
        "japan", "eu", "wide", "plan", "1.5", "bn", "the", "u.s", "army", "l", "elysee",
    ]  # fmt: skip
    assert words("cafe\u0301") == ["cafe"]
    assert words("the deal.U.S. and 1.5th, the 18th, 2.5.1") == [
        "the",
        "deal",
        "u.s",
        "and",
        "1",
        "5th",
        "the",
        "18th",
        "2.5.1",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [("U." * 200_000 + "UX", 200_001), ("1." * 200_000 + "1st", 2), ("U." * 200_000, 1), ("-" * 400_000, 0)],
)
def test_no_run_of_letters_and_dots_takes_a_time_that_grows_with_its_square(text: str, count: int) -> None:
    assert len(words(text)) == count  # hours, before


def test_stems_meet() -> None:
    assert stem("developing") == stem("develops") == stem("developed")
    assert stem("spent") == stem("spending") == stem("spends")
    assert stem("led") == stem("leading")
    assert stem("sent", "fr") == "sent"
    assert stem("munitionen", "de") == stem("munition", "de")
    assert stem("achats", "fr") == stem("achat", "fr")
    assert stem("anything", "xx") == "anything"


def test_function_words_carry_nothing_and_war_does() -> None:
    assert {"the", "which", "der", "warum", "les", "pourquoi"} <= STOP_WORDS
    assert not {"war", "ai", "defence", "japan", "munition"} & STOP_WORDS
    assert QUESTION_WORDS <= STOP_WORDS
    assert all(word == fold(word) for word in STOP_WORDS)
