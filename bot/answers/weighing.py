"""How well a sentence answers a question: what speaks for it, weighed. Above 0 it answers better than silence would.

The weights were fitted to questions of our own as `python -m tests.bench fitting` does: among all sentences of a
question, and saying nothing, the right one is to be the likeliest. Signs go from about -1 to 1, so weights compare.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from heapq import nlargest
from typing import NamedTuple

from bot.answers import events, kinds, roles, signs
from bot.answers.context import SPOKEN_BY, WITHIN, Context, begins_with_another, in_context, nearness
from bot.answers.covering import Cover, closeness, covered, pairs
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


class Scored(Record):
    """A passage with what speaks for it."""

    passage: Passage
    score: float
    own: float  # share of the question's words in it
    told: float  # … with its title and what stands before it
    named: float = 0.0  # 1 when it names everything asked about itself; 0 when something is nowhere near
    fits: bool = False  # has what the kind of question wants
    signs: Mapping[str, float] = {}  # what was weighed, of one that names what was asked about


WEIGHTS: Mapping[str, float] = {
    "silence": -5.54, "covered": 4.47, "own": 2.44, "around": 1.9, "named": 0.6, "itself": 0.2, "fits": 1.29,
    "unfit": -2.27, "typed": 1.45, "defines": 1.13, "person": 0.6, "far": -1.52, "status": 0.4, "first": 0.68,
    "quoted": -1.08, "done": 0.13, "undone": -1.26, "verb": 0.39, "unmet": -1.66, "long": -0.65, "cited": 0.13,
    "corrects": 0.65, "close": 0.39, "pairs": 0.63, "order": 0.52, "thin": -0.66, "listed": 0.98, "what": 1.08,
    "yes-no": -0.99, "who": -0.55, "when": -0.94, "latest": 0.45, "short": -0.49, "another": -0.47, "tongue": 1.22,
    "stage": 0.26,
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
    found = {
        "silence": 1.0,
        "covered": cover.covered,
        "own": cover.own,
        "around": cover.told - cover.own,
        "unmet": cover.unmet,
        "verb": cover.verb,
        "close": closeness(question, wanted, evidence, passage) if fits else 0.0,
        "pairs": pairs(question, passage),
        "order": roles.order(question, wanted, passage),
        "named": named,
        "itself": float(bool(near) and all(value == 1.0 for value in near)),
        "far": float(bool(near) and min(near) <= WITHIN),
        "thin": float(bool(question.named) and 1.0 not in near and cover.own < OWN),
        "another": float(begins_with_another(question, passage, evidence.catalogue)) if question.kind != "who" else 0.0,
        "tongue": float(passage.language == question.language),
        "stage": events.furthest(question, passage, evidence) if question.kind in ("status", "yes-no") else 0.0,
        **_of_kind(question, passage, evidence.catalogue, fits=fits),
        **_of_itself(question, passage, context, evidence, span=span),
    }
    score = sum(WEIGHTS[sign] * value for sign, value in found.items())
    return Scored(passage=passage, score=score, signs=found, told=cover.told, own=cover.own, named=named, fits=fits)


def _of_kind(question: Question, passage: Passage, catalogue: Catalogue, *, fits: bool) -> dict[str, float]:
    """What the kind of question wants to see."""
    asked, done = turns([question.text]), turns([passage.text])
    return {
        "fits": float(fits and question.kind in kinds.STRONG),
        "unfit": float(not fits),
        "typed": float(fits and question.kind in kinds.TYPED),
        "defines": float(kinds.defines(question, passage)),
        "person": float(kinds.new_person(question, passage, catalogue)),
        "listed": kinds.listed(question, passage, catalogue),
        "quoted": float(bool(signs.QUOTED.search(passage.text)) and question.kind != "position"),
        "done": float(bool(asked & done)),
        "undone": float(bool(asked and done) and not lexicon.agree(asked, done)),
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
    years = max(0, (evidence.as_of - published).days) / 365 if published else 10
    latest = ((published - span[0]).days / max(1, (span[1] - span[0]).days)) if published else 0.0
    return {
        "status": 0.5**years if question.kind == "status" else 0.0,
        "latest": latest if question.kind in ("status", "next", "yes-no") else 0.0,
        "first": 1 / (1 + passage.ordinal),
        "long": min(1.0, len(passage.text) / 300),
        "short": float(len(passage.text) < 40),
        "cited": float(passage.article in evidence.cited),
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
