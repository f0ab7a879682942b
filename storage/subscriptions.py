"""Who wants which digest, and what each digest told. A period is claimed in `delivery`; decides nothing about time."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database as Connection

from storage.models import Quoted, Subscription, SubscriptionState, Told

BEGUN = "0"
"""The period, before all others, of what was there when a digest at once began: as if it had been told."""

_SUBSCRIPTION = f"""
    select id, team, channel, at, weekdays, zone, at_once, topics, actors, state, created_by, created_at,
           coalesce(settled_until, created_at) as settled_until, trouble,
           (select max(made_at) from edition where edition.subscription_id = subscription.id
                                                and period <> '{BEGUN}') as made_at
    from subscription
"""


def keep(
    db: Connection,
    *,
    team: str,
    channel: str,
    at: str,
    weekdays: Sequence[int],
    zone: str,
    at_once: bool,
    topics: Sequence[str],
    actors: Sequence[str],
    known: Sequence[Told] = (),
    by: str,
    now: datetime,
) -> tuple[Subscription, bool]:
    """Keep a subscription, and whether it is new: the same wish in the same conversation is one.

    `known` is what one at once need not tell, because it was there before.
    """
    when = {
        "team": team,
        "channel": channel,
        "at": at,
        "zone": zone,
        "weekdays": json.dumps(sorted(weekdays)),
        "at_once": int(at_once),
    }
    same = " and ".join(f"{column} = :{column}" for column in when)
    for row in list(db.query(f"{_SUBSCRIPTION} where {same} and state <> 'stopped'", when)):
        kept = _read(row)
        if set(kept.topics) == set(topics) and set(kept.actors) == set(actors):
            return kept, False
    wish = {**when, "topics": json.dumps(list(topics)), "actors": json.dumps(list(actors))}
    cursor = db.execute(
        f"""
        insert into subscription ({", ".join(wish)}, state, created_by, created_at, settled_until)
        values ({", ".join(f":{column}" for column in wish)}, 'active', :by, :now, :now)
        """,
        {**wish, "by": by, "now": now.isoformat()},
    )
    found = _read(next(db.query(f"{_SUBSCRIPTION} where id = ?", [cursor.lastrowid])))
    if at_once:
        tell(db, found.id, period=BEGUN, told=known, quoted=(), made_at=now)
    return found, True


def of_channel(db: Connection, *, team: str, channel: str) -> list[Subscription]:
    """The subscriptions of a conversation, in the order of their numbers; without those that were stopped."""
    sql = f"{_SUBSCRIPTION} where team = ? and channel = ? and state <> 'stopped' order by id"
    return [_read(row) for row in list(db.query(sql, [team, channel]))]


def active(db: Connection, *, team: str) -> list[Subscription]:
    """All subscriptions of a workspace that are neither paused nor stopped."""
    sql = f"{_SUBSCRIPTION} where team = ? and state = 'active' order by id"
    return [_read(row) for row in list(db.query(sql, [team]))]


def change(
    db: Connection, *, team: str, channel: str, id: int, state: SubscriptionState, now: datetime
) -> Subscription | None:
    """Pause, resume or stop; None when the conversation has no such subscription.

    What fell due while it was paused is let go. Numbers are never given again, so a stopped one stays in the table:
    its number is in the claims of what was posted.
    """
    where = {"team": team, "channel": channel, "id": id}
    sql = f"{_SUBSCRIPTION} where team = :team and channel = :channel and id = :id and state <> 'stopped'"
    found = list(db.query(sql, where))
    if not found:
        return None
    db.execute(
        """
        update subscription set state = :state,
               settled_until = case when state = 'paused' then :now else settled_until end
        where id = :id and state <> :state
        """,
        {"id": id, "state": state, "now": now.isoformat()},
    )
    return _read(next(db.query(f"{_SUBSCRIPTION} where id = ?", [id])))


def tell(
    db: Connection, subscription: int, *, period: str, told: Sequence[Told], quoted: Sequence[Quoted], made_at: datetime
) -> None:
    """Keep what the digest of a period is going to tell, in place of what an earlier attempt at it would have told."""
    drop(db, subscription, period=period)
    db.execute(
        "insert into edition (subscription_id, period, made_at, quoted) values (?, ?, ?, ?)",
        [subscription, period, made_at.isoformat(), json.dumps([one.model_dump() for one in quoted])],
    )
    db.conn.executemany(
        "insert into told (subscription_id, period, article_id, revision_id) values (?, ?, ?, ?)",
        [(subscription, period, one.article, one.revision) for one in told],
    )


def drop(db: Connection, subscription: int, *, period: str) -> None:
    """The digest of a period was not posted: it has told nothing."""
    db.execute("delete from edition where subscription_id = ? and period = ?", [subscription, period])


def settle(db: Connection, subscription: int, *, until: datetime, trouble: str = "") -> None:
    """Periods up to an instant are done with; `trouble` says why the last one could not be posted."""
    db.execute(
        "update subscription set settled_until = max(coalesce(settled_until, ''), ?), trouble = ? where id = ?",
        [until.isoformat(), trouble, subscription],
    )


def begun(db: Connection, subscription: int, *, periods: Sequence[str]) -> list[str]:
    """Those of these periods whose digest was put together, posted or not."""
    sql = "select period from edition where subscription_id = ? and period in (select value from json_each(?))"
    return [row[0] for row in db.execute(sql, [subscription, json.dumps(list(periods))]).fetchall()]


def made_before(db: Connection, subscription: int, *, period: str) -> datetime | None:
    """When the last digest before that of this period was put together."""
    row = db.execute(
        "select max(made_at) from edition where subscription_id = ? and period <> ?", [subscription, period]
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def made(db: Connection, subscription: int, *, since: datetime) -> list[datetime]:
    """When the digests after an instant were put together, in order."""
    sql = "select made_at from edition where subscription_id = ? and made_at > ? and period <> ? order by made_at"
    rows = db.execute(sql, [subscription, since.isoformat(), BEGUN]).fetchall()
    return [datetime.fromisoformat(row[0]) for row in rows]


def unfinished(db: Connection, subscription: int, *, settled_until: datetime) -> str | None:
    """The period of the digest that was put together and not settled: perhaps posted, perhaps not."""
    sql = """
        select period from edition where subscription_id = ? and made_at > ? and period <> ?
        order by made_at desc limit 1
    """
    row = db.execute(sql, [subscription, settled_until.isoformat(), BEGUN]).fetchone()
    return row[0] if row else None


def _read(row: dict[str, object]) -> Subscription:
    lists = {column: json.loads(str(row[column])) for column in ("weekdays", "topics", "actors")}
    return Subscription.model_validate({**row, **lists})
