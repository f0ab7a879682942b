"""An article on anything at all, by its names, its numbers and its words: what likeness outside our field rests on.

Pure. The catalogue takes no part: whom general news names, it does not know.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from bot.language import STOP_WORDS, fold, stem

TOLD = 1500
"""Characters of the text whose words count."""

LOOKED_AT = 6000
"""… and those in which a name that another article tells is looked for."""

TITLE = 2.0
NAME = 1.5
"""How much a word of the title and a name count beside other words. Between 1.5 and 2.5 B³ on ECB+ hardly changes."""

PROFILES = 2048

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.!?:]")


class Profile(NamedTuple):
    """`weights` of stems, as a vector of length 1; the stems of its `names`; and all stems `present`."""

    weights: Mapping[str, float]
    names: frozenset[str]
    present: frozenset[str]


def alike(one: Profile, other: Profile) -> float:
    """The cosine of two articles, 0 to 1."""
    few, many = sorted((one.weights, other.weights), key=len)
    return sum(weight * many[word] for word, weight in few.items() if word in many)


@lru_cache(maxsize=PROFILES)
def profile(title: str, text: str, language: str) -> Profile:
    """The profile of an article of which `text` is the beginning."""
    names: dict[str, float] = defaultdict(float)
    other: dict[str, float] = defaultdict(float)
    for counts, part in ((TITLE, title), (1.0, text[:TOLD])):
        for word, named in _words(part, language):
            (names if named else other)[word] += counts
    weights = {word: sqrt(count) for word, count in other.items()}
    for word, count in names.items():
        weights[word] = weights.get(word, 0.0) + NAME * sqrt(count)
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return Profile(
        weights={word: weight / length for word, weight in weights.items()},
        names=frozenset(names),
        present=frozenset(word for word, _ in _words(f"{title}\n{text[:LOOKED_AT]}", language)),
    )


def _words(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """The stems that say something, and whether each is a name: capitalised within its sentence, where few words are.
    German writes every noun so: there none is."""
    tokens = _TOKEN.findall(text)
    capitals = sum(token[0].isupper() for token in tokens) / max(1, len(tokens))
    telling = capitals < 0.5 and language != "de"
    first = True
    for token in tokens:
        if not token[0].isalnum():
            first = True
            continue
        word = fold(token)
        if word not in STOP_WORDS and (len(word) > 1 or word.isdecimal()):
            yield stem(word, language), telling and token[0].isupper() and not first
        first = False
