"""Who does what to whom: names stay where their passage has them, and whence and whither they are named. Pure."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.model.text import BREAKS, Text, Token
from bot.model.vocabulary import ARTICLES, BY, JOINTS, WAYS
from storage.models import Development


class Placed(NamedTuple):
    """A name and the word of direction before it; empty for one that does something, or has it done."""

    name: str
    way: str
    by: bool
    at: int


def fault(sentence: Text, passage: Text) -> str:
    """Whether names change places; empty if they do not."""
    mine, theirs = _placed(sentence), _placed(passage)
    ways: dict[str, set[str]] = {}
    for one in theirs:
        ways.setdefault(one.name, set()).add(one.way)
    if any(one.way not in ways.get(one.name, {one.way}) for one in mine):
        return "another direction"
    turned = any(one.by for one in mine) != any(one.by for one in theirs)
    free = [one for one in mine if not one.way and one.name in ways]
    for before, after in pairwise(free):
        if before.name != after.name and not _listed(sentence.tokens, before, after):
            straight = _before(before.name, after.name, theirs)
            if straight and not any(one != turned for one in straight):
                return "names change places"
    return ""


def _before(one: str, other: str, placed: Sequence[Placed]) -> list[bool]:
    """For each two places of two names that do something: whether the one stands before the other."""
    free = [each for each in placed if not each.way]
    return [mine.at < theirs.at for mine in free for theirs in free if (mine.name, theirs.name) == (one, other)]


def states(mine: Sequence[Development], theirs: Sequence[Development]) -> str:
    """Whether what a sentence states is what its passage states, as far as either is understood."""
    for one in mine:
        same = [other for other in theirs if other.type == one.type]
        if same and not any(_agrees(one, other) for other in same):
            return "another development"
    return ""


def _agrees(one: Development, other: Development) -> bool:
    roles = {party.actor: party.role for party in other.parties}
    return (
        (one.stage, one.negated, one.modality) == (other.stage, other.negated, other.modality)
        and (one.ordinal is None or one.ordinal == other.ordinal)
        and all(roles.get(party.actor, party.role) == party.role for party in one.parties)
    )


def _placed(text: Text) -> list[Placed]:
    found: list[Placed] = []
    way, by = "", False
    for at, token in enumerate(text.tokens):
        if token.content and token.surface[:1].isupper():
            found.append(Placed(token.folded, way, by, at))
        elif token.folded in WAYS:
            way, by = token.folded, False
        elif token.folded in BY:
            way, by = "", True
        elif token.folded not in ARTICLES:
            way, by = "", False
    return found


def _listed(tokens: Sequence[Token], one: Placed, other: Placed) -> bool:
    """Whether nothing but names, articles, commas and an `and` stands between two names."""
    return all(
        token.folded in JOINTS | ARTICLES | BREAKS or token.surface[:1].isupper()
        for token in tokens[one.at + 1 : other.at]
    )
