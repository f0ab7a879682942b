"""Numbers in words, English ones: `twenty-first`, `two thousand and eighteen`, `nineteen ninety nine`. No dates."""

import re
from collections.abc import Sequence

from bot.when.tokens import Token, kinds

_RUN = re.compile(r"N(?:-?N|&N)*-?O|N(?:(?:-?|&)N)+")


def joined(tokens: Sequence[Token]) -> list[Token]:
    """The pieces with each number that is written in several words as one: an ordinal, a number or a year."""
    made: list[Token] = []
    at = 0
    for match in _RUN.finditer(kinds(list(tokens))):
        pieces = [token for token in tokens[match.start() : match.end()] if token.kind in "NO"]
        values = [int(token.value) for token in pieces]
        read = _read(values, ordinal=pieces[-1].kind == "O")
        if read is None:
            continue
        made += tokens[at : match.start()]
        made.append(Token(pieces[0].start, pieces[-1].end, *read))
        at = match.end()
    return [*made, *tokens[at:]]


def _read(values: list[int], *, ordinal: bool) -> tuple[str, int] | None:
    if ordinal or (len(values) == 2 and values[0] % 10 == 0 and 20 <= values[0] < 100 and values[1] < 10):
        ok = len(values) == 2 and values[0] in (20, 30) and values[1] < 10
        return ("O", sum(values)) if ordinal and ok else None if ordinal else ("N", sum(values))
    if 1000 in values[1:2] and values[0] == 2:
        return _year(2000, values[2:])
    if values[0] in (19, 20):
        return _year(values[0] * 100, values[1:])
    return None


def _year(century: int, rest: list[int]) -> tuple[str, int] | None:
    two = len(rest) == 2 and rest[0] % 10 == 0 and 20 <= rest[0] < 100 and rest[1] < 10
    if len(rest) > 1 and not two:
        return None
    return "Y", century + sum(rest)
