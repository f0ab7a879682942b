"""Who else says what an answer says: sentences of other origins that say the same. Pure; precision before recall.

One origin is one voice: a family of publishers, or the agency that an article names as where it is from. The same
words are a copy. What says another figure, or denies, says another thing.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from math import sqrt

from bot.answers import signs
from bot.answers.evidence import day
from bot.answers.meaning import turns, wishes
from bot.answers.naming import stems
from bot.asking.questions import Question
from bot.incoming.copies import AGENCIES
from bot.language import STOP_WORDS, fold, stem, words
from bot.stories import lexicon
from bot.stories.figures import same_sum
from storage.models import Amount, Development, Passage

Stated = Mapping[int, Sequence[Development]]
"""What sentences state as facts, by their numbers."""

THE_SAME = 0.62
"""Cosine of stems from which another's sentence, with the same figures, says the same."""

COPIED = 0.7
"""Share of a sentence's runs of words that stand in another, from which one is taken from the other."""
RUN = 4

NEAR = timedelta(days=4)
"""Articles about one step come within so many days."""

SEASON = timedelta(days=31)
"""Sentences without a figure speak of one matter only if their articles came within so many days."""

FEWEST_SHARED = 4
"""Words of meaning that two sentences that say the same have in common at least."""

HEAD = 3
"""Sentences at an article's head among which it names its agency."""

FEWEST_WORDS = 6

_AGENCY = "|".join(sorted(AGENCIES, key=len, reverse=True))
_CREDIT = re.compile(
    rf"\((?:{_AGENCY})\)|^\W*(?:by )?(?:{_AGENCY})\W*$|^\w[\w ]{{2,30}}, (?:{_AGENCY})\b"
    rf"|\b(?:{_AGENCY})(?: news agency)? (?:reports?|reported|said|berichtet|rapporte)\b"
    rf"|\b(?:told|according to|selon|laut) (?:the )?(?:{_AGENCY})\b"
)
_NAME = re.compile(rf"\b(?:{_AGENCY})\b")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_DENIAL = re.compile(
    r"\b(?:no|not|never|nor|without|denie[sd]|refuse[sd]?|reject\w*|fail\w*|block\w*|veto\w*|drafts?|pas|jamais|sans|nicht|kein\w*|nie|ohne)\b|n['’]t\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“”„«»\"]")
SPOKEN = re.compile(
    r"\b(?:I|we|our|ours|us|my|you|your|let['’]s|nous|notre|nos|je|vous|votre|wir|unser\w*|ich|mein\w*|Sie)\b"
)
_WEEKDAYS = frozenset(
    words(
        "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche "
        "montag dienstag mittwoch donnerstag freitag samstag sonntag"
    )
)
_STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS) | STOP_WORDS
_OF_FIGURES = frozenset({"how-much", "how-many", "reference"})


def origins(passages: Sequence[Passage]) -> Mapping[int, str]:
    """For each article whose voice it is: its publisher's family, or the agency that it names at its head."""
    found: dict[int, str] = {}
    for one in passages:
        found.setdefault(one.article, one.publisher_family)
        if one.ordinal < HEAD and (credit := _CREDIT.search(fold(one.text))):
            name = _NAME.search(credit[0])
            found[one.article] = name[0] if name else found[one.article]
    return found


def beside(
    shown: Sequence[Passage], passages: Sequence[Passage], stated: Stated, *, question: Question | None = None
) -> tuple[tuple[Passage, ...], ...]:
    """For each sentence shown, one of each other independent origin of `passages`, whole articles, that says the same.

    Where they answer a question, what of it they say is said by those others too.
    """
    voices = origins(passages)
    wanted = wishes(question) if question else ()
    found = []
    for one in shown:
        others: dict[str, Passage] = {}
        mine = voices.get(one.article, one.publisher_family)
        # Few are alike, and what tells that soonest is asked first: there are a thousand sentences for each shown.
        for other in () if _own(one) else passages:
            if (
                voices[other.article] != mine
                and other.article != one.article
                and other.title != one.title
                and (_alike(one, other, stated) or _same_step(question, one, other, stated))
                and _says_something(other)
                and not other.withdrawn
                and not (_own(other) or _copied(one, other))
                and all(wish.met(other.text, other.language) for wish in wanted if wish.met(one.text, one.language))
            ):
                others.setdefault(voices[other.article], other)
        found.append(tuple(others.values()))
    return tuple(found)


def repeated(one: Passage, others: Sequence[Passage], stated: Stated) -> bool:
    """Whether one of these sentences, of another article, says the same already, or states the same step."""
    return any(
        other.article != one.article and (_alike(one, other, stated) or _same_step(None, one, other, stated))
        for other in others
    )


def _alike(one: Passage, other: Passage, stated: Stated) -> bool:
    """Whether two sentences say the same, by their words and their figures."""
    some, others = _vector(one.text, one.language), _vector(other.text, other.language)
    shared = len(some & others)
    if shared < FEWEST_SHARED or shared < THE_SAME * sqrt(max(1, len(some)) * max(1, len(others))):
        return False
    if _claims(one) != _claims(other) or not _of_one_time(one, other):
        return False
    if _apart(_days(one.text), _days(other.text)) or _apart(_stated(one, stated), _stated(other, stated)):
        return False
    mine, theirs = turns([one.text]), turns([other.text])
    return not (mine and theirs) or lexicon.agree(mine, theirs)


def _own(one: Passage) -> bool:
    """Whether somebody speaks in it: what they say is their own, however many say it."""
    return bool(_QUOTED.search(one.text) or SPOKEN.search(one.text))


def _of_one_time(one: Passage, other: Passage) -> bool:
    """Whether two sentences may speak of one matter: of the same days, of the same actors; or they share a figure."""
    if _FIGURE.search(one.text):
        return True
    mine, theirs = day(one.published_at), day(other.published_at)
    near = mine is not None and theirs is not None and abs(mine - theirs) <= SEASON
    return near and bool(not one.actors or not other.actors or one.actors & other.actors)


def _apart(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both tell, and nothing that the other tells."""
    return bool(some and others and not some & others)


def _stated(one: Passage, stated: Stated) -> frozenset[str]:
    return frozenset(made.type for made in stated.get(one.sentence, ()))


def _days(text: str) -> frozenset[str]:
    return frozenset(words(text)) & _WEEKDAYS


def _same_step(question: Question | None, one: Passage, other: Passage, stated: Stated) -> bool:
    """Whether two sentences state one development; where a figure was asked for, with the same figures."""
    mine, theirs = stated.get(one.sentence, ()), stated.get(other.sentence, ())
    if not (mine and theirs):
        return False
    kind = question.kind if question else ""
    if kind == "why" or (kind in _OF_FIGURES and signs.figures(one.text) - signs.figures(other.text)):
        return False
    return any(_one_step(a, b, one, other) for a in mine for b in theirs)


def _one_step(a: Development, b: Development, one: Passage, other: Passage) -> bool:
    told = (a.type, a.stage, a.instrument, a.ordinal, a.negated, _taking_part(a))
    if told != (b.type, b.stage, b.instrument, b.ordinal, b.negated, _taking_part(b)):
        return False
    if a.instrument is None and len(_taking_part(a)) < 2:
        return False
    if a.amount and b.amount and not same_sum(_sum(a.amount), _sum(b.amount)):
        return False
    if a.event_date and b.event_date and a.precision == b.precision == "day":
        return a.event_date == b.event_date
    mine, theirs = day(one.published_at), day(other.published_at)
    return mine is not None and theirs is not None and abs(mine - theirs) <= NEAR


def _taking_part(made: Development) -> frozenset[str]:
    return frozenset(party.actor for party in made.parties if party.role != "about")


def _sum(amount: Amount) -> tuple[float, str]:
    return amount.value, amount.currency


def _copied(one: Passage, other: Passage) -> bool:
    mine, theirs = _runs(one.text), _runs(other.text)
    return one.text == other.text or len(mine & theirs) >= COPIED * max(1, min(len(mine), len(theirs)))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    some = words(text)
    return frozenset(zip(*(some[place:] for place in range(RUN)), strict=False))


def _claims(passage: Passage) -> tuple[frozenset[str], bool]:
    """What may not differ between sentences that say the same: figures, and whether it is denied."""
    return frozenset(_FIGURE.findall(passage.text)), bool(_DENIAL.search(passage.text))


@lru_cache(maxsize=20_000)
def _vector(text: str, language: str) -> frozenset[str]:
    return stems(text, language) - _STOP_STEMS


def _says_something(passage: Passage) -> bool:
    return passage.text.count(" ") + 1 >= FEWEST_WORDS and passage.text.rstrip("”\"'» ")[-1:] not in {"?", ":", ","}
