"""What is wrong with a catalogue although it can be read: names claimed twice, dead references, odd dates."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from bot.catalogue.folding import folded
from bot.catalogue.lookup import Catalogue
from bot.catalogue.records import Actor, Office

_SHARED = ("mep ", "member ", "author ", "special adviser", "head of ")
"""Beginnings of titles that several people hold at once."""


def problems(catalogue: Catalogue) -> list[str]:
    """A sentence for each problem, saying where it is and what to mend; empty if there is none."""
    return [
        *_collisions(catalogue),
        *_dead_references(catalogue),
        *_own_names(catalogue),
        *_bad_dates(catalogue),
        *_overlaps(catalogue),
    ]


def _collisions(catalogue: Catalogue) -> Iterator[str]:
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    for actor in catalogue.actors.values():
        for alias in actor.aliases:
            acronym = alias.isupper() and " " not in alias
            claims[alias if acronym else folded(alias).replace("defense", "defence")][actor.id] = alias
    for claimants in claims.values():
        if len(claimants) > 1:
            alias = next(iter(claimants.values()))
            yield (
                f'"{alias}" is a sure alias of {_listed(claimants)}: leave it with one, '
                "or move it to the ambiguous names of each."
            )


def _dead_references(catalogue: Catalogue) -> Iterator[str]:
    actors = catalogue.actors
    for actor in actors.values():
        if actor.parent is not None and actor.parent not in actors:
            yield f'[{actor.id}] names the parent "{actor.parent}", which does not exist.'
        elif _circular(catalogue, actor):
            yield f"[{actor.id}] is its own ancestor by way of its parent."
    for office in catalogue.offices:
        if office.person not in actors:
            yield f'{_office(office)}: there is no person "{office.person}".'
        elif actors[office.person].kind != "person":
            yield f'{_office(office)}: "{office.person}" is no person.'
        if office.organisation not in actors:
            yield f'{_office(office)}: there is no organisation "{office.organisation}".'


def _own_names(catalogue: Catalogue) -> Iterator[str]:
    for actor in catalogue.actors.values():
        both = {folded(name) for name in actor.aliases} & {folded(name) for name in actor.ambiguous}
        for name in sorted(both):
            exact = {alias for alias in (*actor.aliases, *actor.ambiguous) if folded(alias) == name}
            if len(exact) == 1:
                yield f'[{actor.id}] has "{exact.pop()}" both as a sure and as an ambiguous name: leave one.'
        for name in (*actor.aliases, *actor.ambiguous):
            if not name.strip() or name != name.strip():
                yield f'[{actor.id}] has the name "{name}" with nothing in it or with white space around it.'


def _bad_dates(catalogue: Catalogue) -> Iterator[str]:
    dated: list[tuple[str, Actor | Office]] = [(f"[{actor.id}]", actor) for actor in catalogue.actors.values()]
    dated.extend((_office(office), office) for office in catalogue.offices)
    for what, entry in dated:
        if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
            yield f"{what} ends on {entry.valid_to}, before it begins on {entry.valid_from}."


def _overlaps(catalogue: Catalogue) -> Iterator[str]:
    """Two people in one office at a time, or one person twice in the same; vague dates get the benefit of the doubt."""
    by_title: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for office in catalogue.offices:
        if not folded(office.office).startswith(_SHARED):
            by_title[folded(office.office), office.organisation].append(office)
    for offices in by_title.values():
        for one, other in combinations(sorted(offices, key=_begin), 2):
            if one.confidence == other.confidence == "high" and _overlap(one, other):
                yield f"{_office(one)} and {_office(other)} hold the same office at the same time: close the earlier."


def _overlap(one: Office, other: Office) -> bool:
    if one.valid_to is None:
        return True
    # "2026-01" was widened to its last day, "2026" to 31 December: the office may have ended before.
    end = one.valid_to
    if (end + timedelta(days=1)).day == 1:
        end = end.replace(month=1 if end.month == 12 else end.month, day=1)
    return _begin(other) < end.isoformat()


def _begin(office: Office) -> str:
    return office.valid_from.isoformat() if office.valid_from else ""


def _circular(catalogue: Catalogue, actor: Actor) -> bool:
    seen = set()
    at: Actor | None = actor
    while at is not None and at.parent is not None:
        if at.id in seen:
            return True
        seen.add(at.id)
        at = catalogue.actors.get(at.parent)
    return False


def _office(office: Office) -> str:
    return f'{office.person} as "{office.office}" from {office.valid_from or "an unknown day"}'


def _listed(ids: dict[str, str]) -> str:
    return " and ".join(f"[{id_}]" for id_ in ids)
