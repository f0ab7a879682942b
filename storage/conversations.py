"""Threads the bot takes part in, and their turns; channels whose links and files are wanted. No decisions."""

import json
from datetime import datetime
from typing import Any

from sqlite_utils import Database as Connection

from storage.models import Turn

_TURNS = """
    select turn.key, turn.asked_by, turn.question, turn.understood, turn.outcome, turn.cited, turn.quoted,
           turn.further, turn.reason, turn.asked_at
    from turn join conversation on conversation.id = turn.conversation_id
    where conversation.team = :team and conversation.channel = :channel
"""


def taking_part(db: Connection, *, team: str, channel: str, thread_ts: str) -> bool:
    """Whether the bot has answered in this thread before."""
    rows = db.query(
        "select 1 from conversation where team = :team and channel = :channel and thread_ts = :thread_ts",
        {"team": team, "channel": channel, "thread_ts": thread_ts},
    )
    return bool(list(rows))


def history(db: Connection, *, team: str, channel: str, thread_ts: str, limit: int = 12) -> list[Turn]:
    """The thread's last turns, oldest first."""
    where = {"team": team, "channel": channel, "thread_ts": thread_ts, "limit": limit}
    rows = db.query(f"{_TURNS} and conversation.thread_ts = :thread_ts order by turn.id desc limit :limit", where)
    return [_read(row) for row in reversed(list(rows))]


def turn(db: Connection, *, team: str, channel: str, key: str) -> Turn | None:
    """The turn of a key in a conversation."""
    rows = db.query(f"{_TURNS} and turn.key = :key", {"team": team, "channel": channel, "key": key})
    return next((_read(row) for row in list(rows)), None)


def before(db: Connection, *, team: str, channel: str, key: str) -> list[Turn]:
    """The turns of the same thread before the one of a key, oldest first."""
    mine = """
        select mine.id from turn mine
        where mine.conversation_id = turn.conversation_id and mine.key = :key
    """
    rows = db.query(f"{_TURNS} and turn.id < ({mine}) order by turn.id", {"team": team, "channel": channel, "key": key})
    return [_read(row) for row in list(rows)]


def add(db: Connection, turn: Turn, *, team: str, channel: str, thread_ts: str) -> None:
    """Keep a turn, in the place of the one of its key; with the first one the bot takes part in the thread."""
    where = {"team": team, "channel": channel, "thread_ts": thread_ts}
    db.execute(
        """
        insert into conversation (team, channel, thread_ts) values (:team, :channel, :thread_ts)
        on conflict (team, channel, thread_ts) do nothing
        """,
        where,
    )
    told = {
        **turn.model_dump(exclude={"cited", "quoted", "further", "asked_at"}),
        "cited": json.dumps(turn.cited),
        "quoted": json.dumps([one.model_dump() for one in turn.quoted]),
        "further": json.dumps([one.model_dump() for one in turn.further]),
        "asked_at": turn.asked_at.isoformat(),
    }
    db.execute(
        f"""
        insert into turn (conversation_id, {", ".join(told)})
        select id, {", ".join(f":{column}" for column in told)}
        from conversation where team = :team and channel = :channel and thread_ts = :thread_ts
        on conflict (conversation_id, key) where key <> '' do update
        set {", ".join(f"{column} = excluded.{column}" for column in told)}
        """,
        {**where, **told},
    )


def forget(db: Connection, *, team: str, channel: str, key: str, now: datetime) -> None:
    """Forget the turn of a deleted message and what was said of it; a thread that it began is gone.

    Nothing more is to be posted in a thread that is gone.
    """
    where = {"team": team, "channel": channel, "key": key, "reading": f"{key}:*"}
    mine = "(key = :key or key glob :reading)"
    db.execute(
        f"""
        delete from turn where {mine} and conversation_id in
          (select id from conversation where team = :team and channel = :channel)
        """,
        where,
    )
    db.execute(f"delete from judgement where team = :team and channel = :channel and {mine}", where)
    db.execute(
        "update conversation set gone_at = :now where team = :team and channel = :channel and thread_ts = :key",
        {**where, "now": now.isoformat()},
    )


def keeps_shared(db: Connection, *, team: str, channel: str) -> bool:
    """Whether what is shared in a channel is to be kept."""
    return bool(db.execute("select 1 from sharing where team = ? and channel = ?", [team, channel]).fetchone())


def keep_shared(db: Connection, *, team: str, channel: str, user: str, on: bool, now: datetime) -> None:
    """Wish for that, or no longer."""
    if on:
        db.execute(
            "insert into sharing (team, channel, wished_by, since) values (?, ?, ?, ?) on conflict do nothing",
            [team, channel, user, now.isoformat()],
        )
    else:
        db.execute("delete from sharing where team = ? and channel = ?", [team, channel])


def _read(row: dict[str, Any]) -> Turn:
    lists = {column: json.loads(row[column]) for column in ("cited", "quoted", "further")}
    return Turn.model_validate({**row, **lists})
