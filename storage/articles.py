"""Articles in and out: kept in one transaction with their sentences, mentions, topics and story. No decisions."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database as Connection

from storage.models import Article, Audience, Draft, Kept, Passage, Placement, Proposed, Publisher

SameArticle = Callable[[Article, Draft], bool]
"""Whether a draft is another version of an article at the same URL, rather than another article there."""

WINDOW_DAYS = 4
"""Articles further apart than this are not proposed as one development."""

CANDIDATES = 24

_ARTICLE = """
    select article.id, article.audience, article.url, revision.title, revision.text, revision.id as revision,
           article.language, article.published_at, article.retrieved_at, publisher.name as publisher,
           publisher.family as publisher_family, publisher.kind as publisher_kind, article.demo
    from article
    join revision on revision.id = article.revision_id
    join publisher on publisher.id = article.publisher_id
"""


Place = Callable[[Draft, list[Proposed]], Placement]
"""In which story a draft belongs, given the articles it may share one with."""


def keep(db: Connection, draft: Draft, *, same: SameArticle, place: Place) -> Kept:
    """Keep a draft: as a new article, a revision of one, or not at all when it is known already."""
    known = _known(db, draft)
    if known is not None:
        return known
    _publisher(db, draft.publisher)
    for article in _at_url(db, draft):
        if same(article, draft):
            _revise(db, article, draft)
            return Kept(outcome="revised", article=article.id, story=_story_of(db, article.id))
    twin = _twin(db, draft)
    if twin is not None:
        db.execute(
            "insert into appearance values (:article, :identity, :url, :publisher, :at) on conflict do nothing",
            {"article": twin, "identity": draft.identity, "url": draft.url, "publisher": draft.publisher.id,
             "at": stamp(draft.retrieved_at)},
        )  # fmt: skip
        return Kept(outcome="duplicate", article=twin, story=_story_of(db, twin))
    article_id = _insert(db, draft)
    placement = place(draft, candidates(db, draft))
    story = placement.story or _open_story(db, draft)
    db.execute(
        "insert into story_article (article_id, story_id, reasons) values (?, ?, ?)",
        [article_id, story, json.dumps(placement.reasons)],
    )
    return Kept(outcome="added", article=article_id, story=story)


def get(db: Connection, audience: Audience, *, article: int) -> Article | None:
    """The article of this number, if this audience may see it."""
    where, arguments = seen_by(audience)
    rows = list(db.query(f"{_ARTICLE} where article.id = :id and {where}", {"id": article, **arguments}))
    return Article.model_validate(rows[0]) if rows else None


def several(db: Connection, audience: Audience, *, numbers: Sequence[int]) -> list[Article]:
    """Those of the articles of these numbers that this audience may see, in the order asked for."""
    where, arguments = seen_by(audience)
    sql = f"{_ARTICLE} where article.id in (select value from json_each(:ids)) and {where}"
    rows = db.query(sql, {"ids": json.dumps(list(numbers)), **arguments})
    by_id = {row["id"]: Article.model_validate(row) for row in list(rows)}
    return [by_id[number] for number in dict.fromkeys(numbers) if number in by_id]


def at_url(db: Connection, audience: Audience, *, url: str) -> list[Article]:
    """The articles at this canonical URL that this audience may see, oldest first."""
    where, arguments = seen_by(audience)
    sql = f"{_ARTICLE} where article.url = :url and {where} order by article.id"
    return [Article.model_validate(row) for row in db.query(sql, {"url": url, **arguments})]


def passages(db: Connection, audience: Audience, *, articles: Sequence[int]) -> list[Passage]:
    """Every sentence of the current revisions of these articles, in their order, with who is surely named in it."""
    where, arguments = seen_by(audience)
    found: list[Passage] = []
    sql = f"{_ARTICLE} where article.id in (select value from json_each(:ids)) and {where}"
    by_id = {row["id"]: row for row in db.query(sql, {"ids": json.dumps(list(articles)), **arguments})}
    named = _named(db, [row["revision"] for row in by_id.values()])
    for article in dict.fromkeys(articles):
        row = by_id.get(article)
        if row is not None:
            found += _passages_of(db, row, named)
    return found


def seen_by(audience: Audience) -> tuple[str, dict[str, Any]]:
    """The condition that leaves only what this audience may see, and its arguments."""
    where, arguments = within(audience)
    return f"+{where}", arguments  # the plus: articles that are few are not found by what nearly all have


def within(audience: Audience, *, since: date | None = None, until: date | None = None) -> tuple[str, dict[str, Any]]:
    """The same condition for a period: its days are inclusive, and an undated article lies in it unless it has a start.

    What is not known to be recent is not "since Monday".
    """
    arguments: dict[str, Any] = {f"seen{number}": key for number, key in enumerate(audience.sees)}
    where = f"article.audience in ({', '.join(':' + name for name in arguments)})"
    if since is not None:
        where += " and article.published_at >= :since"
        arguments["since"] = since.isoformat()
    if until is not None:
        # Not `is null or <`: SQLite would look up both halves, and sort what the index has in order already.
        where += " and coalesce(article.published_at, '') < date(:until, '+1 day')"
        arguments["until"] = until.isoformat()
    return where, arguments


def stamp(moment: date | datetime | None) -> str | None:
    """How the archive writes a day or an instant."""
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return None if moment is None else moment.isoformat()


def candidates(db: Connection, draft: Draft) -> list[Proposed]:
    """Articles of the same audience and the same days that share actors with the draft, most shared first."""
    if draft.published_at is None:
        return []
    actors = sorted({mention.actor for mention in draft.mentions if mention.sure})
    rows = db.query(
        f"""
        {_ARTICLE.replace("from article", ", story_article.story_id as story from article")}
        join story_article on story_article.article_id = article.id
        join (
            select article_actor.article_id as id, count(*) as shared
            from article near
            join article_actor on article_actor.article_id = near.id
            where near.published_at >= date(:day, :before) and near.published_at < date(:day, :after)
              and near.audience = :audience
              and article_actor.actor_id in (select value from json_each(:actors))
            group by article_actor.article_id order by shared desc, article_actor.article_id desc limit {CANDIDATES}
        ) as shared on shared.id = article.id
        order by shared.shared desc, article.id desc
        """,
        {
            "day": str(draft.published_at)[:10],
            "before": f"-{WINDOW_DAYS} days",
            "after": f"+{WINDOW_DAYS + 1} days",
            "audience": draft.audience,
            "actors": json.dumps(actors),
        },
    )
    found = [(row.pop("story"), Article.model_validate(row)) for row in list(rows)]
    named, titled = _named_in(db, [article.id for _, article in found])
    return [
        Proposed(
            article=article, story=story, actors=frozenset(named[article.id]), titled=frozenset(titled[article.id])
        )
        for story, article in found
    ]


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


def _known(db: Connection, draft: Draft) -> Kept | None:
    """The article or appearance that already carries exactly this text under this identity.

    At a URL the headline counts too: one that was corrected is a revision.
    """
    row = db.execute(
        """
        select article.id from article join revision on revision.article_id = article.id
        where article.audience = :audience and revision.hash = :hash
          and (article.identity = :identity or article.url = :url)
          and (:url is null or revision.title = :title)
        union
        select article.id from appearance join article on article.id = appearance.article_id
        join revision on revision.article_id = article.id
        where appearance.identity = :identity and article.audience = :audience and revision.hash = :hash
        limit 1
        """,
        {"audience": draft.audience, "identity": draft.identity, "url": draft.url, "hash": draft.text_hash,
         "title": draft.title},
    ).fetchone()  # fmt: skip
    return Kept(outcome="unchanged", article=row[0], story=_story_of(db, row[0])) if row else None


def _at_url(db: Connection, draft: Draft) -> list[Article]:
    sql = f"{_ARTICLE} where article.url = ? and article.audience = ? order by article.id"
    return [Article.model_validate(row) for row in db.query(sql, [draft.url, draft.audience])] if draft.url else []


def _twin(db: Connection, draft: Draft) -> int | None:
    """An article of this audience whose current text is the same, word for word, under another identity."""
    row = db.execute(
        """
        select article.id from revision join article on article.id = revision.article_id
        where revision.hash = ? and article.revision_id = revision.id and article.audience = ? limit 1
        """,
        [draft.text_hash, draft.audience],
    ).fetchone()
    return row[0] if row else None


def _insert(db: Connection, draft: Draft) -> int:
    taken = db.execute(
        "select 1 from article where audience = ? and identity = ?", [draft.audience, draft.identity]
    ).fetchone()
    identity = f"{draft.identity}#{draft.text_hash[:16]}" if taken else draft.identity
    cursor = db.execute(
        """
        insert into article (audience, identity, url, publisher_id, language, published_at, retrieved_at, demo)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [draft.audience, identity, draft.url, draft.publisher.id, draft.language, stamp(draft.published_at),
         stamp(draft.retrieved_at), int(draft.demo)],
    )  # fmt: skip
    article = int(cursor.lastrowid or 0)
    _add_revision(db, article, draft, number=1)
    return article


def _revise(db: Connection, article: Article, draft: Draft) -> None:
    number = db.execute("select max(number) + 1 from revision where article_id = ?", [article.id]).fetchone()[0]
    db.execute(
        "insert into article_fts (article_fts, rowid, title, body) values ('delete', ?, ?, ?)",
        [article.id, article.title, article.text],
    )
    db.execute("delete from article_actor where article_id = ?", [article.id])
    db.execute("delete from article_topic where article_id = ?", [article.id])
    # A revision without a date does not make a known date unknown.
    db.execute(
        "update article set language = ?, published_at = coalesce(published_at, ?), retrieved_at = ? where id = ?",
        [draft.language, stamp(draft.published_at), stamp(draft.retrieved_at), article.id],
    )
    _add_revision(db, article.id, draft, number=number)


def _add_revision(db: Connection, article: int, draft: Draft, *, number: int) -> None:
    cursor = db.execute(
        "insert into revision (article_id, number, title, text, hash, retrieved_at) values (?, ?, ?, ?, ?, ?)",
        [article, number, draft.title, draft.text, draft.text_hash, stamp(draft.retrieved_at)],
    )
    revision = int(cursor.lastrowid or 0)
    db.execute("update article set revision_id = ? where id = ?", [revision, article])
    db.execute("insert into article_fts (rowid, title, body) values (?, ?, ?)", [article, draft.title, draft.text])
    db.conn.executemany(
        'insert into sentence (revision_id, ordinal, start, "end") values (?, ?, ?, ?)',
        [(revision, ordinal, span.start, span.end) for ordinal, span in enumerate(draft.sentences)],
    )
    ids = [row[0] for row in db.execute("select id from sentence where revision_id = ? order by ordinal", [revision])]
    _add_mentions(db, article, draft, ids)
    db.conn.executemany("insert into article_topic values (?, ?)", [(topic, article) for topic in draft.topics])


def _add_mentions(db: Connection, article: int, draft: Draft, sentence_ids: list[int]) -> None:
    rows: list[tuple[int, int, int, str, int]] = []
    counts: dict[str, int] = dict.fromkeys(draft.title_actors, 0)
    ordinal = 0
    for mention in sorted(draft.mentions, key=lambda mention: mention.start):
        while ordinal < len(draft.sentences) and draft.sentences[ordinal].end < mention.end:
            ordinal += 1
        if ordinal == len(draft.sentences):
            break
        if draft.sentences[ordinal].start <= mention.start:
            rows.append((sentence_ids[ordinal], mention.start, mention.end, mention.actor, int(mention.sure)))
        if mention.sure:
            counts[mention.actor] = counts.get(mention.actor, 0) + 1
    db.conn.executemany("insert into mention values (?, ?, ?, ?, ?) on conflict do nothing", rows)
    titled = set(draft.title_actors)
    db.conn.executemany(
        "insert into article_actor (actor_id, article_id, mentions, in_title) values (?, ?, ?, ?)",
        [(actor, article, count, int(actor in titled)) for actor, count in counts.items()],
    )


def _publisher(db: Connection, publisher: Publisher) -> None:
    db.execute(
        "insert into publisher (id, name, family, kind) values (?, ?, ?, ?) on conflict (id) do nothing",
        [publisher.id, publisher.name, publisher.family, publisher.kind],
    )


def _open_story(db: Connection, draft: Draft) -> int:
    cursor = db.execute(
        "insert into story (audience, opened_at) values (?, ?)", [draft.audience, stamp(draft.retrieved_at)]
    )
    return int(cursor.lastrowid or 0)


def _story_of(db: Connection, article: int) -> int:
    return int(db.execute("select story_id from story_article where article_id = ?", [article]).fetchone()[0])


def _named(db: Connection, revisions: list[int]) -> dict[int, set[str]]:
    named: dict[int, set[str]] = {}
    rows = db.execute(
        """
        select mention.sentence_id, mention.actor_id from sentence
        join mention on mention.sentence_id = sentence.id
        where sentence.revision_id in (select value from json_each(?)) and mention.sure
        """,
        [json.dumps(revisions)],
    )
    for sentence, actor in rows.fetchall():
        named.setdefault(sentence, set()).add(actor)
    return named


def _passages_of(db: Connection, row: dict[str, Any], named: dict[int, set[str]]) -> list[Passage]:
    article = Article.model_validate(row)
    spans = db.execute(
        'select id, ordinal, start, "end" from sentence where revision_id = ? order by ordinal', [article.revision]
    ).fetchall()
    # model_construct: rows of strict tables need no second check, and a question reads a thousand of them.
    return [
        Passage.model_construct(
            sentence=sentence, ordinal=ordinal, article=article.id, revision=article.revision, start=start, end=end,
            text=article.text[start:end], title=article.title, url=article.url, publisher=article.publisher,
            publisher_family=article.publisher_family, language=article.language,
            published_at=article.published_at, demo=article.demo, actors=frozenset(named.get(sentence, ())),
        )
        for sentence, ordinal, start, end in spans
    ]  # fmt: skip
