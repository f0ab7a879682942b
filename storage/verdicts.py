"""What readers say of stories, "the same" and "not the same": kept, obeyed, and undone when they say otherwise.

A story keeps its number: one that was joined to another keeps its row, and comes back under it when parted again. Only
stories of one audience are joined, so that nobody learns from a story what they may not see.
"""

import json
from datetime import datetime
from typing import Any

from sqlite_utils import Database as Connection

from storage.articles import stamp
from storage.models import Audience

_UNDER = """
    with recursive under (id) as (
        select ? union select story_merged.story_id from story_merged join under on story_merged.into_id = under.id
    )
"""


def same(db: Connection, audience: Audience, one: int, other: int, *, by: str, now: datetime) -> int | None:
    """Join two stories, and keep that a reader said so; returns the number of the joint story, the lower of both.

    None: one of them this audience may not see, or they are for different people.
    """
    if not _of_one_audience(db, audience, one, other):
        return None
    kept, gone = sorted((current(db, one), current(db, other)))
    _say(db, one, other, same=True, by=by, now=now)
    if kept != gone:
        db.execute(
            "insert into story_moved select article_id, story_id from story_article where story_id = ? "
            "on conflict do nothing",
            [gone],
        )
        db.execute("update story_article set story_id = ? where story_id = ?", [kept, gone])
        db.execute("insert into story_merged (story_id, into_id) values (?, ?)", [gone, kept])
    return kept


def apart(db: Connection, audience: Audience, one: int, other: int, *, by: str, now: datetime) -> bool:
    """Keep that a reader said that two stories are not the same, and part them where they were joined.

    False: one of them this audience may not see, or they are for different people.
    """
    if one == other or not _of_one_audience(db, audience, one, other):
        return False
    _say(db, one, other, same=False, by=by, now=now)
    if current(db, one) == current(db, other):
        parted = max(one, other)  # stories are joined to the lower number
        ids = [row[0] for row in db.execute(f"{_UNDER} select id from under", [parted]).fetchall()]
        moved = db.execute(
            """
            update story_article set story_id = ? where article_id in (
                select article_id from story_moved where story_id in (select value from json_each(?)))
            """,
            [parted, json.dumps(ids)],
        )
        if not moved.rowcount:
            return True  # it has no article left
        db.execute("delete from story_moved where story_id = ?", [parted])
        db.execute("delete from story_merged where story_id = ?", [parted])
    return True


def without(db: Connection, audience: Audience, story: int, article: int, *, by: str, now: datetime) -> int | None:
    """Take an article out of a story into one of its own, and keep that a reader said so; returns its number.

    It keeps its number when it is joined to another again. None: the article is not one of several of that story, or
    this audience may not see it.
    """
    row = db.execute(
        """
        select story.id, story.audience, (select count(*) from story_article where story_id = story.id)
        from story_article join story on story.id = story_article.story_id join article on article.id = article_id
        where article_id = ? and article.audience in (select value from json_each(?))
        """,
        [article, json.dumps(audience.sees)],
    ).fetchone()
    if row is None or row[0] != current(db, story) or row[2] < 2:
        return None
    number = int(
        db.execute("insert into story (audience, opened_at) values (?, ?)", [row[1], stamp(now)]).lastrowid or 0
    )
    db.execute("delete from story_moved where article_id = ?", [article])
    db.execute("update story_article set story_id = ? where article_id = ?", [number, article])
    _say(db, row[0], number, same=False, by=by, now=now)
    return number


def said_of(db: Connection, *, story: int) -> list[dict[str, Any]]:
    """What readers last said of a story and others, newest first."""
    return list(
        db.query(
            """
            select case one_id when :story then other_id else one_id end as other, same, said_by as "by", said_at as at
            from story_verdict where :story in (one_id, other_id) order by said_at desc
            """,
            {"story": story},
        )
    )


def current(db: Connection, story: int) -> int:
    """The number under which a story is told today: its own, or that of the story it was joined to."""
    while (row := db.execute("select into_id from story_merged where story_id = ?", [story]).fetchone()) is not None:
        story = row[0]
    return story


def _of_one_audience(db: Connection, audience: Audience, one: int, other: int) -> bool:
    rows = db.execute("select audience from story where id in (?, ?)", [one, other]).fetchall()
    keys = {row[0] for row in rows}
    return len(rows) == len({one, other}) and len(keys) == 1 and keys <= set(audience.sees)


def _say(db: Connection, one: int, other: int, *, same: bool, by: str, now: datetime) -> None:
    db.execute(
        """
        insert into story_verdict (one_id, other_id, same, said_by, said_at) values (?, ?, ?, ?, ?)
        on conflict do update set same = excluded.same, said_by = excluded.said_by, said_at = excluded.said_at
        """,
        [min(one, other), max(one, other), int(same), by, stamp(now)],
    )
