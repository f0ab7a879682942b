"""Numbers that tell one development from another: ordinals with what they count, years, sums, counts. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.developments.amounts import amounts
from bot.developments.numbering import ORDINALS
from bot.language import STOP_WORDS, fold, stem

_UNITS = {fold(word): number for word, number in ORDINALS.items() if word.isalpha()} | {"unieme": 1, "trentieme": 30}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "dix": 10, "vingt": 20, "trente": 30}
CARDINALS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
    "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30,
    "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
    "zwolf": 12, "dreizehn": 13, "vierzehn": 14, "funfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18,
    "neunzehn": 19, "zwanzig": 20, "dreissig": 30,
}  # fmt: skip
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}

COUNTED = 3
"""How many words after an ordinal may be what it counts: "19th package of sanctions", "20th EU sanctions package"."""

SERIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("package", ("packag", "paquet", "paket", "sanction", "sanktion", "round", "train", "runde", "measure", "mesure")),
    ("wave", ("wave", "vagu", "welle", "batch", "group", "grupp", "lot", "plan", "set")),
    ("tranche", ("tranch", "instal", "payment", "paiement", "versement", "rate", "zahlung", "disburs", "decaiss")),
    ("meeting", ("summit", "sommet", "gipfel", "dialog", "meet", "treff", "reunion", "session", "sitzung", "consult",
                 "conference", "konferenz", "confer", "talks", "ministerial", "forum", "exercis", "ubung")),
    ("phase", ("phase", "stage", "part", "teil", "etap", "block", "call", "appel", "version", "report", "rapport",
               "bericht", "edition", "ausgabe")),
)  # fmt: skip
"""What comes in numbered series, by the beginnings of the words for it in three languages."""

_SCALES = (
    (1e12, ("trillion", "trillions", "tn", "billionen")),
    (1e9, ("billion", "billions", "bn", "milliard", "milliards", "milliarde", "milliarden", "mrd", "md", "mds")),
    (1e6, ("million", "millions", "millionen", "mn", "mln", "mio", "m")),
)
_SCALE = "|".join(sorted((word for _, words in _SCALES for word in words), key=len, reverse=True))
_LARGE = re.compile(rf"\b(?P<number>\d+(?:[.,]\d+)?)[\s-]?(?P<scale>{_SCALE})\b")
_GERMAN_ORDINAL = re.compile(
    r"(?<![\w.,])(\d{1,3})\.(?=\s+[^\W\d_])(?!\s+(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|dez))"
)
_ABOUT = 0.06
"""How far apart two reports round a sum: "more than 3 billion" and 3.2 billion are within this and the rounding."""


class Figures(NamedTuple):
    """What a piece of text counts."""

    ordinals: frozenset[tuple[int, str]]  # (19, "package"), (2, "wave")
    years: frozenset[str]
    sums: frozenset[tuple[float, str]]  # (43.7e9, "EUR"), the currency empty where none is named
    counts: frozenset[tuple[int, str]]  # (8, "member"), (29, "contract")


def figures(text: str, language: str, some: Sequence[str]) -> Figures:
    """The figures in a text, whose folded words are `some`."""
    folded = fold(text)
    return Figures(
        ordinals=frozenset(_ordinals(_marked(folded, some, language))),
        years=frozenset(word for word in some if len(word) == 4 and word[:2] == "20" and word.isdecimal()),
        sums=frozenset(sums(text, language)),
        counts=frozenset(_counts(some)),
    )


def _marked(folded: str, some: Sequence[str], language: str) -> Sequence[str]:
    """The words, with "19." in German as "19th"."""
    if language != "de":
        return some
    numbers = set(_GERMAN_ORDINAL.findall(folded))
    return [f"{word}th" if word in numbers else word for word in some] if numbers else some


def _ordinals(some: Sequence[str]) -> list[tuple[int, str]]:
    found = []
    for place, word in enumerate(some):
        number = ordinal(word)
        if number is not None and number < 10 and place:
            number += _TENS.get(some[place - 1], 0)  # words come apart at hyphens: "twenty", "first"
        if number is not None:
            following = [other for other in some[place + 1 :] if other not in STOP_WORDS][:COUNTED]
            found += [(number, noun) for noun in _series(following)]
        elif place:
            after = int(word) if word.isdecimal() and len(word) < 4 else CARDINALS.get(word, _ROMAN.get(word))
            if after is not None:  # "package 20", "phase II"
                found += [(after, name) for name in _counted(some[place - 1])[:1]]
    return found


@lru_cache(maxsize=20_000)
def ordinal(word: str) -> int | None:
    """The number of a folded ordinal: "19th", "19e", "nineteenth", "neunzehnte"."""
    match = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th|e|eme|er|ere)", word)
    return int(match[1]) if match else _UNITS.get(word, _UNITS.get(re.sub(r"te[nrsm]$", "te", word)))


def _series(nouns: Sequence[str]) -> list[str]:
    """What the nouns after an ordinal are a series of; the first of them itself where no series is known."""
    return _known(nouns) or [_stem(noun) for noun in nouns[:1] if noun.isalpha()]


def _known(nouns: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name for noun in nouns for name in _counted(noun)))


@lru_cache(maxsize=20_000)
def _counted(noun: str) -> tuple[str, ...]:
    """The series that a noun may be counted in."""
    return tuple(dict.fromkeys(name for name, begins in SERIES if any(_is(noun, start) for start in begins)))


def _is(noun: str, start: str) -> bool:
    return noun.startswith(start) or (len(start) > 4 and len(noun) > len(start) + 3 and start in noun)


def sums(text: str, language: str) -> list[tuple[float, str]]:
    """The sums of money, and other large numbers, in a text."""
    money = amounts(text, language)
    found = [(one.value, one.currency) for one in money]
    for match in _LARGE.finditer(text.lower()):
        scale = next(value for value, words in _SCALES if match["scale"] in words)
        alone = all(match.end() <= one.start or match.start() >= one.end for one in money)
        if alone and (scale > 1e6 or len(match["scale"]) > 2):
            found.append((float(match["number"].replace(",", ".")) * scale, ""))
    return found


def _counts(some: Sequence[str]) -> list[tuple[int, str]]:
    found = []
    for place, word in enumerate(some[:-1]):
        number = CARDINALS.get(word) or (int(word) if word.isdecimal() and len(word) < 4 else None)
        noun = next((other for other in some[place + 1 : place + 3] if other not in _BETWEEN), None)
        if number and noun and not noun[0].isdecimal() and noun not in STOP_WORDS and noun not in _NO_NOUN:
            found.append((number, _stem(noun)))
    return found


_BETWEEN = frozenset(
    {"more", "new", "other", "further", "autres", "nouveaux", "nouvelles", "neue", "weitere", "eu", "safe"}
)
_NO_NOUN = frozenset(
    {word for _, words in _SCALES for word in words}
    | {"years", "year", "months", "days", "hours", "ans", "jahre", "percent", "killed", "dead", "injured", "people"}
    | {"eur", "euro", "euros", "states", "countries", "january", "february", "march", "april", "may", "june", "july"}
    | {"august", "september", "october", "november", "december", "mai", "juin", "juillet", "octobre"}
)  # counts that grow as news comes in, and dates, tell nothing apart


def same_sum(one: tuple[float, str], other: tuple[float, str]) -> bool:
    """Whether two sums may be the same one, rounded."""
    if one[1] and other[1] and one[1] != other[1]:
        return False
    coarse, fine = sorted((one[0], other[0]), key=_digits)
    return abs(coarse - fine) <= _ABOUT * max(coarse, fine) or _rounded(fine, _digits(coarse)) == coarse


def _digits(value: float) -> int:
    """How many digits a sum is told with."""
    return len(f"{value:.6g}".split("e")[0].replace(".", "").rstrip("0")) if value else 0


def _rounded(value: float, digits: int) -> float:
    return float(f"{value:.{max(digits, 1) - 1}e}")


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return stem(word)
