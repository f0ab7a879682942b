"""Stories narrowed by what articles state, their language and their publisher; and what came of them since a look.

Rows; decides nothing. From the newest article back, or from the fewest that any one filter leaves: at 100,000
articles a look at each would cost a fifth of a second.
"""

import json
from math import prod
from typing import Any, NamedTuple

from sqlite_utils import Database as Connection

from storage import stories
from storage.articles import within
from storage.models import Arrival, Audience, Changed, Sought, Story

MEASURED = 20_000
"""So far the articles that a filter leaves are counted, to tell which way is the shorter."""

SCATTERED = 4
"""An article that a filter leaves lies anywhere in the file; those met going back lie side by side."""

COUNTED = 50
"""Stories are counted up to here; then there are "more than" that."""

NEWS = 2_000
"""The newest revisions since a look that are gone through."""


class _Filter(NamedTuple):
    """A condition on an article; the articles that meet it, and perhaps some more, told by an index alone."""

    holds: str
    articles: str


def latest(
    db: Connection, audience: Audience, sought: Sought, *, limit: int, offset: int
) -> tuple[list[Story], int, bool]:
    """A page of stories by their newest article that passes, which comes first in each; how many; whether all."""
    filters, wanted = _filters(sought)
    where, arguments = within(audience, since=sought.since, until=sought.until)
    arguments |= wanted
    where = " and ".join([where, *(one.holds for one in filters)])
    fewest = _fewest(db, filters, arguments)
    if fewest is None:
        found = _walked(db, where, arguments, most=max(offset + limit, COUNTED) + 1)
    else:
        found = _sorted(db, fewest, where, arguments)
    whole = fewest is not None or len(found) <= max(offset + limit, COUNTED)
    page = [
        stories.story(db, audience, story, until=sought.until, first=article)
        for story, article in found[offset : offset + limit]
    ]
    return page, len(found) - (not whole), whole


def arrived(db: Connection, audience: Audience, sought: Sought, *, after: int) -> tuple[list[Arrival], list[Changed]]:
    """Articles that came after a revision, and those that were revised since, the newest first.

    `known` is a story of which this audience could see an article then.
    """
    filters, wanted = _filters(sought)
    where, arguments = within(audience, since=sought.since, until=sought.until)
    seen, _ = within(audience, until=sought.until)
    rows = db.execute(
        f"""
        select article.id, article.revision_id, story_article.story_id, article.published_at, revision.title,
               revision.change, publisher.family,
               (select max(id) from revision before where before.article_id = article.id and before.id <= :mark),
               exists (select 1 from story_article other join revision before on before.article_id = other.article_id
                       where other.story_id = story_article.story_id and other.article_id <> article.id
                         and before.id <= :mark and other.article_id in (
                           select article.id from article where article.id = other.article_id and {seen}))
        from (select id, article_id, title, change from revision
              where id > :mark order by id desc limit {NEWS}) revision
        cross join article on article.id = revision.article_id and article.revision_id = revision.id
        join story_article on story_article.article_id = article.id
        join publisher on publisher.id = article.publisher_id
        where {" and ".join([where, *(one.holds for one in filters)])}
        order by coalesce(article.published_at, '') desc, article.id desc
        """,
        {**arguments, **wanted, "mark": after},
    ).fetchall()
    fields = ("article", "revision", "story", "published_at", "title", "change", "family")
    came = [
        Arrival.model_validate({**dict(zip(fields, row, strict=False)), "known": row[-1]})
        for row in rows
        if row[-2] is None
    ]
    changed = [
        Changed(article=row[0], story=row[2], told_revision=row[-2], revision=row[1])
        for row in rows
        if row[-2] is not None
    ]
    return came, changed


def _filters(sought: Sought) -> tuple[list[_Filter], dict[str, Any]]:
    found: list[_Filter] = []
    arguments: dict[str, Any] = {}
    for table, column, ids in (("actor", "actor_id", sought.actors), ("topic", "topic_id", sought.topics)):
        for number, id_ in enumerate(ids):
            name = f"{table}{number}"
            arguments[name] = id_
            about = f"article_{table} where {column} = :{name}"
            found.append(
                _Filter(
                    f"exists (select 1 from {about} and article_id = article.id)",
                    f"select article_id as id from {about}",
                )
            )
    if sought.languages:
        arguments["languages"] = json.dumps(sought.languages)
        spoken = "article.language in (select value from json_each(:languages))"
        found.append(_Filter(f"+{spoken}", f"select id from article where {spoken}"))
    if sought.kinds:
        arguments["kinds"] = json.dumps(sought.kinds)
        by = "publisher_id in (select id from publisher where kind in (select value from json_each(:kinds)))"
        found.append(_Filter(f"+article.{by}", f"select id from article where {by}"))
    if sought.types or sought.stages:
        arguments |= {"types": json.dumps(sought.types), "stages": json.dumps(sought.stages)}
        arguments["parties"] = json.dumps(sought.actors)
        states, coarse = _states(sought), _states(sought.model_copy(update={"actors": ()}))
        found.append(
            _Filter(
                f"exists (select 1 from development where development.article_id = article.id and {states})",
                f"select distinct article_id as id from development where {coarse}",
            )
        )
    return found, arguments


def _states(sought: Sought) -> str:
    conditions = ["development.holds"]
    if sought.types:
        conditions.append("development.type in (select value from json_each(:types))")
    if sought.stages:
        conditions.append("development.stage in (select value from json_each(:stages))")
    if sought.actors:
        conditions.append(
            """(development.instrument in (select value from json_each(:parties)) or exists (
                select 1 from development_actor party where party.development_id = development.id
                and party.actor_id in (select value from json_each(:parties))))"""
        )
    return " and ".join(conditions)


def _fewest(db: Connection, filters: list[_Filter], arguments: dict[str, Any]) -> _Filter | None:
    """The filter that leaves the fewest articles, unless going back from the newest meets a page's worth sooner."""
    everything = max(1, int(db.execute("select coalesce(max(id), 0) from article").fetchone()[0]))
    counted = [
        (int(db.execute(f"select count(*) from ({one.articles} limit {MEASURED})", arguments).fetchone()[0]), number)
        for number, one in enumerate(filters)
    ]
    if not counted:
        return None
    passing = prod(count / everything for count, _ in counted)  # as if the filters knew nothing of each other
    fewest, number = min(counted)
    return filters[number] if passing == 0 or fewest * SCATTERED <= COUNTED / passing else None


def _walked(db: Connection, where: str, arguments: dict[str, Any], *, most: int) -> list[tuple[int, int]]:
    rows = db.execute(
        f"""
        select story_article.story_id, article.id from article indexed by article_published
        cross join story_article on story_article.article_id = article.id
        where {where} order by article.published_at desc, article.id desc
        """,
        arguments,
    )
    found: dict[int, int] = {}
    for story, article in rows:
        found.setdefault(story, article)
        if len(found) == most:
            break
    rows.close()
    return list(found.items())


def _sorted(db: Connection, few: _Filter, where: str, arguments: dict[str, Any]) -> list[tuple[int, int]]:
    rows = db.execute(
        f"""
        with few as materialized ({few.articles})
        select story_article.story_id, article.id from few
        cross join article on article.id = few.id
        join story_article on story_article.article_id = article.id
        where {where} order by coalesce(article.published_at, '') desc, article.id desc
        """,
        arguments,
    ).fetchall()
    found: dict[int, int] = {}
    for story, article in rows:
        found.setdefault(story, article)
    return list(found.items())
