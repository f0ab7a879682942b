"""A follow-up completed from its thread: "And Canada?", "When was that?", "How much?", "Source?". Pure.

What is completed is shown with the answer, so that a wrong completion is seen.
"""

import re
from collections.abc import Sequence
from datetime import date

from pydantic import ValidationError

from bot.catalogue import Catalogue
from bot.language import fold
from bot.questions import Named, Question, kind_of, understand
from storage.models import Record, Turn

_LEANS = re.compile(
    r"^\W*(?:and|but|also|so|then|what about|how about|what of|only|just|et|mais|und|aber|nur|seulement)\b"
)
_POINTS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|that|this|those|these|there|then|ils?|elles?|cela|ca"
    r"|celui|leurs?|dies|das|dazu|dort|damals|former|latter|same)\b"
)
_SOURCES = re.compile(
    r"^\W*(?:(?:what(?:'s| is| are)|which|give me|show(?: me)?|any)?\s*(?:the|your|its|their)?\s*"
    r"(?:sources?|links?|citations?|references?|quellen?|la source)|says who|according to whom|where (?:is|does) "
    r"(?:that|this|it)(?: come)? from|who says(?: so| that)?|how do you know(?: that)?)\W*$"
)

FEW = 2
"""A question of no more content words than this, without a name of its own, is taken for a follow-up."""


class Completed(Record):
    """A question ready to be answered. `leaning` tells that the thread was needed to understand it."""

    question: Question
    leaning: bool = False
    sources_only: bool = False  # wants the sources of the answer before, not another answer


def complete(text: str, history: Sequence[Turn], catalogue: Catalogue, *, today: date) -> Completed:
    """The question of a thread's newest turn, with what it leaves out taken from the turns before."""
    question = understand(text, catalogue, today=today)
    before = _before(history, catalogue, today=today)
    if before is None:
        return Completed(question=question)
    folded = fold(text)
    if _SOURCES.match(folded):
        return Completed(question=before, leaning=True, sources_only=True)
    leans, points = bool(_LEANS.match(folded)), bool(_POINTS.search(folded))
    if question.named and not question.content and (leans or len(text.split()) <= FEW + 1):
        return Completed(question=_replaced(question, before, catalogue, today=today), leaning=True)
    if question.named and not (points and leans):
        return Completed(question=question)
    if leans or points or len(question.content) <= FEW:
        return Completed(question=_merged(question, before), leaning=True)
    return Completed(question=question)


def _before(history: Sequence[Turn], catalogue: Catalogue, *, today: date) -> Question | None:
    if not history:
        return None
    turn = history[-1]
    try:
        return Question.model_validate_json(turn.understood)
    except ValidationError:  # a turn kept by an older Antici, whose questions had another shape
        return understand(turn.question, catalogue, today=today)


def _replaced(question: Question, before: Question, catalogue: Catalogue, *, today: date) -> Question:
    """The question before, about another thing of the same kind: "And Canada?"."""
    new = question.named[-1]
    old = _counterpart(new, before.named, catalogue)
    if old is None or old.surface not in before.text:
        # Nothing to put it in the place of: the question before, asked of this one too.
        text = f"{before.text.rstrip(' ?')}, {' and '.join(thing.surface for thing in question.named)}?"
    else:
        # The last occurrence: in "What did the EU sign with Japan?" the counterparty is what changes.
        head, _, tail = before.text.rpartition(old.surface)
        text = f"{head}{new.surface}{tail}"
    replaced = understand(text, catalogue, today=today)
    own = kind_of(fold(question.text))
    kind = own if own != "what" else before.kind if old is not None else "what"
    period = {"since": question.since or before.since, "until": question.until or before.until}
    return replaced.model_copy(update={**period, "kind": kind})


def _counterpart(new: Named, named: Sequence[Named], catalogue: Catalogue) -> Named | None:
    kinds = {catalogue.actors[actor].kind for actor in new.actors}
    for thing in reversed(named):
        if kinds & {catalogue.actors[actor].kind for actor in thing.actors}:
            return thing
    return None


def _merged(question: Question, before: Question) -> Question:
    """A question that points back: its own kind and words, the names before, and the words before where it has few."""
    keep_words = len(question.content) < FEW
    content = dict(zip(question.content, question.terms, strict=True))
    if keep_words:
        content = {**dict(zip(before.content, before.terms, strict=True)), **content}
    own = {actor for thing in question.named for actor in thing.actors}
    named = [*question.named, *(thing for thing in before.named if not thing.actors & own)]
    return question.model_copy(
        update={
            "text": f"{question.text} (on: {before.text.split(' (on: ')[0]})",
            "named": tuple(named),
            "content": tuple(content),
            "terms": tuple(content.values()),
            "own": question.content,
            "ordinals": question.ordinals or before.ordinals,
            "years": question.years or before.years,
            "since": question.since or before.since,
            "until": question.until or before.until,
        }
    )
