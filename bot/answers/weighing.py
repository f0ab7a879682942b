"""How well a sentence answers a question: what speaks for it, weighed. Above 0 it answers better than silence would.

The weights were fitted to questions of our own as `python -m tests.bench fitting` does: among all sentences of a
question, and saying nothing, the right one is to be the likeliest. Signs go from about -1 to 1, so weights compare.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from heapq import nlargest
from typing import NamedTuple

from bot.answers import kinds, roles, signs, wording
from bot.answers.context import LEANT_ON, SPOKEN_BY, WITHIN, Context, in_context, nearness
from bot.answers.covering import Cover, covered, gathered, pairs
from bot.answers.evidence import Evidence, day
from bot.answers.meaning import Wish, turns, wishes
from bot.answers.naming import folded
from bot.asking.questions import Question
from bot.catalogue import Catalogue
from bot.stories import lexicon
from storage.models import Passage, Record

MOST = 80
"""Sentences looked at closely: those that have most of what is asked. A debate may have thousands that name it."""

NEAREST = 10
"""Sentences that name not all that was asked about and are yet kept, as the nearest that is known."""

OWN = 0.25
"""Share of the question's words that a sentence must have itself when it names nothing that was asked about."""


LIST = 3
"""So many of those asked for are a list."""


class Scored(Record):
    """A passage with what speaks for it."""

    passage: Passage
    score: float
    own: float  # share of the question's words in it
    told: float  # … with its title and what stands before it
    named: float = 0.0  # 1 when it names everything asked about itself; 0 when something is nowhere near
    members: frozenset[str] = frozenset()  # of those asked for, where several are
    fits: bool = False  # has what the kind of question wants
    signs: Mapping[str, float] = {}  # what was weighed, of one that names what was asked about


WEIGHTS: Mapping[str, float] = {
    "silence": -4.66, "covered": 3.38, "own": 1.84, "around": 0.93, "leant": 1.66, "gathered": 1.09, "pairs": 0.59,
    "lacking": -0.86, "unmet": -1.35, "verb": 0.54, "order": 0.74, "undone": -1.56, "named": 0.66, "names": 1.09,
    "voiced": 1.2, "far": -1.09, "thin": -0.57, "fits": 1.37, "unfit": -2.63, "typed": 1.34, "defines": 2.21,
    "person": 0.74, "listed": 0.92, "lacks": 1.54, "utmost": 0.59, "holds": 1.17, "what": 1.12, "yes-no": -0.5,
    "who": -0.55, "when": -0.64, "latest": 0.46, "tongue": 0.77, "corrects": 0.82, "first": 0.57, "long": -0.45,
    "quoted": -1.21,
}  # fmt: skip


class Candidate(NamedTuple):
    """A sentence as it is seen at first: how near it names the things asked about, and how much of the words it has."""

    passage: Passage
    context: Context
    near: tuple[float, ...]
    cover: Cover
    named: float


def rank(question: Question, evidence: Evidence) -> list[Scored]:
    """The sentences that may answer, with their scores, and the nearest of those that may not."""
    wanted = wishes(question)
    seen = [_seen(question, wanted, evidence, one, context) for one, context in in_context(question, evidence)]
    span = _span(evidence)
    likely = nlargest(MOST, (one for one in seen if one.named), key=_has_most)
    others = nlargest(NEAREST, (one for one in seen if not one.named), key=_has_most)
    return [
        *(_score(question, wanted, evidence, one, span=span) for one in likely),
        *(
            Scored(passage=one.passage, score=one.cover.covered - 2, own=one.cover.own, told=one.cover.told)
            for one in others
        ),
    ]


def _has_most(one: Candidate) -> float:
    return one.cover.covered


def _seen(
    question: Question, wanted: Sequence[Wish], evidence: Evidence, passage: Passage, context: Context
) -> Candidate:
    near = nearness(question, passage, context, evidence.catalogue)
    cover = covered(question, wanted, evidence, passage, context, near=near)
    named = sum(near) / len(near) if near and all(near) else float(not near)
    things = zip(question.named, near, strict=False)
    if any(value < SPOKEN_BY for thing, value in things if thing.surface in question.insisted):
        named = 0.0
    if question.own and not _speaks_of(question, wanted, passage, context):
        named = 0.0
    return Candidate(passage=passage, context=context, near=tuple(near), cover=cover, named=named)


def _score(
    question: Question, wanted: Sequence[Wish], evidence: Evidence, seen: Candidate, *, span: tuple[date, date]
) -> Scored:
    passage, context, near, cover, named = seen
    fits = kinds.fits(question, passage, evidence.catalogue, speaker=context.speaker, leant_on=context.leant_on)
    members = kinds.members(question, passage, evidence.catalogue)
    found = {
        "silence": 1.0,
        "covered": cover.covered,
        "own": cover.own,
        "around": cover.told - cover.own,
        "unmet": cover.unmet,
        "verb": cover.verb,
        "pairs": pairs(question, passage),
        "order": roles.order(question, wanted, passage),
        "named": named,
        "far": float(bool(near) and min(near) <= WITHIN),
        "thin": float(bool(question.named) and 1.0 not in near and cover.own < OWN),
        "tongue": float(passage.language == question.language),
        "leant": cover.leant if fits and question.kind in kinds.STRONG else 0.0,
        **wording.signs(question, passage),
        "lacking": cover.lacking,
        "gathered": gathered(wanted, evidence, passage),
        "names": min(3, sum(value == 1.0 for value in near)) / 3,
        "voiced": float(bool(question.voice) and _voiced(question, near)),
        **_of_kind(question, passage, evidence.catalogue, fits=fits, members=members),
        **_of_itself(question, passage, context, evidence, span=span),
    }
    return Scored(
        passage=passage,
        score=sum(WEIGHTS[sign] * value for sign, value in found.items()),
        signs=found,
        told=cover.told,
        own=cover.own,
        named=named,
        members=members,
        fits=fits,
    )


def _voiced(question: Question, near: Sequence[float]) -> bool:
    things = zip(question.named, near, strict=False)
    return any(value >= LEANT_ON for thing, value in things if thing.surface == question.voice)


def _of_kind(
    question: Question, passage: Passage, catalogue: Catalogue, *, fits: bool, members: frozenset[str]
) -> dict[str, float]:
    """What the kind of question wants to see."""
    asked, done = turns([question.text]), turns([passage.text])
    return {
        "fits": float(fits and question.kind in kinds.STRONG),
        "unfit": float(not fits),
        "typed": float(fits and question.kind in kinds.TYPED),
        "defines": float(kinds.defines(question, passage)),
        "person": float(kinds.new_person(question, passage, catalogue)),
        "listed": min(LIST, len(members)) / LIST,
        "quoted": float(bool(signs.QUOTED.search(passage.text)) and question.kind != "position"),
        "undone": float(
            bool(asked and done) and not lexicon.agree(asked, done) and question.kind not in ("yes-no", "status")
        ),
        "what": float(question.kind == "what"),
        "yes-no": float(question.kind == "yes-no"),
        "who": float(question.kind == "who"),
        "when": float(question.kind == "when"),
    }


def _of_itself(
    question: Question, passage: Passage, context: Context, evidence: Evidence, *, span: tuple[date, date]
) -> dict[str, float]:
    """What speaks for a sentence whatever its words: its age, its place, its length."""
    published = day(passage.published_at)
    latest = ((published - span[0]).days / max(1, (span[1] - span[0]).days)) if published else 0.0
    return {
        "latest": latest if question.kind in ("status", "next", "yes-no") else 0.0,
        "first": 1 / (1 + passage.ordinal),
        "long": min(1.0, len(passage.text) / 300),
        "corrects": float(bool(signs.CORRECTION.search(folded(passage.title)))),
    }


def _span(evidence: Evidence) -> tuple[date, date]:
    """The days from the oldest to the newest article read."""
    days = [at for passage in evidence.passages if (at := day(passage.published_at))]
    return (min(days), max(days)) if days else (evidence.as_of, evidence.as_of)


def _speaks_of(question: Question, wanted: Sequence[Wish], passage: Passage, context: Context) -> bool:
    """Whether a sentence, or the one before, has one of the words that a follow-up brings itself."""
    near = (passage, *context.before[-1:])
    return any(wish.met(p.text, p.language) for wish in wanted if wish.stem in question.own for p in near)
