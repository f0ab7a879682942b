"""The newest stories, and what came since a person last looked. Part of the desk; `asking.filters` reads the wish."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from bot import corrections, digests, telling
from bot.asking import filters
from bot.asking.filters import Filters
from bot.asking.periods import Period
from bot.asking.wishes import LatestWish
from bot.catalogue import Catalogue
from bot.dossiers.stating import Stating
from bot.records import Correction, Fresh, Latest, StoryLine
from storage import follows, narrowed, stories
from storage.database import Database
from storage.models import Audience, Look, Sought, Story

NEW, UPDATED, CORRECTED = 5, 3, 2
"""Stories of each kind told to somebody who comes back; it is said how many more there are."""


class News(NamedTuple):
    """What came since a look. `more` stories found no room."""

    new: tuple[StoryLine, ...] = ()
    updated: tuple[StoryLine, ...] = ()
    corrected: tuple[Correction, ...] = ()
    more: int = 0


async def latest(
    database: Database, audience: Audience, wish: LatestWish, *, catalogue: Catalogue, now: datetime
) -> Latest:
    """A page of stories; for a person who has looked before what came since, apart from what they have seen."""
    today = now.date()
    wanted = filters.read(wish.text, catalogue, today=today)
    sought = _sought(wanted, today)
    before = await _before(database, audience, wish, wanted, now=now)
    news = await _news(database, audience, sought, before) if before else News()
    found, total, whole = await _page(database, audience, sought, wish)
    if before:
        told = {line.story for line in (*news.new, *news.updated, *(one.line for one in news.corrected))}
        found = [story for story in found if story.id not in told][: max(0, wish.most - len(told))]
    lines = await telling.lines(database, audience, found, actors=frozenset(sought.actors))
    stating = Stating(database, audience, sought, catalogue)
    subjects = filters.choices(wanted)
    following = wish.offset + wish.most
    return Latest(
        subject=next(iter(subjects), None),
        also=subjects[1:],
        narrowed=filters.told(wanted),
        since=sought.since,
        until=wanted.period.until,
        looked_at=before.at if before else None,
        seen=f"seen:{before.revision}:{int(before.at.timestamp())}" if before else "",
        new=await stating.lines(news.new, alone=True),
        updated=await stating.lines(news.updated, alone=True),
        corrected=news.corrected,
        more=news.more,
        lines=await stating.lines(lines, alone=sought.narrow or sought.since is not None),
        total=total,
        whole=whole,
        offset=wish.offset,
        following=following if following < total and not before else None,
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    )


async def fresh(
    database: Database, audience: Audience, *, reader: str, call: str, most: int, now: datetime
) -> tuple[Fresh, ...]:
    """The stories to show first to a person who opens a conversation: what came since they last opened it, then others.

    `call` is the same when the same opening is answered again.
    """
    sought = Sought(until=now.date())
    before = await database.write(
        follows.looked_to, team=audience.team or "", user=reader, call=call, now=now, what=f"opened {audience.key}"
    )
    news = await _news(database, audience, sought, before) if before else News()
    found = [
        *(Fresh(line=line, state="new") for line in news.new),
        *(Fresh(line=line, state="updated") for line in news.updated),
        *(Fresh(line=one.line, state="corrected") for one in news.corrected),
    ]
    told = {one.line.story for one in found}
    others, _ = await database.read(stories.latest, audience, until=sought.until, limit=most + len(told))
    unseen = [story for story in others if story.id not in told]
    found += [Fresh(line=line) for line in await telling.lines(database, audience, unseen[:most])]
    return tuple(found[:most])


def _sought(wanted: Filters, today: date) -> Sought:
    return Sought(
        actors=tuple(one.id for one in wanted.subjects if one.kind == "actor"),
        topics=tuple(one.id for one in wanted.subjects if one.kind == "topic"),
        types=wanted.types,
        stages=wanted.stages,
        languages=wanted.languages,
        kinds=wanted.publishers,
        since=wanted.period.since,
        until=min(wanted.period.until or today, today),
    )


async def _before(
    database: Database, audience: Audience, wish: LatestWish, wanted: Filters, *, now: datetime
) -> Look | None:
    """How far the person had looked in this conversation for the same; that they look now is noted.

    Whoever asks for a period, a further page or everything is shown just that.
    """
    if wanted.seen is not None:
        return Look(revision=wanted.seen.revision, at=datetime.fromtimestamp(wanted.seen.at, UTC))
    if not wish.reader or wish.offset or wanted.everything or wanted.period != Period():
        return None
    return await database.write(
        follows.looked_to, team=audience.team or "", user=wish.reader, call=wish.call, now=now,
        what=f"latest {audience.key} {wanted.key}",
    )  # fmt: skip


async def _news(database: Database, audience: Audience, sought: Sought, before: Look) -> News:
    came, changed = await database.read(narrowed.arrived, audience, sought, after=before.revision)
    stories_ = digests.sort(came)
    actors = frozenset(sought.actors)
    corrected = [await corrections.told(database, audience, one, actors=actors) for one in changed[:CORRECTED]]
    told = await telling.lines(
        database, audience, [*stories_.new[:NEW], *stories_.updated[:UPDATED], *stories_.correcting[:CORRECTED]],
        actors=actors,
    )  # fmt: skip
    new = {story.id for story in stories_.new}
    correcting = {story.articles[0] for story in stories_.correcting}
    corrected += [Correction(line=line) for line in told if line.lead.citations[0].article in correcting]
    shown = tuple(one for one in corrected if one is not None)[:CORRECTED]
    others = [line for line in told if line.lead.citations[0].article not in correcting]
    news = News(
        new=tuple(line for line in others if line.story in new),
        updated=tuple(line for line in others if line.story not in new),
        corrected=shown,
    )
    all_of_them = len(changed) + sum(map(len, stories_))
    return news._replace(more=max(0, all_of_them - len(news.new) - len(news.updated) - len(news.corrected)))


async def _page(
    database: Database, audience: Audience, sought: Sought, wish: LatestWish
) -> tuple[list[Story], int, bool]:
    """A page of stories, how many there are, and whether that is all of them."""
    if sought.narrow:
        return await database.read(narrowed.latest, audience, sought, limit=wish.most, offset=wish.offset)
    found, total = await database.read(
        stories.latest, audience, actor=next(iter(sought.actors), None), topic=next(iter(sought.topics), None),
        since=sought.since, until=sought.until, limit=wish.most, offset=wish.offset,
    )  # fmt: skip
    return found, total, True
