"""Which of the things in a clause decides what an act says. Its words are in readings.toml."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from bot.developments.inflection import EITHER
from bot.developments.lexicon import Hit, Reading, readings
from bot.developments.scene import Scene
from bot.developments.stated import Claimed
from bot.recognition.vocabulary import word_set

_SPEAKING = word_set(
    """
    sanctions agreement conclusions exercise mission ceasefire
    """
)
"""Things that count also within a longer name; the programme in "European Defence Industry Programme" does not."""

_BEFORE = word_set(
    """
    collapse happen force amount operate hit due find arrive leave depart explode schedule halt sight
    """
)
"""Acts that say something of their subject first: "talks collapsed"."""

_EITHER = word_set(
    """
    end conclude start open delay resume move kill die extend
    """
)
"""Acts that say something of their object, and of their subject where they have none: "the drill wrapped up"."""

_KINDS = {
    "country": "country", "international-organisation": "organisation", "eu-institution": "organisation",
    "eu-agency": "organisation", "instrument": "instrument", "programme": "instrument",
    "treaty-provision": "instrument",
    "mission-operation": "mission", "company": "company", "person": "person",
}  # fmt: skip

_TELLING = {"russia-sanctions-packages": "sanctions", "epf": "aid", "purl": "aid"}
"""Actors whose name tells more than their kind."""

_GENERIC = word_set(
    """
    law plan spending agreement report country organisation person people help
    """
)
"""Things that leave the word to a more telling one behind them: a decision on a mission is about the mission."""

_OPEN = (" for", " of", " to", " on", " by", " with", " over", " against")
_MODIFIES = re.compile(r"(?:'s)?[ -](?:20\d\d )?(?:annual |first |second |joint )?")


def read(scene: Scene, claim: Claimed, zone: tuple[int, int]) -> tuple[str, Reading] | None:
    """The thing that decides, and what the act says of it."""
    known = readings().get(claim.act.act)
    if known is None:
        return None
    start, end = zone
    hit = claim.hit
    if scene.language == "de":
        places = [(start, end)]
    elif claim.act.act in ("find", "arrive") or (claim.act.act == "collapse" and not claim.said.passive):
        places = [(start, hit.start)]
    elif claim.said.passive or claim.act.act in _BEFORE:
        places = [(start, hit.start), (hit.end, end)]
    elif claim.act.act == "launch" or claim.act.act in _EITHER or (scene.heading and claim.act.tense == EITHER):
        places = [(hit.end, end), (start, hit.start)]
    else:
        places = [(hit.end, end)]
    for low, high in places:
        named = [thing for thing in things(scene, low, high, hit) if thing in known]
        if claim.act.act == "launch" and high == hit.start and not claim.said.passive:
            named = [thing for thing in named if thing in ("exercise", "negotiation", "meeting")]
        if claim.act.act == "adopt":
            if _sum_for(scene, low, high):
                return "money", known["money"]
            named = [thing for thing in named if thing != "money"]
        if named:
            generic = _GENERIC if claim.act.act in ("adopt", "activate") else _GENERIC | {"instrument"}
            if named[0] == "plan":
                generic |= {"money"}  # a plan of so many billions
            thing = next((thing for thing in named if thing not in generic), named[0])
            return thing, known[thing]
    return ("else", known["else"]) if "else" in known else None


def _sum_for(scene: Scene, start: int, end: int) -> bool:
    """Whether a sum is the first that is named, and for something: "approved 50 billion euros for projects"."""
    sums = [amount for amount in scene.amounts if start <= amount.start < end]
    first = min((thing.start for thing in scene.things_in(start, end)), default=end)
    return bool(sums) and sums[0].start < first and scene.lower.startswith((" for ", " für ", " pour "), sums[0].end)


def things(scene: Scene, start: int, end: int, hit: Hit) -> Iterator[str]:
    """The things and kinds of actor in [start:end], in order, heads of compounds only; `money` last."""
    named: list[tuple[int, int, tuple[str, ...], bool]] = []
    for found in scene.things_in(start, end):
        if found.start < hit.end and found.end > hit.start:
            continue
        within = scene.mention_at(found.start)
        whole = within is None or within.end - within.start <= found.end - found.start
        heads = within is not None and found.end >= within.end
        names = (
            found.names
            if whole
            else tuple(thing for thing in found.names if thing in _SPEAKING or (heads and thing == "weapon"))
        )
        if names:
            named.append((found.start, found.end, names, True))
    for mention in scene.mentions_in(start, end):
        if any(mention.start <= begin < mention.end for begin, _, _, _ in named):
            continue
        kind = _TELLING.get(mention.actor) or _KINDS.get(scene.kinds.get(mention.actor, ""))
        if kind is not None:
            named.append((mention.start, mention.end, (kind,), False))
    named.sort()
    for one, following in zip_longest(named, named[1:]):
        head = following is not None and following[3] and following[2][0] not in _GENERIC
        if not head or following is None or not _modifies(scene, one[1], following[0]):
            yield from one[2]
    if any(start <= amount.start < end for amount in scene.amounts):
        yield "money"


def _modifies(scene: Scene, end: int, start: int) -> bool:
    """Whether a noun only modifies the next: the drone in "drone coalition", EDF in "EDF 2026 work programme"."""
    if scene.language != "en" or scene.lower.endswith(_OPEN, 0, end):
        return False  # "a contract for radars" is a contract
    return _MODIFIES.fullmatch(scene.lower, end, start) is not None
