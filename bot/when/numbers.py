"""Numbers in words, English ones: `twenty-first`, `two thousand and eighteen`, `nineteen ninety nine`. No dates."""

import re
from collections.abc import Sequence

from bot.when.tokens import Token, kinds

_RUN = re.compile(r"N(?:-?N|&N)*-?O|N(?:(?:-?|&)N)+")
_CENTURIES = range(10, 21)
_LONGEST_MONTH = 31


def joined(tokens: Sequence[Token]) -> list[Token]:
    """The pieces with each number that is written in several words as one: an ordinal, a number or a year.

    Behind or before a month a number may be a day and a year: `January twenty five nineteen eighty six`.
    """
    made: list[Token] = []
    at = 0
    line = kinds(list(tokens))
    for match in _RUN.finditer(line):
        pieces = [token for token in tokens[match.start() : match.end()] if token.kind in "NO"]
        if match.start() and line[match.start() - 1] in "MDTO" and pieces[-1].kind == "N":
            read = _dated(pieces, month=line[match.start() - 1] == "M")
        else:
            whole = _read([int(token.value) for token in pieces], ordinal=pieces[-1].kind == "O")
            read = [] if whole is None else [Token(pieces[0].start, pieces[-1].end, *whole)]
        if read:
            made += [*tokens[at : match.start()], *read]
            at = match.end()
    return [*made, *tokens[at:]]


def _dated(pieces: list[Token], *, month: bool) -> list[Token]:
    """A day and a year, or one of them."""
    values = [int(token.value) for token in pieces]
    for days in (2, 1, 0) if month else (0,):
        day, rest = values[:days], values[days:]
        number = sum(day)
        if days > len(values) or (days == 2 and not _tens(day)) or (days and not 0 < number <= _LONGEST_MONTH):
            continue
        year = _spelt(rest)
        if rest and year is None:
            continue
        found = [Token(pieces[0].start, pieces[days - 1].end, "T", number)] if days else []
        return [*found, Token(pieces[days].start, pieces[-1].end, "Y", year)] if rest else found
    return []


def _tens(values: list[int]) -> bool:
    return len(values) == 2 and values[0] % 10 == 0 and 20 <= values[0] < 100 and values[1] < 10


def _read(values: list[int], *, ordinal: bool) -> tuple[str, int] | None:
    if ordinal or _tens(values):
        ok = len(values) == 2 and values[0] in (20, 30) and values[1] < 10
        return ("O", sum(values)) if ordinal and ok else None if ordinal else ("N", sum(values))
    year = _spelt(values) if values[0] in (19, 20) or (values[0] == 2 and 1000 in values[1:2]) else None
    return None if year is None else ("Y", year)


def _spelt(values: list[int]) -> int | None:
    """A year: `two thousand and eighteen`, `nineteen ninety nine`, `seventeen hundred thirty three`."""
    if values[1:2] == [1000] and values[0] < 3:
        first, rest = values[0] * 1000, values[2:]
    elif values and values[0] in _CENTURIES:
        first, rest = values[0] * 100, values[2:] if values[1:2] == [100] else values[1:]
        if not rest and values[1:2] != [100]:
            return None
    else:
        return None
    if len(rest) > 1 and not _tens(rest) and rest[0] != 0:
        return None
    return first + sum(rest) if sum(rest) < 100 else None
