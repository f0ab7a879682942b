"""What a question asks for in so many words: what is lacking, what is first or largest, what something holds. Pure."""

import re

from bot.answers.naming import folded
from bot.asking.questions import Question
from storage.models import Passage

_LACKING = re.compile(
    r"\b(?:not|no|never|none|nor|without|yet|still|missing|remain\w*|outstanding|left out|fail\w*|refus\w*|exclud\w*"
    r"|except|lack\w*|away from|stay\w* out|opt\w* out|veto\w*|n't|n’t|pas|sans|ni|encore|manqu\w*|nicht|kein\w*"
    r"|ohne|noch|fehl\w*)\b"
)
_ASKS_LACKING = re.compile(
    r"\b(?:not|never|without|yet|still|missing|outstanding|remaining|left|lacks?|refus\w*|exclud\w*|exempt\w*"
    r"|pas|sans|encore|manqu\w*|nicht|kein\w*|ohne|noch|fehl\w*|n't|n’t)\b"
)
_ASKS_UTMOST = re.compile(
    r"\b(?:most|largest|biggest|greatest|highest|longest|lowest|smallest|least|earliest|first|oldest|only|maximum|total"
    r"|altogether|plus grand\w*|premier\w*|grosste\w*|hochste\w*|erste\w*|meisten)\b"
)
_NEXT_TO_UTMOST = re.compile(
    r"\b(?:second|third|fourth|one of the|among (?:them|the)|zweit\w*|dritt\w*|deuxieme|un des) ?-?(?:\w+ )?"
    r"(?:most|largest|biggest|greatest|highest|plus grand\w*|grosste\w*|hochste\w*)\b"
    r"|\b(?:most|largest|biggest|greatest|highest|first) (?:\w+ ){0,2}(?:among|of) (?:them|these|those)\b"
    r"|\b(?:second|another|third)\b"
)
"""Not the first of a row, or of only a part of it."""
_UTMOST = re.compile(
    r"\b(?:of all|up to|in (?:all|total)|total\w*|altogether|whole|maximum|comes? first|first|began with|at most"
    r"|no other|only|largest|biggest|highest|jusqu'a|au total|insgesamt|bis zu|premier\w*|erste\w*)\b"
)
_HOLDS = re.compile(
    r"\b(?:includ\w+|cover\w*|contain\w*|compris\w+|consist\w*|ban(?:s|ned)?|list(?:s|ed)|allow\w*|provid\w+"
    r"|requir\w+|has \w+ (?:pillars|parts|tracks|fields|flagships)|they are|namely|lower\w*|rais\w+|limit\w*"
    r"|set\w* (?:out|up|aside)|compren\w+|couvre\w*|prevoit|contient|umfass\w+|enthalt\w*|sieht vor|verbiet\w*)\b"
)
_ASKS_HOLDS = re.compile(
    r"\b(?:what|which|que|qu'|was|welche\w*) .*\b(?:includ\w+|cover\w*|contain\w*|compris\w+|consist\w*|ban|list|say"
    r"|new|in (?:it|the|this)|deal with|provide|require|change\w*|mean|prevoi\w*|contien\w*|compren\w*|umfass\w*"
    r"|enthalt\w*|steht|fields|areas|subjects|priorities|pillars|elements|measures)\b|\bmade up\b|\bconsist\w*\b"
)
_SETTLING = frozenset(["yes-no", "status", "next"])
"""Kinds of which "yet" and "still" ask nothing but whether."""


def signs(question: Question, passage: Passage) -> dict[str, float]:
    """For each of the three, whether the sentence has it: 0 where the question does not ask for it."""
    asked, here = folded(question.text), folded(passage.text)
    lacks = utmost = 0.0
    if question.kind not in _SETTLING and _ASKS_LACKING.search(asked):
        lacks = 1.0 if _LACKING.search(here) else -1.0
    if _ASKS_UTMOST.search(asked):
        utmost = -1.0 if _NEXT_TO_UTMOST.search(here) else float(bool(_UTMOST.search(here)))
    holds = float(bool(_ASKS_HOLDS.search(asked) and _HOLDS.search(here)))
    return {"lacks": lacks, "utmost": utmost, "holds": holds}
