"""The news that a question asks for, fetched and proven: developments, the newest or the greatest first."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.aside import judged
from bot.asking.news import News
from bot.asking.periods import Period
from bot.catalogue import Catalogue
from bot.dossiers import timelines
from bot.records import Event
from storage import developments
from storage.database import Database
from storage.models import Audience, Reported

READ = 400
LATER = timedelta(days=30)
"""An article may tell so long afterwards what happened."""
NEAREST = 2


class Happened(NamedTuple):
    """What happened, and with nothing the reason, and what happened last before."""

    events: tuple[Event, ...]
    more: tuple[Event, ...]  # that found no room
    reason: str = ""
    nearest: tuple[Event, ...] = ()


async def of(database: Database, audience: Audience, wanted: News, *, catalogue: Catalogue, until: date) -> Happened:
    """What articles that this audience may see state of it as a fact."""
    about = {one.kind: one.id for one in wanted.subjects[:1]}
    last = wanted.period.until or until
    found = await database.read(
        developments.reported, audience, actor=about.get("actor"), topic=about.get("topic"),
        until=min(last + LATER, until), limit=READ,
    )  # fmt: skip
    others = [one.id for one in wanted.subjects[1:] if one.kind == "actor"]
    met = [one for one in found if all(timelines.involves(one, [other]) for other in others)]
    chained = await judged(timelines.chain, met)
    within = [group for group in chained if _within(group[0], wanted.period)]
    chosen = _chosen(within, wanted)
    events = await timelines.steps(database, audience, chosen, catalogue)
    if events:
        return Happened(events[: wanted.most], events[wanted.most :])
    before = [group for group in chained if wanted.period.since and _on(group[0]) < wanted.period.since]
    return Happened(
        (), (), _nothing(wanted),
        await timelines.steps(database, audience, before[: -NEAREST - 1 : -1], catalogue),
    )  # fmt: skip


def _chosen(groups: Sequence[list[Reported]], wanted: News) -> list[list[Reported]]:
    """The newest first, or those that most families of publishers tell; twice as many as wanted, for who wants more."""
    acts = [group for group in groups if group[0].development.type not in timelines.PASSING]
    newest = list(reversed(acts or groups))  # words only where nothing was done
    if wanted.greatest:
        newest.sort(
            key=lambda group: (-len({one.passage.publisher_family for one in group}), timelines.worth(group[0]))
        )
    return newest[: 2 * wanted.most]


def _within(one: Reported, period: Period) -> bool:
    return (period.since or date.min) <= _on(one) <= (period.until or date.max)


def _on(one: Reported) -> date:
    """The day of the event; where no sentence tells it, of the article."""
    published = one.passage.published_at
    reported = published.date() if isinstance(published, datetime) else published
    return one.development.event_date or reported or date.min


def _nothing(wanted: News) -> str:
    named = " and ".join(one.name for one in wanted.subjects)
    since, until = wanted.period.since, wanted.period.until
    if since and since == until:
        when = f" on {since:%-d %B %Y}"
    elif since or until:
        when = (f" from {since:%-d %B %Y}" if since else "") + (f" to {until:%-d %B %Y}" if until else " on")
    else:
        when = ""
    return f"No article I hold states a development{f' about {named}' if named else ''}{when}."
