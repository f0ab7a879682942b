"""Developments in and out: with the sentence that states each. Rows; decides nothing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlite_utils import Database as Connection

from storage.articles import AMENDED, TEASER, seen_by, within
from storage.models import Audience, Development, Reported
from storage.narrowed import MEASURED, SCATTERED

_REPORTED = f"""
    select development.record, sentence.id, sentence.ordinal, sentence.start, sentence."end", article.id,
           article.revision_id, substr(revision.text, sentence.start + 1, sentence."end" - sentence.start),
           revision.title, article.url, publisher.name, publisher.family, publisher.kind, article.language,
           article.published_at, article.demo, {TEASER}, {AMENDED}
    from development
    join article on article.id = development.article_id
    join sentence on sentence.id = development.sentence_id
    join revision on revision.id = sentence.revision_id
    join publisher on publisher.id = article.publisher_id
"""

_ABOUT_ACTOR = """
    and (development.instrument = :actor or exists (
        select 1 from development_actor where actor_id = :actor and development_id = development.id))
"""
_ABOUT_TOPIC = (
    " and exists (select 1 from article_topic where topic_id = :topic and article_id = development.article_id)"
)

_OF_ACTOR = """
    select development_id as id from development_actor where actor_id = :actor
    union select id from development where instrument = :actor
"""
_TOO = {  # the types are asked for by the query itself
    "actor": """
        and (exists (select 1 from development_actor where actor_id = :actor and development_id = found.id)
             or found.id in (select id from development where instrument = :actor))
    """,
    "topic": """
        and exists (select 1 from development join article_topic on article_topic.article_id = development.article_id
                    where development.id = found.id and article_topic.topic_id = :topic)
    """,
}
_OF_TOPIC = """
    select development.id from article_topic join development on development.article_id = article_topic.article_id
    where article_topic.topic_id = :topic
"""
_WAYS = {  # types first: an index tells them without the developments
    "types": "select id from development where holds and type in (select value from json_each(:types))",
    "actor": _OF_ACTOR,
    "topic": _OF_TOPIC,
}
_STATED = "cross join development on development.article_id = article.id"
_NEWEST = "order by article.published_at desc, article.id desc"

AT_FIRST = 2_000
"""Where several things are asked so many articles are gone through, the newest, before what each leaves is compared."""


def enter(db: Connection, developments: Iterable[Development], *, article: int, sentences: Sequence[int]) -> None:
    """Keep what an article's current revision states; `sentences` are the ids of its sentences, in order."""
    for one in developments:
        cursor = db.execute(
            """
            insert into development
                (article_id, sentence_id, type, stage, instrument, ordinal, event_date, holds, record)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [article, sentences[one.sentence], one.type, one.stage, one.instrument, one.ordinal,
             one.event_date.isoformat() if one.event_date else None,
             int(not one.negated and one.modality in ("fact", "reported")), one.model_dump_json()],
        )  # fmt: skip
        db.conn.executemany(
            "insert into development_actor values (?, ?, ?) on conflict do nothing",
            [(party.actor, cursor.lastrowid, party.role) for party in one.parties],
        )


def leave(db: Connection, article: int) -> None:
    """Forget what an article stated before it was revised."""
    db.execute("delete from development where article_id = ?", [article])


def reported(
    db: Connection,
    audience: Audience,
    *,
    actor: str | None = None,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
    types: Sequence[str] = (),
    limit: int,
) -> list[Reported]:
    """What articles published in a period state as a fact, the newest articles first.

    About an actor: in which it takes part, or which is about it as an instrument. About a topic: in its articles.
    """
    seen, arguments = within(audience, since=since, until=until)
    where = f"{seen} and development.holds"
    if types:
        where += " and development.type in (select value from json_each(:types))"
    back = where + (_ABOUT_ACTOR if actor is not None else "") + (_ABOUT_TOPIC if topic is not None else "")
    arguments |= {"actor": actor, "topic": topic, "types": json.dumps(list(types)), "limit": limit}
    ways = {kind: way for kind, way in _WAYS.items() if arguments[kind] not in (None, "[]")}
    if len(ways) > 1:
        # What is asked seldom meets as chance would have it: after a while, going back may find no more for long.
        near = f"select * from article indexed by article_published where {seen} {_NEWEST} limit {AT_FIRST}"
        found = _chosen(db, f"({near}) as article {_STATED}", back, arguments)
        if len(found) == limit:
            return found
    few = _few(db, ways, arguments)
    if few is None:
        return _chosen(db, f"article indexed by article_published {_STATED}", back, arguments)
    start = f"""
        ({few}) as few cross join development on development.id = few.id
        cross join article on article.id = development.article_id"""
    return _chosen(db, start, where, arguments)


def _chosen(db: Connection, start: str, where: str, arguments: dict[str, Any]) -> list[Reported]:
    """The newest of what meets a condition, read in full only once they are chosen."""
    chosen = f"select development.id from {start} where {where} {_NEWEST}, development.sentence_id limit :limit"
    return _read(db, f"{_REPORTED} where development.id in ({chosen}) {_NEWEST}, development.sentence_id", arguments)


def _few(db: Connection, ways: Mapping[str, str], arguments: dict[str, Any]) -> str | None:
    """The numbers of the developments that are to be found in each of these ways.

    None where going back from the newest finds enough of them sooner.
    """
    if not ways:
        return None
    counts = {
        kind: int(db.execute(f"select count(*) from ({way} limit {MEASURED})", arguments).fetchone()[0])
        for kind, way in ways.items()
    }
    fewest = min(counts, key=counts.__getitem__)
    everything = max(1, int(db.execute("select coalesce(max(id), 0) from development").fetchone()[0]))
    if len(ways) == 1 and counts[fewest] ** 2 * SCATTERED > arguments["limit"] * everything:
        return None
    others = "".join(too for kind, too in _TOO.items() if kind in ways and kind != fewest)
    return f"select found.id from ({ways[fewest]}) as found where true {others}"


def stated_in(db: Connection, audience: Audience, *, articles: Sequence[int]) -> list[Reported]:
    """What these articles state as a fact, as far as this audience may see them."""
    where, arguments = seen_by(audience)
    sql = f"""
        {_REPORTED} where article.id in (select value from json_each(:ids)) and {where} and development.holds
        order by article.id, sentence.ordinal
    """
    return _read(db, sql, {**arguments, "ids": json.dumps(list(articles))})


def _read(db: Connection, sql: str, arguments: dict[str, Any]) -> list[Reported]:
    fields = (
        "sentence", "ordinal", "start", "end", "article", "revision", "text", "title", "url", "publisher",
        "publisher_family", "publisher_kind", "language", "published_at", "demo", "teaser", "amended",
    )  # fmt: skip
    found = []
    for record, *row in db.execute(sql, arguments).fetchall():
        told = dict(zip(fields, row, strict=True))
        kind = told.pop("publisher_kind")
        development = Development.model_validate_json(record)
        found.append(Reported.model_validate({"development": development, "passage": told, "publisher_kind": kind}))
    return found
