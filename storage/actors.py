"""The catalogue as the archive holds it, and how often and with whom an actor is named."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlite_utils import Database as Connection

from storage import seen
from storage.articles import within
from storage.models import Audience


def loaded(db: Connection) -> str:
    """The digest of the catalogue that the archive holds, empty when it holds none."""
    row = db.execute("select value from setting where name = 'catalogue'").fetchone()
    return str(row[0]) if row else ""


def load(
    db: Connection,
    *,
    digest: str,
    actors: Iterable[Sequence[str | None]],
    aliases: Iterable[Sequence[str | int]],
    offices: Iterable[Sequence[str | None]],
) -> None:
    """Replace the catalogue by this one, in the order of the columns of `actor`, `alias` and `office`."""
    db.execute("delete from alias")
    db.execute("delete from actor")
    db.execute("delete from office")
    db.conn.executemany("insert into actor values (?, ?, ?, ?, ?, ?, ?)", actors)
    db.conn.executemany("insert into alias values (?, ?, ?) on conflict do nothing", aliases)
    db.conn.executemany(
        "insert into office (person_id, office, organisation_id, valid_from, valid_to) values (?, ?, ?, ?, ?)", offices
    )
    db.execute(
        "insert into setting values ('catalogue', ?) on conflict (name) do update set value = excluded.value", [digest]
    )


def figures(db: Connection, audience: Audience, *, actor: str, until: date | None = None) -> dict[str, Any]:
    """In how many articles an actor is surely named, and over which days."""
    where, arguments = within(audience, until=until)
    named = int(db.execute("select count(*) from article_actor where actor_id = ?", [actor]).fetchone()[0])
    if named >= seen.MANY and seen.everything(db, audience, until=until):
        return {"articles": named, "first": _day(db, actor, "asc"), "last": _day(db, actor, "desc")}
    return next(
        db.query(
            f"""
            select count(*) as articles, min(substr(article.published_at, 1, 10)) as first,
                   max(substr(article.published_at, 1, 10)) as last
            from article_actor join article on article.id = article_actor.article_id
            where article_actor.actor_id = :actor and {where}
            """,
            {**arguments, "actor": actor},
        )
    )


def company(
    db: Connection,
    audience: Audience,
    *,
    actor: str,
    but: Sequence[str] = (),
    until: date | None = None,
    limit: int = 8,
) -> list[tuple[str, int]]:
    """The actors most often surely named in the same articles, with the number of those articles."""
    if seen.nothing_later(db, audience, until=until):
        rows = db.execute(
            """
            select other_id, sum(articles) as together from company
            where audience in (select value from json_each(:sees)) and actor_id = :actor and articles > 0
              and other_id not in (select value from json_each(:but))
            group by other_id order by together desc, other_id limit :limit
            """,
            {"sees": json.dumps(audience.sees), "actor": actor, "but": json.dumps(list(but)), "limit": limit},
        )
        return [(row[0], row[1]) for row in rows.fetchall()]
    where, arguments = within(audience, until=until)
    rows = db.execute(
        f"""
        select other.actor_id, count(*) as together
        from article_actor mine
        join article on article.id = mine.article_id
        join article_actor other on other.article_id = mine.article_id
        where mine.actor_id = :actor and other.actor_id <> :actor and {where}
          and other.actor_id not in (select value from json_each(:but))
        group by other.actor_id order by together desc, other.actor_id limit :limit
        """,
        {**arguments, "actor": actor, "but": json.dumps(list(but)), "limit": limit},
    )
    return [(row[0], row[1]) for row in rows.fetchall()]


def _day(db: Connection, actor: str, order: str) -> str | None:
    """The first or the last day on which an actor is named, looked for from that end of the archive."""
    rows = db.execute(
        f"""
        select substr(published_at, 1, 10) from article where published_at is not null
          and exists (select 1 from article_actor where actor_id = ? and article_id = article.id)
        order by published_at {order} limit 1
        """,
        [actor],
    ).fetchall()
    return rows[0][0] if rows else None


def by_month(db: Connection, audience: Audience, *, actor: str, since: date, until: date) -> dict[str, int]:
    """How many articles name an actor in each month (`2026-03`) of a period; a month without any is left out."""
    where, arguments = within(audience, since=since, until=until)
    rows = db.execute(
        f"""
        select substr(article.published_at, 1, 7), count(*) from article indexed by article_seen
        where {where}
          and exists (select 1 from article_actor where actor_id = :actor and article_id = article.id)
        group by 1
        """,
        {**arguments, "actor": actor},
    )
    return dict(rows.fetchall())
