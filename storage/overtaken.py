"""Threads in which an article was quoted that was revised since, and those that were told so. Rows; decides nothing."""

import json
from datetime import datetime

from sqlite_utils import Database as Connection

from storage.models import Change, Quoted, Stale


def unsettled(db: Connection, *, team: str, after: datetime) -> list[Stale]:
    """What was quoted in this team's threads since then, whose article was revised since, and of which nothing is said.

    One for each thread, article and revision, with everything quoted from it there.
    """
    rows = db.execute(
        """
        select conversation.id, conversation.channel, conversation.thread_ts, article.id, article.revision_id,
               revision.change, quoted.value
        from turn
        join conversation on conversation.id = turn.conversation_id
        join json_each(turn.quoted) quoted
        join article on article.id = quoted.value ->> 'article'
        join revision on revision.id = article.revision_id
        where conversation.team = ? and conversation.gone_at is null and turn.asked_at >= ?
          and article.revision_id > quoted.value ->> 'revision'
          and not exists (select 1 from overtaken where overtaken.conversation_id = conversation.id
                          and overtaken.article_id = article.id and overtaken.revision_id = article.revision_id)
        order by article.revision_id, conversation.id
        """,
        [team, after.isoformat()],
    )
    found: dict[tuple[int, int], Stale] = {}
    for conversation, channel, thread_ts, article, revision, change, quoted in rows.fetchall():
        one = found.get((conversation, article)) or Stale(
            conversation=conversation, channel=channel, thread_ts=thread_ts, article=article, revision=revision,
            change=change, quoted=(),
        )  # fmt: skip
        more = Quoted.model_validate(json.loads(quoted))
        found[conversation, article] = one.model_copy(update={"quoted": tuple(dict.fromkeys((*one.quoted, more)))})
    return list(found.values())


def said_of(db: Connection, *, revision: int) -> Change:
    """What a revision says of its own mending."""
    row = db.execute("select change from revision where id = ?", [revision]).fetchone()
    found: Change = row[0] if row else ""
    return found


def settle(db: Connection, one: Stale, *, now: datetime) -> None:
    """Nothing more is to be said of that revision in that thread."""
    db.execute(
        "insert into overtaken (conversation_id, article_id, revision_id, settled_at) values (?, ?, ?, ?) "
        "on conflict do nothing",
        [one.conversation, one.article, one.revision, now.isoformat()],
    )
