"""Where sentences begin and end: sentencex proposes, our rules correct. Knows nothing of what a sentence says."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from sentencex import get_sentence_boundaries

from bot.language.abbreviations import NUMBERED, OPEN, TITLES
from bot.language.words import STOP_WORDS_IN, fold
from storage.models import Span

LONGEST = 1200
"""Characters. A longer "sentence" is a list or a table in disguise and is cut."""

QUOTED = 400
"""Characters. A quotation or parenthesis up to this length is not cut inside, so that what is shown has both its marks.

Three sentences of a statement fit; a speech quoted whole does not.
"""

_NEAR = 120  # characters on each side that decide about a boundary
_PIECE = 4000  # characters given to sentencex at once
_OPENING = 8000  # characters among which the first sentence is found
_SURROGATE = re.compile("[\ud800-\udfff]")
_OPENERS = "\"'“”„‚‘«»‹›([{「『（《〈¿¡"
_CLOSERS = "\"'“”’‘»«›‹)]}」』）》〉"
_LABEL = "-–—*•⁃·▪●◦‣( "
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_MARKER = re.compile(r"(?:[-–—*•⁃·▪●◦‣]\s+)+(?=\S)")
_BULLET = re.compile(r"\s*(?:[-–—*•⁃·▪●◦‣]\s+|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\)?\s+)\S")
_TERMINAL = re.compile(rf"[.!?…。！？]['\"”’»)\]\s{re.escape(_CLOSERS)}]*$")
_END = re.compile(
    r"(?:(?<![.!?…])[.!?…]++|(?<![。！？])[。！？]++)(?:\s?[»”’\"')\]」』）]++|\[\d{1,3}\])*+(?:\s+|(?<=[。！？」』]))"
)
_LAST_WORD = re.compile(r"[^\s(\[{\"“„«‘'’/—–]+$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:\.(?=[^\W_]\.))?")
_SHORT_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")
_OMITTED = re.compile(r"[\[(](?:\.{3}|…)$|(?:\s\.){2,}$")  # [...], . . .
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")  # eIDAS, iPhone: may open a sentence
_SPOKE = re.compile(
    r"(?:[A-ZÀ-Þ][\w.’'-]*\s+|the\s+|a-t-|der\s+|die\s+){0,5}"
    r"(?:said|says|asked|added|told|wrote|replied|warned|stressed|demande|sagte|fragte|erklärte|betonte|warnte)\b"
)
_CLAUSE = re.compile(r"[;:]\s+|\s[–—-]\s|[,،、，；]\s*|\s+")


def sentences(text: str, language: str = "en") -> list[Span]:
    """The sentences in order, as exact character spans without surrounding white space.

    Together they hold every character that is no white space, but for the dashes and dots that mark list items, so
    that a quotation begins at a word. None crosses a blank line; headings and list items are sentences of their own;
    a newline inside a paragraph is taken for a soft wrap where the lines look wrapped.
    """
    found: list[Span] = []
    for start, end in _between(text, 0, len(text), (match.span() for match in _BLANK.finditer(text))):
        for line_start, line_end in _runs(text, start, end):
            for left, right in _sentences_of(text[line_start:line_end], language):
                marker = _MARKER.match(text, line_start + left, line_start + right)
                found.extend(_cut(text, marker.end() if marker else line_start + left, line_start + right))
    return found


def opening(text: str, language: str = "en") -> str:
    """The first sentence, read without the rest: of a paragraph that is longer than any, as its beginning has it."""
    blank = _BLANK.search(text, len(text) - len(text.lstrip()))
    beginning = text[: min(blank.start() if blank else len(text), _OPENING)]
    found = sentences(beginning, language)
    return beginning[found[0].start : found[0].end] if found else ""


def _between(text: str, start: int, end: int, gaps: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What lies between the gaps, trimmed; empty pieces left out."""
    for gap_start, gap_end in (*gaps, (end, end)):
        left, right = _trim(text, start, gap_start)
        if left < right:
            yield left, right
        start = gap_end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


# Lines


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines that belong together: a wrapped paragraph is one run, each item of a list is one."""
    breaks = [match.start() + start for match in re.finditer("\n", text[start:end])]
    if not breaks:
        yield start, end
        return
    edges = [start - 1, *breaks, end]
    lines = [text[left + 1 : right].strip() for left, right in pairwise(edges)]
    width = max(map(len, lines))
    gaps = (
        (position, position + 1)
        for position, above, below in zip(breaks, lines, lines[1:], strict=False)
        if _parted(above, below, width)
    )
    yield from _between(text, start, end, gaps)


def _parted(above: str, below: str, width: int) -> bool:
    """Whether a newline parts two lines for good.

    Text wrapped by hand has lines of 40 to 120 characters and breaks where the next word would not have fitted;
    a line that ends earlier, without a full stop and before a capital, is a heading, an item or a verse.
    """
    if _BULLET.match(below) or not above or not below:
        return True
    if _TERMINAL.search(above[-20:]) or above[-1] in ",;:-–—(":
        return False
    opening = below.lstrip(_OPENERS + " ")[:1]
    if opening.islower():
        return False
    wrapped = 40 <= width <= 120 and len(above) + 1 + len(below.split(maxsplit=1)[0]) > width
    return not wrapped


# Boundaries within a run


def _sentences_of(run: str, language: str) -> Iterator[tuple[int, int]]:
    starts = {_past_closers(run, position) for position in _proposed(run, language)}
    starts |= {match.end() for match in _END.finditer(run)}
    kept = _outside(sorted(starts), _guarded(run))
    last = 0
    for position in kept:
        if 0 < position < len(run) and _is_boundary(run, last, position, language):
            left, right = _trim(run, last, position)
            if left < right:
                yield left, right
                last = position
    left, right = _trim(run, last, len(run))
    if left < right:
        yield left, right


def _proposed(run: str, language: str) -> Iterator[int]:
    """Where sentencex would begin sentences. It is given long runs in pieces, since its time grows with the square."""
    run = _SURROGATE.sub("?", run)
    start = 0
    while start < len(run):
        end = start + _PIECE
        end = run.rfind(" ", start + _PIECE // 2, end) + 1 or end
        for item in get_sentence_boundaries(language, run[start:end]):
            if item["start_index"]:
                yield start + item["start_index"]
        start = end


def _past_closers(run: str, position: int) -> int:
    """The position moved behind closing marks and notes (`[3]`) that belong to the sentence before."""
    rest = re.match(r"(?:\s?[”’»)\]」』）]++|\[\d{1,3}\]|[\"'](?=\s|$))++\s*", run[position : position + _NEAR])
    return position + rest.end() if rest and position else position


def _outside(positions: list[int], guarded: list[tuple[int, int]]) -> list[int]:
    """The positions that lie in no guarded range. Both lists are in order."""
    kept, index = [], 0
    for position in positions:
        while index < len(guarded) and guarded[index][1] <= position:
            index += 1
        if index == len(guarded) or position <= guarded[index][0]:
            kept.append(position)
    return kept


_PAIRS = (
    re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|「[^「」]*」|『[^『』]*』|（[^（）]*）"),
    re.compile(r"\([^()]*\)|\[[^\[\]]*\]"),
    re.compile(r"(?<![\w\"])\"(?=\S)[^\"]*(?<=\S)\"(?!\w)"),
    re.compile(r"(?<!\w)‘[^‘\n]*?[.,!?…]’(?!\w)|(?<!\w)'(?=\w)[^'\n]*?(?:\w'\w[^'\n]*?)*[.,!?]'(?!\w)"),
)


def _guarded(run: str) -> list[tuple[int, int]]:
    """Quotations and parentheses short enough to stay whole, outermost only, in order."""
    ranges = sorted(match.span() for pair in _PAIRS for match in pair.finditer(run))
    outer: list[tuple[int, int]] = []
    for start, end in ranges:
        if end - start <= QUOTED and (not outer or start >= outer[-1][1]):
            outer.append((start, end))
    return outer


def _is_boundary(run: str, last: int, position: int, language: str) -> bool:
    before = run[max(last, position - _NEAR) : position].rstrip()
    after = run[position : position + _NEAR].lstrip()
    opening = after.lstrip(_OPENERS + "…-–— ")[:1]
    bare = before.rstrip(_CLOSERS + " ")
    if (opening.islower() and not _BRAND.match(after)) or re.match(r"-\w|[ぁ-ゖ]", run[position : position + 2]):
        return False
    if not any(char.isalnum() for char in before) or not any(char.isalnum() for char in after):
        return False
    if _OMITTED.search(bare) or after[:2] in (". ", ".."):
        return False
    if bare.endswith("."):
        return bare.endswith("..") or not _abbreviates(bare[:-1], after, language)
    quoted = bare != before and before[-1] in '"”’»“'
    return not (quoted and _SPOKE.match(after))


def _abbreviates(before: str, after: str, language: str) -> bool:
    """Whether the full stop after `before` belongs to an abbreviation, an initial or an ordinal."""
    match = _LAST_WORD.search(before)
    word = fold(match[0]).strip(",;:") if match else ""
    first = _FIRST_WORD.match(after.lstrip(_OPENERS))
    following = first[0] if first else ""
    if word in _list(TITLES, language) or re.search(r"(?:^|\W)[^\W\d_]\.-[^\W\d_]$", word):  # J.-Y. Le Drian
        return True
    if word in _list(NUMBERED, language):
        return following[:1].isdigit() or bool(re.match(r"[IVXLC]+\b", following))
    if before.lstrip(_LABEL) == word and (word.isdigit() or len(word) == 1):
        return len(word) <= 3  # an item's number or letter
    if word.isdigit():  # in German perhaps an ordinal: 3. März
        return language == "de" and len(word) <= 2 and bool(following) and not _starts(following, language)
    word = word.rpartition("-")[2]  # Japan-U.S.
    if word in _list(OPEN, language) or _SHORT_ACRONYM.fullmatch(word) or re.fullmatch(r"[^\W\d_]", word):
        counted = after[:1].isdigit() and not _ORDINAL.match(after)  # but: the U.S. 3rd Fleet
        return bool(following) and not _starts(following, language) and not counted
    return False


def _list(table: dict[str, str], language: str) -> frozenset[str]:
    return _listed(table[""], table.get(language, ""))


@lru_cache(maxsize=64)
def _listed(shared: str, own: str) -> frozenset[str]:
    return frozenset(shared.split()) | frozenset(own.split())


def _starts(word: str, language: str) -> bool:
    """Whether a capitalised word is one that opens sentences rather than names."""
    return word in ("A", "I") or (len(word) > 1 and fold(word) in STOP_WORDS_IN.get(language, STOP_WORDS_IN["en"]))


# Length


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The range as spans of at most `LONGEST` characters, cut after the last clause that fits, else between words."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        ends = [match.end() for match in _CLAUSE.finditer(window) if match.end() > LONGEST // 3]
        strong = [place for place in ends if window[:place].rstrip()[-1] in ";:–—"]
        weak = [place for place in ends if window[:place].rstrip()[-1] in ",،、，；"]
        place = (strong or weak or ends or [LONGEST])[-1]
        left, right = _trim(text, start, start + place)
        yield Span(start=left, end=right)
        start, _ = _trim(text, start + place, end)
    yield Span(start=start, end=end)
