"""Who says so: "according to two diplomats", "Kallas said that", "…, said Kubilius". Not whether it is true."""

import re
from typing import NamedTuple

from bot.developments.inflection import GERUND, INFINITIVE, TO_INFINITIVE
from bot.developments.lexicon import Hit
from bot.developments.parties import ABOUT
from bot.developments.scene import Scene
from storage.models import Mention

_SAYING = frozenset({"say", "warn"})
_AFTERTHOUGHT = 8
"""Words of a trailing "…, Kallas said on Monday"."""


_GOES_ON = re.compile(r"\W*(?:and|but|while|which|who|where|when|as|et|mais|und|aber)\b|.* which ")


class Attribution(NamedTuple):
    """Whether somebody is said to say so, and who, where that is a known actor."""

    anybody: bool = False
    to: str | None = None


def attribution(scene: Scene, hit: Hit) -> Attribution:
    """Whose claim the clause of an act is, if not the writer's."""
    for phrase in scene.grammar.reported:
        at = scene.said.find(phrase)
        if at >= 0 and not (at and scene.said[at - 1].isalnum()):
            after = scene.mentions_in(scene.start + at, scene.start + at + len(phrase) + 40)
            prefixed = phrase in ("according to", "selon", "laut ", "d'après", "d’après", "nach angaben", "citing")
            return Attribution(anybody=True, to=after[0].actor if after and prefixed else None)
    for other in scene.acts:
        if other.start == hit.start or not any(
            known.act in _SAYING and known.tense not in (GERUND, INFINITIVE, TO_INFINITIVE) for known in other.names
        ):
            continue
        if other.end <= hit.start and _reaches(scene, other, hit):
            return Attribution(anybody=True, to=_speaker(scene, scene.start, other.start, last=True))
        if other.start >= hit.end:
            opening = _afterthought(scene, hit, other)
            if opening is not None:
                return Attribution(
                    anybody=True, to=_speaker(scene, opening, min(scene.end, other.end + 60), last=False)
                )
    return Attribution(anybody=scene.quoted(hit.start))


def _reaches(scene: Scene, saying: Hit, hit: Hit) -> bool:
    between = scene.lower[saying.end : hit.start]
    if scene.language == "de":
        return ", " in between
    joined = max(between.rfind(" and "), between.rfind(" et "), between.rfind(" but "))
    return not (joined >= 0 and len(between[joined:].split()) <= 2) and ";" not in between


def _afterthought(scene: Scene, hit: Hit, saying: Hit) -> int | None:
    """Where "…, Kallas said" begins; None where a verb of saying only follows in another clause."""
    between = scene.lower[hit.end : saying.start]
    cut = max(between.rfind(sign) for sign in (",", "”", '"', "»", "“"))
    if cut < 0 or len(between[cut:].split()) > _AFTERTHOUGHT or _GOES_ON.match(between, cut):
        return None
    return hit.end + cut


def _speaker(scene: Scene, start: int, end: int, *, last: bool) -> str | None:
    found: list[Mention] = [
        mention for mention in scene.mentions_in(start, end) if scene.kinds.get(mention.actor) not in ABOUT
    ]
    persons = [mention for mention in found if scene.kinds.get(mention.actor) == "person"]
    chosen = persons or found
    return None if not chosen else (chosen[-1] if last else chosen[0]).actor
