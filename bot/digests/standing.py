"""The subscriptions of a conversation as people see and change them. Part of the desk; posts nothing."""

from collections.abc import Sequence
from datetime import date, datetime, time

from bot import digests
from bot.catalogue import Catalogue
from bot.digests import Taste, subscribing
from bot.digests.schedule import Schedule, following
from bot.errors import BadRequest
from bot.records import Choice, Digest, Standing
from storage import subscriptions
from storage.database import Database
from storage.models import Audience, Following, FollowKind, Subscription, SubscriptionState, Told

NOWHERE = "Digests are posted in conversations of Slack; here there is none."
NONE_YET = "There is no digest in this conversation yet. /digest begins one."


async def begin(
    database: Database, audience: Audience, wish: subscribing.Wish, *, catalogue: Catalogue, by: str, now: datetime
) -> Standing:
    """Keep a wish; the same wish once more is the one that is kept already.

    Raises:
        BadRequest: there are as many as a conversation can bear, or this is no conversation.
    """
    team, channel = place(audience)
    at, days, zone = wish.schedule.at, wish.schedule.weekdays, wish.schedule.zone
    kept = await database.read(subscriptions.of_channel, team=team, channel=channel)
    if len(kept) >= subscribing.MOST_SUBSCRIPTIONS:
        raise BadRequest(f"This conversation has {len(kept)} digests, which is as many as it may have. Stop one first.")
    wanted = Following(actors=wish.actors, topics=wish.topics)
    known = await digests.known(database, audience, wanted, zone=zone, now=now) if wish.at_once else ()
    found, fresh = await database.write(
        subscriptions.keep,
        team=team,
        channel=channel,
        at=f"{at:%H:%M}",
        weekdays=days,
        zone=zone,
        at_once=wish.at_once,
        topics=wish.topics,
        actors=wish.actors,
        known=known,
        by=by,
        now=now,
    )
    return shown(found, catalogue, now=now).model_copy(update={"fresh": fresh})


async def of(database: Database, audience: Audience, *, catalogue: Catalogue, now: datetime) -> tuple[Standing, ...]:
    """Those of a conversation, by number."""
    team, channel = place(audience)
    kept = await database.read(subscriptions.of_channel, team=team, channel=channel)
    return tuple(shown(one, catalogue, now=now) for one in kept)


async def change(
    database: Database,
    audience: Audience,
    number: int | None,
    state: SubscriptionState,
    *,
    catalogue: Catalogue,
    now: datetime,
) -> Standing:
    """Pause, resume or stop one; without a number the only one there is.

    Raises:
        BadRequest: there is no such one, or there are several and none was named.
    """
    one = await _the_one(database, audience, number)
    changed = await database.write(
        subscriptions.change, team=one.team, channel=one.channel, id=one.id, state=state, now=now
    )
    if changed is None:  # somebody else has stopped it in between
        raise BadRequest(_unknown(one.id))
    return shown(changed, catalogue, now=now)


async def preview(
    database: Database, audience: Audience, number: int | None, *, catalogue: Catalogue, now: datetime
) -> Digest:
    """What the digest of a subscription would be now; nothing counts as told by that.

    Raises:
        BadRequest: there is no such one, or there are several and none was named.
    """
    one = await _the_one(database, audience, number)
    made, _ = await digests.compose(database, audience, taste(one, catalogue, since=one.made_at), now=now)
    return made


async def sample(
    database: Database, audience: Audience, wish: subscribing.Wish, *, now: datetime, begins: date | None = None
) -> Digest:
    """What a first digest to this wish would be now; of a week, or from a day on."""
    subjects = tuple(Choice(id=subject.id, name=subject.name) for subject in wish.subjects)
    wanted = Following(actors=wish.actors, topics=wish.topics)
    taste = Taste(following=wanted, subjects=subjects, zone=wish.schedule.zone, begins=begins)
    made, _ = await digests.compose(database, audience, taste, now=now)
    return made


async def edition(
    database: Database, one: Subscription, *, period: str, catalogue: Catalogue, now: datetime
) -> tuple[Digest, tuple[Told, ...]]:
    """The digest of a period, and what it tells of."""
    since = await database.read(subscriptions.made_before, one.id, period=period)
    audience = Audience(team=one.team, conversation=one.channel)
    return await digests.compose(database, audience, taste(one, catalogue, since=since, period=period), now=now)


def taste(one: Subscription, catalogue: Catalogue, *, since: datetime | None, period: str = "") -> Taste:
    """What a subscription wants to read."""
    wanted = Following(actors=one.actors, topics=one.topics, subscription=one.id, period=period)
    subjects = _subjects(one, catalogue)
    return Taste(following=wanted, subjects=subjects, zone=one.zone, since=since, at_once=one.at_once)


def schedule(one: Subscription) -> Schedule:
    """When a subscription is due."""
    return Schedule(at=time.fromisoformat(one.at), weekdays=one.weekdays, zone=one.zone)


def shown(one: Subscription, catalogue: Catalogue, *, now: datetime) -> Standing:
    """A subscription as people see it."""
    after = max(now, one.settled_until)
    return Standing(
        id=one.id,
        at=time.fromisoformat(one.at),
        weekdays=one.weekdays,
        zone=one.zone,
        at_once=one.at_once,
        subjects=_subjects(one, catalogue),
        state=one.state,
        following=following(schedule(one), after).at if one.state == "active" and not one.at_once else None,
        made_at=one.made_at,
        trouble=one.trouble,
        created_by=one.created_by,
    )


def place(audience: Audience) -> tuple[str, str]:
    """The workspace and the conversation of an audience.

    Raises:
        BadRequest: it is no conversation's.
    """
    if audience.team is None or audience.conversation is None:
        raise BadRequest(NOWHERE)
    return audience.team, audience.conversation


async def _the_one(database: Database, audience: Audience, number: int | None) -> Subscription:
    team, channel = place(audience)
    kept = await database.read(subscriptions.of_channel, team=team, channel=channel)
    if not kept:
        raise BadRequest(NONE_YET)
    if number is None:
        if len(kept) > 1:
            raise BadRequest(f"This conversation has {len(kept)} digests; say which: {_numbers(kept)}.")
        return kept[0]
    found = next((one for one in kept if one.id == number), None)
    if found is None:
        raise BadRequest(f"{_unknown(number)} It has {_numbers(kept)}.")
    return found


def _unknown(number: int) -> str:
    return f"This conversation has no digest {number}."


def _numbers(kept: Sequence[Subscription]) -> str:
    return ", ".join(str(one.id) for one in kept)


def subject(kind: FollowKind, id: str, catalogue: Catalogue) -> Choice:
    """An actor or a topic by the id that was kept, under its name; the catalogue may have dropped it since."""
    if kind == "actor":
        return Choice(id=id, name=catalogue.actors[id].name if id in catalogue.actors else id)
    return Choice(id=id, name=catalogue.topics[id].label if id in catalogue.topics else id)


def _subjects(one: Subscription, catalogue: Catalogue) -> tuple[Choice, ...]:
    actors = (subject("actor", id, catalogue) for id in one.actors)
    return (*actors, *(subject("topic", id, catalogue) for id in one.topics))
