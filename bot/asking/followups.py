"""A follow-up completed from its thread: "And Canada?", "When was that?", "How much?", "Source?". Pure.

What is completed is shown with the answer, so that a wrong completion is seen.
"""

import re
from collections.abc import Sequence
from datetime import date

from pydantic import ValidationError

from bot.asking.kind import kind_of
from bot.asking.named import Named
from bot.asking.questions import Question, understand
from bot.catalogue import Catalogue
from bot.language import fold
from storage.models import Record, Turn

_LEANS = re.compile(
    r"^\W*(?:(?:no|sorry|nein|non)\W+)?(?:(?:i|we) (?:meant|mean)|je voulais dire|ich mein\w*|rather|instead)\b"
    r"|^\W*(?:and|but|also|so|then|what about|how about|what of|only|just|et|mais|und|aber|nur|seulement)\b"
)
_POINTS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|that|this|those|these|there|then|ils?|elles?|cela|ca"
    r"|celui|leurs?|dies|das|dazu|dort|damals|former|latter|same)\b"
)
_ABOUT_THAT = re.compile(
    r"\b(?:about|on|to|of|with|for|against|over) (?:that|this|it|them|these|those)\W*$"
    r"|\b(?:dazu|dagegen|daruber)\b|\ba ce sujet\b|\bla-dessus\b"
)
"""What only the question before explains, whoever else is named: "What did Weber say about that?"."""

_SOURCES = re.compile(
    r"^\W*(?:and\s+)?(?:(?:what(?:'s| is| are| was| were)|which|give me|show(?: me)?|send(?: me)?|list|name|any|i need"
    r"|(?:can|could|may) (?:i|we) (?:have|see|get)|do you have"
    r"|(?:can|could) you (?:give|show|send|list|name)(?: me| us)?"
    r"|quelles? (?:est|sont)|avez vous|was (?:ist|sind))?\s*"
    r"(?:the|your|its|their|a|any|la|les|vos|die|eine|ihre|deine)?\s*"
    r"(?:sources?|links?|citations?|references?|quellen?)(?:\s+(?:for|of|to|behind|on) (?:that|this|it|these|those"
    r"|(?:the|your) answer))?"
    r"|says who|according to who(?:m)?|who (?:says|said|reports|reported)(?: so| that| this| it)?"
    r"|where (?:is|does|did|do) (?:that|this|it|you)(?: come| (?:get|have|take) (?:that|this|it))?(?: from)?"
    r"|how do you know(?: that| this)?|what is (?:that|this|it) based on"
    r"|d ?'?ou (?:vient|viennent) (?:cela|ca|cette information|ces informations)"
    r"|woher (?:stammt|kommt|hast du) (?:das|dies)"
    r")(?:\W+(?:please|pls|bitte|svp))?\W*$"
)
_IN_LANGUAGE = re.compile(
    r"^\W*(?:and |et |und |also )?(?:in|en|auf|im) (?P<language>english|anglais|englisch\w*|french|francais"
    r"|franzosisch\w*|german|allemand|deutsch\w*)(?: please| s'il vous plait| bitte)?\W*$"
)
_CODES = {"en": "en", "an": "en", "fr": "fr", "ge": "de", "al": "de", "de": "de"}
"""By the first letters of a language's name in English, French and German."""

_OWNED = re.compile(r"^\W*(?:and|what about|how about|who is)\s+(?:its|their|his|her)\s+([\w -]+?)\W*$")
_ONLY = re.compile(r"^\W*(?:only|just|nur|seulement)\b")
_LINKS = "with|for|by|to|from|in|against|about|avec|pour|par|en|contre|mit|fur|von|gegen"
_ON = " (on: "

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
    if spoken := _IN_LANGUAGE.match(folded):
        within = _CODES[spoken["language"][:2]]
        asked = before.model_copy(update={"within": within, "text": _leaning_on(before, question)})
        return Completed(question=asked, leaning=True)
    leans, points = bool(_LEANS.match(folded)), bool(_POINTS.search(folded))
    about_that = bool(_ABOUT_THAT.search(folded))
    alone = not question.content
    asks_more = not question.named and (leans or points or len(question.content) <= FEW)
    if question.named and alone and not about_that and (leans or len(text.split()) <= FEW + 1):
        question = _replaced(question, before, catalogue)
    elif (owner := _OWNED.match(folded)) and before.kind == "who" and before.named and not question.named:
        question = understand(f"Who is {before.named[-1].surface}'s {owner[1]}?", catalogue, today=today)
    elif leans and alone and not question.named and _numbered(question) and question.kind == "what":
        question = _renumbered(question, before)
    elif asks_more or about_that or (leans and points):
        question = _merged(question, before)
    elif leans and question.kind == "who" and before.wanted and not question.wanted:
        question = question.model_copy(update={"wanted": before.wanted})  # "And which joined PESCO?"
    else:
        return Completed(question=question)
    return Completed(question=question, leaning=True)


def _before(history: Sequence[Turn], catalogue: Catalogue, *, today: date) -> Question | None:
    if not history:
        return None
    turn = history[-1]
    try:
        return Question.model_validate_json(turn.understood)
    except ValidationError:  # a turn kept by an older Antici, whose questions had another shape
        return understand(turn.question, catalogue, today=today)


def _replaced(question: Question, before: Question, catalogue: Catalogue) -> Question:
    """The question before, about another thing of the same kind: "And Canada?"."""
    old = _counterpart(question, before, catalogue)
    surfaces = " and ".join(thing.surface for thing in question.named)
    if old is None or old.surface not in before.text or question.ordinals or question.years:
        # No place to put it in: the question before, asked of this one too.
        text = _leaning_on(before, question)
    else:
        # The last occurrence: in "What did the EU sign with Japan?" the counterparty is what changes.
        head, _, tail = before.text.rpartition(old.surface)
        article = "the " if re.search(rf"\bthe {re.escape(question.named[0].surface)}", question.text) else ""
        text = f"{re.sub(r'the $', '', head)}{article}{surfaces}{tail}"
    own = kind_of(fold(question.text))
    kind = own if own != "what" else before.kind if old is not None else "what"
    named = [thing for thing in before.named if thing != old and not _same(thing, question.named)]
    insisted = frozenset(thing.surface for thing in question.named)
    return _marked(question, before).model_copy(
        update={"text": text, "kind": kind, "named": (*named, *question.named), "insisted": insisted, "own": ()}
    )


def _renumbered(question: Question, before: Question) -> Question:
    """The question before, about another of a row: "And the 20th?", "And in 2026?"."""
    text = before.text
    for new, old in ((question.ordinals, before.ordinals), (question.years, before.years)):
        if new and old:
            head, _, tail = fold(text).rpartition(old[-1])
            text = f"{text[: len(head)]}{new[-1]}{text[len(text) - len(tail) :]}"
    if text == before.text:
        text = _leaning_on(before, question)
    return _marked(question, before).model_copy(update={"text": text})


def _marked(question: Question, before: Question) -> Question:
    """The question before, with the numbers, years and days that this one names instead."""
    days = (question.since, question.until)
    since, until = days if days != (None, None) else (before.since, before.until)
    return before.model_copy(
        update={
            "ordinals": question.ordinals or before.ordinals,
            "years": question.years or before.years,
            "since": since,
            "until": until,
        }
    )


def _numbered(question: Question) -> bool:
    return bool(question.ordinals or question.years or question.since or question.until)


def _leaning_on(before: Question, question: Question) -> str:
    """How a completed question is shown: as asked, and on what; the first question of a chain stands for all."""
    _, leaning, first = before.text.rpartition(_ON)
    return f"{question.text}{_ON}{first.removesuffix(')') if leaning else before.text})"


def _same(thing: Named, others: Sequence[Named]) -> bool:
    return any(thing.actors & other.actors or thing.surface == other.surface for other in others)


def _counterpart(question: Question, before: Question, catalogue: Catalogue) -> Named | None:
    """What the thing named now stands in the place of: what follows the same preposition, else one of its kind."""
    new = question.named[-1]
    link = _link(new.surface, question.text)
    kinds = {catalogue.actors[actor].kind for actor in new.actors}
    for thing in reversed(before.named):
        if link and link == _link(thing.surface, before.text):
            return thing
    for thing in reversed(before.named):
        if kinds & {catalogue.actors[actor].kind for actor in thing.actors}:
            return thing
    alone = before.named[0] if len(before.named) == 1 and not _ONLY.match(fold(question.text)) else None
    countries = {"country"} & (kinds | {catalogue.actors[actor].kind for actor in alone.actors} if alone else set())
    return None if countries else alone  # "And the EDF?" after a question on EDIP, which is of another kind


def _link(surface: str, text: str) -> str:
    """The preposition before a name, empty if there is none."""
    match = re.search(rf"\b({_LINKS})\s+(?:the\s+)?{re.escape(fold(surface))}", fold(text))
    return match[1] if match else ""


def _merged(question: Question, before: Question) -> Question:
    """A question that points back: its own kind and words, the names before, and the words before where it has few."""
    standing = before.standing and not question.content  # "since when?" asks it of the newest step
    keep_words = len(question.content) < FEW and not before.standing
    content = dict(zip(question.content, question.terms, strict=True))
    if keep_words:
        content = {**dict(zip(before.content, before.terms, strict=True)), **content}
    named = [*question.named, *(thing for thing in before.named if not _same(thing, question.named))]
    return question.model_copy(
        update={
            "text": _leaning_on(before, question),
            "named": tuple(named),
            "content": tuple(content),
            "terms": tuple(content.values()),
            "own": question.content,
            "standing": standing,
            "ordinals": question.ordinals or before.ordinals,
            "years": question.years or before.years,
            "since": question.since or before.since,
            "until": question.until or before.until,
        }
    )
