"""Questions for news: "What is new on SAFE?", "What happened on 23 April 2026?". Pure; finds no news.

They ask for no words to be found in a sentence, but for what happened, on a matter or in a period.
"""

import re
from datetime import date

from bot.asking import periods, wishes
from bot.asking.periods import Period
from bot.asking.questions import Question
from bot.asking.wishes import Subject
from bot.catalogue import Catalogue
from bot.errors import UnknownName
from bot.language import fold
from bot.stories.figures import CARDINALS
from storage.models import Record

USUAL, MOST = 5, 10
"""Developments that are told, where the question says no number, and at most."""

_NUMBERS = {word: number for word, number in CARDINALS.items() if number <= MOST}
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_GREAT = (
    r"(?P<great>most important|main|key|biggest|major|top|wichtigsten?|principa(?:l|ux|les)|plus important(?:e?s)?)"
)
_FRESH = r"(?:latest|recent|newest|neuesten?|letzten?|dernier(?:e?s)?)"
_THINGS = r"(?:news|developments?|events|steps|updates?|entwicklungen|ereignisse|neuigkeiten|nouvelles|evenements)"

_ASKS = re.compile(
    r"(?:so |and |please |hi,? )*(?:"
    r"what(?: i|’|')?s (?:new|happening|going on)|what(?: has|’s|'s)? (?:happened|changed)"
    r"|what(?: has|’s|'s) been (?:happening|going on)"
    rf"|(?:(?:what (?:are|were)|give me|show me|tell me|list|was sind|quel(?:le)?s sont) )?(?:the |die |les )?"
    rf"(?:{_COUNT} )?(?:{_GREAT}|{_FRESH}) {_THINGS}"
    rf"|(?:any|is there any|are there any) (?:{_FRESH} )?{_THINGS}|(?:give me )?an? update|update me|catch me up"
    r"|bring me up to date|was (?:ist|gibt es|gibt’s|gibt's) (?:neu(?:es)?|passiert|geschehen)|neuigkeiten|was geschah"
    r"|quoi de neuf|qu(?:e|’|') ?s['’ ]?est[- ]il passe|qu['’]est[- ]ce qui s['’]est passe|que s['’]est[- ]il passe"
    r")"
    r" ?(?:(?:on|about|with|regarding|concerning|around|zu|zum|zur|bei|mit|um|sur|avec|concernant|a propos de"
    r"|au sujet de) (?P<subject>.+))?"
)
_AGAIN = re.compile(
    r"(?:and|what about|how about|et|und)\s+(?:(?:on|about|with|for|zu|bei|sur|pour|avec) )?(?P<subject>.+)"
)
_ON = re.compile(r"\b(?:on|of|am|vom|le|du)\s+(?P<day>\d{4}-\d\d-\d\d|\d{1,2}\.? \w+ \d{4}|\w+ \d{1,2},? \d{4})", re.I)
_FROM_TO = re.compile(r"\bfrom (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)")
_ARTICLE = re.compile(r"^(?:the|le|la|les|l['’]|der|die|das|dem|den)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|\band\b|\bet\b|\bund\b|&)\s*")


class News(Record):
    """What happened on each of `subjects` together, or on anything, on the days of a period."""

    subjects: tuple[Subject, ...] = ()
    period: Period = Period()
    most: int = USUAL
    greatest: bool = False  # not the newest, but those that most publishers tell


def sought(
    text: str, catalogue: Catalogue, *, today: date, before: str = "", about: tuple[Subject, ...] = ()
) -> News | None:
    """What news a question asks for; None where it asks for anything else, or about what the catalogue does not know.

    `before` is the question before it in the thread, and `about` what that was about: "And on Ukraine?" asks for news
    where that did, "What's new?" for news about the same.
    """
    period, rest = _period(" ".join(text.split()).strip(" .?!"), today=today)
    rest = " ".join(rest.split()).strip(" .?!")
    match = _ASKS.fullmatch(fold(rest))
    if match is None:
        return _again(rest, period, catalogue, today=today, before=before)
    named = subjects(rest[match.start("subject") :], catalogue) if match["subject"] else ()
    if named is None or (named == () and period == Period() and not match["great"] and not _open(rest)):
        return None
    count = _NUMBERS.get(match["count"] or "", 0) or int(match["count"] or USUAL)
    if not named and period == Period():
        named = about
    return News(subjects=named, period=period, most=min(count, MOST), greatest=bool(match["great"]))


def matter(kept: str, catalogue: Catalogue) -> tuple[Subject, ...]:
    """What a question was about that was kept as it was understood: the actors it names beyond doubt, two at most."""
    try:
        question = Question.model_validate_json(kept)
    except ValueError:
        return ()
    ids = dict.fromkeys(next(iter(thing.actors)) for thing in question.named if len(thing.actors) == 1)
    known = [catalogue.actors[id_] for id_ in ids if id_ in catalogue.actors]
    return tuple(Subject(kind="actor", id=one.id, name=one.name) for one in known[:2])


def said(wanted: News) -> str:
    """The whole question, as it was understood: one that asks for the same."""
    named = " and ".join(one.name for one in wanted.subjects)
    since, until = wanted.period.since, wanted.period.until
    if since and since == until:
        when = f" on {since.isoformat()}"
    else:
        when = f" from {since.isoformat()} to {until.isoformat()}" if since and until else ""
        when = when or (f" since {since.isoformat()}" if since else "")
    great = "most important" if wanted.greatest else "latest"
    return f"The {wanted.most} {great} developments{f' on {named}' if named else ''}{when}"


def _again(rest: str, period: Period, catalogue: Catalogue, *, today: date, before: str) -> News | None:
    earlier = sought(before, catalogue, today=today) if before else None
    match = _AGAIN.fullmatch(fold(rest))
    if earlier is None:
        return None
    if not rest.strip() or fold(rest) in ("and", "what about", "how about", "et", "und"):
        return None if period == Period() else earlier.model_copy(update={"period": period})
    named = subjects(rest[match.start("subject") :], catalogue) if match else None
    if named is None:
        return None
    return earlier.model_copy(update={"subjects": named, "period": earlier.period if period == Period() else period})


def _period(text: str, *, today: date) -> tuple[Period, str]:
    if (match := _FROM_TO.search(text)) and (first := periods.day(match[1])) and (last := periods.day(match[2])):
        return Period(since=first, until=last), f"{text[: match.start()].rstrip()}{text[match.end() :]}"
    if (match := _ON.search(text)) and (day := periods.day(match["day"])):
        return Period(since=day, until=day), f"{text[: match.start()].rstrip()}{text[match.end() :]}"
    return periods.typed(text, today=today)


def subjects(text: str, catalogue: Catalogue) -> tuple[Subject, ...] | None:
    """What is named, whole or in parts; None where a part is nothing that the catalogue knows."""
    for parts in ([text], _AND.split(text)):
        try:
            return tuple(wishes.subject(_ARTICLE.sub("", part.strip()), catalogue, usage="timeline") for part in parts)
        except UnknownName:
            continue
    return None


def _open(rest: str) -> bool:
    """Whether it is a whole question without a subject: "What's new?", and not the "update" of another sentence."""
    return len(rest.split()) > 1
