"""The news that a question asks for, fetched and proven: developments, the newest or the greatest first."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot.answers.evidence import day, on
from bot.aside import judged
from bot.asking.ahead import Ahead
from bot.asking.news import News
from bot.asking.periods import Period
from bot.catalogue import Catalogue
from bot.dossiers import said, timelines
from bot.records import Cited, Event, Milestones
from storage import developments
from storage.database import Database
from storage.models import Audience, Reported

READ = 400
LATER = timedelta(days=30)
"""An article may tell so long afterwards what happened."""
STANDS = timedelta(days=400)
"""What an older article says of days to come has been overtaken, more likely than not."""
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


async def ahead(database: Database, audience: Audience, wanted: Ahead, *, until: date) -> Milestones | None:
    """The days to come that articles name; None where none is named and no period was, as other answers may do."""
    found = await said.milestones(database, audience, wanted.subject, today=until)
    since, last = wanted.period.since or date.min, wanted.period.until or date.max
    days = tuple(one for one in found.days if since <= one.on <= last and _recent(one.said, until))
    if not days and wanted.period == Period():
        return None
    return found.model_copy(update={"days": days})


def _recent(said: Cited, until: date) -> bool:
    return any((at := day(one.published_at)) is not None and at >= until - STANDS for one in said.citations)


def nothing_ahead(wanted: Ahead) -> str:
    """Why there is none."""
    about = f" about {wanted.subject.name}" if wanted.subject else ""
    return f"No article I hold names a day to come{about}{_when(wanted.period)}; what will be decided I do not guess."


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
    return on(one) or date.min


def _nothing(wanted: News) -> str:
    named = " and ".join(one.name for one in wanted.subjects)
    return f"No article I hold states a development{f' about {named}' if named else ''}{_when(wanted.period)}."


def _when(period: Period) -> str:
    since, until = period.since, period.until
    if since and since == until:
        return f" on {since:%-d %B %Y}"
    first = f" from {since:%-d %B %Y}" if since else ""
    return first + (f" to {until:%-d %B %Y}" if until else " on" if since else "")
