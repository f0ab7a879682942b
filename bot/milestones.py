"""Days to come that a text names, with the sentence that proves them and how certain they are. Pure; no "
"calendar file.

Only what lies after the article's own day is to come; without that day there is none. A history or a birthday that
names a coming year is told apart from a plan by nothing but the words: every sentence is shown with its milestone.
"""

import re
from collections.abc import Sequence
from datetime import date

from bot.when import When
from storage.models import Milestone, Span

FEWEST = 3  # words besides the date; fewer say nothing of it
LONGEST = 160  # characters of `what`
FURTHEST = 30  # years; what lies further off is a vision

_UNCERTAIN = {
    "en": r"may(?=\s+(?:not\s+|also\s+|still\s+)?[a-z]{2,})|might|could|would|should|expect(?:s|ed|ing)?"
    r"|plan(?:s|ned|ning)?|hop(?:e|es|ed|ing)|aims?|aimed|aiming"
    r"|intend(?:s|ed)?|propos(?:e|es|ed|ing|al)|want(?:s|ed)?|likely|possibl[ey]|perhaps|probably|unlikely"
    r"|potential(?:ly)?|forecast|estimated?|envisag\w+|target(?:s|ed|ing)?"
    r"|tentative(?:ly)?|provisional(?:ly)?|if|unless|whether|suggest\w*|consider\w*|seek(?:s|ing)?|goal"
    r"|needs? to|needed to|ought to|(?:[Ww]e|[Yy]ou|[Tt]hey|[Ee]veryone|[Ee]urope) (?:all )?(?:must|have to)"
    r"|let us|let['’]s|committ?(?:ed|ment|ments)?|ambitio\w+|look(?:s|ing)? forward|foreseen?"
    r"|call(?:s|ed|ing)? (?:for|on)|urg(?:e|es|ed|ing)|no (?:later|date)|anticipated?|draft",
    "fr": r"il faut|il faudra|devons|besoin|engagement|souhait\w+|pourra(?:it|ient)|devrait"
    r"|devraient|prévoi\w+|prévue?s?|espèr\w+|envisag\w+"
    r"|vise(?:nt)?|viser|objectif|ambition|probable\w*|peut-être|propos\w+|si|éventuel\w*"
    r"|attendue?s?|projet\w*|entend(?:ent)?|veut|veulent|seraient?|aurait|auraient",
    "de": r"wir müssen|müssen wir|brauchen|könnte[n]?|dürfte[n]?|soll(?:te[n]?|en)?|geplant\w*|plan(?:t|en)"
    r"|wahrscheinlich|voraussichtlich|möglicherweise|vielleicht|erwartet\w*|hofft|hoffen|will|wollen|strebt|anstreb\w+"
    r"|vorgeschlagen\w*|schlägt|falls|wenn|würde[n]?|ziel|möchte[n]?|beabsichtig\w+|bestrebt",
}
_DECIDED = {
    "en": r"scheduled|decided|agreed|adopted|signed|must|shall|set to expire|expires?|deadline|is due|are due"
    r"|enters? into force",
    "fr": r"décidé\w*|adopté\w*|signé\w*|doit|doivent|échéance|expire\w*|fixée?s?|entrera en vigueur"
    r"|entre en vigueur",
    "de": r"beschlossen|vereinbart|muss|müssen|frist|läuft aus|angesetzt|festgelegt|tritt in kraft|in kraft",
}
_PATTERNS = {
    language: (
        re.compile(rf"(?<![\w-])(?:{_UNCERTAIN[language]})(?![\w-])"),
        re.compile(rf"(?<![\w-])(?:{_DECIDED[language]})(?![\w-])", re.I),
    )
    for language in _UNCERTAIN
}
_CLAUSE = re.compile(r"(?:;|,\s+(?:and|but|while|et|mais|und|aber|wobei)|\s[–—]|:)\s+")


def milestones(
    text: str, sentences: Sequence[Span], dates: Sequence[When], *, on: date | None, language: str = "en"
) -> list[Milestone]:
    """What the text says will be, in its order; one for each day and clause. `dates` are those of `bot.when`."""
    if on is None:
        return []
    found: list[Milestone] = []
    at = 0
    for when in dates:
        if when.direction != "future" and not _runs_out(when, on):
            continue
        if not when.sure or when.day.year > on.year + FURTHEST:
            continue
        while at + 1 < len(sentences) and sentences[at].end <= when.start:
            at += 1
        span = sentences[at]
        if not span.start <= when.start < span.end:
            continue
        start, end = _clause(text, span, when)
        if _rhetorical(text, start, end, when):
            continue
        first, last = _what(text, start, end, when)
        found.append(
            Milestone(
                date=when.day, precision=when.precision, certain=_certain(text, start, end, when, language),
                what=text[first:last], start=first, end=last,
            )
        )  # fmt: skip
    return list({(one.date, one.what): one for one in found}.values())


def _runs_out(when: When, on: date) -> bool:
    """A time that has begun and is told by its end: by the end of this year."""
    return when.bound in ("until", "before") and when.last > on


_WORD = re.compile(r"\w+")
_DENIED = re.compile(r"(?i)\b(?:not|never|or|nicht|pas|oder|ou)\s+(?:in\s+|dans\s+)?$")
_SUBJECT = re.compile(r"(?i)\s*(?:is|will be|was|means|or|and|est|sera|ist|wird)\b")
_TOMORROW = re.compile(r"(?i)tomorrow|demain|morgen")


def _rhetorical(text: str, start: int, end: int, when: When) -> bool:
    """Whether a day is named but nothing told of it: "not tomorrow", "tomorrow will be late", "Tomorrow."."""
    before, after = text[start : when.start], text[when.end : end]
    if len(_WORD.findall(before)) + len(_WORD.findall(after)) < FEWEST or _DENIED.search(before):
        return True
    return bool(_TOMORROW.search(text, when.start, when.end) and _SUBJECT.match(after))


def _clause(text: str, span: Span, when: When) -> tuple[int, int]:
    """The part of the sentence around the date."""
    start, end = span.start, span.end
    for cut in _CLAUSE.finditer(text, span.start, span.end):
        if cut.end() <= when.start and when.start - cut.end() > 12:
            start = cut.end()
        elif cut.start() >= when.end:
            end = cut.start()
            break
    return start, end


def _certain(text: str, start: int, end: int, when: When, language: str) -> bool:
    """Nothing in the clause makes it a plan, a wish or a guess; a date that is fixed stays so whoever says it."""
    unsure, decided = _PATTERNS.get(language, _PATTERNS["en"])
    clause = text[start : when.start] + " " * (when.end - when.start) + text[when.end : end]
    doubt = max(unsure.finditer(clause), key=re.Match.start, default=None)
    if doubt is None:
        return True
    fixed = decided.search(clause)
    return bool(fixed and re.search(r"(?i)scheduled|deadline|échéance|frist|must|shall", fixed[0]) and _weak(doubt[0]))


def _weak(word: str) -> bool:
    return word.casefold() in ("planned", "target", "if", "si", "wenn", "draft", "geplant")


def _what(text: str, start: int, end: int, when: When) -> tuple[int, int]:
    """The clause, cut at words around its date where it is long."""
    if end - start > LONGEST:
        left = max(start, min(when.start - LONGEST // 2, end - LONGEST))
        right = min(end, left + LONGEST)
        left = left if left == start else text.find(" ", left, when.start) + 1 or left
        right = right if right == end else max(text.rfind(" ", when.end, right), when.end)
        start, end = left, right
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
