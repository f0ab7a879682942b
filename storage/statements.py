"""Quotations and days to come, in and out: with what is needed to cite them. Rows; decides nothing."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlite_utils import Database as Connection

from storage import seen
from storage.articles import AMENDED, TEASER, within
from storage.models import Audience, Due, Milestone, Quotation, Quote

GREETING = 30
"""Characters that a quotation must have more than: shorter ones greet, thank, or quote a word."""

Voices = Sequence[tuple[str, date | None, date | None]]
"""Actors, and from when to when what they say counts; None: always."""


class Asked(NamedTuple):
    """Whose statements are sought: on a topic, in sentences that name an actor (`about`), published in a period."""

    voices: Voices
    topic: str | None = None
    about: str | None = None
    since: date | None = None
    until: date | None = None


_CITED = f"""
    article.id, article.revision_id, revision.title, article.url, publisher.name, publisher.family, article.language,
    article.published_at, article.demo, {TEASER}, {AMENDED}
"""
_FIELDS = (
    "article", "revision", "title", "url", "publisher", "publisher_family", "language", "published_at", "demo",
    "teaser", "amended",
)  # fmt: skip
_JOINED = """
    join revision on revision.id = article.revision_id
    join publisher on publisher.id = article.publisher_id
"""

_NAMES = """
    exists (select 1 from sentence join mention on mention.sentence_id = sentence.id and mention.actor_id = :about
            where sentence.revision_id = quotation.revision_id and mention.sure
              and sentence.start < quotation."end" and sentence."end" > quotation.start)
"""
"""Whether the sentences of a statement name an actor."""

_IN_SENTENCE = """
    exists (select 1 from mention where mention.sentence_id = milestone.sentence_id
            and mention.actor_id = :actor and mention.sure)
"""
_IN_TITLE = """
    exists (select 1 from article_actor where article_actor.article_id = article.id
            and article_actor.actor_id = :actor and article_actor.in_title)
"""
_OF_FEW = """
    cross join milestone on milestone.article_id = few.article_id
    cross join article on article.id = milestone.article_id
"""
"""Behind a table of few articles: the days to come that these name."""


def enter(
    db: Connection,
    *,
    article: int,
    revision: int,
    sentences: Sequence[tuple[int, int]],
    quotations: Sequence[tuple[Quotation, tuple[str, ...]]],
    milestones: Sequence[Milestone],
) -> None:
    """Keep what an article's current revision quotes, with the topics of each, and what it says is to come.

    `sentences` are the ids and the ends of its sentences, in order.
    """
    db.conn.executemany(
        """
        insert into quotation
            (article_id, revision_id, start, "end", speaker, speaker_name, office, direct, topics)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (article, revision, one.start, one.end, one.speaker, one.speaker_name, one.office, int(one.direct),
             json.dumps(topics))
            for one, topics in quotations
        ],
    )  # fmt: skip
    db.conn.executemany(
        'insert into milestone (article_id, sentence_id, day, precision, certain, start, "end") '
        "values (?, ?, ?, ?, ?, ?, ?)",
        [
            (article, _sentence(one.start, sentences), one.date.isoformat(), one.precision, int(one.certain),
             one.start, one.end)
            for one in milestones
        ],
    )  # fmt: skip


def leave(db: Connection, article: int) -> None:
    """Forget what an article said before it was revised."""
    db.execute("delete from quotation where article_id = ?", [article])
    db.execute("delete from milestone where article_id = ?", [article])


def quotes(
    db: Connection,
    audience: Audience,
    *,
    asked: Asked,
    limit: int,
    offset: int = 0,
    own_words_first: bool = True,
) -> list[Quote]:
    """What these are quoted with, each in their time, the newest first.

    In somebody's time nothing counts that was published on no known day.
    """
    said, arguments = _said(audience, asked)
    order = "quotation.direct desc, " if own_words_first else ""
    order += "article.published_at desc, article.id desc, quotation.start"
    rows = db.execute(
        f"""
        select {_CITED}, quotation.start, quotation."end", quotation.office, quotation.direct, quotation.speaker,
               quotation.speaker_name, quotation.topics,
               substr(revision.text, quotation.start + 1, quotation."end" - quotation.start)
        from ({said.format(shown="quotation.id")} order by {order} limit :limit offset :offset) as chosen
        cross join quotation on quotation.id = chosen.id
        cross join article on article.id = quotation.article_id {_JOINED} order by {order}
        """,
        {**arguments, "limit": limit, "offset": offset},
    ).fetchall()
    fields = (*_FIELDS, "start", "end", "office", "direct", "speaker", "speaker_name", "topics", "text")
    read = [dict(zip(fields, row, strict=True)) for row in rows]
    return [Quote.model_validate({**one, "topics": json.loads(one["topics"])}) for one in read]


def quoted(db: Connection, audience: Audience, *, asked: Asked) -> int:
    """How many there are of what `quotes` finds."""
    said, arguments = _said(audience, asked)
    return int(db.execute(said.format(shown="count(*)"), arguments).fetchone()[0])


def _said(audience: Audience, asked: Asked) -> tuple[str, dict[str, Any]]:
    """The query for what these are quoted with, to be told what it `shown`s, and its arguments.

    Of what it holds of a quotation all stands in an index; those who always speak for themselves are told apart from
    those who do for a time, since a look at each term takes as long as all the rest.
    """
    where, arguments = within(audience, since=asked.since, until=asked.until)
    where = f"""
        quotation.speaker in (select who from voice) and quotation."end" - quotation.start > {GREETING} and {where}
        and (quotation.speaker in (select who from voice where since is null and until is null)
             or exists (select 1 from voice where who = quotation.speaker
                        and (since is null or substr(article.published_at, 1, 10) >= since)
                        and (until is null or substr(article.published_at, 1, 10) <= until)))"""
    arguments["voices"] = json.dumps([[one, *(day and day.isoformat() for day in term)] for one, *term in asked.voices])
    if asked.topic is not None:
        where += " and instr(quotation.topics, :topic)"  # a list of ids: many times faster than to take it apart
        arguments["topic"] = json.dumps(asked.topic)
    if asked.about is not None:
        where += f" and {_NAMES}"
        arguments["about"] = asked.about
    said = """
        with voice as materialized (
            select value ->> 0 as who, value ->> 1 as since, value ->> 2 as until from json_each(:voices)
        )
        select {shown} from quotation indexed by quotation_said
        cross join article on article.id = quotation.article_id where """
    return said + where, arguments


def due(
    db: Connection,
    audience: Audience,
    *,
    after: date,
    until: date,
    actor: str | None = None,
    topic: str | None = None,
    only: Sequence[int] | None = None,
    limit: int,
) -> list[Due]:
    """What articles published until a day say is to come after it, the nearest day first; `only` in these articles."""
    where, arguments = within(audience, until=until)
    where += " and milestone.day > :after"
    arguments |= {"after": after.isoformat(), "actor": actor, "topic": topic, "limit": limit}
    start = "milestone indexed by milestone_day cross join article on article.id = milestone.article_id"
    if actor is not None:
        where += f" and ({_IN_SENTENCE} or {_IN_TITLE})"
        named = f"select count(*) from (select 1 from article_actor where actor_id = :actor limit {seen.MANY})"
        if int(db.execute(named, arguments).fetchone()[0]) < seen.MANY:
            start = f"article_actor as few {_OF_FEW}"
            where += " and few.actor_id = :actor"
    if topic is not None:
        where += " and exists (select 1 from article_topic where topic_id = :topic and article_id = article.id)"
    if only is not None:
        start = f"(select value as article_id from json_each(:only)) as few {_OF_FEW}"
        arguments["only"] = json.dumps(list(only))
    chosen = f"""
        select milestone.id from {start} where {where}
        order by milestone.day, article.published_at desc, article.id desc limit :limit
    """
    rows = db.execute(
        f"""
        select {_CITED}, sentence.start, sentence."end", milestone.day, milestone.precision, milestone.certain,
               substr(revision.text, milestone.start + 1, milestone."end" - milestone.start),
               substr(revision.text, sentence.start + 1, sentence."end" - sentence.start)
        from ({chosen}) as chosen cross join milestone on milestone.id = chosen.id
        cross join article on article.id = milestone.article_id {_JOINED}
        join sentence on sentence.id = milestone.sentence_id
        order by milestone.day, article.published_at desc, article.id desc
        """,
        arguments,
    ).fetchall()
    fields = (*_FIELDS, "start", "end", "day", "precision", "certain", "what", "text")
    return [Due.model_validate(dict(zip(fields, row, strict=True))) for row in rows]


def _sentence(start: int, sentences: Sequence[tuple[int, int]]) -> Any:
    return next((id_ for id_, end in sentences if start < end), sentences[-1][0])
