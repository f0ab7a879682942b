"""How much of what a question says a sentence says too, itself or with what stands around it. Pure."""

from collections.abc import Sequence
from itertools import pairwise
from operator import mul

from bot.answers.context import Context
from bot.answers.evidence import Evidence
from bot.answers.meaning import Wish
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

WINDOW = 12
"""Words within which the question's words are said to stand together."""


class Cover(Record):
    """Shares of a question's words, by their weight."""

    own: float = 1.0  # in the sentence
    told: float = 1.0  # with its title and what stands before it
    covered: float = 1.0  # of words and names together
    unmet: float = 0.0  # the weight of the rarest that is nowhere
    lacking: float = 0.0  # share of the words, each counted once, that are nowhere
    leant: float = 0.0  # share that the sentence has not, but one that it leans on has
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
    total = own = around = unmet = leant = 0.0
    nowhere = 0
    acts: list[float] = []
    for wish in wanted:
        weight = evidence.weights.get(wish.stem, 1.0)
        total += weight
        here = wish.met(passage.text, passage.language)
        nearby = 0.0 if here == 1.0 else _nearby(wish, passage, context)
        own += weight * here
        if not here and context.leant_on:
            leant += weight * max(wish.met(one.text, one.language) for one in context.leant_on)
        around += weight * max(0.0, nearby - here)
        if not here and not nearby:
            unmet = max(unmet, weight)
            nowhere += 1
        if wish.stem == question.predicate or (wish.acting and not question.predicate):
            acts.append(max(here, nearby))
    things = NAME_WEIGHT * sum(evidence.named_weights[: len(near)])
    found = own + around + NAME_WEIGHT * sum(map(mul, evidence.named_weights, near))
    share = found / (total + things) if total + things else 1.0
    if not total:
        return Cover(covered=share)
    verb = 2 * max(acts) - 1 if acts else 0.0
    return Cover(
        own=own / total,
        told=(own + around) / total,
        covered=share,
        unmet=unmet / 3,
        lacking=nowhere / len(wanted),
        leant=leant / total,
        verb=verb,
    )


def _nearby(wish: Wish, passage: Passage, context: Context) -> float:
    found = IN_TITLE * wish.met(passage.title, passage.language)
    for back, before in enumerate(reversed(context.before)):
        share = LEANT_ON if back < len(context.leant_on) else BEFORE
        if share > found:
            found = max(found, share * wish.met(before.text, before.language))
    return found


def gathered(wanted: Sequence[Wish], evidence: Evidence, passage: Passage) -> float:
    """The greatest share of the question's words, two or more, that stand within a few words of each other."""
    total = sum(evidence.weights.get(wish.stem, 1.0) for wish in wanted)
    here = [stem(word, passage.language) for word in words(passage.text)]
    at = [(place, wish) for place, one in enumerate(here) for wish in wanted if wish.is_(one)]
    best = 0.0
    for number, (start, _) in enumerate(at):
        near = {wish.stem for place, wish in at[number:] if place - start <= WINDOW}
        if len(near) > 1:
            best = max(best, sum(evidence.weights.get(one, 1.0) for one in near))
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
