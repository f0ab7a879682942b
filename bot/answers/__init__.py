"""From passages to an answer: strategies tried in order, each may pass. Pure: what is shown is a sentence of a passage.

    incumbents  whether somebody named holds an office, since when, before and after whom
    offices     who holds an office, checked against the dated catalogue
    steps       where a matter stands: what was last done about it
    sentences   the best supported sentences, verbatim: the strategy of last resort

A new strategy is a file here with a function `(Question, Evidence) -> Finding | None` and a place in `STRATEGIES`.
"""

from collections.abc import Callable

from bot.answers import incumbents, mended, offices, sentences, steps
from bot.answers.evidence import Evidence, Finding
from bot.asking.questions import Question

__all__ = ["STRATEGIES", "Evidence", "Finding", "find"]

Strategy = Callable[[Question, Evidence], Finding | None]

STRATEGIES: tuple[Strategy, ...] = (incumbents.find, offices.find, steps.find, sentences.find)


def find(question: Question, evidence: Evidence) -> Finding:
    """The first strategy's finding, of articles that stand; one without passages is a refusal with its reason."""
    held = mended.standing(evidence)
    finding = _found(question, held)
    if finding.passages:
        return mended.preferring(finding, held)
    return finding if held is evidence else mended.only_withdrawn(finding, _found(question, evidence), evidence)


def _found(question: Question, evidence: Evidence) -> Finding:
    for strategy in STRATEGIES:
        finding = strategy(question, evidence)
        if finding is not None:
            return finding
    return Finding(reason="Nothing I hold says anything on that.")
