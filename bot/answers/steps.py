"""Where a matter stands: the newest steps that articles state of it, the newest first. Weighs no words.

"Where are we on SAFE?" asks for no words to be found but for what happened last. A step is a sentence that states a
development of what is asked about, or that says that something was done: adopted, vetoed, signed.
"""

from collections.abc import Sequence
from datetime import date

from bot.answers import events, kinds, signs
from bot.answers.context import LEANT_ON, TITLED, in_context, nearness
from bot.answers.evidence import Evidence, Finding, day
from bot.answers.meaning import turns, wishes
from bot.answers.naming import folded, stems
from bot.asking.questions import Question
from storage.models import Passage, Record

MOST, WIDER = 3, 9
EACH = 2
"""Sentences of one article: the newest is not all there is."""

SAME = 0.7
"""Share of stems in common from which two sentences tell the same step."""

MEANT = frozenset(["condemned", "welcomed", "warned", "accused", "announced", "pledged"])
"""What is only said of a matter moves it no further."""


class Step(Record):
    """A sentence that tells a step, and what it is chosen by."""

    passage: Passage
    met: bool  # says what the question asks besides, such as who blocks it
    near: bool  # names all that is asked about itself
    on: date
    done: bool  # not only wanted or expected


def find(question: Question, evidence: Evidence) -> Finding | None:
    """The newest steps; None where the question asks for something else, or none is told."""
    if not question.standing or not question.named or question.advice or question.prediction:
        return None
    found = _steps(question, evidence)
    if any(step.near for step in found):
        found = [step for step in found if step.near]
    # What is asked besides comes first, then what is newest.
    found.sort(key=lambda step: (step.met, step.on, step.done), reverse=True)
    chosen = _distinct(found, most=WIDER)
    if not chosen:
        return None
    return Finding(passages=tuple(chosen[:MOST]), further=tuple(chosen[MOST:]))


def _steps(question: Question, evidence: Evidence) -> list[Step]:
    wanted = wishes(question)
    found = []
    for passage, context in in_context(question, evidence):
        near = nearness(question, passage, context, evidence.catalogue)
        insisted = [n for thing, n in zip(question.named, near, strict=False) if thing.surface in question.insisted]
        if min(near) < TITLED or 1.0 not in near or (insisted and min(insisted) < LEANT_ON):
            continue
        if signs.QUOTED.search(passage.text) or not _moves(question, passage, evidence):
            continue
        if question.kind != "status" and not kinds.fits(question, passage, evidence.catalogue):
            continue
        found.append(
            Step(
                passage=passage,
                met=bool(wanted) and all(wish.met(passage.text, passage.language) for wish in wanted),
                near=min(near) >= LEANT_ON,
                done=not signs.OPEN.search(folded(passage.text)),
                on=day(passage.published_at) or date.min,
            )
        )
    return found


def _moves(question: Question, passage: Passage, evidence: Evidence) -> bool:
    return events.states(question, passage, evidence) or bool(turns([passage.text]) - MEANT)


def _distinct(steps: Sequence[Step], *, most: int) -> list[Passage]:
    chosen: list[Passage] = []
    for step in steps:
        mine = stems(step.passage.text, step.passage.language)
        others = [stems(one.text, one.language) for one in chosen]
        of_article = sum(one.article == step.passage.article for one in chosen)
        same = any(len(mine & other) >= SAME * min(len(mine), len(other)) for other in others)
        if len(chosen) < most and of_article < EACH and not same:
            chosen.append(step.passage)
    return chosen
