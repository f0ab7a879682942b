"""Capitals and seats: whether a place acts for its state or institution ("Tokyo proposed") or is only a place.

The role in the sentence decides; nothing else in the text can make "in Tokyo" Japan.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from bot.recognition.document import NO_WORD, Document, Word
from bot.recognition.index import Found
from bot.recognition.vocabulary import (
    ABSTRACT_BEFORE,
    ACTOR_BEFORE,
    ACTS,
    AND,
    BEING,
    DEMONYMS,
    ENDINGS,
    HAPPENING,
    HELPERS,
    LED,
    LINKS,
    MODAL,
    NO_VERBS,
    PAIRS,
    PLACE_BEFORE,
    SEATS,
    SETTING_OUT,
    STATES,
    TAKEN,
    TOWN_NOUNS,
    TRAVEL,
)

_DATELINE = re.compile(
    r"\s*(?:\([^)\n]{2,20}\)|,\s*\d|,\s*[A-Z][a-z]+\.?\s*\d|\s[-–—]\s|,?\s\d{1,2}(?:st|nd|rd|th|er|\.)?\s[A-Za-zéû]+)"
)


class _Site(NamedTuple):
    """A place and what stands beside it; `before` is the word before a leading "the"."""

    start: int
    end: int
    before: Word
    after: Word
    seat: bool
    genitive: bool  # in German: Moskaus Forderungen


def acts(document: Document, found: Found) -> bool:
    """Whether the place at `found` stands for whom it is the seat of."""
    before = document.before(found.start)
    if before.text == "the" and before.glue == " ":
        before = document.before(before.start)
    seat = document.lower[found.start : found.end].removeprefix("the ") in SEATS
    genitive = found.end - found.start > len(found.names[0].text)
    site = _Site(found.start, found.end, before, document.after(found.end), seat, genitive)
    for rule in _RULES:
        verdict = rule(document, site)
        if verdict is not None:
            return verdict
    return seat and before.text not in LINKS


def _dateline(document: Document, site: _Site) -> bool | None:
    """At the head of a line, before a date, an agency or a dash: "BRUSSELS, 12 March"."""
    line = document.text.rfind("\n", 0, site.start) + 1
    head = not document.text[line : site.start].strip() and _DATELINE.match(document.text, site.end)
    return False if head else None


def _part_of_a_name(document: Document, site: _Site) -> bool | None:
    """George Washington, Sofia Carson; but "But Berlin", "EU and Tokyo"."""
    before, after = site.before, site.after
    if document.heading(site.start):
        return None
    if before.capital and before.glue == " " and not document.opens_sentence(before.start):
        return None if before.text in ACTOR_BEFORE or before.text in AND else False
    # In German every noun has a capital.
    return False if after.capital and after.glue == " " and document.language != "de" else None


def _owner(document: Document, site: _Site) -> bool | None:
    """True for "Tokyo's position", false for "Tokyo's airport"."""
    tail = document.lower[site.end : site.end + 2]
    if tail[:1] != "'" and not site.genitive:
        return None
    thing = site.after if site.genitive else document.after(site.end + 2 if tail == "'s" else site.end + 1)
    if site.genitive:
        return thing.text not in TOWN_NOUNS
    if thing is NO_WORD or thing.glue.strip():
        return site.seat
    further = document.after(thing.end)
    town = (
        (thing.capital and thing.text not in DEMONYMS)
        or thing.text in TOWN_NOUNS
        or (further.glue == " " and further.text in TOWN_NOUNS)
    )
    return site.seat or not town


def _joined(document: Document, site: _Site) -> bool | None:
    """After or before a hyphen: Moscow-backed, the Paris-Berlin axis; not Brussels-based."""
    if site.after.glue == "-":
        if site.after.capital:
            return document.after(site.after.end).text in PAIRS
        return site.after.text.split("-")[0] in LED
    if site.before.glue == "-":
        return site.before.capital and site.after.text in PAIRS
    return None


def _place(_: Document, site: _Site) -> bool | None:
    if site.before.text in ("official", "officiel", "offiziell"):
        return True
    return False if site.before.text in PLACE_BEFORE and site.before.glue == " " else None


def _subject_here(document: Document, site: _Site) -> bool | None:
    if not subject(document, site.end):
        return None
    return not _listed_after_place(document, site.start)


def _object(document: Document, site: _Site) -> bool | None:
    before = site.before.text
    if site.before.glue != " ":
        return None
    if before in ("between", "entre", "zwischen", "von"):
        return not _travel(document, site.start)
    verb = _acting(before, "", document.language) and not site.before.capital and before not in TAKEN
    return True if before in ACTOR_BEFORE or verb else None


def _second_of_two(document: Document, site: _Site) -> bool | None:
    if site.before.text not in AND or site.before.glue != " ":
        return None
    return _coordinated(document, site.before.start)


def _linked(document: Document, site: _Site) -> bool | None:
    """Behind a preposition the noun decides: "pressure on Moscow", "the road to Moscow"."""
    if site.before.text not in LINKS or site.before.glue not in (" ", "'"):
        return None
    return _to_whom(document, site.before)


def _to_whom(document: Document, preposition: Word) -> bool:
    noun = document.before(preposition.start)
    if preposition.text in ("for", "pour", "fur"):
        setting_out = {noun.text, document.before(noun.start).text} & SETTING_OUT
        return not setting_out and not _travel(document, preposition.start)
    return noun.text.rpartition("'")[2] in ABSTRACT_BEFORE  # French: l'entrée


def _first_of_two(document: Document, site: _Site) -> bool | None:
    if site.after.text in AND and site.after.glue == " ":
        return _subject_later(document, site.after.end)
    if site.after.capital and site.after.glue == ", " and _subject_later(document, site.end):
        return True
    return None


_RULES: tuple[Callable[[Document, _Site], bool | None], ...] = (
    _dateline,
    _part_of_a_name,
    _owner,
    _joined,
    _place,
    _subject_here,
    _object,
    _second_of_two,
    _linked,
    _first_of_two,
)
"""Asked in this order; the first that knows decides."""


def subject(document: Document, end: int) -> bool:
    """Whether a verb of acting follows, at most three helping words away."""
    word = document.after(end)
    helped = ""
    for _ in range(4):
        if word is NO_WORD or word.glue not in (" ", ", "):
            return helped in ENDINGS  # "but Warsaw is not."
        if word.text in HELPERS and not (word.text == "will" and document.language == "de"):
            helped = word.text
        elif helped in BEING:
            return word.text in STATES
        else:
            return _acting(word.text, helped, document.language) and (word.glue == " " or bool(helped))
        word = document.after(word.end)
    return False


def _acting(verb: str, helped: str, language: str) -> bool:
    # After a helper any form of a verb: "has agreed", "a décidé", "hat … beschlossen" (where it may be far off).
    if helped in ("hat", "haben", "hatte", "wird"):
        return True
    if helped in ("a", "ont", "avait", "avaient"):
        return verb.endswith(("e", "i", "u", "is", "it", "ert"))
    if helped in MODAL:
        return verb not in HAPPENING
    return verb in ACTS or (verb.endswith(_VERBS.get(language, ("ed",))) and verb not in NO_VERBS)


_VERBS = {"de": ("te", "ten", "t"), "fr": ("ent", "era", "ront", "aient", "ait", "erait", "irait")}
"""Endings of verbs that may follow who acts; English has its past tense."""


def _subject_later(document: Document, end: int) -> bool:
    """The verb follows the last of a list: "Paris and Berlin agreed"."""
    word = document.after(end)
    for _ in range(4):
        if not word.capital or word.glue not in (" ", ", "):
            return False
        if subject(document, word.end):
            return True
        following = document.after(word.end)
        word = document.after(following.end) if following.text in AND else following
    return False


def _coordinated(document: Document, end: int) -> bool:
    """The partner's role is also its own: "between Brussels and Tokyo", "pressure on Minsk and Moscow"."""
    partner = document.before(end)
    governing = document.before(partner.start) if partner.capital else NO_WORD
    if governing.text == "the":
        governing = document.before(governing.start)
    if governing.text in ACTOR_BEFORE:
        return not _travel(document, partner.start)
    return governing.text in LINKS and _to_whom(document, governing)


def _listed_after_place(document: Document, start: int) -> bool:
    """The verb has another subject: "Officials in Paris and Berlin said"."""
    before = document.before(start)
    while before.text in AND or before.glue == ", ":
        partner = document.before(before.start) if before.text in AND else before
        if not partner.capital:
            return False
        before = document.before(partner.start)
    linked = before.text in LINKS and before.glue in (" ", "'")
    return before.text in PLACE_BEFORE or (linked and not _to_whom(document, before))


def _travel(document: Document, start: int) -> bool:
    low, high = document.sentence(start)
    words = set(re.findall(r"\w+", document.lower[max(low, start - 80) : min(high, start + 80)]))
    return bool(words & TRAVEL)
