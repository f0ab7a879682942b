"""Names that may mean several actors: which one an answer took, and which others it could have been. Pure."""

from collections import Counter
from collections.abc import Sequence

from bot.asking.named import GROUPS, Named, actor_named
from bot.asking.questions import Question
from bot.catalogue import Actor, Catalogue
from bot.language import fold
from bot.records import Choice, Reading
from storage.models import Passage

MOST = 4
"""Other readings offered: more are a list to be read, not a choice."""


def of(question: Question, passages: Sequence[Passage], catalogue: Catalogue) -> tuple[Reading, ...]:
    """The readings of each ambiguous name of a question, by what the passages shown surely name."""
    named = Counter(actor for passage in passages for actor in passage.actors)
    found = []
    for place, thing in enumerate(question.named):
        actors = _meant(thing, catalogue)
        if len(actors) < 2:
            continue
        likeliest = max(actors, key=lambda actor: named[actor.id])
        taken = likeliest if named[likeliest.id] or (thing.actors and not passages) else None
        others = tuple(_choice(actor) for actor in actors if actor != taken)
        found.append(
            Reading(name=thing.surface, place=place, taken=_choice(taken) if taken else None, others=others[:MOST])
        )
    return tuple(found)


def settled(question: Question, place: int, actor: str, catalogue: Catalogue) -> Question | None:
    """The question with its name at `place` read as that actor; None where it has no such name, or reading."""
    if place >= len(question.named):
        return None
    thing = question.named[place]
    chosen = next((one for one in _meant(thing, catalogue) if one.id == actor), None)
    if chosen is None:
        return None
    head, found, tail = question.text.partition(thing.surface)
    article = "the " if fold(thing.surface).startswith("the ") else ""
    named = list(question.named)
    named[place] = actor_named([chosen], chosen.name, catalogue, start=thing.start, end=thing.end)
    text = f"{head}{article}{chosen.name}{tail}" if found else f"{question.text} ({chosen.name})"
    return question.model_copy(update={"named": tuple(named), "text": text})


def _meant(thing: Named, catalogue: Catalogue) -> list[Actor]:
    if fold(thing.surface) in GROUPS:
        return []
    bare = thing.surface[4:] if fold(thing.surface).startswith("the ") else thing.surface
    return catalogue.find_actor(bare) or catalogue.find_actor(thing.surface)


def _choice(actor: Actor) -> Choice:
    return Choice(id=actor.id, name=actor.name)
