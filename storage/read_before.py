"""Which inputs have been read: so that reading many that was interrupted goes on where it was. No decisions."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic import TypeAdapter
from sqlite_utils import Database as Connection

from storage.articles import stamp
from storage.models import Published

_PUBLISHED: TypeAdapter[Published] = TypeAdapter(Published)


class Before(NamedTuple):
    """An article that an input brought when it was read before."""

    article: int
    title: str
    published_at: Published
    language: str


def brought(db: Connection, *, audience: str, input_hash: str) -> list[Before] | None:
    """The articles that an input brought, as they stand; None when it was never read to its end."""
    found = db.execute(
        "select articles from read_before where audience = ? and input_hash = ?", [audience, input_hash]
    ).fetchone()
    if found is None:
        return None
    rows = db.execute(
        """
        select article.id, revision.title, article.published_at, article.language
        from json_each(?) as wanted join article on article.id = wanted.value
        join revision on revision.id = article.revision_id order by wanted.key
        """,
        [found[0]],
    ).fetchall()
    return [Before(row[0], row[1], _PUBLISHED.validate_python(row[2]), row[3]) for row in rows]


def remember(db: Connection, *, audience: str, input_hash: str, articles: Sequence[int], at: datetime) -> None:
    """An input was read to its end."""
    db.execute(
        """
        insert into read_before (audience, input_hash, articles, at) values (?, ?, ?, ?)
        on conflict do update set articles = excluded.articles, at = excluded.at
        """,
        [audience, input_hash, json.dumps(list(articles)), stamp(at)],
    )
