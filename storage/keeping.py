"""Articles in: kept, revised or known again, in one transaction. What is what, `bot` decides; see `Judgement`."""

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlite_utils import Database as Connection

from storage import developments, indexes, names, placing, regrouping, statements, vectors
from storage.articles import ARTICLE, stamp
from storage.models import (
    EVERYONE,
    Added,
    Article,
    Draft,
    Kept,
    Mention,
    Outcome,
    Publisher,
    Version,
)

COPIES = 5
"""Articles whose text is compared with that of a draft, those with the likest signatures."""

SHARED = 5
"""Numbers of their signatures that two texts must share to be compared at all."""

STOCK = 100
"""A number that more texts share is that of a stock phrase: it tells of those that came last only."""


class Judgement(NamedTuple):
    """The decisions that keeping needs: pure, and none of storage's."""

    version: Callable[[Article, Draft], Version]  # what a draft is to the article at its URL
    copied: Callable[[Article, Draft], bool]  # whether it is a copy of an article elsewhere
    place: placing.Place  # in which story it belongs, given what it may share one with
    settle: regrouping.Settle  # which articles of a few stories belong together
    named: Callable[[str, Sequence[Added], Sequence[Mention]], list[Mention]]  # where added names stand in a text


def keep(db: Connection, draft: Draft, judge: Judgement) -> Kept:
    """Keep a draft: as a new article, a revision of one, an appearance of one, or not at all when it is known."""
    draft = draft.model_copy(update={"publisher": _publisher(db, draft)})
    known = _known(db, draft)
    if known is not None:
        return _kept(db, "unchanged", known, draft, judge)
    draft = _with_added(db, draft, judge)
    for article in _at_url(db, draft):
        found = judge.version(article, draft)
        if found == "revised":
            _revise(db, article, draft)
        if found != "another":
            return _kept(db, "revised" if found == "revised" else "unchanged", article.id, draft, judge)
    original = _original(db, draft, judge)
    if original is not None:
        return _appear(db, original, draft)
    article_id = _insert(db, draft)
    story = placing.enter(db, draft, judge.place, judge.settle, article=article_id)
    return Kept(outcome="added", article=article_id, story=story, published_at=draft.published_at)


def _with_added(db: Connection, draft: Draft, judge: Judgement) -> Draft:
    """A draft with the names that those who will see it added to the catalogue."""
    team = draft.audience.partition("/")[0]
    added = [one for one in names.added(db) if one.team in ("", team) or team == EVERYONE.key]
    found = judge.named(draft.text, added, draft.mentions) if added else []
    titled = judge.named(draft.title, added, ()) if added else []
    if not found and not titled:
        return draft
    title_actors = tuple(sorted({*draft.title_actors, *(one.actor for one in titled)}))
    return draft.model_copy(update={"mentions": (*draft.mentions, *found), "title_actors": title_actors})


def _known(db: Connection, draft: Draft) -> int | None:
    """The article or appearance that already carries exactly this text under this identity.

    At a URL the headline counts too: one that was corrected is a revision. What was fetched now and goes back to an
    earlier text of its article is one too; an old copy that is read again is not.
    """
    row = db.execute(
        """
        select article.id, article.audience from article join revision on revision.article_id = article.id
        where +article.audience in (select value from json_each(:audiences)) and revision.hash = :hash
          and (article.identity in (:identity, :beside) or article.url = :url)
          and (:url is null or revision.title = :title)
          and (not :fresh or revision.id = article.revision_id or article.audience <> :audience)
        union
        select article.id, article.audience from appearance join article on article.id = appearance.article_id
        where appearance.identity in (:identity, :url) and appearance.hash = :hash
          and +article.audience in (select value from json_each(:audiences))
        order by article.audience desc limit 1
        """,
        {"audiences": _seen(draft), "identity": draft.identity, "beside": _beside(draft), "url": draft.url,
         "hash": draft.text_hash, "title": draft.title, "fresh": draft.fresh, "audience": draft.audience},
    ).fetchone()  # fmt: skip
    return row[0] if row else None


def _seen(draft: Draft) -> str:
    """The audiences whose articles all who will see this one see already, as JSON: they need no second copy."""
    team, _, conversation = draft.audience.partition("/")
    return json.dumps(sorted({"*", team, draft.audience} if conversation else {"*", team}))


def _kept(db: Connection, outcome: Outcome, article: int, draft: Draft, judge: Judgement) -> Kept:
    """What became of a draft. A date that its article lacked is filled in.

    A date that is known stays, for feeds stamp anew what they edit; but who pastes a text again with another date
    mends it.
    """
    published, had = stamp(draft.published_at), _published(db, article)
    db.execute(
        """
        update article set published_at = coalesce(:stated, published_at, :published),
                           retrieved_at = max(retrieved_at, :now)
        where id = :id and audience = :audience
        """,
        {"stated": published if _is_nowhere(draft) else None, "published": published, "now": stamp(draft.retrieved_at),
         "id": article, "audience": draft.audience},
    )  # fmt: skip
    has = _published(db, article)
    if outcome == "unchanged" and has != had:
        outcome = "revised"
    kept = Kept.model_validate(
        {"outcome": outcome, "article": article, "story": placing.story_of(db, article), "published_at": has}
    )
    if outcome != "revised":
        return kept
    standing = draft.model_copy(update={"published_at": kept.published_at})
    story = placing.again(db, standing, judge.place, judge.settle, article=article)
    return kept.model_copy(update={"story": story})


def _published(db: Connection, article: int) -> str | None:
    found: str | None = db.execute("select published_at from article where id = ?", [article]).fetchone()[0]
    return found


def _at_url(db: Connection, draft: Draft) -> list[Article]:
    """The articles of a draft's page, by whatever address each came."""
    if _is_nowhere(draft):
        return []
    sql = f"""
        {ARTICLE} where article.id in (
            select id from article where url = :url and audience = :audience
            union select id from article where audience = :audience and identity = :identity
            union select id from article
            where audience = :audience and identity between :identity || '#' and :identity || '#g'
        ) order by article.id
    """
    values = {"url": draft.url, "audience": draft.audience, "identity": draft.identity}
    return [Article.model_validate(row) for row in list(db.query(sql, values))]


def _is_nowhere(draft: Draft) -> bool:
    """Whether nothing but its text tells which article it is: no address, and no source that knows it by a name."""
    return draft.url is None and draft.identity.startswith("text:")


def _beside(draft: Draft) -> str:
    """The identity of an article with this text that shares its page with others."""
    return f"{draft.identity}#{draft.text_hash[:16]}"


def _original(db: Connection, draft: Draft, judge: Judgement) -> Article | None:
    """The article of which the draft is a copy: the same word for word, or what the judge takes for one."""
    same = db.query(
        f"""
        {ARTICLE} where article.id in (select article_id from revision where hash = :hash)
          and revision.hash = :hash and +article.audience in (select value from json_each(:audiences)) limit 1
        """,
        {"hash": draft.text_hash, "audiences": _seen(draft)},
    )
    for row in list(same):
        return Article.model_validate(row)
    alike = db.query(
        f"""
        {ARTICLE} join (
            select likely.article_id, likely.shared from (
                select article_id, count(*) as shared from json_each(:numbers) as mine
                cross join signature on signature.number = mine.value and signature.article_id >= coalesce((
                    select article_id from signature where number = mine.value
                    order by article_id desc limit 1 offset {STOCK}), 0)
                group by article_id having shared >= {SHARED}
            ) as likely cross join article as seen on seen.id = likely.article_id
            where +seen.audience in (select value from json_each(:audiences))
            order by likely.shared desc, likely.article_id limit {COPIES}
        ) as alike on alike.article_id = article.id
        order by alike.shared desc, article.id
        """,
        {"numbers": json.dumps(draft.signature), "audiences": _seen(draft)},
    )
    found = (Article.model_validate(row) for row in list(alike)) if draft.signature else ()
    return next((article for article in found if judge.copied(article, draft)), None)


def _appear(db: Connection, original: Article, draft: Draft) -> Kept:
    """Note where else an article stands. What only some may see is not noted at what all may see."""
    seen = db.execute(
        "select identity from appearance where article_id = ? and identity in (?, ?)",
        [original.id, draft.identity, draft.url],
    ).fetchone()
    if original.audience == draft.audience:
        db.execute(
            """
            insert into appearance (article_id, identity, url, publisher_id, retrieved_at, title, published_at, hash)
            values (:article, :identity, :url, :publisher, :now, :title, :published, :hash)
            on conflict do update set title = :title, hash = :hash, retrieved_at = :now,
                                      published_at = coalesce(published_at, :published)
            """,
            {"article": original.id, "identity": seen[0] if seen else draft.identity, "url": draft.url,
             "publisher": draft.publisher.id,
             "now": stamp(draft.retrieved_at), "title": draft.title, "published": stamp(draft.published_at),
             "hash": draft.text_hash},
        )  # fmt: skip
    return Kept(
        outcome="unchanged" if seen else "duplicate",
        article=original.id,
        story=placing.story_of(db, original.id),
        published_at=original.published_at,
    )


def _insert(db: Connection, draft: Draft) -> int:
    taken = db.execute(
        "select 1 from article where audience = ? and identity = ?", [draft.audience, draft.identity]
    ).fetchone()
    identity = _beside(draft) if taken else draft.identity
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
    indexes.leave(db, article.audience, article=article.id, title=article.title, text=article.text)
    db.execute("delete from article_actor where article_id = ?", [article.id])
    db.execute("delete from article_topic where article_id = ?", [article.id])
    developments.leave(db, article.id)
    statements.leave(db, article.id)
    vectors.leave(db, article.id)
    db.execute("update article set language = ? where id = ?", [draft.language, article.id])
    _add_revision(db, article.id, draft, number=number)


def _add_revision(db: Connection, article: int, draft: Draft, *, number: int) -> None:
    cursor = db.execute(
        "insert into revision (article_id, number, title, text, hash, retrieved_at, change, "
        "changed_on) values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            article,
            number,
            draft.title,
            draft.text,
            draft.text_hash,
            stamp(draft.retrieved_at),
            draft.change,
            stamp(draft.changed_on),
        ],
    )
    revision = int(cursor.lastrowid or 0)
    db.execute("update article set revision_id = ? where id = ?", [revision, article])
    indexes.enter(db, draft.audience, article=article, title=draft.title, text=draft.text)
    db.conn.executemany(
        'insert into sentence (revision_id, ordinal, start, "end") values (?, ?, ?, ?)',
        [(revision, ordinal, span.start, span.end) for ordinal, span in enumerate(draft.sentences)],
    )
    db.conn.executemany(
        "insert into page values (?, ?, ?)", [(revision, page, start) for page, start in enumerate(draft.pages, 1)]
    )
    ids = [row[0] for row in db.execute("select id from sentence where revision_id = ? order by ordinal", [revision])]
    _add_mentions(db, article, draft, ids)
    developments.enter(db, draft.developments, article=article, sentences=ids)
    statements.enter(
        db, article=article, revision=revision, quotations=draft.quotations, milestones=draft.milestones,
        sentences=[(id_, span.end) for id_, span in zip(ids, draft.sentences, strict=True)],
    )  # fmt: skip
    db.conn.executemany("insert into article_topic values (?, ?)", [(topic, article) for topic in draft.topics])
    db.execute("delete from signature where article_id = ?", [article])
    db.conn.executemany(
        "insert into signature values (?, ?) on conflict do nothing", [(number, article) for number in draft.signature]
    )


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


def _publisher(db: Connection, draft: Draft) -> Publisher:
    """The draft's publisher, kept: for everyone under its own id, for fewer under one of theirs.

    Whoever is read first gives a publisher its name, if that is more than its address; what some share must not name
    anything for all.
    """
    publisher = draft.publisher
    if draft.audience != EVERYONE.key:
        publisher = publisher.model_copy(update={"id": f"{draft.audience}:{publisher.id}"})
    db.execute(
        """
        insert into publisher (id, name, family, kind) values (?, ?, ?, ?)
        on conflict (id) do update set name = excluded.name where name = family and excluded.name <> name
        """,
        [publisher.id, publisher.name, publisher.family, publisher.kind],
    )
    return publisher
