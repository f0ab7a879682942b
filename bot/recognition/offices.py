"""Offices that are actors of their own: "the High Representative" is whoever held the office on the day of the text."""

from bot.recognition.document import Document
from bot.recognition.index import Found

_NOT_THE_HOLDER = frozenset(
    ["former", "then", "ex", "ancien", "ancienne", "ehemalige", "ehemaliger", "previous", "next", "future", "incoming"]
)
_APPOSITION = 3
"""Characters between an office and the name of who holds it: a space, a comma."""


def holder(document: Document, found: Found, actor: str) -> str:
    """The person meant by an office at `found`, or the office itself where the day or the holder is not known."""
    if not document.catalogue.actors[actor].office:
        return actor
    if document.on is None:
        return actor
    named = _named_beside(document, found, actor)
    if named is not None:
        return named
    if document.before(found.start).text.rstrip("-") in _NOT_THE_HOLDER:
        return actor
    holders = {office.person for office in document.catalogue.holders(actor, document.on)}
    return holders.pop() if len(holders) == 1 else actor


def _named_beside(document: Document, found: Found, actor: str) -> str | None:
    """The person named right behind the office, if they held it at any time."""
    held = {office.person for office in document.catalogue.offices if office.organisation == actor}
    for person in held & document.sure.keys():
        if any(0 < start - found.end <= _APPOSITION for start, _ in document.sure[person]):
            return person
    return None
