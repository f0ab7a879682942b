"""Rules over the kinds of pieces, and how they are applied. Knows no rule and no word.

A rule is a pattern over kinds, one letter a piece, and what it makes of the pieces. Rules of one level are applied
together, the leftmost and of these the longest first; what they make stands as one piece for the level above: `d` a
day, `p` a period, `q` a number of units.
"""

import heapq
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from bot.when.calendar import Days
from bot.when.records import Bound, Precision
from bot.when.tokens import Token, kinds

Choice = Literal["nearest", "weekday", "open"]
"""How one of the candidates is chosen: the nearest, the one before or after the article's day, or by nobody."""


class Named(NamedTuple):
    """The candidates of a date: one where the words decide, else one for each year or week it could be in."""

    days: tuple[Days, ...]
    precision: Precision
    bare: bool = False  # a month or year that is a date only after the right word
    choice: Choice = "nearest"
    bound: Bound = "on"
    closing: bool = False
    middle: bool = False  # of a unit: "the middle of March"
    yearless: bool = False
    ranged: bool = False  # told by its two ends
    coming: bool = False  # a date only where the clause does not look back: in 17 days
    leaning: tuple[tuple[Precision, int], ...] = ()  # so far from the day told before, instead of `days`


class Scene(NamedTuple):
    """The pieces of a text on the article's day."""

    text: str
    tokens: Sequence[Token]
    on: date | None
    language: str


class Span(NamedTuple):
    """The pieces that a rule matched, by the names of its groups."""

    scene: Scene
    match: re.Match[str]

    def has(self, name: str) -> bool:
        """Whether the group was there."""
        return self.match[name] is not None

    def value(self, name: str) -> Any:
        """The value of the one piece of a group."""
        return self.scene.tokens[self.match.start(name)].value

    def kind(self, name: str) -> str:
        """The kind of the one piece of a group."""
        return self.scene.tokens[self.match.start(name)].kind

    def text(self, name: str) -> str:
        """The words of the one piece of a group."""
        token = self.scene.tokens[self.match.start(name)]
        return self.scene.text[token.start : token.end]

    @property
    def pieces(self) -> Sequence[Token]:
        """The pieces matched."""
        return self.scene.tokens[self.match.start() : self.match.end()]

    @property
    def on(self) -> date | None:
        """The article's day."""
        return self.scene.on

    @property
    def before(self) -> str:
        """The kind of the piece before the match, or nothing."""
        at = self.match.start()
        return self.scene.tokens[at - 1].kind if at else ""

    @property
    def after(self) -> str:
        """The kind of the piece after it."""
        at = self.match.end()
        return self.scene.tokens[at].kind if at < len(self.scene.tokens) else ""

    def glued(self) -> bool:
        """Whether the match touches what stands before it: part of a name, a number, an address."""
        at = self.match.start()
        tokens = self.scene.tokens
        return at > 0 and tokens[at - 1].end == tokens[at].start and tokens[at - 1].kind not in "(|t"


Made = Named | tuple[tuple[Precision, int], ...]
Maker = Callable[[Span], Made | None]


class Rule(NamedTuple):
    """A pattern over kinds and what it makes."""

    pattern: re.Pattern[str]
    make: Maker


class Level:
    """The rules of one level."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def rule(self, *patterns: str) -> Callable[[Maker], Maker]:
        """Let a function make what these patterns match."""

        def keep(make: Maker) -> Maker:
            self._rules += [Rule(re.compile(pattern), make) for pattern in patterns]
            return make

        return keep

    def apply(self, scene: Scene) -> Scene:
        """The scene with all that the rules made in the place of its pieces."""
        line = kinds(scene.tokens)
        found = [
            (m.start(), -m.end(), number, id(m), m)
            for number, rule in enumerate(self._rules)
            for m in rule.pattern.finditer(line)
        ]
        if not found:
            return scene
        heapq.heapify(found)
        made: list[Token] = []
        at = 0
        while found:
            start, end, number, _, match = heapq.heappop(found)
            rule = self._rules[number]
            if start < at:
                again = rule.pattern.search(line, at) if at < -end else None
                if again:  # it began in what another took: the last 3 months and 2 days ago
                    heapq.heappush(found, (again.start(), -again.end(), number, id(again), again))
                continue
            value = rule.make(Span(scene, match))
            if value is None:
                continue
            made += scene.tokens[at:start]
            at = -end if line[-end - 1] not in ".," else -end - 1  # a full stop is that of the sentence
            kind = "q" if not isinstance(value, Named) else "d" if value.precision == "day" else "p"
            made.append(Token(scene.tokens[start].start, scene.tokens[at - 1].end, kind, value))
        return scene._replace(tokens=[*made, *scene.tokens[at:]])
