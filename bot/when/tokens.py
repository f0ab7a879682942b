"""A text → the pieces of which dates are made, each with its kind. Decides nothing about days.

The kinds are those of `words`, and: D a number up to 31 in figures, T the same with its ordinal ending, B any other
number, Y a year, F a day in figures, P two numbers with a stroke between, `$` a currency, `|` the end of a paragraph,
x any other word, and the marks , . - / ( themselves.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.when.words import Value, lexicon


class Token(NamedTuple):
    """One piece, `[start:end]` of the text."""

    start: int
    end: int
    kind: str
    value: Value = None


_CASED = {"may", "march", "mar", "jan", "dec", "mai"}
"""Months that are other words, or nobody's, in small letters."""

_TURN = 50
"""From here on a year of two figures is one of the last century."""

_DASH = dict.fromkeys("-–—~", "-")
_MARKS = {
    **_DASH,
    "&": "&",
    ",": ",",
    ".": ".",
    "/": "/",
    "(": "(",
    "€": "$",
    "$": "$",
    "£": "$",
    "#": "$",
    "№": "$",
    "%": "h",
}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    elided = r"(?:[ldsnjm]|qu|jusqu)['’]|" if language == "fr" else ""
    return re.compile(
        rf"(?P<part>(?:[qht][1-4]|[1-4][qh])(?!\w))|{elided}"
        r"[^\W\d_]+(?:['’]s(?!\w))?"
        r"|(?P<figures>\d{1,4}([./-])\d{1,2}\3\d{1,4}(?![\d/]|\.\d|(?<!/\d\d\d\d)-\d))"
        r"|(?P<pair>\d{1,2}/\d{1,2}(?![\d/]|[.,]\d|-\d(?!\d?/\d)))"
        r"|(?P<long>\d+(?:[.,]\d+)+|\d{5,}(?!\w))"
        r"|(?P<decade>(?:(?:19|20)\d0 ?|[2-9]0)(?:s|['’]s)(?!\w))"
        r"|(?P<short>['’]\d\d(?!\w))"
        r"|(?P<number>\d{1,4})(?P<th>st|nd|rd|th|er|e|eme)?(?!(?![qh][1-4](?!\w))[^\W\d_]|[,.]\d)"
        r"|\w+|\n\s*\n|[^\w\s]"
    )


@cache
def _phrases(language: str) -> dict[str, re.Pattern[str]]:
    """The phrases of several words or with a sign in them, by their first piece."""
    found: dict[str, list[str]] = {}
    for phrase in sorted((word for word in lexicon(language) if not word.isalpha()), key=len, reverse=True):
        first = _pattern(language).match(phrase)
        found.setdefault(first[0] if first else phrase, []).append(
            re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]")
        )
    made = {first: re.compile(f"(?:{'|'.join(phrases)})(?!\\w)") for first, phrases in found.items()}
    return made | {first.replace("'", "’"): pattern for first, pattern in made.items()}


_NUMBERED = re.compile(r"\.? (?:\d|(?:twen|thir)t)")
_AS_MONTH = re.compile(
    r"\.?,? (?:of )?(?:19|20)\d\d\b"
    r"|\.? ?(?:to|through|until|till|-|–) ?(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
"""What follows a month in small letters: a year, or another month up to which it goes on."""

_WORD = re.compile(r"[^\W\d_]+|\d")
_SENTENCE = re.compile(r"(?<=[^\d.][.!?])\s+(?=[A-ZÀ-Þ“\"«„])|\n\s*\n")


@cache
def _telling(language: str) -> frozenset[str]:
    """The words without one of which, or a figure, a sentence names no date."""
    told = {phrase for phrase, (kind, _) in lexicon(language).items() if kind in "MWvKUSVRCjle"}
    spelt = {"thousand", "nineteen", "twenty"} if language == "en" else set()
    return frozenset(max(_WORD.findall(phrase), key=len) for phrase in told) | set("0123456789") | spelt


def tokens(text: str, folded: str, language: str) -> list[Token]:
    """The pieces of a text in its order. `folded` is the same text folded, a character for a character.

    A sentence that can name no date is left out: it stands as the end of a paragraph.
    """
    found, start = list[Token](), 0
    for end in [*(match.end() for match in _SENTENCE.finditer(text)), len(text)]:
        if _telling(language).isdisjoint(_WORD.findall(folded, start, end)):
            found.append(Token(start, end, "|"))
        else:
            found += _cut(text, folded, language, start, end)
        start = end
    return found


def _cut(text: str, folded: str, language: str, since: int, until: int) -> list[Token]:
    """The pieces of a part of a text; of a run of other words the first and the last."""
    known, phrases, found, done = lexicon(language), _phrases(language), list[Token](), since
    skipped: re.Match[str] | None = None
    for match in _pattern(language).finditer(folded, since, until):
        word = match[0]
        plain = word not in known and word not in phrases and word.isalpha()
        if plain and found and found[-1].kind == "x":
            skipped = match
            continue
        if match.start() < done:
            continue
        if skipped is not None:
            found.append(Token(skipped.start(), skipped.end(), "x"))
            skipped = None
        if plain:
            found.append(Token(match.start(), match.end(), "x"))
        elif match.lastgroup is not None:
            found.append(_figures(match, match.lastgroup, text))
        elif phrase := phrases[word].match(folded, match.start()) if word in phrases else None:
            done = phrase.end()
            found.append(Token(match.start(), done, *known[" ".join(phrase[0].replace("’", "'").split())]))
        else:
            found.append(_word(match, text, language, found))
    return found if skipped is None else [*found, Token(skipped.start(), skipped.end(), "x")]


def _word(match: re.Match[str], text: str, language: str, found: list[Token]) -> Token:
    known, word, start = lexicon(language), match[0].replace("’", "'"), match.start()
    kind, value = known.get(word) or known.get(word.removesuffix("'s")) or (_other(word), None)
    if kind in "MvW" and not _is_name(text, start, word, kind, language):
        kind = kind if kind == "M" and _counted(found, word) else "x"
    return Token(start, match.end(), kind, value)


def _other(word: str) -> str:
    if word[0].isalnum():
        return "x"
    return _MARKS.get(word) or ("|" if word[0] == "\n" else "!")


def _is_name(text: str, start: int, word: str, kind: str, language: str) -> bool:
    """Whether a word that may be a month or a weekday is written like one."""
    upper = text[start].isupper() and not (len(word) > 3 and text[start + 1].isupper() and word == "march")
    if kind == "v":
        return upper or len(word) > 3 or text[max(0, start - 3) : start].casefold() == "on "
    if language == "de" or kind == "W":
        return upper or language != "de"
    if language == "en" and word in _CASED and _AS_MONTH.match(text, start + len(word)):
        return True
    return (
        upper
        or language == "fr"
        or word not in _CASED
        or (word in ("dec", "jan") and _NUMBERED.match(text, start + len(word)) is not None)
        or (word in ("may", "dec", "jan") and text[max(0, start - 3) : start].casefold() == "in ")
    )


def _counted(found: list[Token], word: str) -> bool:
    """Whether a day stands before a month in small letters: `4th of may`, `14 dec`; but the 27 may decide."""
    before = "".join(token.kind for token in found[-2:])
    return before[-1:] == "T" or before in ("To", "Oo") or (before[-1:] == "D" and word not in ("may", "march", "mai"))


def _figures(match: re.Match[str], group: str, text: str) -> Token:
    word, (start, end) = match[0], match.span()
    if group in ("number", "th"):
        return Token(start, end, *_number(match["number"], ordinal=match["th"] is not None))
    if group == "short":
        year = int(word[1:])
        return Token(start, end, "Y", year + (2000 if year < _TURN else 1900))
    value: Value = word
    kind = {"figures": "F", "pair": "P", "decade": "l", "part": "Q", "long": "B"}[group]
    if group == "pair":
        value = tuple(int(part) for part in word.split("/"))
    elif group == "decade":
        value = int(re.sub(r"\D", "", word))
    elif group == "part":
        letter, number = sorted(word, reverse=True)
        told = any(char.isupper() for char in text[start:end]) or letter == "q"
        kind, value = "Q" if told else "x", (letter, int(number))
    elif re.fullmatch(r"(?:19|20)\d{6}", word):
        kind = "F"
    return Token(start, end, kind, value)


def _number(figures: str, *, ordinal: bool) -> tuple[str, int]:
    number = int(figures)
    if ordinal and number >= 1900 and number % 10 == 0:
        return "l", number  # 1990er Jahre
    if ordinal:
        return "T" if 1 <= number <= 31 else "x", number
    if len(figures) == 4 and 1900 <= number < 2100:
        return "Y", number
    return "D" if 1 <= number <= 31 and len(figures) < 3 else "B", number


def kinds(found: Sequence[Token]) -> str:
    """The kinds alone, a letter for each piece: what the grammar is matched against."""
    return "".join(token.kind for token in found)
