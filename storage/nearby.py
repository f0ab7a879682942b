"""Articles that may tell the same development as a draft: those of the same days that share actors. No decisions."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlite_utils import Database as Connection

from storage.articles import ARTICLE, within
from storage.models import Article, Audience, Development, Draft, Proposed, Story
from storage.stories import story

WINDOW_DAYS = 5
"""Articles further apart than this are not proposed as one development."""

CANDIDATES = 24

MET = 1024
"""Articles that are kept in mind as they were last proposed: those of some days are proposed again and again."""

_Standing = tuple[int, int, str, str | None, int]
"""An article's number, revision, identity, date and story: while these are the same, it is."""

_met: WeakKeyDictionary[Connection, dict[_Standing, Proposed]] = WeakKeyDictionary()

FIRST_SENTENCES = 3
"""How many of an article's sentences say what it is about."""

SCATTERED = 8
"""Times as many articles as those of some days among which they came: then they are counted one by one."""

_DAYS = """
    near.published_at >= date(:day, :before) and near.published_at < date(:day, :after) and {audience} = :audience
    and near.id <> :but
"""
_BEST = f"order by shared desc, near.id desc limit {CANDIDATES}"

_TOGETHER = f"""
    select near.id from (
        select article_actor.article_id as id, count(*) as shared from json_each(:actors) as asked
        cross join article_actor on article_actor.actor_id = asked.value
                                and article_actor.article_id between :first and :last
        group by article_actor.article_id
    ) as found cross join article near on near.id = found.id
    where {_DAYS.format(audience="+near.audience")} {_BEST}
"""
"""Where articles of the same days came one after another: from each actor's articles of that stretch."""

_APART = f"""
    select near.id, count(*) as shared from article near
    join article_actor on article_actor.article_id = near.id
    where {_DAYS.format(audience="near.audience")}
      and article_actor.actor_id in (select value from json_each(:actors))
    group by near.id {_BEST}
"""
"""Where they came in any order: from the articles of those days to the actors of each."""


def candidates(db: Connection, draft: Draft, *, but: int = 0) -> list[Proposed]:
    """Articles of the same audience and the same days that share actors with the draft, most shared first; `but` is
    its own number, if it is one of them."""
    numbers = _sharing(db, draft, but) if draft.published_at is not None else []
    return proposed(db, numbers)


def proposed(db: Connection, numbers: Sequence[int]) -> list[Proposed]:
    """These articles as they stand, in this order."""
    if not numbers:
        return []
    standing = db.execute(
        """
        select article.id, article.revision_id, article.identity, article.published_at, story_article.story_id
        from json_each(?) as asked
        cross join article on article.id = asked.value
        cross join story_article on story_article.article_id = article.id
        order by asked.key
        """,
        [json.dumps(list(numbers))],
    ).fetchall()
    met = _met.setdefault(db, {})
    _meet(db, [row for row in standing if row not in met], met)
    found = [met[row] for row in standing]
    while len(met) > MET:
        del met[next(iter(met))]
    return found


def _meet(db: Connection, standing: list[_Standing], met: dict[_Standing, Proposed]) -> None:
    """Read articles that are proposed for the first time as they stand now."""
    if not standing:
        return
    asked = json.dumps([row[0] for row in standing])
    rows = {
        row["id"]: row for row in db.query(f"{ARTICLE} where article.id in (select value from json_each(?))", [asked])
    }
    opening = _opening(db, [row["revision"] for row in rows.values()])
    named, titled = _named_in(db, [row[0] for row in standing])
    stated = _stated_in(db, [row[0] for row in standing])
    for key in standing:
        number, revision, *_, story = key
        met[key] = Proposed(
            story=story,
            article=Article.model_validate(rows[number]),
            actors=frozenset(named[number]),
            titled=frozenset(titled[number]),
            opening=frozenset(opening.get(revision, ())),
            developments=tuple(stated.get(number, ())),
        )


def stories_near(db: Connection, audience: Audience, told: Story, *, until: date, limit: int) -> list[Story]:
    """Stories of the same days for the same people that share most actors with one."""
    where, arguments = within(audience, until=until)
    rows = db.execute(
        f"""
        select near.story_id from (
            select date(min(published_at), :before) as first, date(max(published_at), :after) as last, audience
            from article where id in (select value from json_each(:ids)) and published_at is not null
        ) as days
        cross join article indexed by article_published
            on article.published_at >= days.first and article.published_at < days.last
        cross join story_article near on near.article_id = article.id and near.story_id <> :story
        cross join article_actor on article_actor.article_id = article.id
        where {where} and +article.audience = days.audience and article_actor.actor_id in (
            select actor_id from article_actor where article_id in (select value from json_each(:ids)))
        group by near.story_id order by count(distinct article_actor.actor_id) desc, near.story_id desc limit :limit
        """,
        {**arguments, "ids": json.dumps(told.articles), "story": told.id, "limit": limit,
         "before": f"-{WINDOW_DAYS} days", "after": f"+{WINDOW_DAYS + 1} days"},
    )  # fmt: skip
    return [story(db, audience, row[0], until=until) for row in rows.fetchall()]


def _sharing(db: Connection, draft: Draft, but: int) -> list[int]:
    """The numbers of the articles that share most actors with a draft."""
    asked: dict[str, Any] = {
        "day": str(draft.published_at)[:10],
        "before": f"-{WINDOW_DAYS} days",
        "after": f"+{WINDOW_DAYS + 1} days",
        "audience": draft.audience,
        "but": but,
    }
    stretch = f"select min(id), max(id), count(*) from article near where {_DAYS.format(audience='near.audience')}"
    first, last, count = db.execute(stretch, asked).fetchone()
    if not count:
        return []
    asked["actors"] = json.dumps(sorted({mention.actor for mention in draft.mentions if mention.sure}))
    if last - first < SCATTERED * count:
        rows = db.execute(_TOGETHER, {**asked, "first": first, "last": last})
    else:
        rows = db.execute(_APART, asked)
    return [row[0] for row in rows.fetchall()]


def _named_in(db: Connection, numbers: list[int]) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Of each article, the actors surely named, and those of them in the title."""
    named: dict[int, set[str]] = {number: set() for number in numbers}
    titled: dict[int, set[str]] = {number: set() for number in numbers}
    rows = db.execute(
        "select article_id, actor_id, in_title from article_actor where article_id in (select value from json_each(?))",
        [json.dumps(numbers)],
    )
    for article, actor, in_title in rows.fetchall():
        named[article].add(actor)
        if in_title:
            titled[article].add(actor)
    return named, titled


def _opening(db: Connection, revisions: list[int]) -> dict[int, set[str]]:
    """Of each revision, the actors surely named in its first sentence."""
    rows = db.execute(
        """
        select sentence.revision_id, mention.actor_id from json_each(?) as asked
        cross join sentence on sentence.revision_id = asked.value and sentence.ordinal = 0
        cross join mention on mention.sentence_id = sentence.id and mention.sure
        """,
        [json.dumps(revisions)],
    )
    found: dict[int, set[str]] = {}
    for revision, actor in rows.fetchall():
        found.setdefault(revision, set()).add(actor)
    return found


def _stated_in(db: Connection, numbers: list[int]) -> dict[int, list[Development]]:
    """Of each article, what its first sentences state."""
    rows = db.execute(
        f"""
        select development.article_id, development.record from json_each(?) as asked
        cross join development on development.article_id = asked.value
        join sentence on sentence.id = development.sentence_id and sentence.ordinal < {FIRST_SENTENCES}
        order by development.id
        """,
        [json.dumps(numbers)],
    )
    found: dict[int, list[Development]] = {}
    for article, record in rows.fetchall():
        found.setdefault(article, []).append(Development.model_validate_json(record))
    return found
