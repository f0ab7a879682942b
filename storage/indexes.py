"""The full-text indexes, one for each audience key: in what is found, nothing weighs that others alone may see.

FTS5 weighs a word by how many texts of its index hold it. In one index for all, an article of another team would
change the order of what this team finds.
"""

import json

from sqlite_utils import Database as Connection

from storage.models import EVERYONE, Audience
from storage.tables.archive import TEXT_INDEX

EVERYONES = "article_fts"


def visible(db: Connection, audience: Audience) -> list[str]:
    """The tables that hold what this audience may see, its own before those of wider ones."""
    rows = db.execute(
        "select name from text_index join json_each(?) as key on key.value = text_index.audience order by key.key desc",
        [json.dumps(audience.sees)],
    )
    return [name for (name,) in rows.fetchall()]


def enter(db: Connection, key: str, *, article: int, title: str, text: str) -> None:
    """Make an article for this audience key findable by its words."""
    db.execute(f"insert into {_of(db, key)} (rowid, title, body) values (?, ?, ?)", [article, title, text])


def leave(db: Connection, key: str, *, article: int, title: str, text: str) -> None:
    """Take an article out, told exactly as it was entered."""
    name = _of(db, key)
    db.execute(f"insert into {name} ({name}, rowid, title, body) values ('delete', ?, ?, ?)", [article, title, text])


def missing(db: Connection) -> int:
    """How many articles stand in no index of their audience."""
    kept = db.execute("select audience, id from article").fetchall()
    found = {
        (audience, article)
        for audience, name in db.execute("select audience, name from text_index").fetchall()
        for (article,) in db.execute(f"select id from {name}_docsize").fetchall()
    }
    return sum((audience, article) not in found for audience, article in kept)


def part(db: Connection) -> None:
    """Take the articles that are not for everyone out of the index of all; for archives that had only that one."""
    others = "from article join article_text on article_text.id = article.id where article.audience <> ?"
    rows = db.execute(
        f"select article.audience, article.id, article_text.title, article_text.body {others}", [EVERYONE.key]
    )
    for key, article, title, text in rows.fetchall():
        leave(db, EVERYONE.key, article=article, title=title, text=text)
        enter(db, key, article=article, title=title, text=text)


def _of(db: Connection, key: str) -> str:
    """The index of an audience key, made when it is the first of its kind."""
    row = db.execute("select name from text_index where audience = ?", [key]).fetchone()
    if row is not None:
        return str(row[0])
    number = db.execute("select count(*) from text_index").fetchone()[0]
    name = f"{EVERYONES}_{number}"  # no part of it comes from outside
    db.execute(TEXT_INDEX.format(name=name))
    db.execute("insert into text_index (audience, name) values (?, ?)", [key, name])
    return name
