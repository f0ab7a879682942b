"""A sentence as its support is judged: words in order with what is needed of each. Judges nothing."""

import re
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from bot.language import STOP_WORDS_IN, fold, stem
from bot.model.vocabulary import CURRENCIES

_TOKEN = re.compile(r"\d+(?:[.,'\u2019\u00a0\u202f]\d+)*|[^\W\d_]+(?:[’'.&/-][^\W\d_]+)*\.?|[,;:()–—]|[%€$£¥]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_GENITIVE = re.compile(r"['’]s$|['’]$")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE)
BREAKS = frozenset(",;:()–—")


class Token(NamedTuple):
    """A word or sign: as it stands, folded, its stem; whether it tells anything, whether it is written as a name."""

    surface: str
    folded: str
    stem: str
    content: bool
    capital: bool  # begins with a capital, and not because a sentence begins
    start: int


class Text:
    """A sentence or a passage, taken apart once."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language if language in STOP_WORDS_IN else "en"
        self.tokens = tuple(_tokens(text, self.language))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(token.stem for token in self.tokens)

    @cached_property
    def folded(self) -> frozenset[str]:
        """All its words, folded."""
        return frozenset(token.folded for token in self.tokens)

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The words that tell something."""
        return tuple(token for token in self.tokens if token.content)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring words, folded."""
        words = [token.folded for token in self.tokens]
        return frozenset(pairwise(words))


def _tokens(text: str, language: str) -> list[Token]:
    found: list[Token] = []
    begins = True
    for match in _TOKEN.finditer(text):
        surface = match[0]
        if surface.endswith(".") and not _INITIALS.fullmatch(surface):
            surface = surface[:-1]
        bare = _GENITIVE.sub("", surface)
        bare = _ELIDED.sub("", bare) if language == "fr" else bare
        word = fold(bare)
        named = bare[:1].isupper()
        acronym = sum(char.isupper() for char in bare) > 1
        money = word in CURRENCIES
        stop = money or (word in STOP_WORDS_IN[language] and not acronym)
        wordy = bare[:1].isalnum()
        found.append(
            Token(
                surface=bare,
                folded=word,
                stem=word if bare[:1].isdigit() else stem(word, language),
                content=wordy and not stop,
                capital=named and not stop and (acronym or not begins),
                start=match.start(),
            )
        )
        if wordy:
            begins = match[0].endswith(".") and not _INITIALS.fullmatch(match[0])
        begins = begins or (text[match.end() : match.end() + 1] in ".!?" and match.end() < len(text))
    return found
