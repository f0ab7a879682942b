"""Sums of money in a text: number, scale, currency, range and bound. English, French and German. No exchange rates."""

import re
from collections.abc import Iterator
from itertools import chain

from storage.models import Amount

_CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "us$": "USD", "$": "USD", "usd": "USD", "dollar": "USD",
    "dollars": "USD", "us-dollar": "USD", "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP",
    "livres sterling": "GBP", "pfund": "GBP", "¥": "JPY", "yen": "JPY", "jpy": "JPY", "won": "KRW", "zloty": "PLN",
    "zlotys": "PLN", "pln": "PLN", "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "czk": "CZK",
    "hryvnia": "UAH", "roubles": "RUB", "rubel": "RUB", "ca$": "CAD", "a$": "AUD", "cad": "CAD", "aud": "AUD",
    "pounds sterling": "GBP", "swedish kronor": "SEK", "danish kroner": "DKK", "norwegian kroner": "NOK",
    "kronor": "SEK", "forints": "HUF", "forint": "HUF", "lei": "RON", "czech crowns": "CZK", "koruna": "CZK",
    "hryvnias": "UAH", "rubles": "RUB", "złoty": "PLN", "swiss francs": "CHF", "shekels": "ILS", "rupees": "INR",
    "norwegische kronen": "NOK", "schwedische kronen": "SEK", "dänische kronen": "DKK", "couronnes suédoises": "SEK",
    "couronnes norvégiennes": "NOK", "couronnes danoises": "DKK", "kroner": "NOK",
}  # fmt: skip
_SCALES = {
    "thousand": 3, "k": 3, "mille": 3, "tausend": 3, "million": 6, "millions": 6, "millionen": 6, "m": 6, "mn": 6,
    "mio": 6, "mio.": 6, "mln": 6, "billion": 9, "billions": 9, "bn": 9, "b": 9, "milliard": 9, "milliards": 9,
    "milliarde": 9, "milliarden": 9, "md": 9, "mds": 9, "mrd": 9, "mrd.": 9, "trillion": 12, "trillions": 12,
    "tn": 12, "billionen": 12,
}  # fmt: skip
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "half a": 0.5, "a": 1, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "dix": 10, "eine": 1, "zwei": 2,
    "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
    "zwölf": 12, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30, "fünfzig": 50, "hundert": 100, "sept": 7,
    "huit": 8, "neuf": 9, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "cinquante": 50,
    "cent": 100, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "hundred": 100, "a hundred": 100,
}  # fmt: skip
_BOUNDS = {
    "at most": ("up to", "as much as", "at most", "no more than", "maximum of", "jusqu'à", "au plus", "bis zu",
                "höchstens"),
    "at least": ("at least", "more than", "over", "no less than", "plus de", "au moins", "mehr als", "mindestens",
                 "über"),
    "about": ("about", "around", "some", "nearly", "almost", "roughly", "approximately", "environ", "près de",
              "quelque", "rund", "etwa", "knapp", "fast", "gut"),
}  # fmt: skip
_BOUND = {phrase: bound for bound, phrases in _BOUNDS.items() for phrase in phrases}


def _either(words: Iterator[str] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = r"\d{1,3}(?:[.,'\u2019\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = rf"(?:[ \u00a0\u202f-]?(?:{_either(list(_SCALES))})(?![^\W\d_]))"
_CODES = ["eur", "usd", "gbp", "jpy", "pln", "sek", "nok", "dkk", "czk", "chf", "cad", "aud"]
_SIGN = rf"(?:{_either([*(sign for sign in _CURRENCIES if not sign.isalpha() and ' ' not in sign), *_CODES])})"
_NAME = rf"(?:{_either([name for name in _CURRENCIES if len(name) > 2 or name in '€$£¥'])})"
_LONG = [scale for scale in _SCALES if len(scale) > 3]
_JOIN = r"\s?(?:-|–|to|and|à|bis|et|und)\s?"
_MONEY = re.compile(
    rf"(?<![\w.,])(?P<sign>{_SIGN})[ \u00a0\u202f]?(?P<low>{_NUMBER})(?P<lowscale>{_SCALE})?"
    rf"(?:{_JOIN}(?:{_SIGN})?[ \u00a0\u202f]?(?P<high>{_NUMBER}))?(?P<scale>{_SCALE})?"
    rf"|(?<![\w.,])(?P<low2>{_NUMBER}|(?:{_either(list(_WORDS))})(?= (?:{_either(_LONG)})\b))"
    rf"(?P<lowscale2>{_SCALE})?(?:{_JOIN}(?P<high2>{_NUMBER}))?(?P<scale2>{_SCALE})?"
    rf"[ \u00a0\u202f-]?(?:in |de |d'|d\u2019|us |u\.s\. |canadian |australian )?(?P<name>{_NAME})(?![^\W\d_])"
)
_LIKELY = re.compile(r"\d+|illi")
_BEFORE, _BEHIND = 24, 48  # characters of a sum around its figures, at most
_LEAD = re.compile(rf"(?:^|\W)({_either(list(_BOUND))})\W{{1,2}}$")

_WORTH = re.compile(
    r"(?:auftrag|vertrag|verträge|kredit|darlehen|paket|summe|betrag|bestellung|hilfen?|volumen) über $"
)
"""Where "über" says what something is worth, not that it is more."""


def amounts(text: str, language: str) -> list[Amount]:
    """The sums in `text`, in order: "€1.5bn", "EUR 2-3 million", "1,5 milliard d'euros", "bis zu 1,5 Mrd. Euro"."""
    lower = text.lower().replace("’", "'")
    if len(lower) != len(text):
        return []
    found = []
    for match in chain.from_iterable(_MONEY.finditer(lower, *stretch) for stretch in _stretches(lower)):
        parts = match.groupdict()
        suffix = "" if parts["sign"] else "2"
        low, high = parts[f"low{suffix}"], parts[f"high{suffix}"]
        scale = parts[f"scale{suffix}"] or parts[f"lowscale{suffix}"] or ""
        sign = (parts["sign"] or parts["name"]).strip()
        before = lower[max(0, match.start() - 24) : match.start()]
        lead = None if _WORTH.search(before) else _LEAD.search(before)
        found.append(
            Amount(
                number=_number(low, language, scaled=bool(scale)),
                high=None if high is None else _number(high, language, scaled=bool(scale)),
                scale=10 ** _power(scale, language),
                currency=_CURRENCIES[sign],
                bound=_BOUND[lead[1]] if lead else "exactly",
                start=match.start(),
                end=match.end(),
            )
        )
    return found


def _stretches(lower: str) -> list[tuple[int, int]]:
    """The parts of a text near its figures, outside which no sum stands."""
    found: list[tuple[int, int]] = []
    for match in _LIKELY.finditer(lower):
        start, end = max(0, match.start() - _BEFORE), match.end() + _BEHIND
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _power(scale: str, language: str) -> int:
    word = scale.strip(" \u00a0\u202f-")
    if language in ("fr", "de") and word == "billion":
        return 12
    return _SCALES.get(word, 0)


def _number(digits: str, language: str, *, scaled: bool) -> float:
    if digits in _WORDS:
        return float(_WORDS[digits])
    digits = re.sub(r"[\s'\u2019]", "", digits)
    grouping, point = (",", ".") if language == "en" else (".", ",")
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(grouping)}\d{{3}})+(?:{re.escape(point)}\d+)?", digits) and not (
        scaled and digits.count(grouping) == 1 and language != "en"
    ):
        return float(digits.replace(grouping, "").replace(point, "."))
    if digits.count(",") + digits.count(".") > 1:
        return float(re.sub(r"[.,]", "", digits))
    return float(digits.replace(",", "."))
