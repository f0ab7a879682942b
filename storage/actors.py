"""The catalogue as the archive holds it, and how often and with whom an actor is named."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlite_utils import Database as Connection

from storage import seen
from storage.articles import seen_by, within
from storage.models import Audience

NEWEST = 2_000
"""Of an actor's articles until a day in the past so many are counted: for all, 100,000 articles take 0.4 s."""


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
    until: date | None = None,
    limit: int = 8,
    newest: int = NEWEST,
) -> tuple[list[tuple[str, int]], bool]:
    """The actors most often surely named in the same articles, with the number of those articles.

    And whether that is of all there are; as of a day in the past it is of the newest, if there are more than `newest`.
    """
    if seen.nothing_later(db, audience, until=until):
        rows = db.execute(
            """
            select other_id, sum(articles) as together from company
            where audience in (select value from json_each(:sees)) and actor_id = :actor and articles > 0
            group by other_id order by together desc, other_id limit :limit
            """,
            {"sees": json.dumps(audience.sees), "actor": actor, "limit": limit},
        )
        return [(row[0], row[1]) for row in rows.fetchall()], True
    mine = _newest(db, audience, actor=actor, until=until, limit=newest + 1)
    rows = db.execute(
        """
        select actor_id, count(*) as together from article_actor
        where article_id in (select value from json_each(:mine)) and actor_id <> :actor
        group by actor_id order by together desc, actor_id limit :limit
        """,
        {"mine": json.dumps(mine[:newest]), "actor": actor, "limit": limit},
    )
    return [(row[0], row[1]) for row in rows.fetchall()], len(mine) <= newest


def beside(
    db: Connection, audience: Audience, *, articles: Sequence[int], actor: str, others: Sequence[str], limit: int
) -> list[int]:
    """Those of some articles about an actor that name any of the others too, best first: both in the title, often."""
    where, arguments = seen_by(audience)
    rows = db.execute(
        f"""
        select article.id from json_each(:articles) as asked
        cross join article on article.id = asked.value
        cross join article_actor mine on mine.article_id = article.id and mine.actor_id = :actor
        cross join article_actor other on other.article_id = article.id
        where other.actor_id in (select value from json_each(:others)) and {where}
        group by article.id
        order by max(mine.in_title and other.in_title) desc, min(mine.mentions, sum(other.mentions)) desc, asked.key
        limit :limit
        """,
        {**arguments, "articles": json.dumps(list(articles)), "actor": actor, "others": json.dumps(list(others)),
         "limit": limit},
    )  # fmt: skip
    return [row[0] for row in rows.fetchall()]


def _newest(db: Connection, audience: Audience, *, actor: str, until: date | None, limit: int) -> list[int]:
    """The newest articles that name an actor: going back from the day, or its own sorted, whichever meets fewer."""
    where, arguments = within(audience, until=until)
    arguments |= {"actor": actor, "limit": limit}
    start = "article_actor cross join article on article.id = article_actor.article_id"
    if seen.sooner_back(db, "article_actor where actor_id = ?", actor, of="article", limit=limit):
        start = "article indexed by article_published cross join article_actor on article_actor.article_id = article.id"
    rows = db.execute(
        f"""
        select article.id from {start} where article_actor.actor_id = :actor and {where}
        order by article.published_at desc, article.id desc limit :limit
        """,
        arguments,
    )
    return [row[0] for row in rows.fetchall()]


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
