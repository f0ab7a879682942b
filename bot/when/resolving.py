"""A text → the dates it names, in its order. Here names get the word that bounds them, and one of their candidates.

The rule for a day or a month without a year: the nearest one to the article's day; where that lies more than two
months off and the clause looks the other way, the next one that way. Without an article's day they are none.
"""

import re
from datetime import date

from bot.language import fold
from bot.when import adjoining, calendar, counting, feasts, numbers, terms, weekdays
from bot.when.calendar import Days
from bot.when.grammar import Named, Scene
from bot.when.naming import names
from bot.when.ranging import ranges
from bot.when.records import Bound, Direction, When
from bot.when.relating import relations
from bot.when.tense import Tense, tense
from bot.when.tokens import Token, tokens
from bot.when.words import TONGUES

assert all((counting, weekdays, feasts, terms, adjoining))  # their rules are among the names and relations

_FAR = 62  # days
_NEAR = 200  # characters: "the day before" leans on no day told farther back
_NEXT_DAY = (("day", 1),)
_REACH = 80  # characters
_HAD = re.compile(r"\b(?:had|avai(?:t|ent)|hatten?)\b[^.!?]*$")
_FIXED: dict[Bound, Tense] = {"until": "future"}
_BOUNDS: dict[str, Bound] = {"f": "since", "s": "since", "b": "until", "k": "before", "a": "after"}
_BEFORE_BARE = frozenset("oiInfbkawJ&rmsu")


def find(text: str, *, on: date | None, language: str = "en") -> list[When]:
    """The dates named in `text`, never overlapping. `on` is the article's day; without it only whole dates are found.

    Texts in other languages than English, French and German are read for figures alone, day first.
    """
    folded = fold(text)
    pieces = tokens(text, folded, language if language in TONGUES else "en")
    if language == "en":
        pieces = numbers.joined(pieces)
    elif language not in TONGUES:
        pieces = [piece if piece.kind == "F" else piece._replace(kind="x") for piece in pieces]
    scene = Scene(text, pieces, on, language)
    for level in (names, relations, ranges):
        scene = level.apply(scene)
    found: list[When] = []
    anchor: When | None = None
    for at, piece in enumerate(scene.tokens):
        if piece.kind not in "dp":
            continue
        near = anchor if anchor and piece.start - anchor.end < _NEAR else None
        when = _settled(scene, at, folded, None if near is None else near.first)
        if when is None:
            continue
        found.append(when)
        if when.first == when.last and when.precision == "day" and when.sure and not _background(folded, when.start):
            anchor = when
    return found


def _settled(scene: Scene, at: int, folded: str, anchor: date | None) -> When | None:
    """A name with its bound, and one of its candidates."""
    piece = scene.tokens[at]
    named: Named = piece.value
    if named.leaning and not (named.days and anchor is None):
        if anchor is None and named.leaning == _NEXT_DAY and _ahead(scene, piece, folded):
            anchor = scene.on  # they will leave the next day
        if anchor is None or _told_next(scene, at):
            return None
        day = anchor
        for unit, count in named.leaning:
            day = calendar.moved(day, unit, count)
        named = named._replace(days=((anchor, day) if named.days else (day, day),))
    if not named.days or (named.bare and not _called(scene, at)):
        return None
    if named.coming and tense(folded, piece.start, piece.end, scene.language) == "past":
        return None
    bound = named.bound if named.bound != "on" or named.ranged else _bound(scene, at)
    (first, last), other = _chosen(scene, piece, named, folded, bound)
    if named.closing and bound in ("until", "before", "after"):
        first = last
    return When(
        start=piece.start, end=piece.end, first=first, last=last, precision=named.precision, bound=bound,
        closing=named.closing, direction=_direction(last if named.closing else first, last, scene.on),
        sure=other is None, other=other,
    )  # fmt: skip


def _ahead(scene: Scene, piece: Token, folded: str) -> bool:
    """Whether the clause around a piece looks ahead from the article's day."""
    return scene.on is not None and tense(folded, piece.start, piece.end, scene.language) == "future"


def _background(folded: str, start: int) -> bool:
    """Whether a date belongs to what had gone before, which is not the day that the text goes on from."""
    return _HAD.search(folded, max(0, start - _REACH), start) is not None


def _told_next(scene: Scene, at: int) -> bool:
    """Whether the date itself follows: "eight months later, on 15 March 2024"."""
    said = "".join(token.kind for token in scene.tokens[at + 1 : at + 4])
    return re.match(r",?n?d", said) is not None


def _previous(scene: Scene, at: int) -> int:
    """The piece before one, articles aside; -1 where there is none."""
    at -= 1
    while at >= 0 and (scene.tokens[at].kind == "t" or scene.tokens[at].value == ("year", 1)):
        at -= 1
    return at


def _called(scene: Scene, at: int) -> bool:
    """Whether a bare month or year stands where a date does, and is nobody's name."""
    before, piece = _previous(scene, at), scene.tokens[at]
    kind, article = scene.tokens[before].kind if before >= 0 else "", before < at - 1
    year: bool = piece.value.precision == "year"
    if _plain(scene, at) or (year and piece.value.ranged and _closes(scene, at)):
        return True
    goal = kind == "&" and year and scene.tokens[before - 1].kind not in "dpw"  # and 2050 goals
    if goal or (kind not in _BEFORE_BARE and not (kind == "E" and piece.kind == "p")):
        return False
    if article and scene.language == "en" and (year or kind not in "iI"):
        return bool(scene.tokens[at - 1].value == ("year", 1))
    if kind == "J" and year and scene.on and scene.language == "en":
        first: date = piece.value.days[0][0]
        return first.year >= scene.on.year
    if kind in "iI" or year or scene.language != "en":
        return True
    after = scene.tokens[at + 1] if at + 1 < len(scene.tokens) else None
    return not (after and after.kind == "x" and scene.text[after.start].isupper())  # of May Smith


def _closes(scene: Scene, at: int) -> bool:
    """Whether nothing more is said: "the range is 2014-2018."."""
    return at + 1 == len(scene.tokens) or scene.tokens[at + 1].kind in ".,|)"


def _plain(scene: Scene, at: int) -> bool:
    """Whether it is a month that nobody and nothing else is called, and no name goes on after it."""
    piece = scene.tokens[at]
    after = scene.tokens[at + 1] if at + 1 < len(scene.tokens) else None
    named = after is not None and after.kind == "x" and scene.text[after.start].isupper()
    return piece.value.precision == "month" and not named and piece.end - piece.start > 6


def _bound(scene: Scene, at: int) -> Bound:
    """What the words around a date make of it."""
    after = scene.tokens[at + 1 : at + 4]
    said = "".join(token.kind for token in after)
    if re.match(r"[r&][akg](?![dpt])", said):
        return "since" if said[1] == "a" or (said[1] == "g" and after[1].value > 0) else "until"
    before = _previous(scene, at)
    kind = scene.tokens[before].kind if before >= 0 else ""
    if kind == "E" and scene.text[scene.tokens[before].start : scene.tokens[before].end].casefold() == "beginning":
        return "since"
    if kind == "n" and before and scene.tokens[before - 1].kind in "bkafs":
        kind = scene.tokens[before - 1].kind
    return _BOUNDS.get(kind, "on")


def _chosen(scene: Scene, piece: Token, named: Named, folded: str, bound: Bound) -> tuple[Days, date | None]:
    """The candidate meant, and the day of another where the text leaves it open."""
    on = scene.on
    if len(named.days) == 1:
        return named.days[0], None
    if named.choice == "open" or on is None:
        return named.days[0], named.days[1][0]
    looks = _FIXED.get(bound) or tense(folded, piece.start, piece.end, scene.language)
    if named.choice == "weekday":
        past, ahead = named.days[:2]
        return (past, None) if looks == "past" else (ahead, None) if looks else (past, ahead[0])
    nearest: Days = min(named.days, key=lambda days: _distance(days, on))
    if _distance(nearest, on) > _FAR:
        turned = [days for days in named.days if (days[0] >= on if looks == "future" else days[1] <= on)]
        if looks and turned:
            nearest = min(turned, key=lambda days: _distance(days, on))
    return nearest, None


def _distance(days: Days, on: date) -> int:
    return 0 if days[0] <= on <= days[1] else min(abs((day - on).days) for day in days)


def _direction(first: date, last: date, on: date | None) -> Direction:
    if on is None:
        return "unknown"
    return "past" if last < on else "future" if first > on else "present"
