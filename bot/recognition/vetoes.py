"""When a sure name is not sure after all: another person's first name, a bird, a pronoun in capitals, a language."""

import re

from bot.catalogue import Actor
from bot.recognition import demonyms, people
from bot.recognition.document import Document
from bot.recognition.index import Found
from bot.recognition.naming import GIVEN_NAMES
from bot.recognition.vocabulary import NATIONAL, ORDINARY, SENTENCE_TURKEY, TONGUES, word_set

_MEETING = re.compile(
    r"\b(?:me[e]?t\w*|gather\w*|council|ministers|convene\w*|reuni\w*|traf(?:en)?|tag(?:t|ten|ung)|treffen|court|cour|ruled|ruling"
    r"|judges?|gericht\w*)\b"
)
_OTHER_LAW = re.compile(
    r"\s*(?:\(\d+\)|\.\d)?\s*(?:,? paragraph \d+,?)?\s*of (?:the |its |their |this |that )?"
    r"(?!north atlantic|washington|nato|treaty|founding|alliance|teu|tfeu|eu |european union|lisbon|un charter"
    r"|united nations|charter)"
)


def forbids(document: Document, found: Found, actor: Actor) -> bool:
    """Whether the sure name at `found` means something else here."""
    rule = _other_office if actor.office else _RULES.get(actor.kind)
    return rule is not None and rule(document, found, actor)


def _country(document: Document, found: Found, actor: Actor) -> bool:
    surface = document.lower[found.start : found.end]
    if surface in TONGUES:
        return demonyms.is_tongue(document, found)
    before = document.before(found.start)
    if before.text in GIVEN_NAMES and before.capital and before.glue == " " and before.text not in ORDINARY:
        return not document.heading(found.start)
    rule = _WORDS.get(surface)
    return rule is not None and rule(document, found)


def _pronoun(document: Document, found: Found) -> bool:
    """ "US" in a line of capitals, where it may be "us"."""
    if not document.capitals(found.start):
        return False
    after = document.after(found.end)
    return not (document.before(found.start).text == "the" or after.glue == "-" or after.text in NATIONAL)


def _bird(document: Document, found: Found) -> bool:
    return SENTENCE_TURKEY.search(document.lower[slice(*document.sentence(found.start))]) is not None


def _porcelain(document: Document, found: Found) -> bool:
    return document.opens_sentence(found.start) and document.after(found.end).text in _CROCKERY


_CROCKERY = word_set("plate plates cup cups vase vases cabinet dolls doll tea dinnerware bowl bowls teapot")


def _sticks(document: Document, found: Found) -> bool:
    """ "Poles" that opens a sentence, where it would have its capital anyway."""
    return document.opens_sentence(found.start) and not document.in_field


def _venue(document: Document, found: Found) -> bool:
    """ "In Luxembourg" where ministers meet: the Council sits there three months a year."""
    before = document.before(found.start)
    meeting = _MEETING.search(document.lower[slice(*document.sentence(found.start))])
    return before.text in ("in", "at", "a") and meeting is not None


_WORDS = {
    "us": _pronoun,
    "turkey": _bird,
    "china": _porcelain,
    "poles": _sticks,
    "luxembourg": _venue,
    "luxemburg": _venue,
}


def _person(document: Document, found: Found, actor: Actor) -> bool:
    return people.not_hers(document, found, actor)


def _other_office(document: Document, found: Found, actor: Actor) -> bool:
    """A deputy, or the like of another organisation: UN High Representative, Secretary General of the OSCE."""
    before, after = document.before(found.start), document.after(found.end)
    if before.glue in (" ", "-") and (before.text in _DEPUTY or (before.capital and before.text not in _OWN)):
        return not document.opens_sentence(before.start) or before.text in _DEPUTY
    if after.text not in ("of", "for", "in") or after.glue != " ":
        return False
    whose = document.after(after.end)
    whose = document.after(whose.end) if whose.text == "the" else whose
    return whose.capital and whose.text not in _OWN


_DEPUTY = word_set("deputy vice assistant stellvertretender stellvertretende adjoint")
_OWN = word_set("eu eu's e.u european union nato nato's north foreign the die der das le la former allied bloc's")


def _article(document: Document, found: Found, actor: Actor) -> bool:
    surface = document.lower[found.start : found.end]
    return surface.startswith("art") and _OTHER_LAW.match(document.lower, found.end) is not None


_RULES = {"country": _country, "person": _person, "treaty-provision": _article}
