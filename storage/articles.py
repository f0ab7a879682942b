"""Articles out: whole, by sentence, by URL, as an audience may see them. `keeping` lets them in."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database as Connection

from storage.models import Article, Audience, Passage

TEASER = "exists (select 1 from excerpt where excerpt.article_id = article.id)"
"""Whether only what its source shows of an article could be had."""

AMENDED = """
    (select json_object('change', told.change, 'on', told.changed_on,
                        'seen', iif(told.number > 1, substr(told.retrieved_at, 1, 10), null))
     from revision told
     where told.article_id = article.id and told.change <> ''
       and (told.change = 'correction' or told.id = article.revision_id)
     order by told.change = 'correction', told.number limit 1)
"""
"""That an article was corrected once, or is withdrawn: an `Amended` as JSON. What was taken back is no withdrawal."""

ARTICLE = f"""
    select article.id, article.audience, article.url, revision.title, revision.text, revision.id as revision,
           article.language, article.published_at, article.retrieved_at, publisher.name as publisher,
           publisher.family as publisher_family, publisher.kind as publisher_kind, article.demo, {TEASER} as teaser,
           {AMENDED} as amended
    from article
    join revision on revision.id = article.revision_id
    join publisher on publisher.id = article.publisher_id
"""
"""An `Article`, to be completed by a condition."""


LAST_DAY = date(9999, 12, 30)
"""The last day that SQLite knows a day after."""


def get(db: Connection, audience: Audience, *, article: int) -> Article | None:
    """The article of this number, if this audience may see it."""
    where, arguments = seen_by(audience)
    rows = list(db.query(f"{ARTICLE} where article.id = :id and {where}", {"id": article, **arguments}))
    return Article.model_validate(rows[0]) if rows else None


def several(db: Connection, audience: Audience, *, numbers: Sequence[int]) -> list[Article]:
    """Those of the articles of these numbers that this audience may see, in the order asked for."""
    where, arguments = seen_by(audience)
    sql = f"{ARTICLE} where article.id in (select value from json_each(:ids)) and {where}"
    rows = db.query(sql, {"ids": json.dumps(list(numbers)), **arguments})
    by_id = {row["id"]: Article.model_validate(row) for row in list(rows)}
    return [by_id[number] for number in dict.fromkeys(numbers) if number in by_id]


def at_url(db: Connection, audience: Audience, *, url: str, page: str | None = None) -> list[Article]:
    """The articles at this canonical URL, or of this page, that this audience may see, oldest first."""
    where, arguments = seen_by(audience)
    sql = f"{ARTICLE} where (article.url = :url or article.identity = :page) and {where} order by article.id"
    return [Article.model_validate(row) for row in db.query(sql, {"url": url, "page": page, **arguments})]


def passages(db: Connection, audience: Audience, *, articles: Sequence[int]) -> list[Passage]:
    """Every sentence of the current revisions of these articles, in their order, with who is surely named in it."""
    where, arguments = seen_by(audience)
    found: list[Passage] = []
    sql = f"{ARTICLE} where article.id in (select value from json_each(:ids)) and {where}"
    by_id = {row["id"]: row for row in db.query(sql, {"ids": json.dumps(list(articles)), **arguments})}
    revisions = [row["revision"] for row in by_id.values()]
    named, pages = _named(db, revisions), _pages(db, revisions)
    for article in dict.fromkeys(articles):
        row = by_id.get(article)
        if row is not None:
            found += _passages_of(db, row, named, pages.get(row["revision"], ()))
    return found


def seen_by(audience: Audience) -> tuple[str, dict[str, Any]]:
    """The condition that leaves only what this audience may see, and its arguments."""
    where, arguments = within(audience)
    return f"+{where}", arguments  # the plus: articles that are few are not found by what nearly all have


def within(audience: Audience, *, since: date | None = None, until: date | None = None) -> tuple[str, dict[str, Any]]:
    """The same condition for a period: its days are inclusive, and an undated article lies in it unless it has a start.

    What is not known to be recent is not "since Monday".
    """
    arguments: dict[str, Any] = {f"seen{number}": key for number, key in enumerate(audience.sees)}
    where = f"article.audience in ({', '.join(':' + name for name in arguments)})"
    if since is not None:
        where += " and article.published_at >= :since"
        arguments["since"] = since.isoformat()
    if until is not None:
        # Not `is null or <`: SQLite would look up both halves, and sort what the index has in order already.
        where += " and coalesce(article.published_at, '') < date(:until, '+1 day')"
        arguments["until"] = min(until, LAST_DAY).isoformat()
    return where, arguments


def stamp(moment: date | datetime | None) -> str | None:
    """How the archive writes a day or an instant."""
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return None if moment is None else moment.isoformat()


def _named(db: Connection, revisions: list[int]) -> dict[int, set[str]]:
    named: dict[int, set[str]] = {}
    rows = db.execute(
        """
        select mention.sentence_id, mention.actor_id from sentence
        join mention on mention.sentence_id = sentence.id
        where sentence.revision_id in (select value from json_each(?)) and mention.sure
        """,
        [json.dumps(revisions)],
    )
    for sentence, actor in rows.fetchall():
        named.setdefault(sentence, set()).add(actor)
    return named


def _pages(db: Connection, revisions: list[int]) -> dict[int, list[int]]:
    """Where the pages of those of the revisions begin that have pages."""
    pages: dict[int, list[int]] = {}
    rows = db.execute(
        "select revision_id, start from page where revision_id in (select value from json_each(?)) "
        "order by revision_id, number",
        [json.dumps(revisions)],
    )
    for revision, start in rows.fetchall():
        pages.setdefault(revision, []).append(start)
    return pages


def _passages_of(
    db: Connection, row: dict[str, Any], named: dict[int, set[str]], pages: Sequence[int]
) -> list[Passage]:
    article = Article.model_validate(row)
    spans = db.execute(
        'select id, ordinal, start, "end" from sentence where revision_id = ? order by ordinal', [article.revision]
    ).fetchall()
    # model_construct: rows of strict tables need no second check, and a question reads a thousand of them.
    return [
        Passage.model_construct(
            sentence=sentence, ordinal=ordinal, article=article.id, revision=article.revision, start=start, end=end,
            text=article.text[start:end], title=article.title, url=article.url, publisher=article.publisher,
            publisher_family=article.publisher_family, language=article.language,
            published_at=article.published_at, demo=article.demo, teaser=article.teaser,
            amended=article.amended,
            actors=frozenset(named.get(sentence, ())), page=bisect_right(pages, start) or None,
        )
        for sentence, ordinal, start, end in spans
    ]  # fmt: skip
