"""Whether a sentence says no more than the passages it names: figures, names, force, order, words. Pure.

It knows a fault when it sees one and is made to see too many rather than too few: what it rejects is replaced by the
passage's own sentence, which costs style and no truth. What it cannot see: what follows from the words without
standing in them, and a wrong sentence made of the right words in the right order.
"""

from collections.abc import Sequence
from datetime import date

from bot.actors import recognise
from bot.answers.evidence import day
from bot.asking.synonyms import synonyms
from bot.catalogue import Catalogue
from bot.developments import developments
from bot.language import sentences
from bot.model import figures, force, form, naming, order
from bot.model.text import BREAKS, Text
from bot.model.vocabulary import JOINTS, LEANING
from bot.stories import lexicon
from storage.models import Development, Passage, Record

COVERED = 0.85
"""Share of the telling words of a sentence that must stand in its passage, as they are or by a synonym."""

FEWEST = 4
"""Telling words of a part that is judged by itself."""


class Verdict(Record):
    """What is wrong with a sentence, empty if nothing is; and how much of it stands in its passages, from 0 to 1.

    The score is 0 where a figure, a date or a name is not there, whatever else is.
    """

    fault: str = ""
    score: float = 0.0


def judge(sentence: str, passages: Sequence[Passage], catalogue: Catalogue) -> Verdict:
    """Whether one of the passages holds the sentence; or, where it joins several, one of them each of its parts."""
    whole = [_judged(sentence, passage, catalogue) for passage in passages]
    best = max(whole, key=lambda one: (not one.fault, one.score), default=Verdict(fault="stands on nothing"))
    if not best.fault or len(passages) < 2:
        return best
    if form.fault(sentence, "\n".join(passage.text for passage in passages)):
        return best
    joined = _joined(sentence, passages, catalogue)
    return best if joined is None else Verdict(score=joined)


def _joined(sentence: str, passages: Sequence[Passage], catalogue: Catalogue) -> float | None:
    """How well its parts stand each on another passage, None if they do not."""
    for begin, end in _joints(sentence, passages[0].language):
        first = [one for one in (_judged(sentence[:begin].strip(), p, catalogue) for p in passages) if not one.fault]
        if not first:
            continue
        rest = sentence[end:].strip()
        shares = [_follows(rest, passage, catalogue) for passage in passages]
        share = max((one for one in shares if one is not None), default=None)
        if share is None and len(passages) > 2:
            share = _joined(rest, passages, catalogue)
        if share is not None:
            return min(share, *(one.score for one in first))
    return None


def _follows(part: str, passage: Passage, catalogue: Catalogue) -> float | None:
    """How well a part that is joined to another stands on a passage of its own.

    It brings along whom it speaks of: what "it" is would change by being joined.
    """
    theirs = Text(passage.text, passage.language).content
    mine = Text(part, passage.language)
    if not theirs or theirs[0].stem not in mine.stems or mine.folded & LEANING:
        return None
    verdict = _judged(part, passage, catalogue)
    return None if verdict.fault else verdict.score


def coverage(sentence: Text, passage: Text) -> float:
    """The share of its telling words that the passage has."""
    content = sentence.content
    if not content:
        return 0.0
    return sum(_met(token.stem, token.folded, passage) for token in content) / len(content)


def _judged(sentence: str, passage: Passage, catalogue: Catalogue) -> Verdict:
    mine, theirs = Text(sentence, passage.language), Text(passage.text, passage.language)
    invented = figures.fault(mine, theirs, on=day(passage.published_at)) or naming.fault(
        mine, theirs, catalogue=catalogue, actors=passage.actors
    )
    if invented:
        return Verdict(fault=invented)
    share = coverage(mine, theirs)
    return Verdict(fault=_fault(mine, theirs, passage, catalogue, share), score=share)


def _fault(mine: Text, theirs: Text, passage: Passage, catalogue: Catalogue, share: float) -> str:
    published = day(passage.published_at)
    return (
        form.fault(mine.text, theirs.text)
        or ("words that are not there" if share < COVERED else "")
        or ("an act that is not there" if _acts(mine) - _acts(theirs) else "")
        or force.fault(mine, theirs)
        or order.fault(mine, theirs)
        or order.states(_stated(mine, catalogue, published), _stated(theirs, catalogue, published))
    )


def _met(one: str, folded: str, passage: Text) -> bool:
    alike = synonyms(passage.language).get(one, frozenset())
    return one in passage.stems or folded in passage.folded or bool(alike & passage.stems)


def _acts(text: Text) -> frozenset[str]:
    return frozenset(one for one in lexicon.concepts(text.folded) if one.startswith("act:"))


def _stated(text: Text, catalogue: Catalogue, on: date | None) -> list[Development]:
    mentions = recognise(text.text, catalogue, language=text.language, on=on)
    spans = sentences(text.text, text.language)
    return developments(text.text, spans, mentions, language=text.language, on=on)


def _joints(sentence: str, language: str) -> list[tuple[int, int]]:
    """Where a sentence may be taken apart, so that each part has words enough to be judged."""
    text = Text(sentence, language)
    found = []
    for token in text.tokens:
        end = token.start + len(token.surface)
        if token.surface in BREAKS or token.folded in JOINTS:
            before = sum(one.content for one in text.tokens if one.start < token.start)
            if before >= FEWEST and len(text.content) - before >= FEWEST:
                found.append((token.start, end))
    return found
