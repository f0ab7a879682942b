"""What each kind of question wants to see in a sentence: a date, an amount, a name. Signs of form, not of meaning."""

import re
from collections.abc import Mapping

from bot.catalogue import Catalogue
from bot.language import fold, stem, words
from bot.periods import MONTHS
from bot.questions import Kind, Question
from bot.synonyms import synonyms
from storage.models import Passage

WANTED: Mapping[Kind, str] = {
    "who": "says who",
    "when": "says when",
    "how-much": "gives an amount",
    "how-many": "gives a number",
    "where": "says where",
    "why": "says why",
    "yes-no": "settles it",
    "position": "gives that position",
    "definition": "says what it is",
    "what": "says that",
}

_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|hundred|thousand|million|billion|trillion|dozens?"
    "|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|cent|mille|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn"
    "|hundert|tausend|millionen?|milliarden?|milliards?"
)
_WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
)
_MONTHS = "|".join(sorted((name for name in MONTHS if len(name) > 3), key=len, reverse=True))

_WHEN = re.compile(
    rf"\b(?:(?:19|20)\d\d|{_MONTHS}|{_WEEKDAYS}|today|yesterday|tomorrow|tonight|aujourd'hui|hier|demain|heute"
    r"|gestern|morgen|(?:last|next|this|earlier this|later this) (?:week|month|year|spring|summer|autumn|winter)"
    r"|(?:years?|months?|weeks?|days?) ago)\b"
)
_AMOUNT = re.compile(
    r"[€$£¥]\s?\d|\b(?:eur|usd|gbp|jpy)\s?\d|\d\s?(?:%|€|eur\b|euros?\b|dollars?\b|per ?cent\b|pounds?\b|yen\b)"
    rf"|(?:\d|\b(?:{_NUMBERS}))[\d.,]*\s?(?:billion|million|trillion|bn|milliards?|milliarden?|millionen?)\b"
    r"|\bpercent(?:age)?\b|\bprozent\b|\bpour cent\b"
)
_NUMBER = re.compile(rf"\d|\b(?:{_NUMBERS})\b")
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]n|[Ff]rom|[Tt]o|[Àà]|[Ee]n|[Aa]u|[Nn]ach|[Bb]ei)\s+(?:the\s+)?[A-ZÀ-Þ]"
)
_REASON = re.compile(
    r"\b(?:because|due to|in order to|so that|owing to|in response to|as a result|amid|amidst|given|since|in light of"
    r"|aim\w* (?:at|to)|therefore|to (?:ensure|strengthen|protect|help|allow|deter|support|avoid|prevent|bolster"
    r"|counter|reduce|increase|give|make)|car|parce que|afin|pour|weil|um|damit|wegen"
    r"|reason\w*|driven by|underscor\w*)\b"
)
_SAYS = re.compile(
    r"[“”\"«»„]|\b(?:i|we|our|my|nous|wir)\b|\b(?:say|says|said|stat\w+|declar\w+|announc\w+|stress\w+|emphasi\w+|call\w*"
    r"|urg\w+|welcom\w+|condemn\w+|oppos\w+|support\w*|reject\w*|insist\w*|argu\w+|believ\w+|want\w*|warn\w*|demand\w*"
    r"|object\w*|reaffirm\w*|express\w*|pledg\w+|prais\w+|critici\w+|dit|declare|estime|sagte?|erklarte?)\b"
)
_NAME = re.compile(r"(?<=[\w,;:“(] )(?:[A-ZÀ-Þ][\w’-]+)")
_DEFINES = r"(?:\s*\([^)]{1,60}\))?,?\s+(?:is|are|was|were|means|stands for|an?|the|which|who|ist|est)\b"
_TITLED = (
    r"\b(?:president|minister|commissioner|secretary|chancellor|general|ambassador|chief|chair|director|head|mep)\b"
)


_SIGNS: Mapping[Kind, re.Pattern[str]] = {"when": _WHEN, "how-much": _AMOUNT, "position": _SAYS}

STRONG: frozenset[Kind] = frozenset(["when", "how-much", "how-many", "who"])
"""Kinds whose sign of form is itself evidence that a sentence answers."""


def fits(question: Question, passage: Passage, catalogue: Catalogue) -> bool:
    """Whether a sentence has what the kind of question wants. Kinds without a sign of form always fit."""
    folded = fold(passage.text)
    if question.kind in _SIGNS:
        return bool(_SIGNS[question.kind].search(folded))
    if question.kind == "how-many":
        return bool(_NUMBER.search(folded)) and _counts(question, passage)
    if question.kind == "who":
        return _names_another(question, passage, catalogue)
    return question.kind != "where" or bool(_PLACE.search(passage.text))


def bonus(question: Question, passage: Passage) -> float:
    """What more speaks for a sentence, for kinds whose signs are good to have but not needed."""
    folded = fold(passage.text)
    if question.kind == "why":
        return 0.12 if _REASON.search(folded) else 0.0
    if question.kind == "definition" or not question.content:
        return 0.25 if _defines(question, folded) else 0.0
    return 0.0


def _counts(question: Question, passage: Passage) -> bool:
    """Whether the sentence speaks of what is to be counted at all."""
    if not question.counted:
        return True
    alike = synonyms(question.language).get(question.counted, frozenset()) | {question.counted}
    return any(stem(word, passage.language) in alike for word in words(passage.text))


def _names_another(question: Question, passage: Passage, catalogue: Catalogue) -> bool:
    asked = frozenset[str]().union(*(thing.actors for thing in question.named))
    others = passage.actors - asked
    if question.wanted:
        return any(catalogue.actors[actor].kind in question.wanted for actor in others if actor in catalogue.actors)
    if others:
        return True
    known = fold(question.text)
    return any(fold(name) not in known for name in _NAME.findall(passage.text))


def _defines(question: Question, folded: str) -> bool:
    for thing in question.named:
        for form in thing.forms[:6]:
            name = re.escape(fold(form))
            if re.search(rf"\b{name}{_DEFINES}|\({name}\)", folded):
                return True
            if re.search(rf"{_TITLED}(?:\s+\w+){{0,2}}\s+{name}\b|\b{name}, (?:\w+\s+){{0,4}}{_TITLED}", folded):
                return True
    return False
