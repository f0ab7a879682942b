"""Which of a question's words a text has: as they are, by a synonym, or by what they mean in another language. Pure."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.answers.naming import stems
from bot.asking.questions import Question
from bot.asking.synonyms import english, in_english, synonyms
from bot.language import fold, stem, words
from bot.stories import lexicon
from storage.models import Passage, Record

ALIKE = 0.8
"""What a word counts for when the text has a synonym, or its concept in another language."""


class Wish(Record):
    """A word of a question that an answer should have, and all that may stand for it."""

    stem: str
    term: str
    alike: frozenset[str]
    english: frozenset[str]  # the English stems for it, of a word in another language; else itself and the like
    concepts: frozenset[str]
    acting: bool  # it tells an act: what the question says is done

    def met(self, text: str, language: str) -> float:
        """How far a text has it: 1 as it is, `ALIKE` in other words, 0 not at all."""
        here = stems(text, language)
        if self.stem in here or stem(self.term, language) in here:
            return 1.0
        if here & self.alike or self.concepts & concepts(text):
            return ALIKE
        there = in_english(text, language) if language in ("fr", "de") else here
        return ALIKE if there & self.english else 0.0

    def is_(self, one: str) -> bool:
        """Whether a stem of a text stands for it, as it is or by a synonym."""
        return one == self.stem or one in self.alike or one in self.english


def wishes(question: Question) -> tuple[Wish, ...]:
    """The words of a question, in order."""
    return tuple(
        _wish(one, term, question.language) for one, term in zip(question.content, question.terms, strict=True)
    )


@lru_cache(maxsize=4096)
def _wish(content: str, term: str, language: str) -> Wish:
    meant = lexicon.concepts([fold(term)])
    return Wish(
        stem=content,
        term=term,
        alike=synonyms(language).get(content, frozenset()),
        english=frozenset(_in_english(content, term, language)),
        concepts=meant,
        acting=any(concept.startswith("act:") for concept in meant),
    )


def _in_english(content: str, term: str, language: str) -> Iterator[str]:
    stems = [stem(one) for one in english(fold(term), language)] if language in ("fr", "de") else [content]
    for one in stems:
        yield one
        yield from synonyms("en").get(one, ())


@lru_cache(maxsize=20_000)
def concepts(text: str) -> frozenset[str]:
    """The concepts that a text names, in whatever language."""
    return lexicon.concepts(words(text))


def turns(texts: Sequence[str]) -> frozenset[str]:
    """What is done in these texts: "adopted", "refused"."""
    return lexicon.turns(frozenset[str]().union(*(concepts(text) for text in texts)))


def means(asked: str, word: str, question: Question, passage: Passage) -> bool:
    """Whether a word of a passage stands for a stem of the question."""
    wish = _wish(asked, asked, question.language)
    one = stem(word, passage.language)
    return wish.is_(one) or one == asked or bool(wish.concepts & lexicon.concepts([word]))
