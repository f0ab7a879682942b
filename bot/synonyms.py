"""Words that mean nearly the same in this field. The lists are in `synonyms.toml`, for people to mend."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.language import stem, words


@cache
def synonyms() -> Mapping[str, frozenset[str]]:
    """For each stem, the stems that may stand for it."""
    groups = tomllib.loads(files("bot").joinpath("synonyms.toml").read_text(encoding="utf-8"))["groups"]
    found: dict[str, set[str]] = {}
    for group in groups:
        stems = {stem(word) for word in words(group)}
        for one in stems:
            found.setdefault(one, set()).update(stems - {one})
    return {one: frozenset(others) for one, others in found.items()}


@cache
def forms() -> Mapping[str, frozenset[str]]:
    """For each stem, words to look for besides it: the full-text index stems them by rules of its own."""
    groups = tomllib.loads(files("bot").joinpath("synonyms.toml").read_text(encoding="utf-8"))["groups"]
    found: dict[str, set[str]] = {}
    for group in groups:
        for word in words(group):
            found.setdefault(stem(word), set()).update(words(group))
    return {one: frozenset(others) for one, others in found.items()}
