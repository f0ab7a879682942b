"""Threads and digests that quoted an article that was revised since, and those that were told so. Rows only."""

import json
from datetime import datetime

from sqlite_utils import Database as Connection

from storage.models import Change, Quoted, Stale

_REVISED = """
    join article on article.id = quoted.value ->> 'article'
    join revision on revision.id = article.revision_id
"""


def unsettled(db: Connection, *, team: str, after: datetime) -> list[Stale]:
    """What was quoted in this team's threads since then, whose article was revised since, and of which nothing is said.

    One for each thread, article and revision, with everything quoted from it there; digests after threads.
    """
    threads = db.query(
        f"""
        select conversation.id conversation, 0 subscription, '' period, conversation.channel, conversation.thread_ts,
               article.id article, article.revision_id revision, revision.change, quoted.value quoted
        from turn
        join conversation on conversation.id = turn.conversation_id
        join json_each(turn.quoted) quoted {_REVISED}
        where conversation.team = ? and conversation.gone_at is null and turn.asked_at >= ?
          and article.revision_id > quoted.value ->> 'revision'
          and not exists (select 1 from overtaken where overtaken.conversation_id = conversation.id
                          and overtaken.article_id = article.id and overtaken.revision_id = article.revision_id)
        order by article.revision_id, conversation.id
        """,
        [team, after.isoformat()],
    )
    digests = db.query(
        f"""
        select 0 conversation, subscription.id subscription, edition.period, subscription.channel,
               delivery.ts thread_ts, article.id article, article.revision_id revision, revision.change,
               quoted.value quoted
        from edition
        join subscription on subscription.id = edition.subscription_id
        join delivery on delivery.key = 'digest:' || subscription.id || ':' || edition.period
        join json_each(edition.quoted) quoted {_REVISED}
        where subscription.team = ? and edition.made_at >= ? and delivery.ts is not null
          and article.revision_id > quoted.value ->> 'revision'
          and not exists (select 1 from edition_overtaken settled where settled.subscription_id = subscription.id
                          and settled.period = edition.period and settled.article_id = article.id
                          and settled.revision_id = article.revision_id)
        order by article.revision_id, edition.made_at
        """,
        [team, after.isoformat()],
    )
    found: dict[tuple[object, ...], Stale] = {}
    for row in [*threads, *digests]:
        more = Quoted.model_validate(json.loads(row.pop("quoted")))
        place = (row["conversation"], row["subscription"], row["period"], row["article"])
        one = found.get(place) or Stale(**row, quoted=())
        found[place] = one.model_copy(update={"quoted": tuple(dict.fromkeys((*one.quoted, more)))})
    return list(found.values())


def said_of(db: Connection, *, revision: int) -> Change:
    """What a revision says of its own mending."""
    row = db.execute("select change from revision where id = ?", [revision]).fetchone()
    found: Change = row[0] if row else ""
    return found


def settle(db: Connection, one: Stale, *, now: datetime) -> None:
    """Nothing more is to be said of that revision in that thread, or of that digest."""
    if one.conversation:
        db.execute(
            "insert into overtaken (conversation_id, article_id, revision_id, settled_at) values (?, ?, ?, ?) "
            "on conflict do nothing",
            [one.conversation, one.article, one.revision, now.isoformat()],
        )
    else:
        db.execute(
            "insert into edition_overtaken values (?, ?, ?, ?, ?) on conflict do nothing",
            [one.subscription, one.period, one.article, one.revision, now.isoformat()],
        )
