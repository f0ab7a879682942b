"""Stretches between quotation marks, the outermost only. Does not know who speaks, nor whether anybody does."""

import re
from typing import NamedTuple

_CLOSERS = {"“": "”", "«": "»", "„": "“”", "»": "«", "‟": "”", "‘": "’", "‚": "‘’"}
_MARK = re.compile('[“”«»„‟"‘’‚]')
_PARAGRAPH = re.compile(r"\n\s*\n|\n")
LONGEST = 4000
"""Characters. An opening mark that is not closed within so many was never an opening mark."""


class Quoted(NamedTuple):
    """What stands between two marks, and where the marks are. `continues`: closed by the end of its paragraph only."""

    start: int
    end: int
    opened: int
    closed: int
    continues: bool = False


def quoted(text: str) -> list[Quoted]:
    """The outermost quoted stretches, in order, none across an unclosed mark.

    A quotation over several paragraphs opens each of them and closes the last: each paragraph is a stretch.
    """
    found: list[Quoted] = []
    for start, end, following in _paragraphs(text):
        at = start
        while (mark := _MARK.search(text, at, end)) is not None:
            at = mark.end()
            if not _opens(text, mark.start(), mark[0]):
                continue
            closed = _close(text, mark.start(), mark[0], end)
            if closed is None:
                resumed = following < len(text) and text[following] == mark[0] and mark[0] not in "‘‚"
                if resumed and mark.start() <= end - 10:
                    found.append(_trimmed(text, mark.start(), end, continues=True))
                    break
                continue
            one = _trimmed(text, mark.start(), closed)
            if one.start < one.end:
                found.append(one)
            at = closed + 1
    return found


def _paragraphs(text: str) -> list[tuple[int, int, int]]:
    """Start and end of each, and where the next one's text begins."""
    starts, pieces = 0, []
    for gap in _PARAGRAPH.finditer(text):
        pieces.append((starts, gap.start(), gap.end()))
        starts = gap.end()
    return [*pieces, (starts, len(text), len(text))]


def _trimmed(text: str, opened: int, closed: int, *, continues: bool = False) -> Quoted:
    start, end = opened + 1, closed
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quoted(start, end, opened, closed + (not continues), continues)


def _opens(text: str, at: int, mark: str) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "”’" or not after:
        return False
    if mark in "«»":
        return mark == "«" or (not after.isspace() and (not before or before.isspace() or before in "([:"))
    fresh = not before or before.isspace() or before in '([—–-:’‘"'
    return fresh and not after.isspace()


def _close(text: str, opened: int, mark: str, end: int) -> int | None:
    closers = _CLOSERS.get(mark, mark)
    depth = 0
    for other in _MARK.finditer(text, opened + 1, min(end, opened + LONGEST)):
        at, sign = other.start(), other[0]
        after, before = text[at + 1 : at + 2], text[at - 1 : at]
        if sign == mark and sign not in closers and mark not in "‘‚":
            depth += 1
        elif sign in closers:
            if sign in "’‘" and after.isalnum():
                continue  # an apostrophe
            if sign == '"' and before.isspace() and after.isalnum():
                return None
            if not depth:
                return at
            depth -= 1
    return None
