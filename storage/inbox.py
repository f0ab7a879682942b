"""What was heard and is still owed, and what was claimed before it was posted. Decides nothing about Slack.

A row of `inbox` is open from the moment an event is admitted until its answer, or its stated reason, is delivered.
A row of `delivery` is claimed by its key before a post is made and marked with the post's `ts` after.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database as Connection

from storage.models import Delivery, Heard, InboxState, Record


class Owed(Record):
    """What is open."""

    calls: int
    oldest: datetime | None  # when it was heard


def admit(db: Connection, *, key: str, kind: str, payload: str, now: datetime) -> int | None:
    """Keep an event; its id, or None when this key is known: the same event twice is one."""
    rows = db.query(
        """
        insert into inbox (key, kind, payload, state, received_at) values (:key, :kind, :payload, 'open', :now)
        on conflict (key) do nothing returning id
        """,
        {"key": key, "kind": kind, "payload": payload, "now": now.isoformat()},
    )
    return next((int(row["id"]) for row in list(rows)), None)


def open_calls(db: Connection) -> list[Heard]:
    """What is still owed, in the order in which it was heard."""
    return [
        Heard.model_validate(row)
        for row in list(
            db.query("select id, key, kind, payload, attempts, received_at from inbox where state = 'open' order by id")
        )
    ]


def addressed(db: Connection, *, root: str, team: str, channel: str, thread_ts: str) -> bool:
    """Whether a thread began with the bot being named (`root` is that call's key), or something said to it is open."""
    rows = db.query(
        """
        select 1 from inbox where key = :root and kind in ('mention', 'direct')
        union all
        select 1 from inbox
        where state = 'open' and kind in ('mention', 'direct')
          and json_extract(payload, '$.team') = :team and json_extract(payload, '$.channel') = :channel
          and json_extract(payload, '$.thread_ts') = :thread_ts
        limit 1
        """,
        {"root": root, "team": team, "channel": channel, "thread_ts": thread_ts},
    )
    return bool(list(rows))


def overruled(db: Connection, id: int, *, begins: Sequence[str]) -> str | None:
    """The key of the last call heard after this one whose key is, or with a colon at its end begins with, one of these.

    A key that begins with another row's own is found by the index of keys.
    """
    found: list[tuple[int, str]] = []
    for begin in begins:
        rows = db.execute(
            "select id, key from inbox where id > ? and key >= ? and key < ?",
            [id, begin, f"{begin[:-1]};" if begin.endswith(":") else f"{begin}\0"],
        )
        found += rows.fetchall()
    return max(found)[1] if found else None


def known(db: Connection, key: str) -> bool:
    """Whether a call of this key was ever heard."""
    return db.execute("select 1 from inbox where key = ?", [key]).fetchone() is not None


def owed(db: Connection) -> Owed:
    """How much is still owed, and since when."""
    row = db.execute("select count(*), min(received_at) from inbox where state = 'open'").fetchone()
    return Owed(calls=row[0], oldest=row[1])


def attempted(db: Connection, id: int) -> int:
    """Count one more attempt before it is made, so that a crash counts too; how many there are now."""
    rows = db.query("update inbox set attempts = attempts + 1 where id = :id returning attempts", {"id": id})
    return next((int(row["attempts"]) for row in list(rows)), 0)


def excused(db: Connection, id: int) -> None:
    """Take back the count of an attempt that ended in order: only crashes and endings by force shall count."""
    db.execute("update inbox set attempts = max(attempts - 1, 0) where id = ?", [id])


def ended(db: Connection, id: int, *, state: InboxState, outcome: str, now: datetime) -> None:
    """Close a row: what was answered, or the reason why nothing was. A row that is closed stays as it is."""
    db.execute(
        "update inbox set state = :state, outcome = :outcome, ended_at = :now where id = :id and state = 'open'",
        {"id": id, "state": state, "outcome": outcome, "now": now.isoformat()},
    )


def claim_delivery(db: Connection, *, key: str, channel: str, thread_ts: str | None, now: datetime) -> bool:
    """Claim a post before it is made. False when somebody has claimed it: then look whether it was made.

    With a new claim the answer has been found, and the process has not died of it: attempts are counted anew.
    """
    rows = db.query(
        """
        insert into delivery (key, channel, thread_ts, claimed_at) values (:key, :channel, :thread_ts, :now)
        on conflict (key) do nothing returning key
        """,
        {"key": key, "channel": channel, "thread_ts": thread_ts, "now": now.isoformat()},
    )
    new = bool(list(rows))
    if new:
        db.execute("update inbox set attempts = 0 where key = ? and state = 'open'", [key])
    return new


def delivered(db: Connection, key: str, *, ts: str, now: datetime) -> None:
    """The claimed post was made; `ts` is Slack's name for it. The first mark stands."""
    db.execute(
        "update delivery set ts = :ts, posted_at = :now where key = :key and ts is null",
        {"key": key, "ts": ts, "now": now.isoformat()},
    )


def posted(db: Connection, *, key: str, begins: str) -> Delivery | None:
    """The last post that was made under a key, or under one that begins so (`begins` ends with a colon)."""
    rows = db.query(
        """
        select key, channel, thread_ts, ts, claimed_at, posted_at from delivery
        where (key = :key or (key >= :begins and key < :ends)) and ts is not null order by posted_at desc limit 1
        """,
        {"key": key, "begins": begins, "ends": f"{begins[:-1]};"},
    )
    return next((Delivery.model_validate(row) for row in list(rows)), None)


def delivery(db: Connection, key: str) -> Delivery | None:
    """What is known of a claimed post."""
    rows = db.query("select key, channel, thread_ts, ts, claimed_at, posted_at from delivery where key = ?", [key])
    return next((Delivery.model_validate(row) for row in list(rows)), None)
