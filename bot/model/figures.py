"""Figures, sums and dates of a sentence, each to be found in its passage, beside the same words and names. Pure."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bot import when
from bot.developments.amounts import amounts
from bot.model.text import BREAKS, Text, Token
from bot.model.vocabulary import BOUNDS, COUNTED, JOINTS, SCALES

_FIGURE = re.compile(r"\d")
BEFORE = 3
"""Words before a figure among which "at least", "up to" stand."""

NEAR = 6
"""Words between a figure and what it counts, in the passage."""


class Figure(NamedTuple):
    """A number with the unit that stands after it, and its place among the words."""

    value: float
    unit: str
    at: int


def figures(text: Text) -> list[Figure]:
    """The numbers of a text, in figures or words, in order."""
    found = []
    for at, token in enumerate(text.tokens):
        value = _value(token, text.language)
        if value is not None:
            following = text.tokens[at + 1].folded if at + 1 < len(text.tokens) else ""
            if value == 1 and following not in SCALES and not _FIGURE.match(token.surface):
                continue  # one of them
            if following == "per" and at + 2 < len(text.tokens) and text.tokens[at + 2].folded == "cent":
                following = "percent"
            unit = {"%": "percent", "prozent": "percent"}.get(following, following)
            found.append(Figure(value, unit if unit in SCALES else "", at))
    return found


def fault(sentence: Text, passage: Text, *, on: date | None) -> str:
    """Which figure, sum or date is not the passage's; `on` is the day of the passage."""
    ours, theirs = figures(sentence), figures(passage)
    for mine in ours:
        same = [one for one in theirs if (one.value, one.unit) == (mine.value, mine.unit)]
        if sum((one.value, one.unit) == (mine.value, mine.unit) for one in ours) > len(same):
            return "a figure that is not there"
        if not any(_bounds(sentence, mine) == _bounds(passage, one) for one in same):
            return "a figure of another bound"
        if not any(_counts_the_same(sentence, mine, passage, one) for one in same):
            return "a figure of something else"
        if not any(_of_the_same(sentence, mine, passage, one) for one in same):
            return "a figure of somebody else"
    known = {(one.value, one.high, one.currency, one.bound) for one in amounts(passage.text, passage.language)}
    for sum_ in amounts(sentence.text, sentence.language):
        if (sum_.value, sum_.high, sum_.currency, sum_.bound) not in known:
            return "a sum that is not there"
    return _dates(sentence, passage, on)


def _dates(sentence: Text, passage: Text, on: date | None) -> str:
    theirs = when.find(passage.text, on=on, language=passage.language)
    for mine in when.find(sentence.text, on=on, language=sentence.language):
        # Less exact is true; another bound, or another day of the same month, is not.
        if not any(mine.bound == one.bound and mine.first <= one.first and one.last <= mine.last for one in theirs):
            return "a date that is not there"
    return ""


def _value(token: Token, language: str) -> float | None:
    if not _FIGURE.match(token.surface):
        number = COUNTED.get(token.folded)
        return None if number is None else float(number)
    digits = re.sub(r"['\u2019\u00a0\u202f]", "", token.surface)
    grouping, point = (",", ".") if language == "en" else (".", ",")
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(grouping)}\d{{3}})+(?:{re.escape(point)}\d+)?", digits):
        return float(digits.replace(grouping, "").replace(point, "."))
    try:
        return float(digits.replace(",", "."))
    except ValueError:  # 1.2.3: a version, a paragraph
        return float(re.sub(r"\D", "", digits) or 0)


def _bounds(text: Text, figure: Figure) -> frozenset[str]:
    return frozenset(token.folded for token in text.tokens[max(0, figure.at - BEFORE) : figure.at]) & BOUNDS


def _counts_the_same(sentence: Text, mine: Figure, passage: Text, one: Figure) -> bool:
    """Whether what follows the figure here stands near it there: eighteen states are not eighteen projects."""
    counted = _counted(sentence, mine.at) & passage.stems
    near = {token.stem for token in passage.tokens[max(0, one.at - NEAR) : one.at + NEAR + 1]}
    return not counted or bool(counted & near)


def _counted(text: Text, at: int) -> set[str]:
    found: set[str] = set()
    for token in text.tokens[at + 1 : at + 4]:
        if token.surface in BREAKS:
            break
        if token.content and token.folded not in SCALES and not token.capital:
            found.add(token.stem)
    return found


def _of_the_same(sentence: Text, mine: Figure, passage: Text, one: Figure) -> bool:
    """Whether the part of the passage with the figure names nobody, or somebody whom this part names too."""
    there = _names(passage, one.at)
    here = _names(sentence, mine.at) or {token.folded for token in sentence.tokens if token.capital}
    return not there or not here or bool(there & here)


def _names(text: Text, at: int) -> set[str]:
    return {token.folded for token in _part(text, at) if token.capital}


def _part(text: Text, at: int) -> Iterator[Token]:
    """The words around a place, up to a break or an `and`."""
    ends = BREAKS | JOINTS
    first, last = at, at
    while first > 0 and text.tokens[first - 1].folded not in ends:
        first -= 1
    while last + 1 < len(text.tokens) and text.tokens[last + 1].folded not in ends:
        last += 1
    yield from text.tokens[first : last + 1]
