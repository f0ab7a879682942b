"""Names that people added or ignored, and articles in which added ones are found. Rows; decides nothing."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database as Connection

from storage.articles import seen_by
from storage.models import Added, Audience, Mention

_VERSION = "names"
_TOLD = "names-told/"


class Written(NamedTuple):
    """A text of the archive in which names may stand, and whose it is."""

    article: int
    revision: int
    title: str
    text: str
    language: str
    family: str


def version(db: Connection) -> int:
    """A number that changes whenever a name is added or removed."""
    row = db.execute("select value from setting where name = ?", [_VERSION]).fetchone()
    return int(row[0]) if row else 0


def added(db: Connection, *, team: str | None = None) -> list[Added]:
    """What was added for a workspace, and for all; without `team` whatever was."""
    rows = db.query(
        "select id, team, name, kind, aliases from added_actor "
        "where :team is null or team in ('', :team) order by name",
        {"team": team},
    )
    return [Added.model_validate({**row, "aliases": json.loads(row["aliases"])}) for row in list(rows)]


def add(db: Connection, one: Added, *, by: str, now: datetime) -> None:
    """Add a name, or say anew what it is."""
    db.execute(
        """
        insert into added_actor values (?, ?, ?, ?, ?, ?, ?, (select coalesce(max(id), 0) from article), 0)
        on conflict (id) do update set name = excluded.name, kind = excluded.kind, aliases = excluded.aliases,
                                       upto = excluded.upto, at = 0
        """,
        [one.id, one.team, one.name, one.kind, json.dumps(one.aliases), by, now.isoformat()],
    )
    db.execute("delete from ignored_name where team = ? and name = ?", [one.team, one.name])
    _changed(db)


def remove(db: Connection, id_: str) -> None:
    """Take a name back, wherever it was found."""
    revisions = (
        "select revision_id from article where id in (select article_id from article_actor where actor_id = :id)"
    )
    db.execute(
        f"delete from mention where actor_id = :id and sentence_id in "
        f"(select id from sentence where revision_id in ({revisions}))",
        {"id": id_},
    )
    db.execute("delete from article_actor where actor_id = ?", [id_])
    db.execute("delete from added_actor where id = ?", [id_])
    _changed(db)


def ignore(db: Connection, name: str, *, team: str, by: str, now: datetime) -> None:
    """Propose a name no more."""
    db.execute("insert into ignored_name values (?, ?, ?, ?) on conflict do nothing", [team, name, by, now.isoformat()])


def ignored(db: Connection, *, team: str) -> set[str]:
    """The names that are proposed no more."""
    rows = db.execute("select name from ignored_name where team in ('', ?)", [team])
    return {row[0] for row in rows.fetchall()}


def newest(db: Connection, audience: Audience, *, most: int) -> list[Written]:
    """The texts that came last, as far as this audience may see them."""
    where, arguments = seen_by(audience)
    rows = db.execute(
        f"""
        select article.id, article.revision_id, revision.title, revision.text, article.language, publisher.family
        from article join revision on revision.id = article.revision_id
        join publisher on publisher.id = article.publisher_id
        where {where} order by article.id desc limit :most
        """,
        {**arguments, "most": most},
    )
    return [Written(*row) for row in rows.fetchall()]


def unsought(db: Connection) -> tuple[Added, int] | None:
    """A name that has not been sought in all that was there when it was added, and the article up to which it was."""
    row = next(db.query("select id, team, name, kind, aliases, at from added_actor where at < upto limit 1"), None)
    if row is None:
        return None
    at = int(row.pop("at"))
    return Added.model_validate({**row, "aliases": json.loads(row["aliases"])}), at


def sought(db: Connection, id_: str, *, at: int | None) -> None:
    """It has been sought up to an article; None: in all of them."""
    db.execute("update added_actor set at = coalesce(?, upto) where id = ?", [at, id_])


def holding(
    db: Connection, forms: Sequence[str], *, team: str, after: int, most: int
) -> tuple[list[Written], int | None]:
    """Texts in which one of the forms stands, among so many articles behind `after`; and the last looked at, if any.

    They are those of a workspace and of everybody; for nobody's workspace ('') all.
    """
    rows = db.execute(
        """
        select article.id, article.revision_id, revision.title, revision.text, article.language, '',
               exists (select 1 from json_each(:forms)
                       where instr(revision.text, value) or instr(revision.title, value))
        from article join revision on revision.id = article.revision_id
        where article.id > :after
          and (:team = '' or article.audience in ('*', :team) or article.audience like :team || '/%')
        order by article.id limit :most
        """,
        {"forms": json.dumps(list(forms)), "team": team, "after": after, "most": most},
    ).fetchall()
    return [Written(*row[:-1]) for row in rows if row[-1]], rows[-1][0] if rows else None


def mark(db: Connection, written: Written, mentions: Sequence[Mention], *, in_title: bool) -> bool:
    """Note where an added name stands in an article that has not changed since; whether it was noted."""
    current = db.execute("select revision_id from article where id = ?", [written.article]).fetchone()
    known = db.execute("select 1 from added_actor where id = ?", [mentions[0].actor]).fetchone() if mentions else None
    if current is None or current[0] != written.revision or known is None:
        return False
    for one in mentions:
        db.execute(
            """
            insert into mention (sentence_id, start, "end", actor_id, sure)
            select id, :start, :end, :actor, 1 from sentence
            where revision_id = :revision and start <= :start and "end" >= :end
              and not exists (select 1 from mention where sentence_id = sentence.id and start < :end and "end" > :start)
            on conflict do nothing
            """,
            {"start": one.start, "end": one.end, "actor": one.actor, "revision": written.revision},
        )
    db.execute(
        "insert into article_actor (actor_id, article_id, mentions, in_title) values (?, ?, ?, ?) "
        "on conflict do nothing",
        [mentions[0].actor, written.article, len(mentions), int(in_title)],
    )
    return True


def told(db: Connection, *, team: str) -> str:
    """When proposals were last told to the stewards of a workspace, as they were named then; '' for never."""
    row = db.execute("select value from setting where name = ?", [_TOLD + team]).fetchone()
    return row[0] if row else ""


def tell(db: Connection, what: str, *, team: str) -> None:
    """They have been told."""
    db.execute(
        "insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
        [_TOLD + team, what],
    )


def _changed(db: Connection) -> None:
    db.execute(
        "insert into setting (name, value) values (?, '1') "
        "on conflict (name) do update set value = cast(value as integer) + 1",
        [_VERSION],
    )
