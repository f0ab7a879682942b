"""Days to come that a text names, with the sentence that proves them and how certain they are. Pure; no calendar.

Only what lies after the article's own day is to come; without that day there is none. A history or a birthday that
names a coming year is told apart from a plan by nothing but the words: every sentence is shown with its milestone.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.language import fold
from bot.when import When
from bot.when.tense import tense
from storage.models import Milestone, Span

FEWEST = 3  # words besides the date; fewer say nothing of it
LONGEST = 240  # characters of `what`
FURTHEST = 30  # years; what lies further off is a vision
OPEN = timedelta(days=7)
"""Two readings no farther apart (next Friday) leave a milestone uncertain; farther apart (03/04/2027) there is none."""

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
        day = _to_come(when, on)
        if day is None or day.year > on.year + FURTHEST:
            continue
        while at + 1 < len(sentences) and sentences[at].end <= when.start:
            at += 1
        span = sentences[at]
        if not span.start <= when.start < span.end:
            continue
        start, end = _clause(text, span, when)
        if _rhetorical(text, start, end, when) or _no_event(text, (start, end), when, language):
            continue
        first, last = _what(text, start, end, when)
        certain = when.sure and _certain(text, start, end, when, language)
        found.append(
            Milestone(date=day, precision=when.precision, certain=certain, what=text[first:last], start=first, end=last)
        )
    return list({(one.date, one.what): one for one in found}.values())


def _to_come(when: When, on: date) -> date | None:
    """The day of a date that lies ahead; of a week or month that has begun (later this month) its last."""
    if when.other is not None and abs(when.other - when.first) > OPEN:
        return None
    if when.direction == "future":
        return when.day
    ahead = when.direction == "present" and when.last > on and when.bound in ("on", "until", "before")
    return when.last if ahead else None


_GIVEN = re.compile(
    r"(?i)\b(?:for|over|during|throughout|pour|pendant|durant|für|während)\s+(?:the\s+|les\s+|die\s+|den\s+)?"
    r"(?:years?\s+|années?\s+|jahre?\s+)?(?:\d{4}\s+(?:and|to|et|und|bis)\s+)?$"
)
_EACH = re.compile(
    r"(?i)\b(?:every|each|chaque|tous les|toutes les|jede[nmrs]?)\s+"
    r"(?:(?:year|month|week|année|mois|jahr|monat|woche)\b[^.;]{0,16}|\w+\s+)?$"
)
_LASTING = re.compile(r"(?i)(?:with)?in\b|binnen|innerhalb|d['’]ici")
_NEVER = re.compile(r"(?i)\bwould have\b|\baurai(?:t|ent)\b|\bhätten?\b")
"""What did not come about: "the mandate would have ended next week"."""

_LATER = re.compile(r"(?i)\b(?:later|plus tard|später|darauf)$")
_NEXT = re.compile(r"(?i)(?:the )?(?:next|following)\b")
_HAD = re.compile(r"\bhad\b")
_WITHIN = re.compile(r"(?i)within\b|binnen|innerhalb|d['’]ici")
_COUNTED = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twice|times)\b[^,;]*$")
_TO = re.compile(r"\bto [a-z]|\bzu\b|\b(?:de|d['’]|à) \w+(?:er|ir|re)\b")
_AHEAD = {
    "en": re.compile(
        r"\b(?:will|shall|(?:is|are) (?:\w+ly |now |also )?"
        r"(?:to|due|set|expected|scheduled|planned|slated|(?!being)\w+ing)"
        r"|plans?|intends?|expects?|aims?|due|scheduled)\b|['’]ll\b"
    ),
    "fr": re.compile(
        r"\b\w{2,}(?:ra|ront|rons)\b|\b(?:prévue?s?|doit|doivent|va|vont|devrait|devraient|attendue?s?)\b"
    ),
    "de": re.compile(r"\b(?:wird|werden|soll|sollen|will|wollen|geplant|plant|planen|dürfte|dürften)\b"),
}


def _no_event(text: str, clause: tuple[int, int], when: When, language: str) -> bool:
    """Whether a time is told in which nothing is said to happen: how long something lasts, what recurs, a mere year.

    In a mere year, or in a week or month that has begun, something is to come only where the clause looks ahead.
    """
    before = text[clause[0] : when.start]
    ahead = _AHEAD.get(language, _AHEAD["en"]).search(text, *clause) is not None
    if _recurring(before, when) or _of_then(text, clause, when, language, ahead=ahead):
        return True
    if when.direction == "present" and when.bound == "on":
        return not ahead
    if when.precision == "year" and when.bound == "on" and not when.closing and when.first.month == 1:
        return not (ahead or _TO.search(before) or _PATTERNS.get(language, _PATTERNS["en"])[0].search(text, *clause))
    return False


def _recurring(before: str, when: When) -> bool:
    """Whether a time is one of many, or how long something lasts; `before` is the clause up to it."""
    if _EACH.search(before) or when.precision in ("decade", "century"):
        return True
    return (when.precision == "year" or when.bound == "until") and _GIVEN.search(before) is not None


def _of_then(text: str, clause: tuple[int, int], when: When, language: str, *, ahead: bool) -> bool:
    """Whether a time is counted from another day than the article's, or was never to come."""
    before, told = text[clause[0] : when.start], text[when.start : when.end]
    if _NEVER.search(before) or (_LATER.search(told) and not ahead) or (_NEXT.match(told) and _HAD.search(before)):
        return True
    if _WITHIN.match(told) and not (ahead or _TO.search(before) or _bound_to(text, clause, language)):
        return True  # "the second attempt within three years" looks back
    if not _LASTING.match(told) or when.precision == "year":
        return False
    return bool(_COUNTED.search(before)) or (_looks(text, when, language) == "past" and not _TO.search(before))


def _bound_to(text: str, clause: tuple[int, int], language: str) -> bool:
    """Whether a plan, a wish or an obligation stands in a clause."""
    return any(pattern.search(text, *clause) for pattern in _PATTERNS.get(language, _PATTERNS["en"]))


def _looks(text: str, when: When, language: str) -> str:
    """Whether the clause around a date looks back or ahead."""
    left = max(0, when.start - _AROUND)
    folded = fold(text[left : when.end + _AROUND])
    return tense(folded, when.start - left, when.end - left, language)


_AROUND = 200  # characters that tell a tense
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
    """The clause; where it is long, from its beginning or a comma on, so that it can be passed on."""
    if end - start > LONGEST and when.end - start > LONGEST:
        commas = [cut.end() for cut in _COMMA.finditer(text, start, when.start)]
        near = [at for at in commas if when.end - at <= LONGEST]
        start = near[0] if near else text.rfind(" ", start, when.end - LONGEST // 2) + 1
    if end - start > LONGEST:
        after = [cut.start() for cut in _COMMA.finditer(text, when.end, start + LONGEST)]
        end = after[-1] if after else max(text.rfind(" ", when.end, start + LONGEST), when.end)
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


_COMMA = re.compile(r"[,;:]\s+(?!\d)")
