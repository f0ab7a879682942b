"""Sentences that only the one before them explains: "It is the first with an African state." Pure."""

from collections.abc import Mapping, Sequence

from bot.answers.context import LEANING
from bot.answers.naming import folded
from storage.models import Passage


def before(shown: Sequence[Passage], passages: Sequence[Passage]) -> Mapping[int, Passage]:
    """For each shown sentence that leans on the one before, that one; by the number of the sentence that leans.

    `passages` are whole articles. Where the one before leans too, nothing is gained by it.
    """
    at = {(one.article, one.ordinal): one for one in passages}
    found = {one.sentence: at.get((one.article, one.ordinal - 1)) for one in shown if leans(one)}
    return {sentence: one for sentence, one in found.items() if one is not None and not leans(one)}


def leans(passage: Passage) -> bool:
    """Whether it cannot be understood without the sentence before: "It adopted …", "On the same day …"."""
    return passage.ordinal > 0 and bool(LEANING.match(folded(passage.text)))
