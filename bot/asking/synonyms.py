"""Words that mean nearly the same in this field. The lists are in `synonyms.toml`, for people to mend."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from bot.language import IRREGULAR, fold, stem, words

SHORT = 4
"""A beginning of so few letters must be nearly the whole word: "fin" is no beginning of "finance"."""

COMPOUND = 5
"""From so many letters on a German word is also looked for within another."""

_PARTED = re.compile(
    r"^(\W*(?:(?:seit |bis |ab )?(?:wer|wen|wem|wann|wo|warum|wieso|was|wie|womit|woran)\s+)?)([a-zäöüß]+)(\s.+?)\s"
    r"(ab|an|auf|aus|bei|durch|ein|fest|her|hin|los|mit|nach|statt|teil|um|unter|vor|weg|zu|zurück|zusammen)(\W*)$",
    re.IGNORECASE,
)
"""A German verb whose beginning stands at the end of its question."""


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


def plainly(text: str, language: str) -> str:
    """A question with its phrases said in one word: "put forward" becomes "propose", "trat … bei" "beitrat …"."""
    if language == "de" and (parted := _PARTED.match(text)):
        text = "{0}{3}{1}{2}{4}".format(*parted.groups())
    pattern, plain = _phrases(language)
    return pattern.sub(lambda match: plain[" ".join(match[0].lower().split())], text) if pattern else text


@lru_cache(maxsize=8192)
def english(word: str, language: str) -> tuple[str, ...]:
    """The English words for a folded word of another language; none where the list has none."""
    table = _english(language)
    for end in range(len(word), 1, -1):
        if (found := table.get(word[:end])) and (end > SHORT or len(word) - end <= 2):
            return found
    if language == "de":
        within = [(len(part), meant) for part, meant in table.items() if len(part) >= COMPOUND and part in word]
        return max(within, default=(0, ()))[1]
    return ()


@lru_cache(maxsize=20_000)
def in_english(text: str, language: str) -> frozenset[str]:
    """The English stems of what a text in another language says, as far as the list goes."""
    return frozenset(stem(one) for word in words(text) for one in english(word, language))


@cache
def _english(language: str) -> Mapping[str, tuple[str, ...]]:
    lines = _lists().get("english", {}).get(language, "").strip().splitlines()
    pairs = (line.split(" = ") for line in lines)
    return {fold(word): tuple(words(meant)) for word, meant in pairs}


@cache
def _phrases(language: str) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    lines = _lists()["phrases"].get(language, "").strip().splitlines()
    plain = dict(line.split(" = ") for line in lines)
    spelled = "|".join(re.escape(phrase) for phrase in sorted(plain, key=len, reverse=True)).replace(r"\ ", r"\s+")
    return (re.compile(rf"\b(?:{spelled})\b", re.IGNORECASE) if plain else None), plain


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads(files("bot.asking").joinpath("synonyms.toml").read_text(encoding="utf-8"))


@cache
def _groups(language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words(group)) for group in _lists().get(language, ()))
