"""What a sentence counts: things, people, shares and months, in English, French and German. Pure.

Only what can be set beside what another article counts: with its noun, and the word before it where there is one.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.language import fold, stem
from bot.recognition.vocabulary import word_set
from bot.stories.figures import CARDINALS

HEDGES = {
    "more than": "at least", "over": "at least", "at least": "at least", "up to": "at most", "fewer than": "at most",
    "less than": "at most", "at most": "at most", "about": "about", "around": "about", "some": "about",
    "nearly": "about", "almost": "about", "roughly": "about", "approximately": "about",
    "plus de": "at least", "au moins": "at least", "jusqu'à": "at most", "moins de": "at most", "environ": "about",
    "près de": "about", "quelque": "about",
    "mehr als": "at least", "mindestens": "at least", "über": "at least", "bis zu": "at most", "weniger als": "at most",
    "rund": "about", "etwa": "about", "fast": "about", "knapp": "about",
}  # fmt: skip
_FROM = re.compile(
    r"(?:(?:between|entre|zwischen)\s(\w[\w.,]*)\s(?:and|et|und)|(\d[\d.,]*)\s?(?:to|–|-|bis|à))\s?$", re.IGNORECASE
)
"""Where a range begins that ends with what follows."""

_ONE = {"one": 1, "un": 1, "ein": 1, "an": 1}
_HEDGE = rf"(?:\b(?P<hedge>{'|'.join(HEDGES)})\s+)?"
_NUMBER = rf"(?<![\w.,€$£-])(?P<number>\d{{1,3}}(?:[,.\u00a0\u202f ]\d{{3}})+|\d{{1,4}}|{'|'.join(CARDINALS)})"
_WORDS = "|".join([*CARDINALS, *_ONE])
_NOUNS = {
    "en": r"(?:[a-z]{3,}s|people|troops|personnel|aircraft)",
    "fr": r"(?:[a-zà-ÿ]{4,}[sx])",
    "de": r"(?:[A-ZÄÖÜ][\wäöüß-]{3,})",
}
_COUNT = {
    language: re.compile(
        rf"{_HEDGE}{_NUMBER}\s+(?:(?P<kind>[^\W_][\w-]+)\s+)?(?P<noun>(?-i:{noun}))\b(?!\s*%)", re.IGNORECASE
    )
    for language, noun in _NOUNS.items()
}
_SHARE = re.compile(
    rf"{_HEDGE}(?<![\w.,])(?P<number>\d{{1,3}}(?:[.,]\d+)?)\s?(?:%|per ?cent|pour cent|prozent)"
    r"(?:\s(?:of|du|de|des|der|vom)\s(?P<noun>[^\W\d_]+))?",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"\b(?:by|for|de|pour|um|für)\s(?:another\s|a further\s|weitere\s)?(?P<number>\d{{1,3}}|{_WORDS})\s"
    r"(?P<noun>months?|years?|mois|ans?|monate?|jahre?)\b",
    re.IGNORECASE,
)
_YEARS = ("year", "an", "jahr")

NO_NOUN = word_set(
    """
    years months weeks days hours minutes times percents points euros dollars pounds billions millions thousands
    hundreds kilometres miles metres tonnes countries nations states members others parts ministers leaders sides
    kronor crowns
    mois jours semaines heures années milliards millions milliers pays fois points pourcents tonnes kilomètres mètres
    jahre jahren monate monaten wochen tage tagen stunden milliarden millionen prozent euro dollar länder
    ländern staaten
    mitgliedstaaten kilometer meter tonnen uhr
    january february march april june july august september october november december
    januar februar märz mai juni juli oktober dezember
    """
)
"""What is counted again and again in other senses, and measures."""

_SAME = {
    "troop": "soldier", "personnel": "soldier", "servicemen": "soldier", "vessel": "ship", "fighter": "jet",
    "uav": "drone", "person": "people",
}  # fmt: skip
_TOLL = re.compile(r"\b(kill|dead|died|wound|injur|tué|mort|bless|getötet|tote|verletz)", re.IGNORECASE)
_DEAD = ("kill", "dead", "died", "tué", "mort", "getötet", "tote")


class Counted(NamedTuple):
    """A number in a sentence, `[start:end]` of it with its noun, and both ends of it where it is a range; `bound` as
    with a sum; `kind` is the word before the noun."""

    what: str
    low: float
    high: float
    bound: str
    kind: str
    start: int
    end: int


def counted(text: str, language: str) -> Iterator[Counted]:
    """The numbers that a sentence tells of something."""
    pattern = _COUNT.get(language)
    if pattern is None:
        return
    for match in pattern.finditer(text):
        noun = match["noun"].lower()
        number = _number(match["number"])
        year = 2000 <= number < 2100 and match["number"].isdecimal()
        if noun in NO_NOUN or (match["kind"] or "").lower() in NO_NOUN or year:
            continue
        yield _made(match, _what(noun, text, language), number, kind=(match["kind"] or "").lower())
    for match in _SHARE.finditer(text):
        yield _made(match, f"% {fold(match['noun'] or '')}".strip(), float(match["number"].replace(",", ".")))
    for match in _LENGTH.finditer(text):
        months = 12 if fold(match["noun"]).startswith(_YEARS) else 1
        yield _made(match, "months", months * _number(match["number"]))


def _what(noun: str, text: str, language: str) -> str:
    found = stem(noun, language)
    found = _SAME.get(found, found)
    toll = _TOLL.search(text) if found in ("people", "soldier", "civilian") else None
    if toll is None:
        return found
    return f"{found} {'dead' if toll[1].lower().startswith(_DEAD) else 'hurt'}"


def _number(said: str) -> float:
    said = said.lower()
    return float(CARDINALS.get(fold(said)) or _ONE.get(said) or re.sub(r"\D", "", said) or 0)


def _made(match: re.Match[str], what: str, number: float, *, kind: str = "") -> Counted:
    hedge = match.groupdict().get("hedge")
    start = match.start("hedge") if hedge else match.start("number")
    bound = HEDGES.get((hedge or "").lower(), "exactly")
    begun = _FROM.search(match.string[max(0, start - 24) : start])
    low = _number(begun[1] or begun[2]) if begun else number
    return Counted(what, low, number, bound, kind, start, match.end())
