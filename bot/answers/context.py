"""What stands around a sentence, and how near to it the things asked about are named. Weighs nothing."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.answers import signs
from bot.answers.evidence import Evidence
from bot.answers.meaning import concepts
from bot.answers.naming import folded, names
from bot.catalogue import Catalogue
from bot.language import fold
from bot.named import Named
from bot.questions import Question
from storage.models import Passage, Record

SHORTEST = 15
SHORT_ARTICLE = 25
REACH = 12
"""Sentences of one speaker, in a long debate, through which what was named stays the subject."""

OPENING = 4
"""Words in which a sentence says what it is about."""

ALONE = frozenset(["country", "company"])

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
    r"|il|ils|elle|elles|son|sa|ses|celui-ci|ce|cette|ces|le texte|es|er|sie|das|dies\w*|sein\w*|ihr\w*)\b"
)


class Context(Record):
    """What stands around a passage."""

    titled: frozenset[str]
    within: tuple[Passage, ...]  # its whole article, if that is short; else what the same speaker said just before
    before: tuple[Passage, ...] = ()
    leant_on: tuple[Passage, ...] = ()  # the sentences that explain how it begins, the nearest last
    speaker: str = ""  # who speaks, in a transcript

    @property
    def leaning(self) -> bool:
        """Whether it begins with what only a sentence before explains."""
        return bool(self.leant_on)


def in_context(evidence: Evidence) -> Iterator[tuple[Passage, Context]]:
    """Every sentence worth showing with what stands around it, in reading order."""
    for number, group in groupby(evidence.passages, key=lambda passage: passage.article):
        article = list(group)
        titled = evidence.titled.get(number, frozenset())
        short = len(article) <= SHORT_ARTICLE
        speaker, begun, leans_from = "", 0, 0
        for place, passage in enumerate(article):
            if label := signs.SPEAKER.match(passage.text):
                speaker, begun = label[1], place
            if not (place and LEANING.match(folded(passage.text))):
                leans_from = place
            if len(passage.text) > SHORTEST:
                yield (
                    passage,
                    Context(
                        titled=titled,
                        # In a short article, what was named stays the subject; in a long debate only while one speaks.
                        within=tuple(article if short else article[max(begun, place - REACH) : place]),
                        before=tuple(article[max(0, place - 2) : place]),
                        leant_on=tuple(article[max(leans_from, place - 2) : place]),
                        speaker=speaker,
                    ),
                )


def nearness(question: Question, passage: Passage, context: Context, catalogue: Catalogue) -> list[float]:
    """For each thing asked about, how near the sentence names it: 1 in itself, less around it, 0 nowhere."""
    near = [_near(thing, passage, context, catalogue) for thing in question.named]
    here = folded(passage.text)
    around = fold(" ".join((passage.title, *(p.text for p in context.before))))
    published = str(passage.published_at or "")[:4]
    for mark in question.ordinals:
        another = signs.ORDINAL.search(here) is not None  # the 19th package is not the 20th
        near.append(1.0 if signs.has(mark, here) else 0.0 if another or not signs.has(mark, around) else TITLED)
    for mark in question.years:
        near.append(1.0 if mark in here else TITLED if mark in around or mark == published else 0.0)
    return near


def displaced(question: Question, passage: Passage, context: Context, catalogue: Catalogue) -> bool:
    """Whether a sentence names, instead of a thing asked about, another of its kind."""
    stands_for = (passage, *context.leant_on[-1:])
    return any(
        not any_names(thing, stands_for) and any(_displaces(thing, one, catalogue) for one in stands_for)
        for thing in question.named
    )


def begins_with_another(question: Question, passage: Passage, catalogue: Catalogue) -> bool:
    """Whether a sentence is, from its first words on, about a country or a company that the question does not name."""
    asked = frozenset[str]().union(*(thing.actors | thing.kin for thing in question.named))
    others = passage.actors - asked
    others = frozenset(one for one in others if one in catalogue.actors and catalogue.actors[one].kind in ALONE)
    opening = " ".join(passage.text.split()[:OPENING])
    return any(any(_stands_in(form, opening) for form in _forms_of(one, catalogue)) for one in others)


def _stands_in(form: str, opening: str) -> bool:
    return form in opening and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", opening) is not None


def _forms_of(actor: str, catalogue: Catalogue) -> tuple[str, ...]:
    known = catalogue.actors[actor]
    return (known.name, *known.aliases, *known.ambiguous)


def _near(thing: Named, passage: Passage, context: Context, catalogue: Catalogue) -> float:
    if names(thing, passage.text, passage.actors) or thing.actors & concepts(passage.text):
        return 1.0
    if context.speaker and names(thing, context.speaker, frozenset()):
        return SPOKEN_BY
    if any_names(thing, context.leant_on):
        return LEANT_ON
    if (acted_for := bool(thing.kin & passage.actors)) or names(thing, passage.title, context.titled):
        return BY_KIN if acted_for else TITLED
    return 0.0 if _displaces(thing, passage, catalogue) else _around(thing, context)


def _around(thing: Named, context: Context) -> float:
    return BEFORE if any_names(thing, context.before) else WITHIN if any_names(thing, context.within) else 0.0


def any_names(thing: Named, passages: Sequence[Passage]) -> bool:
    """Whether one of these passages names a thing."""
    return any(names(thing, passage.text, passage.actors) for passage in passages)


def _displaces(thing: Named, passage: Passage, catalogue: Catalogue) -> bool:
    kinds_asked = {catalogue.actors[actor].kind for actor in thing.actors} & {"country", "person", "company"}
    others = passage.actors - thing.actors - thing.kin
    return any(catalogue.actors[other].kind in kinds_asked for other in others if other in catalogue.actors)
