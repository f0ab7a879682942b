"""Stories as an audience may see them, newest first; and what the archive covers."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database as Connection

from storage.articles import seen_by, stamp
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
    where, arguments = _window(audience, since=since, until=until)
    if actor is not None:
        where += " and article.id in (select article_id from article_actor where actor_id = :actor)"
        arguments["actor"] = actor
    if topic is not None:
        where += " and article.id in (select article_id from article_topic where topic_id = :topic)"
        arguments["topic"] = topic
    rows = db.execute(
        f"""
        select story_article.story_id, count(*) over () from article
        join story_article on story_article.article_id = article.id where {where}
        group by story_article.story_id
        order by max(coalesce(article.published_at, '')) desc, max(article.id) desc limit :limit offset :offset
        """,
        {**arguments, "limit": limit, "offset": offset},
    ).fetchall()
    stories = [_story(db, audience, story, until=until) for story, _ in rows]
    return stories, rows[0][1] if rows else 0


def arrived(db: Connection, audience: Audience, *, since: datetime, until: date) -> int:
    """How many stories have articles that came to the archive after an instant."""
    where, arguments = _window(audience, since=None, until=until)
    row = db.execute(
        f"""
        select count(distinct story_article.story_id) from article
        join story_article on story_article.article_id = article.id
        where article.retrieved_at > :after and {where}
        """,
        {**arguments, "after": stamp(since)},
    ).fetchone()
    return int(row[0])


def of_article(db: Connection, audience: Audience, *, article: int, until: date | None = None) -> Story | None:
    """The story that an article belongs to."""
    row = db.execute("select story_id from story_article where article_id = ?", [article]).fetchone()
    return _story(db, audience, row[0], until=until) if row else None


def newest_about(
    db: Connection,
    audience: Audience,
    *,
    actor: str | None = None,
    topic: str | None = None,
    until: date | None = None,
    limit: int = 20,
) -> list[int]:
    """Numbers of the newest articles about an actor (those with it in the title first within a day) or a topic."""
    where, arguments = _window(audience, since=None, until=until)
    table, column, value = (
        ("article_actor", "actor_id", actor) if actor is not None else ("article_topic", "topic_id", topic)
    )
    weight = "about.in_title desc, about.mentions desc" if actor is not None else "article.id desc"
    rows = db.execute(
        f"""
        select article.id from {table} about join article on article.id = about.article_id
        where about.{column} = :value and {where}
        order by substr(coalesce(article.published_at, ''), 1, 10) desc, {weight}, article.id desc limit :limit
        """,
        {**arguments, "value": value, "limit": limit},
    )
    return [row[0] for row in rows.fetchall()]


def coverage(db: Connection, audience: Audience, *, until: date | None = None) -> dict[str, Any]:
    """How many articles and publishers this audience is served from, and over which days."""
    where, arguments = _window(audience, since=None, until=until)
    row = next(
        db.query(
            f"""
            select count(*) as articles, count(distinct publisher.family) as publishers,
                   min(substr(article.published_at, 1, 10)) as first, max(substr(article.published_at, 1, 10)) as last,
                   sum(article.published_at is null) as undated, max(article.retrieved_at) as last_retrieved
            from article join publisher on publisher.id = article.publisher_id where {where}
            """,
            arguments,
        )
    )
    failing = db.execute(
        "select url from source where state = 'failing' and audience in (select value from json_each(?)) order by url",
        [json.dumps(audience.sees)],
    )
    return {**row, "undated": row["undated"] or 0, "failing": tuple(url for (url,) in failing.fetchall())}


def publishers(db: Connection, audience: Audience, *, until: date | None = None) -> list[dict[str, Any]]:
    """Each publisher with the number and the days of its articles, most articles first."""
    where, arguments = _window(audience, since=None, until=until)
    return list(
        db.query(
            f"""
            select publisher.name, publisher.kind, count(*) as articles, sum(article.published_at is null) as undated,
                   min(substr(article.published_at, 1, 10)) as first, max(substr(article.published_at, 1, 10)) as last,
                   max(article.retrieved_at) as last_retrieved
            from article join publisher on publisher.id = article.publisher_id where {where}
            group by publisher.id order by articles desc, publisher.name
            """,
            arguments,
        )
    )


def sources(db: Connection, audience: Audience) -> list[dict[str, Any]]:
    """Each source that is read again and again, with its state in plain words."""
    return list(
        db.query(
            """
            select url, kind, state, error, last_success from source
            where audience in (select value from json_each(?)) order by state desc, url
            """,
            [json.dumps(audience.sees)],
        )
    )


def _window(audience: Audience, *, since: date | None, until: date | None) -> tuple[str, dict[str, Any]]:
    where, arguments = seen_by(audience)
    if since is not None:
        where += " and article.published_at >= :since"
        arguments["since"] = since.isoformat()
    if until is not None:
        where += " and (article.published_at is null or article.published_at < date(:until, '+1 day'))"
        arguments["until"] = until.isoformat()
    return where, arguments


def _story(db: Connection, audience: Audience, story: int, *, until: date | None) -> Story:
    where, arguments = _window(audience, since=None, until=until)
    rows: Sequence[Any] = db.execute(
        f"""
        select article.id, publisher.family from story_article
        join article on article.id = story_article.article_id
        join publisher on publisher.id = article.publisher_id
        where story_article.story_id = :story and {where}
        order by coalesce(article.published_at, '') desc, article.id desc
        """,
        {**arguments, "story": story},
    ).fetchall()
    return Story(id=story, articles=tuple(row[0] for row in rows), publishers=len({row[1] for row in rows}))
