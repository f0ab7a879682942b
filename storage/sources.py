"""Sources: added, paused, visited, as they are known. When a visit is due and what it means is decided in `bot`."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlite_utils import Database as Connection

from storage import network
from storage.articles import stamp
from storage.models import Audience, Publisher
from storage.watched import DOWN, Source, SourceKind, Validators

DOWN_STATES = ", ".join(f"'{state}'" for state in DOWN)


def add(
    db: Connection,
    *,
    audience: Audience,
    given: str,
    url: str,
    kind: SourceKind,
    name: str,
    publisher: Publisher | None,
    entry: str = "",
    since: date | None = None,
    by: str = "",
    now: datetime,
) -> tuple[Source, bool]:
    """Keep a source, and whether it is new: an address that this audience is served from already is one."""
    known = at(db, audience, url=url) or at(db, audience, url=given)
    if known is not None:
        return known, False
    cursor = db.execute(
        """
        insert into source (audience, given, url, host, kind, name, publisher, entry, since, added_at, added_by,
                            next_at)
        values (:audience, :given, :url, :host, :kind, :name, :publisher, :entry, :since, :now, :by, :now)
        """,
        {"audience": audience.key, "given": given, "url": url, "host": host(url), "kind": kind, "name": name,
         "publisher": _publisher(publisher), "entry": entry, "since": stamp(since), "by": by, "now": _instant(now)},
    )  # fmt: skip
    return _one(db, "id = ?", [cursor.lastrowid]), True


def at(db: Connection, audience: Audience, *, url: str) -> Source | None:
    """The source at this address that this audience is served from."""
    found = _some(
        db,
        "(url = :url or given = :url) and audience in (select value from json_each(:seen)) order by length(audience)",
        {"url": url, "seen": json.dumps(audience.sees)},
    )
    return found[0] if found else None


def get(db: Connection, *, source: int) -> Source | None:
    """The source of this number, whoever is served from it."""
    found = _some(db, "id = ?", [source])
    return found[0] if found else None


def of(db: Connection, audience: Audience | None) -> list[Source]:
    """All that this audience is served from, or with None all there are; those that are down first, by name."""
    where = f"""
        (:all or audience in (select value from json_each(:seen)))
        order by paused, health in ({DOWN_STATES}) desc, name collate nocase, id
    """
    seen = json.dumps(audience.sees) if audience else "[]"
    return _some(db, where, {"all": int(audience is None), "seen": seen})


def due(db: Connection, *, now: datetime, busy: Sequence[str], limit: int) -> list[Source]:
    """Sources whose visit is due, the longest overdue first, but for those of hosts that are busy."""
    return _some(
        db,
        """
        paused = 0 and next_at <= :now and host not in (select value from json_each(:busy))
        and not exists (select 1 from host where host.name = source.host and host.ready_at > :now)
        order by next_at, id limit :limit
        """,
        {"now": _instant(now), "busy": json.dumps(list(busy)), "limit": limit},
    )


def next_at(db: Connection) -> datetime | None:
    """When the next visit is due, or the next item; None when nothing ever is."""
    row = db.execute(
        """
        select min(at) from (
            select min(max(source.next_at, coalesce(host.ready_at, ''))) as at
            from source left join host on host.name = source.host where paused = 0
            union all
            select min(max(item.due_at, coalesce(host.ready_at, '')))
            from item join source on source.id = item.source_id left join host on host.name = item.host
            where item.due_at is not null and source.paused = 0
        )
        """
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def write(db: Connection, source: Source) -> None:
    """Put a source as it is now in the place of what was known of it; paused stays what people made it."""
    db.execute(
        """
        update source set url = :url, host = :host, kind = :kind, name = :name, publisher = :publisher,
            health = :health, reason = :reason, failures = :failures, failing_since = :failing_since,
            reported = :reported, visited_at = :visited_at, read_at = :read_at, first_read_at = :first_read_at,
            arrived_at = :arrived_at, oldest = :oldest, newest = :newest, items = :items, dated = :dated,
            moved_at = :moved_at, moved_from = :moved_from, etag = :etag, last_modified = :last_modified,
            rhythm_s = :rhythm_s, next_at = :next_at, missed_from = :missed_from, missed_until = :missed_until
        where id = :id
        """,
        _row(source),
    )


def taken(db: Connection, source: Source) -> bool:
    """Whether another source of the same audience is read at its address."""
    row = db.execute(
        "select 1 from source where url = ? and audience = ? and id <> ?", [source.url, source.audience, source.id]
    ).fetchone()
    return row is not None


def change(db: Connection, *, source: int, paused: bool | None = None, next_at: datetime | None = None) -> None:
    """Pause or resume one, or have it visited at another time."""
    db.execute(
        "update source set paused = coalesce(:paused, paused), next_at = coalesce(:next, next_at) where id = :id",
        {"id": source, "paused": paused, "next": _instant(next_at)},
    )


def remove(db: Connection, *, source: int) -> None:
    """Forget a source and what it is owed. Articles stay."""
    db.execute("delete from source where id = ?", [source])


def set_right(db: Connection, *, now: datetime, visits: datetime, looks: datetime) -> None:
    """The clock was wrong: what is put off beyond any visit or look is due, and what was noted in a time to come is not
    known.
    """
    moments = {"now": _instant(now), "visits": _instant(visits), "looks": _instant(looks)}
    db.execute("update source set next_at = :now where next_at > :visits", moments)
    db.execute("update item set due_at = :now where due_at > :looks", moments)
    db.execute("update host set ready_at = null where ready_at > :visits", moments)
    db.execute("update host set robots_at = null where robots_at > :now", moments)


def census(db: Connection) -> dict[str, int]:
    """How many sources do how; `paused` stands apart."""
    rows = db.execute("select iif(paused, 'paused', health) as state, count(*) from source group by state")
    return {state: int(number) for state, number in rows.fetchall()}


def failing(db: Connection, audience: Audience) -> list[str]:
    """The names of those that nothing new is read from; of none but the network, where that is ours to blame."""
    if network.gone_since(db) is not None:
        return ["any (Antici has no network)"]
    rows = db.execute(
        f"""
        select name from source where paused = 0 and health in ({DOWN_STATES})
          and audience in (select value from json_each(?)) order by name
        """,
        [json.dumps(audience.sees)],
    )
    return [row[0] for row in rows.fetchall()]


def robots(db: Connection, *, host: str) -> tuple[str, datetime | None]:
    """What a host's robots.txt said, and when it was asked; '' where it says nothing."""
    row = db.execute("select robots, robots_at from host where name = ?", [host]).fetchone()
    return (row[0], datetime.fromisoformat(row[1]) if row[1] else None) if row else ("", None)


def keep_robots(db: Connection, *, host: str, text: str, at: datetime) -> None:
    """Remember what it said."""
    db.execute(
        """
        insert into host (name, robots, robots_at) values (:name, :text, :at)
        on conflict (name) do update set robots = :text, robots_at = :at
        """,
        {"name": host, "text": text, "at": _instant(at)},
    )


def leave_alone(db: Connection, *, host: str, until: datetime) -> None:
    """A host asked for rest."""
    db.execute(
        """
        insert into host (name, ready_at) values (:name, :until)
        on conflict (name) do update set ready_at = max(coalesce(ready_at, ''), :until)
        """,
        {"name": host, "until": _instant(until)},
    )


def resting(db: Connection, *, now: datetime) -> dict[str, datetime]:
    """The hosts that asked to be left alone, and until when."""
    found = db.execute("select name, ready_at from host where ready_at > :now", {"now": _instant(now)})
    return {name: datetime.fromisoformat(until) for name, until in found}


def host(url: str | None) -> str:
    """The host that is asked, with its port."""
    return urlsplit(url or "").netloc.rpartition("@")[2].lower()


def _some(db: Connection, where: str, arguments: Any) -> list[Source]:
    return [_read(row) for row in list(db.query(f"select * from source where {where}", arguments))]


def _one(db: Connection, where: str, arguments: Any) -> Source:
    return _some(db, where, arguments)[0]


def _read(row: dict[str, Any]) -> Source:
    known = {name: row[name] for name in Source.model_fields if name in row}
    known["publisher"] = Publisher.model_validate_json(row["publisher"]) if row["publisher"] else None
    known["missed"] = (row["missed_from"], row["missed_until"]) if row["missed_from"] else None
    known["validators"] = Validators(etag=row["etag"], last_modified=row["last_modified"])
    return Source.model_validate(known)


def _row(source: Source) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name in Source.model_fields:
        value = getattr(source, name)
        if isinstance(value, datetime):
            row[name] = _instant(value)
        elif isinstance(value, date):
            row[name] = value.isoformat()
        elif isinstance(value, str | int) or value is None:
            row[name] = value
    row |= source.validators.model_dump()
    row["missed_from"], row["missed_until"] = map(_instant, source.missed or (None, None))
    return {**row, "host": host(source.url), "publisher": _publisher(source.publisher)}


def _publisher(publisher: Publisher | None) -> str:
    return publisher.model_dump_json() if publisher else ""


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
