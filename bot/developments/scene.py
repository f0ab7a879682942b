"""A sentence as the rules see it: its words, the acts and things named in it, its clauses. Judges nothing."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from bot.developments.grammar import GRAMMARS, Grammar
from bot.developments.lexicon import Act, Hit, Lexicon
from storage.models import Amount, Mention

_TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*|\d+(?:[.,]\d+)+|[^\W_]+(?:-[^\W_]+)*|[^\w\s]")
_STRONG = frozenset(';:–—"“”„«»')
_NO_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_QUESTION = re.compile(r"\?[\"'”’»)\]]*$")
_OPENING, _CLOSING = "“„«", "”»"
_HEADLINE_WORDS = 22
_APART = 14
"""Words between a verb and its further words, at most: "put … on hold"."""


class Token(NamedTuple):
    """A word in lower case, or one sign."""

    text: str
    start: int
    end: int


class Scene:
    """One sentence while its developments are read. Offsets count characters of the whole text."""

    def __init__(
        self,
        text: str,
        lower: str,
        span: tuple[int, int],
        *,
        lexicon: Lexicon,
        acts: list[Hit],
        things: list[Hit],
        mentions: list[Mention],
        amounts: list[Amount],
        kinds: dict[str, str],
        coming: bool = False,
    ) -> None:
        self.text, self.lower = text, lower
        self.start, self.end = span
        self.lexicon = lexicon
        self.acts, self.things = acts, things
        self.mentions = [mention for mention in mentions if mention.sure]
        self.unsure = {mention.end for mention in mentions if not mention.sure}
        self.amounts = amounts
        self.kinds = kinds
        self.language = lexicon.language
        self.groups: dict[int, tuple[list[str], int]] = {}  # the auxiliaries before a verb, where they were looked for
        self.grammar: Grammar = GRAMMARS[lexicon.language]
        self.coming = coming  # whether it names a day to come, so that the present tense may tell what will be

    @cached_property
    def tokens(self) -> list[Token]:
        """The words and signs in order."""
        return [Token(match[0], *match.span()) for match in _TOKEN.finditer(self.lower, self.start, self.end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def at(self, position: int) -> int:
        """The index of the token at or after a character."""
        return bisect_left(self._starts, position)

    @cached_property
    def said(self) -> str:
        """The sentence in lower case."""
        return self.lower[self.start : self.end]

    @cached_property
    def asks(self) -> bool:
        """Whether the sentence is a question."""
        return _QUESTION.search(self.said) is not None

    @cached_property
    def heading(self) -> bool:
        """Whether it is written like a headline: short, and without a full stop."""
        return not _NO_END.search(self.said.rstrip()) and len(self.tokens) <= _HEADLINE_WORDS

    def segment(self, index: int) -> tuple[int, int]:
        """The tokens around `index` up to the next sign that parts clauses for good; in German a comma is one."""
        at = bisect_left(self._breaks, index)
        first = self._breaks[at - 1] + 1 if at else 0
        at += at < len(self._breaks) and self._breaks[at] == index
        return first, self._breaks[at] if at < len(self._breaks) else len(self.tokens)

    @cached_property
    def _breaks(self) -> list[int]:
        strong = _STRONG | {","} if self.language == "de" else _STRONG
        return [index for index, token in enumerate(self.tokens) if token.text in strong and not self._joins(token)]

    def _joins(self, token: Token) -> bool:
        """Whether a dash joins two words, as in "EU–Japan"."""
        return token.text in "–—" and self.text[token.start - 1 : token.end + 1].replace(token.text, "").isalnum()

    def words(self, first: int, last: int) -> list[str]:
        """The words of the tokens [first:last]."""
        return [token.text for token in self.tokens[max(0, first) : last]]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The actors surely named between two characters."""
        return self.mentions[bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)]

    def mention_at(self, position: int) -> Mention | None:
        """The actor whose name covers a character."""
        at = bisect_right(self._mention_starts, position) - 1
        if at >= 0 and self.mentions[at].end > position:
            return self.mentions[at]
        return None

    def things_in(self, start: int, end: int) -> list[Hit]:
        """The things named between two characters, in order."""
        return [hit for hit in self.things if start <= hit.start < end]

    def quoted(self, position: int) -> bool:
        """Whether a character stands inside quotation marks opened in this sentence."""
        before = self.text[self.start : position]
        opened = sum(before.count(sign) for sign in _OPENING) - sum(before.count(sign) for sign in _CLOSING)
        return opened > 0 or before.count('"') % 2 == 1

    def fits(self, hit: Hit, act: Act) -> bool:
        """Whether the other words that an act needs stand where they must."""
        if not act.particle and not act.wanted and not act.reflexive:
            return True
        index = self.at(hit.start)
        first, last = self.segment(index)
        words = self.words(first, last)
        if act.reflexive:
            marks = ("sich", "uns", "mich") if self.language == "de" else ("se", "s")
            if not any(mark in (words if self.language == "de" else self.words(index - 4, index)) for mark in marks):
                return False
        if act.particle:
            behind = self.words(index + 1, last)
            if act.particle not in behind:
                return False
            place = len(behind) - 1 - behind[::-1].index(act.particle)
            following = behind[place + 1] if place + 1 < len(behind) else "."
            if following not in (".", "und", "oder", "um", "sowie", "!", "…", "als"):
                return False
        if act.wanted and self.language != "de":
            words = self.words(self.at(hit.end), min(last, self.at(hit.end) + _APART))
        return all(word in words for word in act.wanted)
