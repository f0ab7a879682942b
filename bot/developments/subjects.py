"""Who stands before a verb, and which auxiliaries: what English and French grammar share. Claims nothing."""

from functools import cache
from typing import NamedTuple

from bot.developments.grammar import GRAMMARS
from bot.developments.lexicon import lexicon
from bot.developments.scene import Scene
from bot.recognition.vocabulary import word_set

_NEAR = 5
"""Words between an auxiliary and its verb, adverbs among them."""

_OPENING_WORDS = 6
"""An insertion that begins no later than this follows the actor that opens the sentence."""

_PRONOUNS = word_set(
    """
    we i they he she it who nous ils elles il elle qui
    """
)

_ADVERBIAL = word_set(
    """
    week month year night january february march april may june july august september october november
    december janvier février mars avril mai juin juillet août septembre octobre novembre décembre monday
    tuesday wednesday thursday friday saturday sunday last evening overnight formally unanimously
    """
)

_NO_ADVERBS = frozenset({"italy", "july", "ally", "family", "supply", "assembly", "reply", "rally", "monopoly"})
_DO = frozenset({"do", "does", "did", "don", "didn", "doesn", "t"})


class Subject(NamedTuple):
    """Whoever stands before a verb. `strong`: an actor or a body, rather than any noun."""

    strong: bool


@cache
def _helping(language: str) -> frozenset[str]:
    grammar = GRAMMARS[language]
    words = grammar.being | grammar.perfect | grammar.earlier | grammar.planned | grammar.possible
    return words | grammar.excluded | grammar.negation | grammar.hearsay | _DO


@cache
def leading(language: str) -> frozenset[str]:
    """The words in small letters that may stand right before the base form of a verb, but for plurals and adverbs."""
    return (
        _helping(language)
        | GRAMMARS[language].adverbs
        | lexicon(language).bodies
        | frozenset(("to", "and", "or", "but"))
    )


def group(scene: Scene, index: int) -> tuple[list[str], int]:
    """The auxiliaries, negations and adverbs right before a verb, without the adverbs, and where they begin."""
    known = scene.groups.get(index)
    if known is None:
        known = scene.groups[index] = _group(scene, index)
    return known


def _manner(scene: Scene, at: int) -> bool:
    """Whether a word is an English adverb: "the democratically elected government"."""
    word = scene.tokens[at].text
    return word.endswith("ly") and scene.language == "en" and word not in _NO_ADVERBS


def _group(scene: Scene, index: int) -> tuple[list[str], int]:
    grammar = scene.grammar
    helping = _helping(scene.language)
    found: list[str] = []
    at = index
    steps = 0
    while at > 0 and steps < _NEAR + 3:
        word = scene.tokens[at - 1].text
        if word in helping:
            found.insert(0, word)
        elif not (
            word in grammar.adverbs
            or word in ("'", "’")
            or (word == "de" and scene.tokens[at].text == "nouveau")
            or _manner(scene, at - 1)
        ):
            break
        at -= 1
        steps += 1
    while at < index and scene.tokens[at].text in grammar.adverbs and scene.tokens[at].text not in helping:
        at += 1
    return found, at


def subject(scene: Scene, index: int, *, passive: bool = False) -> Subject | None:
    """Whether somebody who can act, or in the passive something, stands right before a verb."""
    at = index - 1
    grammar = scene.grammar
    while at >= 0 and (
        scene.tokens[at].text in grammar.adverbs
        or scene.tokens[at].text in _ADVERBIAL
        or _manner(scene, at)
        or scene.tokens[at].text.isdigit()
        or scene.tokens[at].text == "/"
    ):
        at -= 1
    if at < 0:
        return None
    token = scene.tokens[at]
    if token.text == "," and scene.heading and at and scene.tokens[at - 1].text.isalnum():
        return Subject(strong=True)
    if token.text in (",", ")", "–", "—", "”", '"', "»"):
        return _before_insertion(scene, at)
    if token.text in ("and", "et", "but", "mais"):
        return Subject(strong=True)  # a second verb of the same actor
    if scene.mention_at(token.start) is not None:
        return Subject(strong=True)
    if token.text in grammar.articles or token.text in grammar.toward or token.text in grammar.being:
        return None
    if token.text in scene.lexicon.bodies or token.text.isupper():
        return Subject(strong=token.text in _PRONOUNS)
    if passive:
        return Subject(strong=False)
    return _noun_phrase(scene, at)


def _noun_phrase(scene: Scene, at: int) -> Subject | None:
    """A head noun whose phrase opens the clause: "Six countries", "A suspected act of sabotage"."""
    if not scene.tokens[at].text[0].isalpha():
        return None  # a number, an ordinal or a sign; "F-35s" is a noun
    steps = 0
    while at >= 0 and steps < 12:
        word = scene.tokens[at].text
        if word in (",", ";", ":", "“", "„", "«", '"', "and", "but", "–", "—") or word in scene.grammar.that:
            return Subject(strong=False) if steps else None
        if word == "as" and scene.heading:
            return Subject(strong=False) if steps else None
        if word in scene.grammar.relatives or word in scene.grammar.background or word in scene.grammar.being:
            return None
        at -= 1
        steps += 1
    return Subject(strong=False) if steps and at < 0 else None


def _before_insertion(scene: Scene, comma: int) -> Subject | None:
    """A actor that an insertion parts from its verb: "Kallas, a former prime minister, told …"."""
    closing = scene.tokens[comma].text
    opening = {",": ",", ")": "(", "–": "–", "—": "—"}.get(closing)
    if opening is None:
        return None
    at = comma - 1
    while at >= 0 and scene.tokens[at].text != opening:
        at -= 1
    if at < 1:
        return None
    token = scene.tokens[at - 1]
    if scene.mention_at(token.start) is not None or token.text in scene.lexicon.bodies:
        return Subject(strong=True)
    return Subject(strong=False) if token.text.isalpha() and at - 1 < _OPENING_WORDS else None


def plural_subject(scene: Scene, index: int) -> bool:
    """Whether several act, or we: then a bare verb is no infinitive."""
    token = scene.tokens[index - 1]
    if token.text in ("we", "they", "i", "nous", "ils", "elles", "both"):
        return True
    if scene.heading and (scene.mention_at(token.start) is not None or token.text in scene.lexicon.bodies):
        return True
    if scene.heading and index > 2 and scene.tokens[index - 2].text in ("and", ",", "&"):
        return scene.text[token.start].isupper()  # "Tokyo and Manila ink pact"
    if token.text.endswith("s") and (token.text in scene.lexicon.bodies or _noun_phrase(scene, index - 1)):
        return True
    last = scene.mention_at(token.start)
    if last is None:
        return False
    joint = scene.at(last.start) - 1
    while joint > 0 and scene.tokens[joint].text in ("the", ","):
        joint -= 1
    return (
        joint > 0 and scene.tokens[joint].text == "and" and scene.mention_at(scene.tokens[joint - 1].start) is not None
    )


def finite(scene: Scene, first: int, last: int) -> bool:
    """Whether an auxiliary stands among the tokens [first:last]."""
    grammar = scene.grammar
    finite = grammar.being | grammar.perfect | grammar.planned
    return any(word in finite for word in scene.words(first, last))
