"""Developments in and out: with the sentence that states each. Rows; decides nothing."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from math import prod
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
_OF_TOPIC = """
    select development.id from article_topic join development on development.article_id = article_topic.article_id
    where article_topic.topic_id = :topic
"""
_OF_TYPES = "select id from development where holds and type in (select value from json_each(:types))"


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
    where, arguments = within(audience, since=since, until=until)
    where += " and development.holds"
    if types:
        where += " and development.type in (select value from json_each(:types))"
    arguments |= {"actor": actor, "topic": topic, "types": json.dumps(list(types)), "limit": limit}
    few = _few(db, arguments)
    if few is None:
        start = "article indexed by article_published cross join development on development.article_id = article.id"
        where += _ABOUT_ACTOR if actor is not None else ""
        where += _ABOUT_TOPIC if topic is not None else ""
    else:
        start = f"""
            ({few}) as few cross join development on development.id = few.id
            cross join article on article.id = development.article_id"""
    chosen = f"""
        select development.id from {start} where {where}
        order by article.published_at desc, article.id desc, development.sentence_id limit :limit
    """
    sql = f"""
        {_REPORTED} where development.id in ({chosen})
        order by article.published_at desc, article.id desc, development.sentence_id
    """
    return _read(db, sql, arguments)


def _few(db: Connection, arguments: dict[str, Any]) -> str | None:
    """The numbers of the developments about an actor, of some types, or in a topic's articles, where these are few.

    None where going back from the newest finds enough of them sooner.
    """
    asked = [
        (arguments["actor"] is not None, _OF_ACTOR, _ABOUT_ACTOR),
        (arguments["topic"] is not None, _OF_TOPIC, _ABOUT_TOPIC),
        (arguments["types"] != "[]", _OF_TYPES, ""),  # which the query itself asks for
    ]
    ways = [(way, about) for wanted, way, about in asked if wanted]
    everything = max(1, int(db.execute("select coalesce(max(id), 0) from development").fetchone()[0]))
    counts = [
        int(db.execute(f"select count(*) from ({way} limit {MEASURED})", arguments).fetchone()[0]) for way, _ in ways
    ]
    passing = prod(count / everything for count in counts)  # as if they knew nothing of each other
    if not counts or (passing and min(counts) * SCATTERED > arguments["limit"] / passing):
        return None
    fewest = counts.index(min(counts))
    others = "".join(about for number, (_, about) in enumerate(ways) if number != fewest)
    return f"""
        select development.id from ({ways[fewest][0]}) as found
        join development on development.id = found.id where true {others}
    """


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
