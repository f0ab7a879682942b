"""The small words of `words.toml`, as sets."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

_LISTS: Mapping[str, Any] = tomllib.loads(files("bot").joinpath("model/words.toml").read_text(encoding="utf-8"))


def _set(name: str) -> frozenset[str]:
    return frozenset(_LISTS["any"][name].split())


CUES: Mapping[str, Mapping[str, str]] = {
    language: {
        word: kind.replace("_", " ") for kind, words in _LISTS[language]["cues"].items() for word in words.split()
    }
    for language in ("en", "fr", "de")
}
"""For each language, folded words by what they make of the words after them (in French and German: of their clause)."""

COUNTED: Mapping[str, int] = {word: at for at, words in enumerate(_LISTS["any"]["numbers"]) for word in words.split()}

NOUNS_TOO, BEFORE_VERBS = _set("nouns_too"), _set("before_verbs")
CONDITIONS, SHARES, BOUNDS = _set("conditions"), _set("shares"), _set("bounds")
JOINTS, RELATIVES, LEANING = _set("joints"), _set("relatives"), _set("leaning")
WAYS, BY, ARTICLES = _set("ways"), _set("by"), _set("articles")
CURRENCIES, SCALES = _set("currencies"), _set("scales")
