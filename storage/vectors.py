"""Vectors of articles: which are owed, kept, or new; never those of a revision that is no longer current.

An article that has none of a model is owed one: there is no list of what is to be done that could be lost.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlite_utils import Database as Connection

from storage.articles import within
from storage.models import Audience, Span
from storage.nearby import WINDOW_DAYS


class Owed(NamedTuple):
    """An article that is to be encoded, as it stands."""

    article: int
    revision: int
    title: str
    text: str
    sentences: tuple[Span, ...]


class Encoded(NamedTuple):
    """The vectors of an article, and for whom it is; `day` is that of publication (ISO 8601), empty if unknown."""

    id: int
    audience: str
    day: str
    stretches: bytes


def newest(db: Connection) -> int:
    """The number of the newest revision: while it is the same, nothing came that could be owed."""
    return int(db.execute("select coalesce(max(id), 0) from revision").fetchone()[0])


def owed(db: Connection, *, model: str, before: int | None, limit: int) -> list[Owed]:
    """The newest articles without vectors of this model, of those with a number below `before`."""
    rows = db.execute(
        """
        select article.id, revision.id, revision.title, revision.text from (
            select id, revision_id from article where (:before is null or id < :before) and not exists (
                select 1 from vector where vector.article_id = article.id and vector.model = :model)
            order by id desc limit :limit
        ) as article join revision on revision.id = article.revision_id order by article.id desc
        """,
        {"model": model, "before": before, "limit": limit},
    ).fetchall()
    return [Owed(article, revision, title, text, _sentences(db, revision)) for article, revision, title, text in rows]


def enter(db: Connection, *, article: int, revision: int, model: str, stretches: bytes) -> None:
    """Keep the vectors of an article in the place of another model's; not if it was revised meanwhile, or is gone."""
    current = db.execute("select 1 from article where id = ? and revision_id = ?", [article, revision]).fetchone()
    if current is not None:
        leave(db, article)
        db.execute(
            "insert into vector (article_id, revision_id, model, stretches) values (?, ?, ?, ?)",
            [article, revision, model, stretches],
        )


def leave(db: Connection, article: int) -> None:
    """Forget the vectors of an article: it was revised."""
    db.execute("delete from vector where article_id = ?", [article])


def since(db: Connection, *, model: str, after: int, limit: int) -> list[Encoded]:
    """Vectors of this model that came after one, in order of coming."""
    rows = db.execute(
        """
        select vector.id, article.audience, coalesce(substr(article.published_at, 1, 10), ''), vector.stretches
        from vector cross join article on article.id = vector.article_id
        where vector.id > ? and vector.model = ? order by vector.id limit ?
        """,
        [after, model, limit],
    )
    return [Encoded(*row) for row in rows.fetchall()]


def standing(
    db: Connection, audience: Audience, *, numbers: Sequence[int], since: date | None, until: date
) -> dict[int, int | None]:
    """For each of these vectors that still stands its article, or None where this audience may not see it, or it lies
    outside the period."""
    where, arguments = within(audience, since=since, until=until)
    rows = db.execute(
        f"""
        select vector.id, case when {where} then article.id end from json_each(:ids) as asked
        cross join vector on vector.id = asked.value
        cross join article on article.id = vector.article_id and article.revision_id = vector.revision_id
        """,
        {**arguments, "ids": json.dumps(list(numbers))},
    )
    return dict(rows.fetchall())


def of(db: Connection, *, article: int, model: str) -> Encoded | None:
    """The vectors of an article, if it has any of this model."""
    rows = db.execute(
        """
        select vector.id, article.audience, coalesce(substr(article.published_at, 1, 10), ''), vector.stretches
        from vector join article on article.id = vector.article_id where article.id = ? and vector.model = ?
        """,
        [article, model],
    )
    return next((Encoded(*row) for row in rows.fetchall()), None)


def across(db: Connection, *, article: int, numbers: Sequence[int], limit: int) -> list[int]:
    """Those of some articles, in their order, that may tell in another language what one does: for the same people,
    of the same days, in another story."""
    rows = db.execute(
        """
        select other.id from article one
        cross join story_article mine on mine.article_id = one.id
        cross join json_each(:numbers) as asked
        cross join article other on other.id = asked.value
        cross join story_article theirs on theirs.article_id = other.id
        where one.id = :article and other.audience = one.audience and theirs.story_id <> mine.story_id
          and other.language <> one.language and 'und' not in (one.language, other.language)
          and abs(julianday(substr(one.published_at, 1, 10)) - julianday(substr(other.published_at, 1, 10))) <= :days
        order by asked.key limit :limit
        """,
        {"article": article, "numbers": json.dumps(list(numbers)), "days": WINDOW_DAYS, "limit": limit},
    )
    return [row[0] for row in rows.fetchall()]


def any_of(db: Connection, *, model: str) -> bool:
    """Whether there are vectors of this model at all."""
    return db.execute("select 1 from vector where model = ? limit 1", [model]).fetchone() is not None


def progress(db: Connection, *, model: str) -> tuple[int, int]:
    """How many articles have vectors of this model, of how many."""
    row = db.execute(
        "select (select count(*) from vector where model = ?), (select count(*) from article)", [model]
    ).fetchone()
    return int(row[0]), int(row[1])


def _sentences(db: Connection, revision: int) -> tuple[Span, ...]:
    rows = db.execute('select start, "end" from sentence where revision_id = ? order by ordinal', [revision])
    return tuple(Span(start=start, end=end) for start, end in rows.fetchall())
