"""What sources show: owed until it is kept, looked at again, remembered so that it is not taken for news twice."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlite_utils import Database as Connection

from storage import keeping
from storage.models import Draft, Kept
from storage.sources import host
from storage.watched import Item, Shown, Validators

Outcome = Literal["page", "shown", "known", "left"]
"""Kept as its page, or as the source shows it; had already; or left, for the reason that goes with it."""


class Tally(NamedTuple):
    """Of one source: articles that came from it, those of them that are only what it showed, what is owed, and why the
    last page could not be had.
    """

    articles: int
    teasers: int
    owed: int
    reason: str


_ITEM = """
    select item.id, item.source_id as source, source.audience, item.identity, item.url, item.shown, item.whole,
           item.outcome, item.looks, item.tries, item.etag, item.last_modified, item.rank
    from item join source on source.id = item.source_id
"""


def show(
    db: Connection, source: int, shown: Sequence[Shown], *, ranks: Sequence[int | None], now: datetime
) -> tuple[int, int]:
    """Remember what a source shows; returns how many are new and how many have changed since they were seen.

    A rank of None is for what is not wanted: it is remembered and never fetched.
    """
    new = changed = 0
    for one, rank in zip(shown, ranks, strict=True):
        values = {
            "source": source, "identity": one.identity, "url": one.url, "fingerprint": one.fingerprint,
            "host": "" if one.whole else host(one.url), "shown": one.reading if rank is not None else "",
            "whole": int(one.whole), "now": _instant(now), "rank": rank or 0,
            "due": _instant(now) if rank is not None else None, "outcome": "" if rank is not None else "left",
        }  # fmt: skip
        known = db.execute(
            "select id, fingerprint, outcome from item where source_id = :source and identity = :identity", values
        ).fetchone()
        if known is None:
            new += 1
            db.execute(
                """
                insert into item (source_id, identity, url, host, fingerprint, shown, whole, outcome, seen_at, rank,
                                  due_at)
                values (:source, :identity, :url, :host, :fingerprint, :shown, :whole, :outcome, :now, :rank, :due)
                """,
                values,
            )
        elif known[1] != one.fingerprint:
            changed += 1
            db.execute(
                """
                update item set fingerprint = :fingerprint, shown = :shown, whole = :whole, url = :url, host = :host,
                       due_at = coalesce(:due, due_at), tries = 0, rank = min(rank, :rank)
                where id = :id
                """,
                {**values, "id": known[0]},
            )
    return new, changed


def due(db: Connection, *, now: datetime, busy: Sequence[str], limit: int) -> list[Item]:
    """What is owed, news first, but for what must be fetched from hosts that are busy."""
    rows = db.query(
        f"""
        {_ITEM} where item.due_at <= :now and source.paused = 0
          and item.host not in (select value from json_each(:busy))
          and not exists (select 1 from host where host.name = item.host and host.ready_at > :now)
        order by item.rank, item.due_at, item.id limit :limit
        """,
        {"now": _instant(now), "busy": json.dumps(list(busy)), "limit": limit},
    )
    return [_read(row) for row in list(rows)]


def owed(db: Connection, *, source: int | None = None) -> int:
    """How many have never been kept and are owed, of one source or all."""
    row = db.execute(
        "select count(*) from item where outcome = '' and due_at is not null and source_id = coalesce(?, source_id)",
        [source],
    ).fetchone()
    return int(row[0])


def had(db: Connection, *, audience: str, url: str, page: str, whole: bool) -> int | None:
    """The article of this audience at an address or of a page, if another source has brought it; `whole`: the page."""
    row = db.execute(
        """
        select id from article where (url = :url or identity = :page) and audience = :audience
          and (not :whole or not exists (select 1 from excerpt where article_id = article.id)) limit 1
        """,
        {"url": url, "page": page, "audience": audience, "whole": whole},
    ).fetchone()
    return int(row[0]) if row else None


def kept(
    db: Connection,
    item: int,
    draft: Draft,
    judge: keeping.Judgement,
    *,
    outcome: Outcome,
    reason: str = "",
    again: datetime | None = None,
    validators: Validators | None = None,
) -> Kept:
    """Keep the article of an item and settle the item, in one transaction; `again` is when it is looked at next."""
    done = keeping.keep(db, draft, judge)
    if outcome == "page":
        db.execute("delete from excerpt where article_id = ?", [done.article])
    elif reason and done.outcome in ("added", "revised"):
        db.execute("insert into excerpt values (?, ?) on conflict do update set reason = excluded.reason",
                   [done.article, reason])  # fmt: skip
    settle(db, item, outcome=outcome, reason=reason, again=again, validators=validators)
    _date(db, item, article=done.article)
    return done


def _date(db: Connection, item: int, *, article: int) -> None:
    """What its page says of an article's day, the source's own list may have left out."""
    db.execute(
        """
        update source set oldest = min(coalesce(oldest, day), day), newest = max(coalesce(newest, day), day),
               health = iif(health = 'undated', 'fine', health), reason = iif(health = 'undated', '', reason)
        from (select substr(published_at, 1, 10) as day from article where id = :article and published_at is not null)
        where source.id = (select source_id from item where id = :item)
        """,
        {"item": item, "article": article},
    )


def excerpted(db: Connection, *, article: int) -> str:
    """Why only what its source shows of an article could be had; '' for one that is whole."""
    row = db.execute("select reason from excerpt where article_id = ?", [article]).fetchone()
    return row[0] if row else ""


def settle(
    db: Connection,
    item: int,
    *,
    outcome: Outcome,
    reason: str = "",
    again: datetime | None = None,
    validators: Validators | None = None,
) -> None:
    """An item is not owed any longer, or only a second look."""
    given = validators or Validators()
    db.execute(
        """
        update item set outcome = :outcome, reason = :reason, shown = '', looks = looks + 1, tries = 0, rank = 1,
               due_at = :again, etag = :etag, last_modified = :last_modified
        where id = :id
        """,
        {"id": item, "outcome": outcome, "reason": reason, "again": _instant(again), **given.model_dump()},
    )


def postpone(db: Connection, item: int, *, until: datetime, reason: str) -> None:
    """The page could not be had for now."""
    db.execute(
        "update item set tries = tries + 1, due_at = ?, reason = ? where id = ?", [_instant(until), reason, item]
    )


def put_off(db: Connection, item: int, *, until: datetime) -> None:
    """Nothing can be had from anybody for now: that is no try."""
    db.execute("update item set due_at = ? where id = ?", [_instant(until), item])


def tallies(db: Connection, *, source: int | None = None) -> dict[int, Tally]:
    """Of each source, or of one, what became of what it showed."""
    rows = db.execute(
        """
        select source_id, sum(outcome in ('page', 'shown', 'known')), sum(outcome = 'shown' and reason <> ''),
               sum(outcome = '' and due_at is not null),
               (select reason from item last where last.source_id = item.source_id and outcome = 'shown'
                and reason <> '' order by id desc limit 1)
        from item where source_id = coalesce(?, source_id) group by source_id
        """,
        [source],
    )
    return {row[0]: Tally(int(row[1]), int(row[2]), int(row[3]), row[4] or "") for row in rows.fetchall()}


def _read(row: dict[str, Any]) -> Item:
    validators = Validators(etag=row.pop("etag"), last_modified=row.pop("last_modified"))
    return Item.model_validate({**row, "validators": validators})


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
