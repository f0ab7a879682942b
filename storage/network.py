"""Since when nothing on the network could be reached, as those who gather found. SQL only."""

from datetime import datetime

from sqlite_utils import Database as Connection


def gone_since(db: Connection) -> datetime | None:
    """When it went; None while there is one."""
    row = db.execute("select since from network").fetchone()
    return datetime.fromisoformat(row[0]) if row and row[0] else None


def note(db: Connection, since: datetime | None) -> None:
    """It went then, or is there."""
    db.execute("insert or replace into network (id, since) values (1, ?)", [since.isoformat() if since else None])


def did_well(db: Connection, *, host: str) -> bool:
    """Whether all was well at a host when it was last asked."""
    row = db.execute(
        "select 1 from source where host = ? and failures = 0 and read_at is not null limit 1", [host]
    ).fetchone()
    return row is not None


def hosts(db: Connection) -> int:
    """How many hosts the sources are at."""
    return int(db.execute("select count(distinct host) from source where paused = 0").fetchone()[0])
