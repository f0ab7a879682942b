"""What happened, in order: developments of many articles as one dated chain. `chain` decides and is pure.

One development is told by many: the same type, stage, instrument and number on the same days is one, whoever says so.
Its day is that of the event where a sentence tells it; else that of the article, and it is said that it is that.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from bot import citing, telling
from bot.answers import antecedents
from bot.answers.evidence import on
from bot.catalogue import Catalogue
from bot.developments import types
from bot.records import Choice, Cited, Event, Timeline
from storage import articles, developments
from storage.database import Database
from storage.models import Audience, Development, Reported

READ = 400
"""The newest developments that are looked at."""

SHOWN = 12

NEAR = timedelta(days=4)
"""Articles about one development come within so many days."""

PASSING = frozenset({"statement-position", "negotiation-round", "scheduled-event"})
"""Types of which a chain shows only those that say more: words and meetings there are every day."""


async def timeline(
    database: Database,
    audience: Audience,
    subject: Choice,
    *,
    kind: str,
    catalogue: Catalogue,
    since: date | None,
    until: date,
) -> Timeline:
    """The chain of developments about an actor or a topic, as far as this audience may see it."""
    about = {"actor": subject.id} if kind == "actor" else {"topic": subject.id}
    found = await database.read(developments.reported, audience, since=since, until=until, limit=READ, **about)
    chained = chain(found)
    return Timeline(
        subject=subject,
        since=since,
        events=await steps(database, audience, chained[-SHOWN:], catalogue),
        earlier=max(0, len(chained) - SHOWN),
        coverage=await telling.coverage(database, audience, until=until),
        as_of=until,
    )


async def newest(
    database: Database, audience: Audience, *, catalogue: Catalogue, until: date, limit: int
) -> tuple[Event, ...]:
    """The newest steps of all that this audience may see, whatever they are about, oldest first."""
    found = await database.read(developments.reported, audience, until=until, limit=READ)
    return await steps(database, audience, chain(found)[-limit:], catalogue)


async def steps(
    database: Database, audience: Audience, shown: Sequence[Sequence[Reported]], catalogue: Catalogue
) -> tuple[Event, ...]:
    """The steps of a chain as lines, each sentence checked once more."""
    numbers = list(dict.fromkeys(one.passage.article for group in shown for one in group))
    kept = await database.read(articles.several, audience, numbers=numbers)
    proven = [citing.proven([citing.cited(group[0].passage)], kept) for group in shown]
    return tuple(event(group, said[0], catalogue) for group, said in zip(shown, proven, strict=True) if said)


def chain(found: Iterable[Reported]) -> list[list[Reported]]:
    """The developments in the order of their days, each with everything that reports it, the best report first."""
    groups: list[list[Reported]] = []
    latest: dict[tuple[object, ...], list[list[Reported]]] = {}
    for one in sorted((one for one in found if on(one) is not None and tells(one)), key=_place):
        same = latest.setdefault(_identity(one), [])
        group = next((group for group in reversed(same) if _near(group, one)), None)
        if group is None:
            group = []
            groups.append(group)
            same.append(group)
        group.append(one)
    return sorted((sorted(group, key=_worth) for group in groups), key=lambda group: _place(group[0]))


def event(group: Sequence[Reported], said: Cited, catalogue: Catalogue) -> Event:
    """A development with everything that reports it, the best report first, as a line."""
    best = group[0].development
    known = catalogue.actors.get(best.instrument or "")
    others, families = [], {group[0].passage.publisher_family}
    for one in group[1:]:
        if one.passage.publisher_family not in families:
            families.add(one.passage.publisher_family)
            others.append(citing.cited(one.passage).citations[0])
    return Event.model_validate(
        {
            "on": best.event_date,
            "precision": best.precision,
            "published_at": group[0].passage.published_at,
            "type": best.type,
            "label": types()[best.type].label,
            "stage": best.stage,
            "instrument": known.name if known else best.instrument if best.ordinal else None,
            "ordinal": best.ordinal,
            "amount": best.amount,
            "actors": actors(best, catalogue),
            "said": said,
            "publishers": len(families),
            "others": tuple(others),
        }
    )


def actors(made: Development, catalogue: Catalogue) -> tuple[str, ...]:
    """The names of those who did it, then of those with whom; what it is about is its instrument."""
    parties = [party.actor for role in ("source", "partner") for party in made.parties if party.role == role]
    known = (catalogue.actors.get(id_) for id_ in dict.fromkeys(parties) if id_ != made.instrument)
    return tuple(actor.name for actor in known if actor)


def worth(one: Reported) -> tuple[bool, ...]:
    """Which development speaks for an article, best first: more than words and meetings, a stage."""
    made = one.development
    return (not tells(one), made.stage in ("none", "announced"), made.instrument is None, made.amount is None)


def involves(one: Reported, actors: Collection[str]) -> bool:
    """Whether one of the actors takes part, or is the instrument."""
    made = one.development
    return made.instrument in actors or any(party.actor in actors for party in made.parties)


def tells(one: Reported) -> bool:
    """Whether it says more than that there were words, or a meeting."""
    made = one.development
    return made.type not in PASSING or made.amount is not None or made.instrument is not None


def _identity(one: Reported) -> tuple[object, ...]:
    made = one.development
    partners = tuple(sorted(party.actor for party in made.parties if party.role in ("partner", "target")))
    return (made.type, made.stage, made.instrument, made.ordinal, partners)


def _near(group: Sequence[Reported], one: Reported) -> bool:
    """Whether a report may be of the same days: of two days that are told, they must be the same."""
    mine, theirs = one.development.event_date, {other.development.event_date for other in group}
    if mine is not None and theirs - {None} and one.development.precision == "day":
        return mine in theirs
    last = on(group[-1])
    here = on(one)
    return last is not None and here is not None and abs(here - last) <= NEAR


def _worth(one: Reported) -> tuple[bool | str, ...]:
    """Best first: one that stands, is whole in itself, a primary source, a day of its own, a sum, the earliest."""
    made = one.development
    return (
        one.passage.withdrawn,
        antecedents.leans(one.passage),
        one.publisher_kind != "primary",
        made.event_date is None,
        made.amount is None,
        str(one.passage.published_at or "9999"),
    )


def _place(one: Reported) -> tuple[date, int]:
    return (on(one) or date.max, one.passage.article)
