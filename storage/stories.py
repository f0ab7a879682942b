"""Stories as an audience may see them, newest first; and what the archive covers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlite_utils import Database as Connection

from storage import seen, sources
from storage.articles import stamp, within
from storage.models import Audience, Story


def latest(
    db: Connection,
    audience: Audience,
    *,
    actor: str | None = None,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 5,
    offset: int = 0,
) -> tuple[list[Story], int]:
    """A page of stories by their newest article, undated ones last, and how many there are in all."""
    about = _about(actor, topic)
    where, arguments = within(audience, since=since, until=until)
    whole = since is None and seen.everything(db, audience, until=until)
    total = _total(db, about, where if not whole else "", arguments)
    if about is None or _many(db, about):
        page = _walked(db, about, where, arguments, limit=limit, offset=offset)
    else:
        page = _sorted(db, about, where, arguments, limit=limit, offset=offset)
    return [story(db, audience, number, until=until) for number in page], total


def most_told(db: Connection, audience: Audience, *, until: date, limit: int) -> list[Story]:
    """The stories with the most independent publishers."""
    where, arguments = within(audience, until=until)
    rows = db.execute(
        f"""
        select story_article.story_id from article
        join story_article on story_article.article_id = article.id
        join publisher on publisher.id = article.publisher_id
        where {where} group by 1 order by count(distinct publisher.family) desc, count(*) desc, 1 desc limit :limit
        """,
        {**arguments, "limit": limit},
    ).fetchall()
    return [story(db, audience, row[0], until=until) for row in rows]


def arrived(db: Connection, audience: Audience, *, since: datetime, until: date) -> int:
    """How many stories have articles that came to the archive after an instant."""
    where, arguments = within(audience, since=None, until=until)
    row = db.execute(
        f"""
        select count(distinct story_article.story_id) from article
        join story_article on story_article.article_id = article.id
        where article.retrieved_at > :after and {where}
        """,
        {**arguments, "after": stamp(since)},
    ).fetchone()
    return int(row[0])


def story(db: Connection, audience: Audience, number: int, *, until: date | None, first: int = 0) -> Story:
    """A story as this audience may see it; `first` of its articles comes before the others."""
    where, arguments = within(audience, since=None, until=until)
    rows: Sequence[Any] = db.execute(
        f"""
        select article.id, publisher.family from story_article
        cross join article on article.id = story_article.article_id
        join publisher on publisher.id = article.publisher_id
        where story_article.story_id = :story and {where}
        order by article.id = :first desc, coalesce(article.published_at, '') desc, article.id desc
        """,
        {**arguments, "story": number, "first": first},
    ).fetchall()
    return Story(id=number, articles=tuple(row[0] for row in rows), publishers=len({row[1] for row in rows}))


def of_article(db: Connection, audience: Audience, article: int) -> int | None:
    """The number of the story of an article that this audience may see."""
    where, arguments = within(audience)
    row = db.execute(
        f"""
        select story_article.story_id from article join story_article on story_article.article_id = article.id
        where article.id = :id and +{where}
        """,
        {**arguments, "id": article},
    ).fetchone()
    return row[0] if row else None


def newest_about(
    db: Connection,
    audience: Audience,
    *,
    actor: str | None = None,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 20,
) -> list[int]:
    """Numbers of the newest articles about an actor (those with it in the title first within a day) or a topic."""
    where, arguments = within(audience, since=since, until=until)
    about = _about(actor, topic)
    if about is None:
        return []
    order = ""
    if _many(db, about):
        last = db.execute(
            f"""
            select substr(article.published_at, 1, 10) from article indexed by article_published
            where {about.holds} and {where} and article.published_at is not null
            order by article.published_at desc limit 1 offset :nth
            """,
            {**arguments, "about": about.value, "nth": limit - 1},
        ).fetchone()
        if last is not None:
            where += " and article.published_at >= :last"
            arguments["last"] = last[0]
            order = "cross"  # from those days to what they are about, not the other way round
    weight = "about.in_title desc, about.mentions desc" if actor is not None else "article.id desc"
    rows = db.execute(
        f"""
        select article.id from article {order} join {about.table} about on about.article_id = article.id
        where about.{about.column} = :about and {where}
        order by substr(coalesce(article.published_at, ''), 1, 10) desc, {weight}, article.id desc limit :limit
        """,
        {**arguments, "about": about.value, "limit": limit},
    )
    return [row[0] for row in rows.fetchall()]


def coverage(db: Connection, audience: Audience, *, until: date | None = None) -> dict[str, Any]:
    """How many articles and publishers this audience is served from, and over which days."""
    where, arguments = within(audience, since=None, until=until)
    counted = "true" if seen.everything(db, audience, until=until) else where
    day = f"select substr(published_at, 1, 10) from article indexed by article_published where {where}"
    row = next(
        db.query(
            f"""
            select (select count(*) from article where {counted}) as articles,
                   (select count(distinct family) from publisher where exists (
                       select 1 from article where article.publisher_id = publisher.id and {where})) as publishers,
                   ({day} and published_at is not null order by published_at limit 1) as first,
                   ({day} and published_at is not null order by published_at desc limit 1) as last,
                   (select count(*) from article where published_at is null and {where}) as undated,
                   (select retrieved_at from article indexed by article_retrieved where {where}
                    order by retrieved_at desc limit 1) as last_retrieved
            """,
            arguments,
        )
    )
    return {**row, "failing": tuple(sources.failing(db, audience))}


def publishers(db: Connection, audience: Audience, *, until: date | None = None) -> list[dict[str, Any]]:
    """Each publisher with the number and the days of its articles, most articles first."""
    where, arguments = within(audience, since=None, until=until)
    return list(
        db.query(
            f"""
            select publisher.name, publisher.kind, sum(found.articles) as articles, sum(found.undated) as undated,
                   min(found.first) as first, max(found.last) as last, max(found.last_retrieved) as last_retrieved,
                   min(found.demo) as demo
            from publisher join (
                select publisher_id, count(*) as articles, sum(published_at is null) as undated,
                       substr(min(published_at), 1, 10) as first, substr(max(published_at), 1, 10) as last,
                       max(retrieved_at) as last_retrieved, min(demo) as demo
                from article indexed by article_of_publisher where {where} group by publisher_id
            ) as found on found.publisher_id = publisher.id
            group by publisher.name, publisher.kind order by articles desc, publisher.name
            """,
            arguments,
        )
    )


class _About(NamedTuple):
    """What stories are asked for: the table that tells which articles are about it."""

    table: str
    column: str
    value: str

    @property
    def holds(self) -> str:
        """The condition that an article is about it."""
        return f"exists (select 1 from {self.table} where {self.column} = :about and article_id = article.id)"


def _about(actor: str | None, topic: str | None) -> _About | None:
    if actor is not None:
        return _About("article_actor", "actor_id", actor)
    return None if topic is None else _About("article_topic", "topic_id", topic)


def _many(db: Connection, about: _About) -> bool:
    rows = f"select 1 from {about.table} where {about.column} = ? limit {seen.MANY}"
    return int(db.execute(f"select count(*) from ({rows})", [about.value]).fetchone()[0]) == seen.MANY


def _total(db: Connection, about: _About | None, where: str, arguments: dict[str, Any]) -> int:
    """How many stories there are; an empty `where` is for an audience that sees every article."""
    joined = "join story_article on story_article.article_id = article.id"
    sql = f"select count(distinct story_article.story_id) from article {joined} where {where}"
    if about is not None:
        arguments = {**arguments, "about": about.value}
        sql += f" and article.id in (select article_id from {about.table} where {about.column} = :about)"
    if not where:
        sql = "select (select count(*) from story) - (select count(*) from story_merged)"
        if about is not None:
            joined = joined.replace("article.id", "about.article_id")
            sql = f"select count(distinct story_article.story_id) from {about.table} about {joined}"
            sql += f" where about.{about.column} = :about"
    return int(db.execute(sql, arguments).fetchone()[0])


def _walked(
    db: Connection, about: _About | None, where: str, arguments: dict[str, Any], *, limit: int, offset: int
) -> list[int]:
    """A page of stories, found by going back from the newest article until there are enough."""
    rows = db.execute(
        f"""
        select story_article.story_id from article indexed by article_published
        cross join story_article on story_article.article_id = article.id
        where {where} and {about.holds if about else "true"}
        order by article.published_at desc, article.id desc
        """,
        {**arguments, "about": about.value if about else None},
    )
    found: dict[int, None] = {}
    for (story,) in rows:
        found[story] = None
        if len(found) == offset + limit:
            break
    rows.close()
    return list(found)[offset:]


def _sorted(
    db: Connection, about: _About, where: str, arguments: dict[str, Any], *, limit: int, offset: int
) -> list[int]:
    """A page of the stories about what few articles are about."""
    rows = db.execute(
        f"""
        select story_article.story_id from {about.table} about
        join article on article.id = about.article_id
        join story_article on story_article.article_id = article.id
        where about.{about.column} = :about and {where}
        group by story_article.story_id
        order by max(coalesce(article.published_at, '')) desc, max(article.id) desc limit :limit offset :offset
        """,
        {**arguments, "about": about.value, "limit": limit, "offset": offset},
    )
    return [row[0] for row in rows.fetchall()]
