"""A sentence is let through if a passage holds it, and not if it says more: tried on sentences changed in one place."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import catalogue
from bot.demo import articles
from bot.language import sentences
from bot.model.support import judge
from storage.models import Passage

KNOWN = catalogue.load()


def passage(text: str, *, language: str = "en", on: date | None = date(2025, 5, 28)) -> Passage:
    """A stored sentence."""
    return Passage(
        sentence=1, ordinal=0, article=1, revision=1, start=0, end=len(text), text=text, title="", url=None,
        publisher="Wire", publisher_family="wire", language=language, published_at=on, demo=False,
    )  # fmt: skip


def fault(sentence: str, *texts: str, language: str = "en") -> str:
    """What is wrong with a sentence that names these passages."""
    return judge(sentence, [passage(text, language=language) for text in texts], KNOWN).fault


ADOPTED = "The Council adopted Security Action for Europe (SAFE) on 27 May 2025, with a qualified majority."
LOANS = "SAFE offers up to EUR 150 billion in loans to Member States."
SHARES = "Poland is to receive EUR 43.7 billion under SAFE and Romania EUR 16.7 billion."
MAY = "The Commission may propose a second instrument if Member States ask for it, Andrius Kubilius said."
SAID = "Kaja Kallas said “we must spend more, and spend it together” after the meeting with Japan in Tokyo."
BEAT = "Germany sued Hungary over the veto, and France supported Germany."
PAID = "The loans will be paid from the budget of the Union to Ukraine by 2030."


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        (LOANS, [LOANS]),
        ("The Council adopted SAFE on 27 May 2025.", [ADOPTED]),
        ("The Council adopted SAFE in May 2025.", [ADOPTED]),
        ("SAFE offers up to €150 billion in loans.", [LOANS]),
        ("Poland is to receive EUR 43.7 billion under SAFE.", [SHARES]),
        ("The Council adopted SAFE on 27 May 2025, and SAFE offers up to EUR 150 billion in loans.", [ADOPTED, LOANS]),
        ("The Commission may propose a second instrument if Member States ask for it, said Kubilius.", [MAY]),
        ("Kaja Kallas said “we must spend more, and spend it together”.", [SAID]),
        ("The loans will be paid to Ukraine from the budget of the Union.", [PAID]),
    ],
)
def test_what_a_passage_holds_is_let_through(sentence: str, texts: list[str]) -> None:
    assert fault(sentence, *texts) == ""


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("The Council adopted SAFE on 28 May 2025.", [ADOPTED]),
        ("The Council proposed SAFE on 27 May 2025.", [ADOPTED]),
        ("The Council did not adopt SAFE on 27 May 2025.", [ADOPTED]),
        ("The Council may have adopted SAFE on 27 May 2025.", [ADOPTED]),
        ("The Parliament adopted SAFE on 27 May 2025.", [ADOPTED]),
        ("SAFE offers up to EUR 150 million in loans to Member States.", [LOANS]),
        ("SAFE offers up to USD 150 billion in loans to Member States.", [LOANS]),
        ("SAFE offers EUR 150 billion in loans to Member States.", [LOANS]),
        ("SAFE offers at least EUR 150 billion in loans to Member States.", [LOANS]),
        ("Poland is to receive EUR 16.7 billion under SAFE.", [SHARES]),
        ("Romania is to receive EUR 43.7 billion under SAFE.", [SHARES]),
        ("Poland received EUR 43.7 billion under SAFE.", [SHARES]),
        ("The Commission will propose a second instrument if Member States ask for it, Kubilius said.", [MAY]),
        ("The Commission may propose a second instrument, Kubilius said.", [MAY]),
        ("The Commission may propose a second instrument if Member States ask for it.", [MAY]),
        ("Kaja Kallas said “we must spend it together”.", [SAID]),
        ("Kaja Kallas said “the meeting with Japan” was good.", [SAID]),
        ("Kaja Kallas said “we must spend more.", [SAID]),
        ("Hungary sued Germany over the veto.", [BEAT]),
        ("Germany supported France.", [BEAT]),
        ("Poland has a partnership with Japan.", ["Japan has a partnership with Poland."]),
        ("Japan is a partner of Poland.", ["Poland is a partner of Japan."]),
        ("The loans will be paid from Ukraine to the Union by 2030.", [PAID]),
        ("The loans will be paid to Ukraine in 2030.", [PAID]),
        ("The Council adopted SAFE to please Member States.", [ADOPTED, LOANS]),
        ("SAFE offers up to EUR 150 billion in loans, and it was adopted with a qualified majority.", [LOANS, ADOPTED]),
        ("Japan adopted SAFE in Tokyo on 27 May 2025.", [ADOPTED, SAID]),
        ("Ursula Kallas said “we must spend more, and spend it together”.", [SAID]),
        ("SAFE offers loans.", []),
    ],
)
def test_what_no_passage_holds_is_not(sentence: str, texts: list[str]) -> None:
    assert fault(sentence, *texts)


@pytest.mark.parametrize(
    ("sentence", "text", "language"),
    [
        ("Le Conseil n'a pas adopté SAFE.", "Le Conseil a adopté SAFE le 27 mai 2025.", "fr"),
        ("Le Conseil a adopté SAFE.", "Le Conseil pourrait adopter SAFE en mai.", "fr"),
        ("Le Conseil a adopté SAFE le 28 mai 2025.", "Le Conseil a adopté SAFE le 27 mai 2025.", "fr"),
        ("Der Rat hat SAFE nicht angenommen.", "Der Rat hat SAFE am 27. Mai 2025 angenommen.", "de"),
        ("Der Rat hat SAFE angenommen.", "Der Rat will SAFE im Mai annehmen.", "de"),
        ("Der Fonds gibt 1,5 Millionen Euro.", "Der Fonds gibt 1,5 Milliarden Euro.", "de"),
        ("SAFE offers loans.", "SAFE bietet den Mitgliedstaaten Darlehen von bis zu 150 Milliarden Euro an.", "de"),
    ],
)
def test_the_same_in_french_and_german(sentence: str, text: str, language: str) -> None:
    assert fault(sentence, text, language=language)
    assert fault(text, text, language=language) == ""


@pytest.mark.parametrize(
    "tail",
    [
        ", see https://evil.example/?q=SAFE.", ", see evil.example.", ", write to a@evil.example.", " <!channel>.",
        " <https://evil.example|SAFE>.", " ![x](https://evil.example/x.png).", " `rm`.", " *SAFE*.", " @here.",
        " #general.", " SA\u200bFE.", " \u202eSAFE.", " &lt;b&gt;.", "\nSAFE offers loans.", " [1].", " ~no~.",
    ],
)  # fmt: skip
def test_nothing_that_links_calls_or_marks_up_passes(tail: str) -> None:
    assert fault(LOANS[:-1] + tail, LOANS)


def stored() -> list[Passage]:
    """Every English sentence of the demo."""
    texts = [file.read_text(encoding="utf-8").partition("---\n")[2].partition("---\n")[2] for file in articles()]
    found = []
    for text in texts:
        for line in filter(None, text.split("\n")):
            found += [line[span.start : span.end] for span in sentences(line, "en")]
    return [passage(one) for one in found if 40 < len(one) < 350 and re.search(r"\bthe\b", one)]


STORED = stored()


def _figure(text: str) -> str:
    return re.sub(r"(?<![\d.,])\d+(?![\d.,]*\d)", lambda found: str(int(found[0]) + 1), text, count=1)


def _scale(text: str) -> str:
    other = {"million": "billion", "billion": "million"}
    return re.sub(r"\b[mb]illion\b(?= (?:euros?|dollars|in|of|for|to|from))", lambda one: other[one[0]], text, count=1)


def _denied(text: str) -> str:
    return re.sub(r"\b(?:is|was|were|are|has|have|will|would|may|can)\b", lambda one: f"{one[0]} not", text, count=1)


def _certain(text: str) -> str:
    return re.sub(r"\b(?:may|might|could|would|should|will|intends to|wants to|expects to) ", "", text, count=1)


def _whole(text: str) -> str:
    return re.sub(r"\b(?:some|most|many|few|half)\b", "all", text, count=1)


def _named(text: str) -> str:
    return re.sub(r"(?<= )(?:Poland|Japan|Council|Commission|Ukraine|Germany)\b", "Brazil", text, count=1)


def _adopted(text: str) -> str:
    return re.sub(r"\b(?:proposed|presented|announced|discussed)\b", "adopted", text, count=1)


@pytest.mark.parametrize("change", [_figure, _scale, _denied, _certain, _whole, _named, _adopted])
def test_a_stored_sentence_passes_and_one_changed_in_a_single_place_does_not(change: Callable[[str], str]) -> None:
    tried = [(one, changed) for one in STORED if (changed := change(one.text)) != one.text]
    missed = [changed for one, changed in tried if not judge(changed, [one], KNOWN).fault]
    assert len(tried) >= 5
    assert missed == []


def test_every_stored_sentence_says_what_it_says() -> None:
    assert len(STORED) > 300
    assert [one.text for one in STORED if judge(one.text, [one], KNOWN).fault] == []


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_said_of_whatever_is_judged(sentence: str, text: str) -> None:
    verdict = judge(sentence, [passage(text), passage(LOANS)], KNOWN)
    assert 0 <= verdict.score <= 1
