"""How much of what a question says a sentence says too, itself or with what stands around it. Pure."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp
from operator import mul

from bot.answers import signs
from bot.answers.context import Context
from bot.answers.evidence import Evidence
from bot.answers.meaning import Wish
from bot.answers.naming import folded
from bot.asking.kind import Kind
from bot.asking.questions import Question
from bot.language import STOP_WORDS, stem, words
from storage.models import Passage, Record

NAME_WEIGHT = 0.8
"""What a name counts for beside a word as rare: names are asked about, words tell what is asked."""

IN_TITLE = 0.55
BEFORE = 0.5
LEANT_ON = 0.85
"""What a word counts for in the title, in the two sentences before, in the one before if the sentence leans on it."""

STOP = frozenset(stem(word) for word in STOP_WORDS)

NEAR = 6
"""Words over which what stands beside the answer fades."""


class Cover(Record):
    """Shares of a question's words, by their weight."""

    own: float = 1.0  # in the sentence
    told: float = 1.0  # with its title and what stands before it
    covered: float = 1.0  # of words and names together
    unmet: float = 0.0  # the weight of the rarest that is nowhere
    verb: float = 0.0  # whether what is said to be done stands there: from -1 to 1, 0 where the question tells no act


def covered(
    question: Question,
    wanted: Sequence[Wish],
    evidence: Evidence,
    passage: Passage,
    context: Context,
    *,
    near: Sequence[float],
) -> Cover:
    """The shares of what is asked that a sentence has. `near` is how near it names each thing."""
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
    share = found / (total + things) if total + things else 1.0
    if not total:
        return Cover(covered=share)
    verb = 2 * max(acts) - 1 if acts else 0.0
    return Cover(own=own / total, told=(own + around) / total, covered=share, unmet=unmet / 3, verb=verb)


def _nearby(wish: Wish, passage: Passage, context: Context) -> float:
    found = IN_TITLE * wish.met(passage.title, passage.language)
    for back, before in enumerate(reversed(context.before)):
        share = LEANT_ON if back < len(context.leant_on) else BEFORE
        if share > found:
            found = max(found, share * wish.met(before.text, before.language))
    return found


def closeness(question: Question, wanted: Sequence[Wish], evidence: Evidence, passage: Passage) -> float:
    """How near the question's words stand to what may be the answer: a date, an amount, a place, as the kind wants.

    The share of its words that the sentence has, each fading with the words between; 0 where the kind has no form.
    """
    form = _FORMS.get(question.kind)
    text = passage.text if question.kind in ("where", "who") else folded(passage.text)
    asked = words(question.text)
    spots = [m.start() for m in form.finditer(text) if not set(words(m[0])) <= set(asked)] if form else []
    if not spots or not wanted:
        return 0.0
    starts: list[int] = []
    stems: list[str] = []
    for match in _WORD.finditer(folded(passage.text)):
        starts.append(match.start())
        stems.append(stem(match[0], passage.language))
    places = [max(0, bisect_right(starts, spot) - 1) for spot in spots]
    best = 0.0
    matched = [
        (evidence.weights.get(wish.stem, 1.0), [at for at, one in enumerate(stems) if wish.is_(one)]) for wish in wanted
    ]
    total = sum(weight for weight, _ in matched)
    for place in places:
        near = sum(weight * max((exp(-abs(at - place) / NEAR) for at in ats), default=0.0) for weight, ats in matched)
        best = max(best, near)
    return best / total if total else 0.0


def pairs(question: Question, passage: Passage) -> float:
    """The share of the question's words in a row that stand in a row in the sentence: "core defence"."""
    asked = [stem(word, question.language) for word in words(question.text)]
    telling = [(a, b) for a, b in pairwise(asked) if a in question.content or b in question.content]
    telling = [(a, b) for a, b in telling if a not in STOP and b not in STOP]
    if not telling:
        return 0.0
    here = set(pairwise(stem(word, passage.language) for word in words(passage.text)))
    return sum(pair in here for pair in telling) / len(telling)


_WORD = re.compile(r"[^\W_]+")
_FORMS: Mapping[Kind, re.Pattern[str]] = {
    "when": signs.TIME, "how-much": signs.AMOUNT, "how-many": signs.NUMBER, "reference": signs.REFERENCE,
    "where": signs.PLACE, "who": signs.NAME, "why": signs.REASON,
}  # fmt: skip
