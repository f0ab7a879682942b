"""A text as the rules see it: its foldings, its sentences, the words beside a place, what is surely named in it."""

import re
from bisect import bisect_right
from collections import defaultdict
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.catalogue.folding import plain
from bot.recognition.index import Found, alike
from bot.recognition.vocabulary import CALENDAR, FIELD

_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«„(\[]*[A-ZÀ-ÞА-Я0-9])|\n\s*\n|\n(?=\s*[-•*–])")
_NO_END = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|sen|rep|gen|lt|col|capt|adm|amb|prof|gov|st|no|art|bzw|nr|vs|u\.s|u\.k|e\.u|u\.n)|\b[a-z])$"
)
"""A full stop behind these ends no sentence."""
_NEXT = re.compile(r"(\W*)(\w[\w'.-]*\w|\w)")
_DAYS = "|".join(day.capitalize() for day in sorted(CALENDAR))
_REACH = 64
"""Characters looked at for one neighbouring word: longer words are none."""


class Word(NamedTuple):
    """A neighbouring word, folded. `glue` is what stands between it and the place it was asked from."""

    text: str
    glue: str
    start: int
    end: int
    capital: bool


NO_WORD = Word("", "", -1, -1, capital=False)


class Document:
    """One text while its actors are being recognised."""

    def __init__(self, text: str, catalogue: Catalogue, *, language: str, on: date | None) -> None:
        self.text = text
        self.catalogue = catalogue
        self.language = language
        self.on = on
        self.cased = plain(text)
        self.lower = alike(self.cased)
        self.sure: dict[str, list[tuple[int, int]]] = defaultdict(list)
        """Actors named by a sure alias somewhere in the text, and where."""
        self.in_full: dict[str, list[int]] = defaultdict(list)
        """Persons named in full, and where each such name begins."""
        self.bound: dict[str, str | None] = {}
        """Acronyms defined in the text, and the actor (None: somebody else) they stand for in it."""

    def after(self, end: int) -> Word:
        """The word after `end`, if one follows in the same sentence."""
        match = _NEXT.match(self.lower, end, end + _REACH)
        if match is None or self._breaks(end, match.start(2)):
            return NO_WORD
        return Word(match[2], match[1], match.start(2), match.end(2), self.cased[match.start(2)].isupper())

    def before(self, start: int) -> Word:
        """The word before `start`, if one precedes in the same sentence."""
        base = max(0, start - _REACH)
        match = _NEXT.match(self.lower[base:start][::-1])
        if match is None:
            return NO_WORD
        at, end = start - match.end(2), start - match.start(2)
        if self._breaks(end, start):
            return NO_WORD
        return Word(match[2][::-1], match[1][::-1], at, end, self.cased[at].isupper())

    def _breaks(self, start: int, end: int) -> bool:
        if end - start == 1:
            return False
        at = bisect_right(self._ends, start)
        return at < len(self._ends) and self._ends[at] <= end

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences begin behind others. Cheap and good enough to look around; citing needs bot.language."""
        ends = []
        for match in _END.finditer(self.text):
            if "\n" in match[0] or not _NO_END.search(self.lower[max(0, match.start() - 6) : match.start()]):
                ends.append(match.end())
        return ends

    def sentence(self, start: int, around: int = 0) -> tuple[int, int]:
        """The span of the sentence at `start`, with `around` sentences before and after it."""
        at = bisect_right(self._ends, start)
        first, last = at - 1 - around, at + around
        return (
            self._ends[first] if first >= 0 else 0,
            self._ends[last] if last < len(self._ends) else len(self.text),
        )

    def opens_sentence(self, start: int) -> bool:
        """Whether a word at `start` would have a capital anyway."""
        return self.before(start) is NO_WORD

    def capitals(self, start: int) -> bool:
        """Whether the line around `start` is written in capitals, so that case says nothing."""
        begin = self.text.rfind("\n", 0, start) + 1
        end = self.text.find("\n", start)
        low, high = self.sentence(start)
        line = self.text[max(begin, low) : min(end if end >= 0 else high, high)]
        return line.upper() == line and len(line.split()) > 2 and sum(map(str.isalpha, line)) >= 8

    def heading(self, start: int) -> bool:
        """Whether the line around `start` is set like a heading, most of its words with a capital."""
        begin = self.text.rfind("\n", 0, start) + 1
        end = self.text.find("\n", start)
        line = self.cased[begin : end if end >= 0 else len(self.text)]
        words: list[str] = re.findall(r"[^\W\d_]{4,}", line[:300])
        if len(line) > 200 or len(words) < 3 or line.rstrip().endswith(".") or ". " in line:
            return False
        capitals = sum(word[0].isupper() for word in words)
        return capitals * 4 >= len(words) * 3

    @cached_property
    def sure_ends(self) -> dict[int, int]:
        """Where the names of `sure` begin, and where each ends."""
        return {start: end for spans in self.sure.values() for start, end in spans}

    @cached_property
    def in_field(self) -> bool:
        """Whether the text is about our field at large."""
        kinds = {self.catalogue.actors[id_].kind for id_ in self.sure}
        telling = len(self.sure) > 1 or bool(kinds - {"country", "company", "think-tank"})
        return telling or FIELD.search(self.lower) is not None

    @cached_property
    def circle(self) -> frozenset[str]:
        """Whom the text surely names, and the institutions these belong to or hold office in."""
        ids = set(self.sure)
        for id_ in self.sure:
            ids.update(office.organisation for office in self.catalogue.held_by(id_))
        for id_ in tuple(ids):
            actor = self.catalogue.actors[id_]
            while actor.parent is not None and actor.kind not in ("country", "person"):
                ids.add(actor.parent)
                actor = self.catalogue.actors[actor.parent]
        return frozenset(ids)

    @cached_property
    def about_eu(self) -> bool:
        """Whether the EU or one of its institutions is surely named."""
        return any(self.catalogue.actors[id_].kind in ("eu-institution", "eu-agency") for id_ in self.sure)

    @cached_property
    def of_the_union(self) -> bool:
        """Whether the EU, or a body, law or mission of the EU is surely named."""
        return self.about_eu or any(self._is_of_the_union(id_) for id_ in self.sure)

    def _is_of_the_union(self, id_: str) -> bool:
        actor = self.catalogue.actors[id_]
        while actor.parent is not None and actor.kind not in ("country", "person"):
            actor = self.catalogue.actors[actor.parent]
        return actor.id == "european-union"

    def rivals(self, generic: str) -> bool:
        """Whether the text names another body of the kind: "Trade Commission", "Commission on Human Rights"."""
        return (
            re.search(
                rf"\b(?!European|EU|The|In|But|And|Leyen|That|This|If|As|When|While)[A-Z][\w.]+ {generic}\b"
                rf"|\b{generic} (?:on|of|for) (?:the )?(?!{_DAYS})[A-Z]",
                self.cased,
            )
            is not None
        )

    def named_elsewhere(self, actor: str, found: Found) -> bool:
        """Whether the text names the actor by a sure alias outside of `found`."""
        return any(end <= found.start or start >= found.end for start, end in self.sure.get(actor, ()))

    def cues(self, actor: str, found: Found) -> int:
        """How many different cues of the actor stand near `found`: in its sentence or the ones beside it."""
        return len(self._near(self.catalogue.actors[actor].cues, found))

    def speaks_against(self, actor: str, found: Found) -> bool:
        """Whether something near `found` says that the actor is not meant."""
        return bool(self._near(self.catalogue.actors[actor].against, found))

    def _near(self, phrases: tuple[str, ...], found: Found) -> set[str]:
        pattern = _pattern(phrases)
        if pattern is None:
            return set()
        start, end = self.sentence(found.start, around=1)
        start, end = max(start, found.start - 400), min(end, found.end + 400)
        return {*pattern.findall(self.lower[start : found.start]), *pattern.findall(self.lower[found.end : end])}


@lru_cache(maxsize=2048)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    alternatives = "|".join(sorted((re.escape(alike(phrase)) for phrase in phrases), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
