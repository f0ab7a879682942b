"""What the digests of a subscription have not told yet, as an audience may see it. Rows; decides nothing.

A story is followed when any of its articles names one of the actors or falls under one of the topics; without either,
every story is.
"""

import json
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database as Connection

from storage.articles import seen_by, stamp
from storage.models import Arrival, Audience, Changed, Following, Span

_FOLLOWED = """
    (:everything or exists (
        select 1 from story_article mine where mine.story_id = story_article.story_id and (
            exists (select 1 from article_actor named where named.article_id = mine.article_id
                    and named.actor_id in (select value from json_each(:actors)))
            or exists (select 1 from article_topic about where about.article_id = mine.article_id
                       and about.topic_id in (select value from json_each(:topics)))
        )
    ))
"""

_UNTOLD = """
    not exists (select 1 from told where told.subscription_id = :subscription and told.article_id = article.id
                and told.period <> :period)
"""

_ARRIVAL = """
    select article.id as article, article.revision_id as revision, story_article.story_id as story,
           article.published_at, revision.title, revision.change, publisher.family,
           exists (select 1 from told join story_article other on other.article_id = told.article_id
                   where told.subscription_id = :subscription and told.period <> :period
                     and other.story_id = story_article.story_id) as known
    from article
    join revision on revision.id = article.revision_id
    join publisher on publisher.id = article.publisher_id
    join story_article on story_article.article_id = article.id
"""

_NEWEST_FIRST = "order by article.published_at desc, article.id desc"


def arrivals(
    db: Connection,
    audience: Audience,
    following: Following,
    *,
    since: date,
    until: date,
) -> list[Arrival]:
    """Articles of followed stories that were published on these days and not told, newest first."""
    where, arguments = _followed(audience, following)
    rows = db.query(
        f"""
        {_ARRIVAL} where {where} and {_UNTOLD} and article.published_at >= :since
          and article.published_at < date(:until, '+1 day') {_NEWEST_FIRST}
        """,
        {**arguments, "since": since.isoformat(), "until": until.isoformat()},
    )
    return [Arrival.model_validate(row) for row in list(rows)]


def newest(
    db: Connection,
    audience: Audience,
    following: Following,
    *,
    until: date,
    limit: int,
) -> list[Arrival]:
    """The newest articles of followed stories, told or not."""
    where, arguments = _followed(audience, following)
    rows = db.query(
        f"""
        {_ARRIVAL} where {where} and article.published_at < date(:until, '+1 day') {_NEWEST_FIRST} limit :limit
        """,
        {**arguments, "until": until.isoformat(), "limit": limit},
    )
    return [Arrival.model_validate(row) for row in list(rows)]


def changed(db: Connection, audience: Audience, following: Following) -> list[Changed]:
    """Told articles that have another revision than the one told last, the newest revision first."""
    where, arguments = seen_by(audience)
    rows = db.query(
        f"""
        select article.id as article, story_article.story_id as story, told.revision_id as told_revision,
               article.revision_id as revision
        from told join article on article.id = told.article_id
        join story_article on story_article.article_id = article.id
        where told.subscription_id = :subscription and {where} and article.revision_id <> told.revision_id
          and told.period = (select max(period) from told later where later.subscription_id = :subscription
                             and later.article_id = article.id and later.period <> :period)
        order by article.revision_id desc
        """,
        {**arguments, "subscription": following.subscription, "period": following.period},
    )
    return [Changed.model_validate(row) for row in list(rows)]


def left_out(
    db: Connection,
    audience: Audience,
    following: Following,
    *,
    retrieved_after: datetime,
    published_before: date,
) -> tuple[int, int]:
    """How many untold articles of followed stories arrived since an instant: undated ones, and ones of an old date."""
    where, arguments = _followed(audience, following)
    row = db.execute(
        f"""
        select coalesce(sum(article.published_at is null), 0), coalesce(sum(article.published_at < :before), 0)
        from article join story_article on story_article.article_id = article.id
        where article.retrieved_at > :after and {where} and {_UNTOLD}
        """,
        {**arguments, "after": stamp(retrieved_after), "before": published_before.isoformat()},
    ).fetchone()
    return int(row[0]), int(row[1])


def earlier_text(db: Connection, audience: Audience, *, article: int, revision: int) -> tuple[str, list[Span]]:
    """An earlier text of an article, and its sentences; empty when this audience may not see the article."""
    where, arguments = seen_by(audience)
    rows = db.execute(
        f"""
        select revision.text, sentence.start, sentence."end" from revision
        join article on article.id = revision.article_id
        left join sentence on sentence.revision_id = revision.id
        where revision.id = :revision and article.id = :article and {where} order by sentence.ordinal
        """,
        {**arguments, "revision": revision, "article": article},
    ).fetchall()
    text = rows[0][0] if rows else ""
    return text, [Span(start=start, end=end) for _, start, end in rows if start is not None]


def _followed(audience: Audience, following: Following) -> tuple[str, dict[str, Any]]:
    where, arguments = seen_by(audience)
    taste = {
        "actors": json.dumps(following.actors),
        "topics": json.dumps(following.topics),
        "everything": int(not following.actors and not following.topics),
        "subscription": following.subscription,
        "period": following.period,
    }
    return f"{where} and {_FOLLOWED}", {**arguments, **taste}
