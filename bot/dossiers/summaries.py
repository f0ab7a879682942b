"""Many sentences → few, each as it stands in its article. Pure; extractive, so that nothing is put in other words.

A sentence weighs by how central its words are among all the sentences at hand, where it stands (news says first what
matters), and whether it names the subject. What says the same as a chosen one is left out.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import log, sqrt

from bot import when
from bot.answers import accord
from bot.answers.naming import stems
from bot.language import STOP_WORDS, stem
from bot.records import Size
from bot.when import When
from storage.models import Passage

MOST: Mapping[Size, int] = {"short": 3, "medium": 5, "long": 8}
"""Sentences of a summary by its size."""

IN_PERSON = 0.5
"""What it costs a sentence to speak of itself or to somebody, "Madam President, I would like to": it tells nothing."""

TOO_ALIKE = 0.55
"""Cosine from which a sentence adds nothing to one already chosen."""

_STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS) | STOP_WORDS

MOST_DAYS = 3
"""Days of one sentence that are explained."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

FEWEST_WORDS = 6
MOST_CHARACTERS = 600
"""Shorter sentences are headings and greetings; longer ones are lists that nobody forwards."""


def of_article(passages: Sequence[Passage], *, most: int) -> list[Passage]:
    """The sentences that carry one article, in reading order."""
    weights = _centrality(passages)
    scored = [
        (weights[passage.sentence] + _position(passage.ordinal), passage) for passage in passages if sayable(passage)
    ]
    return sorted(_spread(scored, most=most), key=lambda passage: passage.ordinal)


def of_subject(
    passages: Sequence[Passage], *, actor: str | None = None, near: frozenset[str] = frozenset(), most: int
) -> list[Passage]:
    """The sentences that carry a subject told by several articles, the most important first, at most
    two of each where there are many.

    `actor` must be named by each of them. `near` are actors whose company makes an article more telling: for a
    third country its dealings with the Union, say.
    """
    weights = _centrality(passages)
    # `passages` come newest article first; each step into the past costs a little.
    age = {article: place for place, article in enumerate(dict.fromkeys(p.article for p in passages))}
    company = _company(passages, near)
    scored = []
    for passage in passages:
        if not sayable(passage) or (actor is not None and actor not in passage.actors):
            continue
        score = weights[passage.sentence] + 0.5 * _position(passage.ordinal) - 0.012 * min(age[passage.article], 20)
        # A sentence that names five actors is about none of them.
        score += 0.3 / len(passage.actors) if actor is not None else 0.0
        score += 0.4 * min(1.0, 2 * company.get(passage.article, 0.0))
        score -= IN_PERSON if accord.SPOKEN.search(passage.text) else 0.0
        scored.append((score, passage))
    return _spread(scored, most=most, each=max(2, -(-most // max(1, len(age)))))


def standing(passages: Sequence[Passage]) -> Sequence[Passage]:
    """Without those of withdrawn articles, unless there are no others."""
    return [one for one in passages if not one.withdrawn] or passages


def newest_first(chosen: Sequence[Passage]) -> list[Passage]:
    """The same by publication, each article in its own order; undated ones last."""
    days = {one.article: one.published_at.isoformat() if one.published_at else "" for one in chosen}
    by_day = sorted(dict.fromkeys(one.article for one in chosen), key=lambda article: (days[article], article))
    return sorted(chosen, key=lambda one: (-by_day.index(one.article), one.ordinal))


def vague_days(passage: Passage) -> list[tuple[str, When]]:
    """The days that a sentence names without their year, in its own words, each with what is meant.

    Only what its article's day leaves no doubt of; what names a year needs no explaining.
    """
    published = passage.published_at
    on = published.date() if isinstance(published, datetime) else published
    if on is None:
        return []
    found = when.find(passage.text, on=on, language=passage.language)
    said = [(passage.text[one.start : one.end], one) for one in found if one.sure]
    return [(words, one) for words, one in said if not _YEAR.search(words)][:MOST_DAYS]


def _company(passages: Sequence[Passage], near: frozenset[str]) -> dict[int, float]:
    """For each article, the share of its sentences that name any of `near`."""
    sentences, naming = Counter(p.article for p in passages), Counter(p.article for p in passages if near & p.actors)
    return {article: naming[article] / count for article, count in sentences.items()}


def sayable(passage: Passage) -> bool:
    """Whether a sentence can stand alone: neither a heading nor a list nor a question."""
    return (
        passage.text.count(" ") + 1 >= FEWEST_WORDS
        and len(passage.text) <= MOST_CHARACTERS
        and passage.text.rstrip("”\"'» ")[-1:] not in {"?", ":", ","}
    )


def _position(ordinal: int) -> float:
    return 0.35 / (1 + ordinal)


def _vector(passage: Passage) -> frozenset[str]:
    return stems(passage.text, passage.language) - _STOP_STEMS


def _centrality(passages: Sequence[Passage]) -> dict[int, float]:
    """For each sentence the mean weight of its words, 0 to 1; a word weighs by how many sentences share it."""
    counts = Counter(word for passage in passages for word in _vector(passage))
    most = log(1 + max(counts.values(), default=1))
    found = {}
    for passage in passages:
        vector = _vector(passage)
        # The root keeps a long sentence from winning by length, and a short one by a single common word.
        found[passage.sentence] = sum(log(1 + counts[word]) for word in vector) / (most * sqrt(9 * max(9, len(vector))))
    return found


def _spread(scored: list[tuple[float, Passage]], *, most: int, each: int | None = None) -> list[Passage]:
    chosen: list[Passage] = []
    from_article: Counter[int] = Counter()
    for _, passage in sorted(scored, key=lambda item: (-item[0], item[1].article, item[1].ordinal)):
        if len(chosen) == most:
            break
        if each is not None and from_article[passage.article] >= each:
            continue
        if any(_cosine(_vector(passage), _vector(other)) >= TOO_ALIKE for other in chosen):
            continue
        chosen.append(passage)
        from_article[passage.article] += 1
    return chosen


def _cosine(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / sqrt(max(1, len(one)) * max(1, len(other)))
