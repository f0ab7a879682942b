"""Persons: whose surname it is. A title, a first name, a full name elsewhere in the text decide; a common surname
alone never does."""

import re

from bot.catalogue import Actor
from bot.catalogue.folding import folded
from bot.catalogue.lookup import surnames
from bot.recognition.document import NO_WORD, Document, Word
from bot.recognition.index import Found, Name, Sense
from bot.recognition.naming import CIVIL, COMMON_SURNAMES, GIVEN_NAMES, MONTH_BEFORE, MONTH_NEXT, TITLES
from bot.recognition.places import subject
from bot.recognition.vocabulary import (
    FUNCTION_WORDS,
    ORDINARY,
)

_NEAR = 24
"""Characters between a title and the name of where it is held: "president of the"."""
_TITLE_WORDS = {word: title for word, title in TITLES.items() if title}


def called_later(document: Document) -> list[Found]:
    """Surnames of the persons named in full that are no aliases of theirs: "Wolters" after "Tod Wolters"."""
    found = []
    for id_ in document.in_full:
        actor = document.catalogue.actors[id_]
        known = {folded(name) for name in (*actor.aliases, *actor.ambiguous)}
        for surname in surnames(actor):
            if folded(surname) in known or len(surname) < 3:
                continue
            name = Name(surname, id_, Sense.AMBIGUOUS, None, strict=False)
            for match in re.finditer(rf"(?<!\w){re.escape(folded(surname))}(?!\w)", document.lower):
                if document.cased[match.start()].isupper():
                    found.append(Found(match.start(), match.end(), (name,)))
    return found


def weigh(document: Document, found: Found, actor: Actor) -> int:
    """2: the surname at `found` surely means this person; 1: it may; 0: it does not."""
    if not_hers(document, found, actor) or _month(document, found) or _another_name(document, found):
        return 0
    before = document.before(found.start)
    title = _title(before)
    if title:
        return 2 if fits(document, actor, title) else 0
    if document.in_full.get(actor.id) or _told_after(document, found, actor):
        return 1 if _namesakes(document, found, actor) else 2
    surname = document.lower[found.start : found.end]
    if surname in ORDINARY and document.opens_sentence(found.start):
        return 0
    if before.text not in CIVIL and surname in COMMON_SURNAMES:
        return int(_in_office(document, actor) and _related(document, actor))
    speaks = document.in_field and surname not in COMMON_SURNAMES and subject(document, found.end)
    return 2 if speaks or _related(document, actor) else 1


def _told_after(document: Document, found: Found, actor: Actor) -> bool:
    """Whether an office of the person follows as an apposition: Costa, president of the European Council."""
    word = document.after(found.end)
    if word.glue != ", ":
        return False
    for _ in range(4):
        title = _TITLE_WORDS.get(word.text)
        if title:
            return fits(document, actor, title) and _where_office_is_held(document, word.end, actor)
        if word is NO_WORD or word.glue not in (" ", ", "):
            return False
        word = document.after(word.end)
    return False


def _where_office_is_held(document: Document, at: int, actor: Actor) -> bool:
    """Whether the country or body in which the person held an office is named right behind its title."""
    places = {office.organisation for office in document.catalogue.held_by(actor.id)} | {actor.parent or ""}
    return any(at <= start <= at + _NEAR for place in places for start, _ in document.sure.get(place, ()))


def _another_name(document: Document, found: Found) -> bool:
    """Whether a surname follows, so that ours is a first name: Michel Barnier."""
    after = document.after(found.end)
    return (
        after.capital and after.glue == " " and after.text not in FUNCTION_WORDS and not document.heading(found.start)
    )


def not_hers(document: Document, found: Found, actor: Actor) -> bool:
    """Whether another first name stands before the surname: Melania Trump, Siim Kallas."""
    before = document.before(found.start)
    if not before.capital or before.glue not in (" ", "-") or " " in document.lower[found.start : found.end]:
        return False
    if before.text in CIVIL or before.text.rstrip(".") in TITLES or before.text.endswith("'s"):
        return False
    if before.glue == " " and before.text in FUNCTION_WORDS:
        return False
    if document.language == "de" or document.heading(found.start) or document.capitals(found.start):
        return before.text in GIVEN_NAMES
    if any(start <= before.start < end for spans in document.sure.values() for start, end in spans):
        return False
    return before.text not in folded(actor.name).split()


def fits(document: Document, actor: Actor, title: str) -> bool:
    """Whether an office that the person has held goes with the title (a regular expression)."""
    offices = (folded(office.office) for office in document.catalogue.held_by(actor.id))
    return any(re.search(title, office) for office in offices)


def _in_office(document: Document, actor: Actor) -> bool:
    if document.on is None:
        return False
    offices = document.catalogue.held_by(actor.id)
    return any((o.valid_from or document.on) <= document.on <= (o.valid_to or document.on) for o in offices)


def _title(before: Word) -> str | None:
    if before.glue not in (" ", ". ", "-"):
        return None
    return TITLES.get(before.text.rstrip(".").removesuffix("-elect").removesuffix("-designate"))


def _namesakes(document: Document, found: Found, actor: Actor) -> bool:
    """Whether another person of the surname is named in full nearer before `found`."""
    mine = max((at for at in document.in_full[actor.id] if at <= found.start), default=-1)
    surname = document.lower[found.start : found.end]
    return any(
        at > mine
        for id_, places in document.in_full.items()
        if id_ != actor.id and folded(document.catalogue.actors[id_].name).endswith(surname)
        for at in places
        if at <= found.start
    )


def _related(document: Document, actor: Actor) -> bool:
    """Whether the country or an institution of the person is surely named in the text."""
    linked = {office.organisation for office in document.catalogue.held_by(actor.id)}
    linked |= {actor.parent} if actor.parent is not None else set()
    actors = document.catalogue.actors
    parents = {actors[id_].parent for id_ in linked if actors[id_].kind != "country"}
    return not document.circle.isdisjoint(linked | parents)


def _month(document: Document, found: Found) -> bool:
    if document.lower[found.start : found.end] != "may":
        return False
    before = document.before(found.start)
    return (
        (before is NO_WORD and not subject(document, found.end))
        or before.text in MONTH_BEFORE
        or before.text[:1].isdigit()
        or MONTH_NEXT.match(document.lower, found.end) is not None
    )
