"""An article's story: found when it comes, and again when it tells something else. Rows; `bot` decides."""

import json
from collections.abc import Callable

from sqlite_utils import Database as Connection

from storage import nearby, regrouping
from storage.articles import stamp
from storage.models import Draft, Placement, Proposed
from storage.regrouping import Settle

Place = Callable[[Draft, list[Proposed]], Placement]
"""In which story an article belongs, given what it may share one with."""


def enter(db: Connection, draft: Draft, place: Place, settle: Settle, *, article: int) -> int:
    """Place an article that has come, in a story of its own where it belongs in none; returns its story."""
    placement = place(draft, nearby.candidates(db, draft, but=article))
    story = placement.story or _opened(db, draft)
    db.execute(
        "insert into story_article (article_id, story_id, reasons) values (?, ?, ?)",
        [article, story, json.dumps(placement.reasons)],
    )
    if not placement.doubted:
        return story
    regrouping.settle(db, settle, stories=tuple(dict.fromkeys((story, *placement.doubted))), cause=article)
    return story_of(db, article)


def again(db: Connection, draft: Draft, place: Place, settle: Settle, *, article: int) -> int:
    """See where an article belongs that was revised or dated, and what becomes of the story it was in; returns its
    story."""
    story = story_of(db, article)
    placement = place(draft, nearby.candidates(db, draft, but=article))
    stories = tuple(dict.fromkeys((story, placement.story or story, *placement.doubted)))
    regrouping.settle(db, settle, stories=stories, cause=article)
    return story_of(db, article)


def joined(db: Connection, settle: Settle, *, article: int, other: int) -> bool:
    """Group the stories of two articles anew, since the two may tell the same; whether that changed any story."""
    stories = tuple(dict.fromkeys((story_of(db, article), story_of(db, other))))
    changed = len(stories) > 1 and regrouping.settle(db, settle, stories=stories, cause=article)
    if changed and story_of(db, article) == story_of(db, other):
        db.execute(
            "update story_article set reasons = json_insert(reasons, '$[#]', ?) where article_id = ?",
            [f"tells what article {other} does in another language", article],
        )
    return changed


def story_of(db: Connection, article: int) -> int:
    """The story in which an article is."""
    return int(db.execute("select story_id from story_article where article_id = ?", [article]).fetchone()[0])


def _opened(db: Connection, draft: Draft) -> int:
    cursor = db.execute(
        "insert into story (audience, opened_at) values (?, ?)", [draft.audience, stamp(draft.retrieved_at)]
    )
    return int(cursor.lastrowid or 0)
