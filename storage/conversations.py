"""Threads the bot takes part in, and their turns; channels whose links and files are wanted. No decisions."""

import json
from datetime import datetime

from sqlite_utils import Database as Connection

from storage.models import Turn


def taking_part(db: Connection, *, team: str, channel: str, thread_ts: str) -> bool:
    """Whether the bot has answered in this thread before."""
    rows = db.query(
        "select 1 from conversation where team = :team and channel = :channel and thread_ts = :thread_ts",
        {"team": team, "channel": channel, "thread_ts": thread_ts},
    )
    return bool(list(rows))


def history(db: Connection, *, team: str, channel: str, thread_ts: str, limit: int = 12) -> list[Turn]:
    """The thread's last turns, oldest first."""
    rows = list(
        db.query(
            """
            select turn.asked_by, turn.question, turn.understood, turn.outcome, turn.cited, turn.quoted, turn.asked_at
            from turn join conversation on conversation.id = turn.conversation_id
            where conversation.team = :team and conversation.channel = :channel
              and conversation.thread_ts = :thread_ts
            order by turn.id desc limit :limit
            """,
            {"team": team, "channel": channel, "thread_ts": thread_ts, "limit": limit},
        )
    )
    return [
        Turn.model_validate({**row, "cited": json.loads(row["cited"]), "quoted": json.loads(row["quoted"])})
        for row in reversed(rows)
    ]


def add(db: Connection, turn: Turn, *, team: str, channel: str, thread_ts: str) -> None:
    """Keep a turn; with the first one the bot takes part in the thread."""
    where = {"team": team, "channel": channel, "thread_ts": thread_ts}
    db.execute(
        """
        insert into conversation (team, channel, thread_ts) values (:team, :channel, :thread_ts)
        on conflict (team, channel, thread_ts) do nothing
        """,
        where,
    )
    db.execute(
        """
        insert into turn (conversation_id, asked_by, question, understood, outcome, cited, quoted, asked_at)
        select id, :asked_by, :question, :understood, :outcome, :cited, :quoted, :asked_at
        from conversation where team = :team and channel = :channel and thread_ts = :thread_ts
        """,
        {
            **where,
            **turn.model_dump(exclude={"cited", "quoted", "asked_at"}),
            "cited": json.dumps(turn.cited),
            "quoted": json.dumps([one.model_dump() for one in turn.quoted]),
            "asked_at": turn.asked_at.isoformat(),
        },
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
