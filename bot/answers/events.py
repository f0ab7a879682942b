"""What articles state to have happened, beside a question: whether a sentence tells of the step asked about. Pure.

A development carries what words alone do not: that "would sign" is no signature, whose loan it is, which package.
"""

from collections.abc import Mapping

from bot.answers.evidence import Evidence
from bot.answers.meaning import turns
from bot.questions import Question
from bot.stories import lexicon
from storage.models import Development, Passage

_ORDER = (
    "announced", "proposed", "mandate", "provisional-deal", "signed", "adopted", "ratified", "in-force", "disbursed",
    "ended",
)  # fmt: skip
_TURNS: Mapping[str, str] = {
    "proposed": "proposed", "mandate": "agreed", "provisional-deal": "provisional", "adopted": "adopted",
    "in-force": "in-force", "announced": "announced", "signed": "signed", "ratified": "ratified", "disbursed": "paid",
    "ended": "ended",
}  # fmt: skip
"""What each stage of a development does to its object, in the words of `bot/stories/concepts.toml`."""


def states(question: Question, passage: Passage, evidence: Evidence) -> float:
    """1 if it states as a fact a step of what is asked about, as far as asked; less if another; 0 if none."""
    found = 0.0
    asked = turns([question.text])
    for one in evidence.stated.get(passage.sentence, ()):
        if not _concerns(question, one):
            continue
        turn = _TURNS.get(one.stage)
        if not asked or turn is None:
            found = max(found, 0.5)
        elif turn in asked:
            found = max(found, 1.0)
        elif lexicon.agree(asked, frozenset({turn})):
            found = max(found, 0.5)
    return found


def furthest(question: Question, passage: Passage, evidence: Evidence) -> float:
    """How far what is asked about has come by what a sentence states: from 0, nothing stated, to 1, in force."""
    stages = [one.stage for one in evidence.stated.get(passage.sentence, ()) if _concerns(question, one)]
    return max((_ORDER.index(stage) + 1 for stage in stages if stage in _ORDER), default=0) / len(_ORDER)


def _concerns(question: Question, one: Development) -> bool:
    """Whether a development is of something asked about, and of no other number."""
    numbers = {int("".join(filter(str.isdigit, mark))) for mark in question.ordinals}
    if numbers and one.ordinal is not None and one.ordinal not in numbers:
        return False
    taking_part = {party.actor for party in one.parties} | ({one.instrument} if one.instrument else set())
    return not question.named or any((thing.actors | thing.kin) & taking_part for thing in question.named)
