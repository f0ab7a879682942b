"""What stands around a sentence, and how near to it the things asked about are named. Weighs nothing."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from bot.answers import signs
from bot.answers.evidence import Evidence
from bot.answers.meaning import concepts
from bot.answers.naming import folded, names
from bot.asking.named import Named
from bot.asking.questions import Question
from bot.catalogue import Catalogue
from bot.language import fold
from storage.models import Passage

SHORTEST = 15
SHORT_ARTICLE = 25
REACH = 12
"""Sentences of one speaker, in a long debate, through which what was named stays the subject."""

SPOKEN_BY = 0.9
LEANT_ON = 0.85
BY_KIN = 0.75
TITLED = 0.7
BEFORE = 0.6
WITHIN = 0.4
"""How near a thing is that is named by who speaks, in the sentence that this one leans on, by who acts for it, in the
title, in the two sentences before, anywhere in the article. The last two are nothing where the sentence names another
of its kind: Poland's loan is not Romania's."""

LEANING = re.compile(
    r"^\W*(?:it|its|they|their|them|these|those|this|that|he|she|his|her|both|under it|in it|the (?:text|decision|plan"
    r"|list|agreement|signature|act|package|instrument|programme|fund|scheme|mission|operation|document|deal|proposal"
    r"|project|partner|aim|name|post|figure|total|sum|money|loan|loans|convention|body|two|three|mandate|report)"
    r"(?! of \D)"
    r"|il|ils|elle|elles|son|sa|ses|celui-ci|ce|cette|ces|le texte|es|er|sie|das|dies\w*|sein\w*|ihr\w*)\b"
)
"""How a sentence begins that takes up the one before.

"The mission of EUMAM" explains itself, "the list of 9 May" does not.
"""


class Context(NamedTuple):
    """What stands around a passage; the tuples have an entry for each thing asked about."""

    titled: frozenset[str]
    named: tuple[bool, ...]  # whether the sentence names it
    leant: tuple[bool, ...]  # … a sentence that explains how this one begins
    around: tuple[float, ...]  # how near it is named otherwise
    before: tuple[Passage, ...] = ()
    leant_on: tuple[Passage, ...] = ()  # the sentences that explain how it begins, the nearest last
    speaker: str = ""  # who speaks, in a transcript

    @property
    def leaning(self) -> bool:
        """Whether it begins with what only a sentence before explains."""
        return bool(self.leant_on)


def in_context(question: Question, evidence: Evidence) -> Iterator[tuple[Passage, Context]]:
    """Every sentence worth showing with what stands around it, in reading order."""
    for number, group in groupby(evidence.passages, key=lambda passage: passage.article):
        yield from _in_article(question, list(group), evidence.titled.get(number, frozenset()))


def _in_article(
    question: Question, article: Sequence[Passage], titled: frozenset[str]
) -> Iterator[tuple[Passage, Context]]:
    naming = [tuple(_names(thing, passage) for thing in question.named) for passage in article]
    short = len(article) <= SHORT_ARTICLE
    anywhere = [any(column) for column in zip(*naming, strict=True)]
    last = [-len(article) - REACH for _ in question.named]  # where each thing was named last
    speaker, begun, leans_from = "", 0, 0
    for place, passage in enumerate(article):
        if label := signs.SPEAKER.match(passage.text):
            speaker, begun = label[1], place
        if not (place and LEANING.match(folded(passage.text))):
            leans_from = place
        leant_from, before_from = max(leans_from, place - 2), max(0, place - 2)
        # In a short article, what was named stays the subject; in a long debate only while one speaks.
        within_from = max(begun, place - REACH)
        if len(passage.text) > SHORTEST:
            yield (
                passage,
                Context(
                    titled=titled,
                    named=naming[place],
                    leant=tuple(leant_from <= at < place for at in last),
                    around=tuple(
                        BEFORE if at >= before_from else WITHIN if (there if short else at >= within_from) else 0.0
                        for at, there in zip(last, anywhere, strict=True)
                    ),
                    before=tuple(article[before_from:place]),
                    leant_on=tuple(article[leant_from:place]),
                    speaker=speaker,
                ),
            )
        last = [place if here else at for here, at in zip(naming[place], last, strict=True)]


def _names(thing: Named, passage: Passage) -> bool:
    return names(thing, passage.text, passage.actors) or bool(thing.actors & concepts(passage.text))


def nearness(question: Question, passage: Passage, context: Context, catalogue: Catalogue) -> list[float]:
    """For each thing asked about, how near the sentence names it: 1 in itself, less around it, 0 nowhere."""
    near = [_near(question, number, passage, context, catalogue) for number in range(len(question.named))]
    if not question.ordinals and not question.years:
        return near
    here = folded(passage.text)
    around = fold(" ".join((passage.title, *(p.text for p in context.before))))
    published = str(passage.published_at or "")[:4]
    for mark in question.ordinals:
        another = signs.ORDINAL.search(here) is not None  # the 19th package is not the 20th
        near.append(1.0 if signs.has(mark, here) else 0.0 if another or not signs.has(mark, around) else TITLED)
    lent = WITHIN if question.insisted else 0.0  # the year of the question before need not be that of this one's
    for mark in question.years:
        near.append(1.0 if mark in here else TITLED if mark in around or mark == published else lent)
    return near


def _near(question: Question, number: int, passage: Passage, context: Context, catalogue: Catalogue) -> float:
    thing = question.named[number]
    if context.named[number]:
        return 1.0
    if context.speaker and names(thing, context.speaker, frozenset()):
        return SPOKEN_BY
    if context.leant[number]:
        return LEANT_ON
    if context.speaker and thing.surface == question.voice:
        return 0.0  # what another says in the same debate is not theirs
    if thing.kin & passage.actors or _speaks_for(thing, context.speaker, catalogue):
        return BY_KIN
    return (
        TITLED
        if names(thing, passage.title, context.titled)
        else _around(question, number, passage, context, catalogue)
    )


def _around(question: Question, number: int, passage: Passage, context: Context, catalogue: Catalogue) -> float:
    thing = question.named[number]
    # Who speaks says it of what the speech is about, whoever else the sentence names.
    theirs = bool(question.voice) and thing.surface != question.voice
    return 0.0 if not theirs and _displaces(thing, passage, catalogue) else context.around[number]


@lru_cache(maxsize=4096)
def _held_by(kin: frozenset[str], catalogue: Catalogue) -> tuple[str, ...]:
    people = (catalogue.actors[one] for one in kin if one in catalogue.actors)
    return tuple(fold(one.name) for one in people if one.kind == "person")


def _speaks_for(thing: Named, speaker: str, catalogue: Catalogue) -> bool:
    """Whether who speaks in a transcript is in an office of the thing: the Commission by its President."""
    return bool(speaker and thing.kin) and any(name in folded(speaker) for name in _held_by(thing.kin, catalogue))


def _displaces(thing: Named, passage: Passage, catalogue: Catalogue) -> bool:
    kinds_asked = {catalogue.actors[actor].kind for actor in thing.actors} & {"country", "person", "company"}
    others = passage.actors - thing.actors - thing.kin
    return any(catalogue.actors[other].kind in kinds_asked for other in others if other in catalogue.actors)
