"""Recognising actors in a text: who is named where, how surely. Pure; the catalogue knows the names, `bot.recognition`
holds the rules.

The order of the work: every place where a name could stand (`index`), what the text surely names and defines
(`document`, `definitions`), then each place judged by the rule for its kind of name, the longest first; a name that is
rejected leaves its place to shorter ones within it.
"""

from datetime import date

from bot.catalogue import Actor, Catalogue
from bot.recognition import demonyms, institutions, instruments, offices, people, places, vetoes
from bot.recognition.definitions import bind
from bot.recognition.document import Document
from bot.recognition.index import Found, Name, Sense, index_of
from bot.recognition.vocabulary import ORDINARY
from storage.models import Mention

SURE, MAYBE, NOT = 2, 1, 0
"""The weights that rules give to a reading."""


def recognise(text: str, catalogue: Catalogue, *, language: str = "en", on: date | None = None) -> list[Mention]:
    """The actors named in `text`, in its order, never overlapping.

    `on` is the day of the text: an office ("the High Representative") is then linked to the person who held it, else
    to the office itself. A name that could mean another is left out, or marked unsure where one reading is likelier.
    """
    document = Document(text, catalogue, language=language, on=on)
    found = index_of(catalogue).find(text, document.cased, document.lower, language)
    found.sort(key=lambda place: (place.start - place.end, place.start))
    bind(document, _take_stock(document, found))
    instruments.take_note(document, found, catalogue)
    found.extend(people.called_later(document))
    found.sort(key=lambda place: (place.start - place.end, place.start))
    taken = bytearray(len(text))
    mentions = []
    for place in found:
        if any(taken[place.start : place.end]):
            continue
        if place.names[0].sense is Sense.DECOY:
            taken[place.start : place.end] = b"\1" * (place.end - place.start)
            continue
        reading = _read(document, place)
        if reading is None and place.names[0].sense is Sense.PLACE:
            taken[place.start : place.end] = b"\1" * (place.end - place.start)  # "Mexico City" is not Mexico
        if reading is not None:
            taken[place.start : place.end] = b"\1" * (place.end - place.start)
            mentions.append(_mention(document, place, *reading))
    return sorted(mentions, key=lambda mention: mention.start)


def _take_stock(document: Document, found: list[Found]) -> dict[tuple[int, int], str]:
    """What the longest sure names say before any rule is asked; later rules lean on it."""
    named: dict[tuple[int, int], str] = {}
    taken = bytearray(len(document.text))
    for place in found:
        if any(taken[place.start : place.end]):
            continue
        taken[place.start : place.end] = b"\1" * (place.end - place.start)
        sure = _sure(document, place)
        if len(sure) != 1:
            continue
        actor = document.catalogue.actors[sure[0]]
        if vetoes.forbids(document, place, actor):
            continue
        named[place.start, place.end] = actor.id
        document.sure[actor.id].append((place.start, place.end))
        if actor.kind == "person" and " " in document.text[place.start : place.end]:
            document.in_full[actor.id].append(place.start)
    return named


def _sure(document: Document, place: Found) -> list[str]:
    return [
        name.actor
        for name in place.names
        if name.actor is not None
        and (name.sense is Sense.SURE or _distinct(name))
        and name.language in (None, document.language)
    ]


def _distinct(name: Name) -> bool:
    """A likely name that is no ordinary word and too long to be somebody else's by chance: EDIRPA, FCAS."""
    letters = len(name.text)
    return name.sense is Sense.LIKELY and name.strict and letters >= 4 and name.text.lower() not in ORDINARY


def _read(document: Document, place: Found) -> tuple[str, bool] | None:
    """The actor at a place, and whether that is sure."""
    surface = document.cased[place.start : place.end]
    if surface in document.bound:
        actor = document.bound[surface]
        return None if actor is None else (actor, True)
    sure = _sure(document, place)
    if sure:
        actor = sure[0]
        return None if vetoes.forbids(document, place, document.catalogue.actors[actor]) else (actor, True)
    weights: dict[str, int] = {}
    for name in place.names:
        if name.actor is not None:
            weight = _weigh(document, place, name, document.catalogue.actors[name.actor])
            weights[name.actor] = max(weight, weights.get(name.actor, NOT))
    return _decide(document, place, weights)


def _weigh(document: Document, place: Found, name: Name, actor: Actor) -> int:
    if vetoes.forbids(document, place, actor):
        return NOT
    if name.sense is Sense.PLACE:
        return SURE if places.acts(document, place) else NOT
    if name.sense is Sense.DEMONYM:
        return demonyms.weigh(document, place)
    if actor.kind == "person":
        return people.weigh(document, place, actor)
    if name.sense is Sense.LIKELY and not institutions.somebody_elses(document, place, actor, name.text):
        return SURE if document.in_field or document.named_elsewhere(actor.id, place) else MAYBE
    return institutions.weigh(document, place, actor, name.text)


def _decide(document: Document, place: Found, weights: dict[str, int]) -> tuple[str, bool] | None:
    best = max(weights.values(), default=NOT)
    if best == NOT:
        return None
    candidates = [id_ for id_, weight in weights.items() if weight == best]
    if len(candidates) == 1:
        return candidates[0], best == SURE
    leading = _tell_apart(document, place, candidates)
    if len(leading) == 1:
        return leading[0], best == SURE
    last = _named_last(document, place, leading)
    return None if last is None else (last, False)


def _tell_apart(document: Document, place: Found, candidates: list[str]) -> list[str]:
    """Those that the words beside the place speak for, or that alone are named elsewhere in the text."""
    if all(name.sense is Sense.PLACE for name in place.names):
        # Brussels acts for the Union, for Belgium hardly ever; The Hague rather for the Netherlands than for a court.
        return ["european-union"] if "european-union" in candidates else candidates[:1]
    cues = {id_: document.cues(id_, place) for id_ in candidates}
    leading = [id_ for id_ in candidates if cues[id_] == max(cues.values())]
    elsewhere = [id_ for id_ in leading if document.named_elsewhere(id_, place)]
    return elsewhere or leading


def _named_last(document: Document, place: Found, candidates: list[str]) -> str | None:
    last = {
        id_: max((end for _, end in document.sure.get(id_, ()) if end <= place.start), default=-1) for id_ in candidates
    }
    nearest = max(candidates, key=lambda id_: last[id_])
    return nearest if last[nearest] >= 0 else None


def _mention(document: Document, place: Found, actor: str, sure: bool) -> Mention:
    actor = offices.holder(document, place, actor)
    return Mention(
        surface=document.text[place.start : place.end], start=place.start, end=place.end, actor=actor, sure=sure
    )
