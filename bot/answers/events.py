"""What articles state to have happened, beside a question: whether a sentence tells of the step asked about. Pure.

A development carries what words alone do not: that "would sign" is no signature, whose loan it is, which package.
"""

from bot.answers.evidence import Evidence
from bot.asking.questions import Question
from storage.models import Development, Passage

_TALK = frozenset(["statement-position", "request-appeal"])
"""Types of development that move nothing."""


def states(question: Question, passage: Passage, evidence: Evidence) -> bool:
    """Whether a sentence states, as a fact, a step of what is asked about."""
    return any(one.type not in _TALK and _concerns(question, one) for one in evidence.stated.get(passage.sentence, ()))


def _concerns(question: Question, one: Development) -> bool:
    """Whether a development is of something asked about, and of no other number."""
    numbers = {int("".join(filter(str.isdigit, mark))) for mark in question.ordinals}
    if numbers and one.ordinal is not None and one.ordinal not in numbers:
        return False
    taking_part = {party.actor for party in one.parties} | ({one.instrument} if one.instrument else set())
    return not question.named or any((thing.actors | thing.kin) & taking_part for thing in question.named)
