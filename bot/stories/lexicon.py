"""The field's words in three languages by what they mean, as `concepts.toml` has them. Not a dictionary.

What is listed there need not be complete: a report is recognised by several of its words.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

SHORT = 4
"""A part of an entry of so few letters must be the whole word: "an", "vor"."""

_NOT_DONE = frozenset({"refused", "failed", "ended"})


class Entry(NamedTuple):
    """One way to say a concept: words that must all stand there."""

    concept: str
    parts: tuple[str, ...]


class Lexicon(NamedTuple):
    """All entries, by the first letters of their parts, and what the concepts do."""

    whole: Mapping[str, frozenset[tuple[int, int]]]
    beginnings: Mapping[str, frozenset[tuple[int, int]]]
    within: Mapping[str, frozenset[tuple[int, int]]]
    entries: tuple[Entry, ...]
    turns: Mapping[str, str]
    near: frozenset[tuple[str, str]]


def concepts(some: Iterable[str]) -> frozenset[str]:
    """The concepts named by folded words that stand together: "act:sign", "thing:loan", and countries by their ids."""
    known = lexicon()
    found: dict[int, set[int]] = {}
    for word in some:
        for number, part in _parts(word):
            found.setdefault(number, set()).add(part)
    return frozenset(
        known.entries[number].concept
        for number, parts in found.items()
        if len(parts) == len(known.entries[number].parts)
    )


def turns(some: Iterable[str]) -> frozenset[str]:
    """What the acts among these concepts do to their objects. Who fails to agree, refuses to sign or
    cancels an order has done none of it."""
    known = lexicon().turns
    found = frozenset(known[concept] for concept in some if concept in known)
    if "negotiated" in found:
        # Talks that are announced are talks; those that begin or end do that.
        found = found - {"negotiated", "announced"} or frozenset({"negotiated"})
    if "lifted" in found:
        return found - _NOT_DONE
    return found & _NOT_DONE or found


def agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two reports' turns may be of one development; those that tell none may."""
    if not one or not other or one & other:
        return True
    near = lexicon().near
    return any((mine, theirs) in near for mine in one for theirs in other)


@lru_cache(maxsize=65536)
def _parts(word: str) -> tuple[tuple[int, int], ...]:
    known, word = lexicon(), word.replace("ß", "ss")
    found = set(known.whole.get(word, ()))
    for end in range(2, len(word) + 1):
        found |= known.beginnings.get(word[:end], frozenset())
    for start in range(len(word) - SHORT):
        for end in range(start + SHORT, len(word) + 1):
            found |= known.within.get(word[start:end], frozenset())
    return tuple(found)


@cache
def lexicon() -> Lexicon:
    """What `concepts.toml` holds."""
    content = tomllib.loads(files("bot.stories").joinpath("concepts.toml").read_text(encoding="utf-8"))
    entries: list[Entry] = []
    turns_: dict[str, str] = {}
    for kind, listed in (("act", content["acts"]), ("thing", content["things"])):
        for name, entry in listed.items():
            entries += _entries(f"{kind}:{name}", entry["words"])
            if "turn" in entry:
                turns_[f"{kind}:{name}"] = entry["turn"]
    for country, said in content["countries"].items():
        entries += _entries(country, said)
    near = {(one, other) for one, others in content["turns"].items() for other in others}
    shapes: dict[str, dict[str, set[tuple[int, int]]]] = {"=": {}, "": {}, "*": {}}
    for number, item in enumerate(entries):
        for place, part in enumerate(item.parts):
            shape, bare = _shape(part, alone=len(item.parts) == 1)
            shapes[shape].setdefault(bare, set()).add((number, place))
    whole, beginnings, within = (
        {bare: frozenset(places) for bare, places in shapes[shape].items()} for shape in ("=", "", "*")
    )
    return Lexicon(whole, beginnings, within, tuple(entries), turns_, frozenset(near | {(b, a) for a, b in near}))


def _entries(concept: str, said: str) -> list[Entry]:
    return [Entry(concept, tuple(entry.strip().split("+"))) for entry in said.split(",")]


def _shape(part: str, *, alone: bool) -> tuple[str, str]:
    if part[0] in "=*":
        return part[0], part[1:]
    return ("=" if not alone and len(part) <= SHORT else ""), part
