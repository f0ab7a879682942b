"""What readers say of stories, "the same" and "not the same": kept, obeyed, and undone when they say otherwise.

A story keeps its number: one that was joined to another keeps its row, and comes back under it when parted again. Only
stories of one audience are joined, so that nobody learns from a story what they may not see.
"""

import json
from datetime import datetime

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
        db.execute(
            """
            update story_article set story_id = ? where article_id in (
                select article_id from story_moved where story_id in (select value from json_each(?)))
            """,
            [parted, json.dumps(ids)],
        )
        db.execute("delete from story_moved where story_id = ?", [parted])
        db.execute("delete from story_merged where story_id = ?", [parted])
    return True


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
