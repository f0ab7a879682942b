"""Who holds an office: the dated catalogue decides who, an article's sentence must say so. Never a former holder.

A sentence of 2022 that names a minister is no answer to who the minister is now; the catalogue of offices tells
whether the person still holds it. Where no article names the present holder, the answer is a refusal that says what
the catalogue lists, and that this comes from no article.
"""

import re
from datetime import date

from bot.answers.evidence import Evidence, Finding, day
from bot.answers.naming import stems
from bot.catalogue import Catalogue, Office
from bot.language import STOP_WORDS, fold, stem, words
from bot.questions import Question
from storage.models import Passage

_ASKS = re.compile(
    r"^\W*(?:and\s+)?(?:who(?:'s|’s)?\s+(?:is|was|were|are|became|holds?|leads?|heads?|chairs?|serves? as)"
    r"|qui (?:est|etait)|wer (?:ist|war))\b"
)
_OFFICE = words("minister president chancellor commissioner secretary representative director chief chair head premier")
_OFFICE_STEMS = frozenset(stem(word) for word in _OFFICE)


def find(question: Question, evidence: Evidence) -> Finding | None:
    """The sentences that name the holder of the office asked for; None when no office is asked for."""
    if not _ASKS.match(fold(question.text)):
        return None
    on = question.until or evidence.as_of
    offices = asked_for(question, evidence.catalogue)
    holders = [office for office in offices if held_on(office, on)]
    if not offices:
        return None
    if not holders:
        return Finding(reason=f"I know of nobody verified to hold that office on {on:%-d %B %Y}.")
    proving = _proving(holders, evidence, on)
    if proving:
        return Finding(passages=tuple(proving[:2]))
    holder = holders[0]
    name = evidence.catalogue.actors[holder.person].name
    since = f" since {holder.valid_from:%-d %B %Y}" if holder.valid_from else ""
    return Finding(
        reason=f"No article I hold says who that is. The catalogue of offices, which is no article, lists {name} "
        f"({holder.office}{since}) as of {on:%-d %B %Y}."
    )


def asked_for(question: Question, catalogue: Catalogue) -> list[Office]:
    """The offices whose title and organisation a question names, whoever holds them."""
    asked = {stem(word) for word in words(question.text) if word not in STOP_WORDS}
    if not asked & _OFFICE_STEMS:
        return []
    actors = frozenset[str]().union(*(thing.actors for thing in question.named))
    best: list[Office] = []
    most = 0
    for office in catalogue.offices:
        title = {stem(word) for word in words(office.office) if word not in STOP_WORDS}
        place = office.organisation in actors or office.person in actors
        wanted = (asked & title) & (
            _OFFICE_STEMS | {stem(word) for word in words("defence foreign prime high interior")}
        )
        unwanted = {stem(word) for word in words("deputy vice former defence foreign prime interior")} & title - asked
        if not (place and wanted & _OFFICE_STEMS) or unwanted - {stem("vice")}:
            continue
        if len(wanted) > most:
            best, most = [], len(wanted)
        if len(wanted) == most:
            best.append(office)
    return best


def held_on(office: Office, on: date) -> bool:
    """Whether the office was held on that day, by the catalogue."""
    return (office.valid_from is None or office.valid_from <= on) and (office.valid_to is None or on <= office.valid_to)


def _proving(holders: list[Office], evidence: Evidence, on: date) -> list[Passage]:
    found: list[tuple[bool, date, Passage]] = []
    for passage in evidence.passages:
        published = day(passage.published_at)
        for office in holders:
            if office.person not in passage.actors or published is None or published > on:
                continue
            title = {stem(word) for word in words(office.office)} & _OFFICE_STEMS
            since = office.valid_from
            if title & stems(passage.text, passage.language) and (since is None or published >= since):
                name = evidence.catalogue.actors[office.person].name
                found.append((fold(name) in fold(passage.text), published, passage))
    found.sort(key=lambda item: (item[0], item[1]), reverse=True)
    return [passage for _, _, passage in found]
