"""Instrument, sum and place of a development: what its clause says besides. No dates: those are `bot.when`."""

import re
from collections.abc import Mapping

from bot.developments.parties import ABOUT
from bot.developments.scene import Scene
from bot.developments.stated import Stated
from storage.models import Amount

_PAID = frozenset({"funding-allocated", "disbursement-made", "contract-awarded", "aid-delivered", "industrial-deal"})
"""Types whose sum may stand in another clause of the sentence."""

_UNPAID = frozenset({"negotiation-round", "scheduled-event", "appointment", "resignation", "deployment", "endorsement"})

_IN: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:in|at)\s((?:[A-ZÀ-Þ][\w’'.-]+)(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})"),
    "fr": re.compile(r"\b(?:à|au|en|dans)\s((?:[A-ZÀ-Þ][\w’'.-]+)(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})"),
    "de": re.compile(r"\b(?:in|bei)\s((?:[A-ZÀ-Þ][\w-]+))"),
}

_NO_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Article|Kraft|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|"
    r"Congress|Parliament|Auftrag|Dienst|EUR|USD|Q[1-4])\b"
)


def instrument(scene: Scene, one: Stated) -> str | None:
    """The instrument of a development: an actor's id, else the kind of thing it is about."""
    for mention in scene.mentions_in(one.start, one.end):
        if scene.kinds.get(mention.actor) in ABOUT:
            return mention.actor
    return (
        None if one.thing in ("else", "country", "organisation", "company", "person", "money", "people") else one.thing
    )


def amount(scene: Scene, one: Stated) -> Amount | None:
    """The first sum in the clause, else in the sentence where that states nothing else."""
    inside = [found for found in scene.amounts if one.start <= found.start < one.end]
    if one.type in _UNPAID:
        return None
    found = inside or (scene.amounts if one.type in _PAID else [])
    return found[0] if found else None


def place(scene: Scene, one: Stated) -> str | None:
    """Where it happened, as the clause writes it; None where it does not say."""
    for match in _IN[scene.language].finditer(scene.text, one.start, one.end):
        mention = scene.mention_at(match.start(1))
        kind = None if mention is None else scene.kinds.get(mention.actor)
        if _NO_PLACE.match(match[1]) or kind in ABOUT or kind in ("person", "eu-institution", "company"):
            continue
        name = match[1].rstrip(".’'")
        if name.isupper() and len(name) < 6:
            continue
        if scene.language == "de" and mention is None and not _place_like(scene, match.end(1)):
            continue
        return name.removesuffix("’s").removesuffix("'s")
    return None


def _place_like(scene: Scene, end: int) -> bool:
    return not scene.things_in(end - 4, end)
