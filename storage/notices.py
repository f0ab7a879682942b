"""What stewards are owed: that a source is down, or back; told once. And where they are told."""

from datetime import datetime
from typing import Literal

from sqlite_utils import Database as Connection

from storage.watched import Notice

_CHANNEL = "stewards/"


def owe(db: Connection, source: int, *, audience: str, kind: Literal["down", "back"], said: str, now: datetime) -> None:
    """A source is down, or back."""
    db.execute(
        "insert into notice (source_id, audience, kind, said, at) values (?, ?, ?, ?, ?)",
        [source, audience, kind, said, now.isoformat()],
    )


def batch(db: Connection) -> tuple[int, list[Notice]] | None:
    """The oldest batch that has not been told; what is owed and in none becomes one. It stays the same until told."""
    found = db.execute("select min(batch) from notice where told_at is null and batch is not null").fetchone()[0]
    if found is None:
        db.execute(
            """
            update notice set batch = (select coalesce(max(batch), 0) + 1 from notice)
            where told_at is null and batch is null
            """
        )
        found = db.execute("select min(batch) from notice where told_at is null").fetchone()[0]
    if found is None:
        return None
    rows = db.query(
        """
        select notice.id, notice.audience, notice.kind, notice.source_id as source, source.name, notice.said, notice.at
        from notice join source on source.id = notice.source_id
        where notice.batch = ? and notice.told_at is null order by notice.id
        """,
        [found],
    )
    return int(found), [Notice.model_validate(row) for row in list(rows)]


def told(db: Connection, number: int, *, now: datetime) -> None:
    """A batch has been told, or there is nobody to tell."""
    db.execute("update notice set told_at = ? where batch = ? and told_at is null", [now.isoformat(), number])


def channel(db: Connection, *, team: str) -> str:
    """Where the stewards of a workspace are told; '' for nowhere."""
    row = db.execute("select value from setting where name = ?", [_CHANNEL + team]).fetchone()
    return row[0] if row else ""


def tell_in(db: Connection, *, team: str, channel: str) -> None:
    """Tell them there from now on; '' for nowhere."""
    db.execute(
        "insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
        [_CHANNEL + team, channel],
    )
