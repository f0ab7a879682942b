"""The strategy of last resort: the stored sentences that answer best, verbatim. Or a refusal, with its reason.

How well a sentence answers is weighed in `weighing`; what is shown beside it must stand as near to the question.
A sentence that does not name what was asked about is never an answer to it.
"""

from collections.abc import Sequence

from bot.answers import kinds, refusing, signs
from bot.answers.context import LEANING
from bot.answers.evidence import Evidence, Finding
from bot.answers.naming import folded, stems
from bot.answers.weighing import Scored, rank
from bot.asking.questions import Question
from storage.models import Passage

SUPPORTING = 3.0
"""How much worse than the best sentence a further one may be, and still support it."""

NEAREST = -2.0
"""The score from which a sentence is worth showing beside a refusal."""

FARTHER = 0.45
"""How much farther off than in the best sentence the things asked about may be named in one that supports it."""

OWN = 0.25
"""Share of the question's words that a supporting sentence has itself, if the best has as many."""

SAME_ACT = 0.7
"""Share of what the best sentence has of the question's words that one that adds to a list must have."""

AS_GOOD = 1.5
"""How much worse than the best sentence one that names those asked for may be, and still come before it."""

MOST = 3
WIDER, FURTHER = 9, 5.0
"""For a reader who asks for more: so many in all, and how much worse than the best."""

NEAR_SAME = 0.7
"""Share of stems in common from which two sentences say the same."""


def find(question: Question, evidence: Evidence) -> Finding:
    """The best sentences, or why there are none."""
    return choose(question, evidence, rank(question, evidence))


def choose(question: Question, evidence: Evidence, ranked: Sequence[Scored]) -> Finding:
    """The same, of sentences that are weighed already."""
    scored = sorted(ranked, key=lambda item: item.score, reverse=True)
    nearest = tuple(item.passage for item in _distinct(scored, floor=NEAREST))[:2]
    if reason := refusing.before_looking(question, evidence):
        return Finding(reason=reason, nearest=nearest)
    answering = [item for item in scored if item.named]
    fitting = [item for item in answering if item.score > 0 and may(question, item)]
    if not fitting or refusing.unmet(question, fitting[:MOST]):
        return Finding(reason=refusing.after(question, scored, answering), nearest=nearest)
    best = fitting[0]
    # What supports stands as near to the question as the best does: another country's aid does not support.
    near = [
        item
        for item in fitting
        if item.named >= best.named - FARTHER and item.own >= min(best.own, OWN) and item.fits >= best.fits
    ]
    if question.plural:
        near = _listing(best, near, answering)
    shown = _distinct(near, floor=best.score - SUPPORTING)
    wider = _distinct([*shown, *(item for item in answering if item not in shown)], floor=float("-inf"), most=WIDER)
    return Finding(
        passages=tuple(item.passage for item in shown),
        further=tuple(item.passage for item in wider[len(shown) :] if item.score > best.score - FURTHER),
    )


def _listing(best: Scored, near: Sequence[Scored], answering: Sequence[Scored]) -> list[Scored]:
    """Who names some of those asked for, then who names further ones; nothing beside a list that adds nothing to it."""
    after = [item for item in answering if item.members and _goes_on(item.passage, best.passage)]
    naming = [*(after if not best.members else ()), *(item for item in near if item.members)]
    if not naming or (not after and naming[0].score < best.score - AS_GOOD):
        return [best]
    chosen: list[Scored] = []
    told: frozenset[str] = frozenset()
    for item in naming:
        as_good = item.score >= best.score - AS_GOOD and item.told >= best.told * SAME_ACT
        if item.members - told and (as_good or not chosen):
            chosen.append(item)
            told |= item.members
    return chosen


def _goes_on(passage: Passage, before: Passage) -> bool:
    """Whether a sentence takes up the one before it: "They are those of …"."""
    return (passage.article, passage.ordinal) == (before.article, before.ordinal + 1) and bool(
        LEANING.match(folded(passage.text))
    )


def may(question: Question, item: Scored) -> bool:
    """Whether a sentence may answer at all, however likely it looks."""
    if refusing.turned(question, item):
        return False
    denied = question.kind in kinds.PRESUPPOSING and kinds.denies(question, item.passage)
    return not denied and (item.fits or question.kind not in kinds.NEEDED)


def _distinct(scored: Sequence[Scored], *, floor: float, most: int = MOST) -> list[Scored]:
    """The best ones that do not say the same."""
    chosen: list[Scored] = []
    for item in scored:
        if item.score < floor or len(chosen) == most:
            break
        if not any(_same(item.passage, other.passage) for other in chosen):
            chosen.append(item)
    return chosen


def _same(one: Passage, other: Passage) -> bool:
    """Whether two sentences say the same. With other figures they do not, however alike: sources may differ."""
    mine, theirs = stems(one.text, one.language), stems(other.text, other.language)
    if len(mine & theirs) / max(1, min(len(mine), len(theirs))) < NEAR_SAME:
        return False
    figures, others = signs.figures(one.text), signs.figures(other.text)
    return figures <= others or others <= figures
