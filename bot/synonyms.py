"""Words that mean nearly the same in this field. The lists are in `synonyms.toml`, for people to mend."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.language import IRREGULAR, stem, words


@cache
def synonyms(language: str) -> Mapping[str, frozenset[str]]:
    """For each stem of a language, the stems that may stand for it; empty for a language without a list."""
    found: dict[str, set[str]] = {}
    for group in _groups(language):
        stems = {stem(word, language) for word in group}
        for one in stems:
            found.setdefault(one, set()).update(stems - {one})
    return {one: frozenset(others) for one, others in found.items()}


@cache
def forms(language: str) -> Mapping[str, frozenset[str]]:
    """For each stem, the words to look for besides it: the full-text index stems them by rules of its own."""
    found: dict[str, set[str]] = {}
    for group in _groups(language):
        for word in group:
            found.setdefault(stem(word, language), set()).update(group)
    for form, verb in IRREGULAR.items() if language == "en" else ():
        found.setdefault(stem(verb, language), set()).update((form, verb))
    return {one: frozenset(others) for one, others in found.items()}


@cache
def _groups(language: str) -> tuple[tuple[str, ...], ...]:
    lists = tomllib.loads(files("bot").joinpath("synonyms.toml").read_text(encoding="utf-8"))
    return tuple(tuple(words(group)) for group in lists.get(language, ()))
