"""Who does it to whom: whether a sentence has subject and object of the act asked about the same way round. Pure.

"Did Hungary sue the Commission?" is not answered by "The Commission sued Hungary". Only order is looked at: what stands
before the verb does it, what stands after it undergoes it, and the other way round in the passive.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.answers.meaning import Wish
from bot.answers.naming import folded
from bot.asking.named import Named
from bot.asking.questions import Question
from bot.language import stem, words
from bot.stories import lexicon
from storage.models import Passage

_NAME = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w’-]+")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|wurde|wurden|worden|est|sont|fut|ete)\s+(?:\w+\s+){0,2}$")
_BY = re.compile(r"^\W*(?:\w+\W+){0,3}?(?:by|von|par|durch)\b")
_ASKS_PASSIVELY = re.compile(
    r"\b(?:is|are|was|were|been|wurde|wurden|est|ete)\b.*\b(?:by|von|par)\b|^\W*(?:by|von|par) "
)

_BE = re.compile(
    r"^\W*(?:and |but )?(?:(?:when|why|where|how|wann|warum|wo|quand)\W+)?(?:is|are|was|were|wurden?|wird|werden)\b"
)
_PARTICIPLE = re.compile(r"(?:\w+(?:ed|en|wn|ght|lt|ld|nt|ut)|ge\w+t|\w+iert)\b")


def order(question: Question, wanted: Sequence[Wish], passage: Passage) -> float:
    """1 if all things stand on their side of the act, -1 if one stands on the other; 0 where that cannot be told."""
    if not question.predicate:
        return 0.0
    wish = next((one for one in wanted if one.stem == question.predicate), None)
    if wish is None:
        return 0.0
    sides = _sides(question)
    text = folded(passage.text)
    found = 0.0
    for start, end in _acts(wish, text, passage.language):
        passive = bool(_PASSIVE.search(text[:start]))
        agent_last = passive and bool(_BY.match(text[end:]))
        score = _agent(question, passage, start, end, passive=passive) if question.kind == "who" else 0.0
        for thing, doing in sides:
            places = _places(thing, text)
            before, after = any(at < start for at in places), any(at > end for at in places)
            if before == after:
                continue
            does = after if agent_last else before and not passive
            score += 1.0 if does == doing else -1.0
        if score > found or not found:
            found = score
    return max(-1.0, min(1.0, found))


def _agent(question: Question, passage: Passage, start: int, end: int, *, passive: bool) -> float:
    """For "who did it": whether a name that the question has not stands where the one who did it would."""
    raw = passage.text[end : end + 60] if passive else passage.text[max(0, start - 45) : start]
    asked = set(words(question.text))
    return 0.5 if any(not set(words(name[0])) & asked for name in _NAME.finditer(raw)) else -0.5


def _sides(question: Question) -> list[tuple[Named, bool]]:
    """The things asked about, and whether each is said to do it."""
    text = folded(question.text)
    verb = next(
        (m.start() for m in re.finditer(r"\w+", text) if stem(m[0], question.language) == question.predicate), 0
    )
    # "When was EDIP proposed": what stands before the verb undergoes it.
    asks_passively = bool(_ASKS_PASSIVELY.search(text)) or bool(
        _BE.search(text[:verb]) and _PARTICIPLE.match(text[verb:])
    )
    return [
        (thing, (thing.start < verb) != asks_passively)
        for thing in question.named
        if thing.start >= 0 and thing.surface != question.voice
    ]


def _acts(wish: Wish, text: str, language: str) -> list[tuple[int, int]]:
    return [
        match.span()
        for match in re.finditer(r"[^\W\d_]+", text)
        if (one := stem(match[0], language)) == wish.stem or one in wish.alike or (wish.concepts & _concepts(match[0]))
    ]


@lru_cache(maxsize=4096)
def _concepts(word: str) -> frozenset[str]:
    return lexicon.concepts([word])


def _places(thing: Named, text: str) -> list[int]:
    pattern = _pattern(tuple(folded(form) for form in thing.proper[:12]))
    return [match.start() for match in pattern.finditer(text)] if pattern else []


@lru_cache(maxsize=256)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    spelled = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)") if spelled else None
