"""How well a sentence answers a question: what speaks for it, weighed. Above 0 it answers better than silence would.

The weights were fitted to questions of our own as `python -m tests.bench fitting` does: among all sentences of a
question, and saying nothing, the right one is to be the likeliest. Signs go from about -1 to 1, so weights compare.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import mul

from bot.answers import kinds, signs
from bot.answers.evidence import Evidence, day
from bot.answers.meaning import Wish, concepts, turns, wishes
from bot.answers.naming import folded, names
from bot.catalogue import Catalogue
from bot.language import fold
from bot.named import Named
from bot.questions import Question
from bot.stories import lexicon
from storage.models import Passage, Record

SHORTEST = 15
SHORT_ARTICLE = 25
OWN = 0.25
"""Share of the question's words that a sentence must have itself when it names nothing that was asked about."""

NAME_WEIGHT = 0.8
"""What a name counts for beside a word as rare: names are asked about, words tell what is asked."""

IN_TITLE = 0.55
BEFORE = 0.5
LEANT_ON = 0.85
"""What a word counts for in the title, in the two sentences before, in the one before if the sentence leans on it."""

FAR = 0.4
"""A thing so near is named in the article, but not where the sentence stands."""

_LEANING = re.compile(
    r"^\W*(?:it|its|they|their|them|these|those|this|that|he|she|his|her|both|under it|in it|the (?:text|decision|plan"
    r"|list|agreement|signature|act|package|instrument|programme|fund|scheme|mission|operation|document|deal|proposal"
    r"|project|partner|aim|name|post|figure|total|sum|money|loan|loans|convention|body|two|three|mandate|report)"
    r"|il|ils|elle|elles|son|sa|ses|celui-ci|ce|cette|ces|le texte|es|er|sie|das|dies\w*|sein\w*|ihr\w*)\b"
)


class Scored(Record):
    """A passage with what speaks for it."""

    passage: Passage
    score: float
    own: float  # share of the question's words in it
    told: float  # … with its title and what stands before it
    named: float = 0.0  # 1 when it names everything asked about itself; 0 when something is nowhere near
    fits: bool = False  # has what the kind of question wants
    signs: Mapping[str, float] = {}  # what was weighed, of one that names what was asked about


class Context(Record):
    """What stands around a passage."""

    titled: frozenset[str]
    within: tuple[Passage, ...]  # its whole article, if that is short
    before: tuple[Passage, ...] = ()
    speaker: str = ""  # who speaks, in a transcript
    leaning: bool = False  # begins with what only the sentence before explains


WEIGHTS: Mapping[str, float] = {
    "silence": -3.88, "covered": 4.35, "own": 2.56, "around": 1.26, "named": 0.81, "itself": 0.43, "fits": 0.73,
    "unfit": -3.3, "typed": 1.45, "bonus": -0.17, "defines": 1.13, "person": 0.58, "far": -1.04, "others": -0.1,
    "newer": -0.23, "status": 0.52, "first": 0.66, "quoted": -0.86, "done": 0.34, "undone": -0.74, "verb": 0.11,
    "unmet": -1.99, "leaning": -0.03, "long": 0.24, "cited": -0.32, "corrects": 0.05,
    "denied": -0.51,
}  # fmt: skip


def rank(question: Question, evidence: Evidence) -> list[Scored]:
    """Every passage with its score, in reading order."""
    wanted = wishes(question)
    return [_score(question, wanted, evidence, passage, context) for passage, context in _in_context(evidence)]


def _in_context(evidence: Evidence) -> Iterator[tuple[Passage, Context]]:
    for number, group in groupby(evidence.passages, key=lambda passage: passage.article):
        article = list(group)
        titled = evidence.titled.get(number, frozenset())
        # In a short article, what was named stays the subject; in a long debate it does not.
        within = tuple(article) if len(article) <= SHORT_ARTICLE else ()
        speaker = ""
        for place, passage in enumerate(article):
            label = signs.SPEAKER.match(passage.text)
            speaker = label[1] if label else speaker
            if len(passage.text) > SHORTEST:
                yield passage, Context(
                    titled=titled, within=within, before=tuple(article[max(0, place - 2) : place]), speaker=speaker,
                    leaning=place > 0 and bool(_LEANING.match(folded(passage.text))),
                )  # fmt: skip


def _score(
    question: Question, wanted: Sequence[Wish], evidence: Evidence, passage: Passage, context: Context
) -> Scored:
    near = _nearness(question, passage, context, evidence.catalogue)
    cover = _covered(question, wanted, evidence, passage, context, near=near)
    named = sum(near) / len(near) if near and all(near) else float(not near)
    if question.named and not any(value == 1.0 for value in near) and cover.own < OWN:
        named = 0.0  # it neither names a thing asked about nor speaks of what is asked
    if question.own and not _speaks_of(question, wanted, passage, context):
        named = 0.0
    if not named:  # no answer, but perhaps the nearest that is known
        return Scored(passage=passage, score=cover.covered - 2, own=cover.own, told=cover.told)
    fits = kinds.fits(question, passage, evidence.catalogue, speaker=context.speaker)
    found = {
        "silence": 1.0,
        "covered": cover.covered,
        "own": cover.own,
        "around": cover.told - cover.own,
        "unmet": cover.unmet,
        "verb": cover.verb,
        "named": named,
        "itself": float(bool(near) and all(value == 1.0 for value in near)),
        "far": float(bool(near) and min(near) <= FAR),
        "others": _others(question, passage, evidence.catalogue),
        **_of_kind(question, passage, evidence.catalogue, fits=fits),
        **_of_itself(question, passage, context, evidence),
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
        "bonus": kinds.bonus(question, passage),
        "defines": float(kinds.defines(question, passage)),
        "person": float(kinds.new_person(question, passage, catalogue)),
        "quoted": float(bool(signs.QUOTED.search(passage.text)) and question.kind != "position"),
        "done": float(bool(asked & done)),
        "undone": float(bool(asked and done) and not lexicon.agree(asked, done)),
        "denied": float(kinds.denies(question, passage)),
    }


def _of_itself(question: Question, passage: Passage, context: Context, evidence: Evidence) -> dict[str, float]:
    """What speaks for a sentence whatever its words: its age, its place, its length."""
    published = day(passage.published_at)
    years = max(0, (evidence.as_of - published).days) / 365 if published else 10
    return {
        "newer": 0.5 ** (years / 2),
        "status": 0.5**years if question.kind == "status" else 0.0,
        "first": 1 / (1 + passage.ordinal),
        "leaning": float(context.leaning),
        "long": min(1.0, len(passage.text) / 300),
        "cited": float(passage.article in evidence.cited),
        "corrects": float(bool(signs.CORRECTION.search(folded(passage.title)))),
    }


class Cover(Record):
    """Shares of a question's words, by their weight."""

    own: float = 1.0  # in the sentence
    told: float = 1.0  # with its title and what stands before it
    covered: float = 1.0  # of words and names together
    unmet: float = 0.0  # the weight of the rarest that is nowhere
    verb: float = 0.0  # whether what is said to be done stands there: from -1 to 1, 0 where the question tells no act


def _covered(
    question: Question,
    wanted: Sequence[Wish],
    evidence: Evidence,
    passage: Passage,
    context: Context,
    *,
    near: Sequence[float],
) -> Cover:
    total = own = around = unmet = 0.0
    acts: list[float] = []
    for wish in wanted:
        weight = evidence.weights.get(wish.stem, 1.0)
        total += weight
        here = wish.met(passage.text, passage.language)
        nearby = 0.0 if here == 1.0 else _nearby(wish, passage, context)
        own += weight * here
        around += weight * max(0.0, nearby - here)
        if not here and not nearby:
            unmet = max(unmet, weight)
        if wish.stem == question.predicate or (wish.acting and not question.predicate):
            acts.append(max(here, nearby))
    things = NAME_WEIGHT * sum(evidence.named_weights[: len(near)])
    found = own + around + NAME_WEIGHT * sum(map(mul, evidence.named_weights, near))
    covered = found / (total + things) if total + things else 1.0
    if not total:
        return Cover(covered=covered)
    verb = 2 * max(acts) - 1 if acts else 0.0
    return Cover(own=own / total, told=(own + around) / total, covered=covered, unmet=unmet / 3, verb=verb)


def _nearby(wish: Wish, passage: Passage, context: Context) -> float:
    found = IN_TITLE * wish.met(passage.title, passage.language)
    for back, before in enumerate(reversed(context.before)):
        share = LEANT_ON if context.leaning and back == 0 else BEFORE
        if share > found:
            found = max(found, share * wish.met(before.text, before.language))
    return found


def _nearness(question: Question, passage: Passage, context: Context, catalogue: Catalogue) -> list[float]:
    """For each thing asked about, how near the sentence names it: 1 in itself, less around it, 0 nowhere."""
    near = [_near(thing, passage, context, catalogue) for thing in question.named]
    here = folded(passage.text)
    around = fold(" ".join((passage.title, *(p.text for p in context.before))))
    published = str(passage.published_at or "")[:4]
    for mark in question.ordinals:
        near.append(1.0 if signs.has(mark, here) else 0.7 if signs.has(mark, around) else 0.0)
    for mark in question.years:
        near.append(1.0 if mark in here else 0.7 if mark in around or mark == published else 0.0)
    return near


def _near(thing: Named, passage: Passage, context: Context, catalogue: Catalogue) -> float:
    if names(thing, passage.text, passage.actors) or thing.actors & concepts(passage.text):
        return 1.0
    if context.speaker and names(thing, context.speaker, frozenset()):
        return 0.9
    if context.leaning and _any_names(thing, context.before[-1:]):
        return LEANT_ON
    if names(thing, passage.title, context.titled):
        return 0.7
    return 0.0 if _displaced(thing, passage, catalogue) else _around(thing, passage, context)


def _around(thing: Named, passage: Passage, context: Context) -> float:
    if _any_names(thing, context.before) or thing.kin & passage.actors:
        return 0.6
    return FAR if _any_names(thing, context.within) else 0.0


def _any_names(thing: Named, passages: Sequence[Passage]) -> bool:
    return any(names(thing, passage.text, passage.actors) for passage in passages)


def _speaks_of(question: Question, wanted: Sequence[Wish], passage: Passage, context: Context) -> bool:
    """Whether a sentence, or the one before, has one of the words that a follow-up brings itself."""
    near = (passage, *context.before[-1:])
    return any(wish.met(p.text, p.language) for wish in wanted if wish.stem in question.own for p in near)


def _others(question: Question, passage: Passage, catalogue: Catalogue) -> float:
    """How much a sentence is about others than those asked about: Poland's share is not the whole sum."""
    if question.kind in ("who", "comparison", "what", "definition"):
        return 0.0
    asked = frozenset[str]().union(*(thing.actors | thing.kin for thing in question.named))
    kinds_known = [catalogue.actors[actor].kind for actor in passage.actors - asked if actor in catalogue.actors]
    return min(3, sum(kind in ("country", "company") for kind in kinds_known)) / 3


def _displaced(thing: Named, passage: Passage, catalogue: Catalogue) -> bool:
    """Whether a sentence that does not name a thing names another of its kind: Poland's loan is not Romania's."""
    kinds_asked = {catalogue.actors[actor].kind for actor in thing.actors} & {"country", "person", "company"}
    others = passage.actors - thing.actors - thing.kin
    return any(catalogue.actors[other].kind in kinds_asked for other in others if other in catalogue.actors)
