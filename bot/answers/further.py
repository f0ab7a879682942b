"""What supports an answer beside what is shown: the next best sentences, then those around the shown ones. Pure."""

from collections.abc import Sequence

from bot.answers.evidence import Finding
from storage.models import Passage

MOST = 6
AROUND = (1, -1, 2)
"""The sentence after one explains it most often, the one before sets its scene."""
FEWEST_WORDS = 6


def of(finding: Finding, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The further sentences of a finding, from whole articles as they were searched."""
    at = {(one.article, one.ordinal): one for one in passages}
    around = (at.get((shown.article, shown.ordinal + step)) for step in AROUND for shown in finding.passages)
    known = dict.fromkeys([*finding.further, *(one for one in around if one and _says_something(one))])
    taken = {(one.article, one.ordinal) for one in finding.passages}
    return tuple(one for one in known if (one.article, one.ordinal) not in taken)[:MOST]


def _says_something(passage: Passage) -> bool:
    return passage.text.count(" ") >= FEWEST_WORDS - 1
