"""What a person follows, and up to when they have looked. Decides nothing."""

from datetime import datetime

from sqlite_utils import Database as Connection

from storage.articles import stamp
from storage.models import Follow, FollowKind, Look


def follow(db: Connection, *, team: str, user: str, kind: FollowKind, subject: str, now: datetime) -> bool:
    """Follow an actor or a topic; False when it was followed already."""
    cursor = db.execute(
        "insert into follow (team, user_id, kind, subject, since) values (?, ?, ?, ?, ?) on conflict do nothing",
        [team, user, kind, subject, stamp(now)],
    )
    return bool(cursor.rowcount)


def unfollow(db: Connection, *, team: str, user: str, kind: FollowKind, subject: str) -> bool:
    """No longer follow it; False when it was not followed."""
    cursor = db.execute(
        "delete from follow where team = ? and user_id = ? and kind = ? and subject = ?", [team, user, kind, subject]
    )
    return bool(cursor.rowcount)


def of_person(db: Connection, *, team: str, user: str) -> list[Follow]:
    """What a person follows, in the order in which they began."""
    rows = db.query(
        "select kind, subject, since from follow where team = ? and user_id = ? order by since, kind, subject",
        [team, user],
    )
    return [Follow.model_validate(row) for row in list(rows)]


def looked(db: Connection, *, team: str, user: str, what: str, now: datetime) -> datetime | None:
    """Note that a person looks now, and return when they looked before."""
    where = [team, user, what]
    row = db.execute("select seen_at from look where team = ? and user_id = ? and what = ?", where).fetchone()
    db.execute(
        """
        insert into look (team, user_id, what, seen_at) values (?, ?, ?, ?)
        on conflict (team, user_id, what) do update set seen_at = excluded.seen_at
        """,
        [*where, stamp(now)],
    )
    return datetime.fromisoformat(row[0]) if row else None


def looked_to(db: Connection, *, team: str, user: str, what: str, call: str, now: datetime) -> Look | None:
    """Note that a person looks at all there is now, and return their look before.

    `call` is what they did: asked again for the same, after a crash, the answer is the same.
    """
    where = [team, user, what]
    sql = "select revision, seen_at, call, before from look where team = ? and user_id = ? and what = ?"
    row = db.execute(sql, where).fetchone()
    if row is not None and call and row[2] == call:
        return Look.model_validate_json(row[3]) if row[3] else None
    before = Look(revision=row[0], at=datetime.fromisoformat(row[1])) if row and row[0] is not None else None
    db.execute(
        """
        insert into look (team, user_id, what, seen_at, revision, call, before)
        values (?, ?, ?, ?, (select coalesce(max(id), 0) from revision), ?, ?)
        on conflict (team, user_id, what) do update set seen_at = excluded.seen_at, revision = excluded.revision,
            call = excluded.call, before = excluded.before
        """,
        [*where, stamp(now), call, before.model_dump_json() if before else None],
    )
    return before
