"""What was corrected or withdrawn, and what that means for an answer. Pure; chooses among equals, weighs nothing."""

from collections.abc import Sequence

from bot.answers import signs
from bot.answers.evidence import Evidence, Finding
from bot.answers.naming import stems
from bot.incoming import revisions
from storage.models import Passage

EQUAL = 0.8
"""Share of all stems of two sentences that both have, from which, with the same figures, they say one thing."""


def standing(evidence: Evidence) -> Evidence:
    """The evidence without what was withdrawn, or the same where nothing was."""
    kept = tuple(one for one in evidence.passages if not one.withdrawn)
    return evidence if len(kept) == len(evidence.passages) else evidence.model_copy(update={"passages": kept})


def only_withdrawn(finding: Finding, otherwise: Finding, evidence: Evidence) -> Finding:
    """A refusal; where what was withdrawn would have answered (`otherwise`), it says so, and shows what says so."""
    told = dict.fromkeys(one.article for one in otherwise.passages)
    if not told:
        return finding
    named = dict.fromkeys(one.publisher for one in otherwise.passages)
    who = " and ".join(named)
    reason = f"The only article that says so was withdrawn ({who}), and answers nothing by itself."
    if len(told) > 1:
        reason = f"The only articles that say so were withdrawn ({who}), and answer nothing by themselves."
    notices = tuple(one for one in evidence.passages if one.article in told and revisions.note(one.text))
    return Finding(reason=reason, nearest=(*notices, *finding.nearest)[:2])


def preferring(finding: Finding, evidence: Evidence) -> Finding:
    """The finding with each sentence of a corrected article behind an equal one of an article that needed none."""
    if not any(one.amended for one in finding.passages):
        return finding
    chosen: dict[int, Passage] = {}
    for one in finding.passages:
        best = _uncorrected(one, evidence.passages) or one
        chosen.setdefault(best.sentence, best)
    further = tuple(one for one in finding.further if one.sentence not in chosen)
    return finding.model_copy(update={"passages": tuple(chosen.values()), "further": further})


def _uncorrected(one: Passage, passages: Sequence[Passage]) -> Passage | None:
    if one.amended is None:
        return None
    return next((other for other in passages if other.amended is None and _equal(one, other)), None)


def _equal(one: Passage, other: Passage) -> bool:
    if one.language != other.language or signs.figures(one.text) != signs.figures(other.text):
        return False
    mine, theirs = stems(one.text, one.language), stems(other.text, other.language)
    return len(mine & theirs) >= EQUAL * len(mine | theirs)
