"""What readers say of answers: one verdict a reader and answer, the last one stands. Rows; decides nothing."""

import json
from datetime import datetime
from typing import Any

from sqlite_utils import Database as Connection

from storage import conversations
from storage.models import Judgement, Record, Verdict


class Counted(Record):
    """How many verdicts a conversation has."""

    team: str
    channel: str
    good: int
    bad: int


def keep(
    db: Connection, *, team: str, channel: str, key: str, by: str, verdict: Verdict, reason: str, right: str,
    now: datetime,
) -> bool:  # fmt: skip
    """Keep a verdict with the answer it is about, in the place of this reader's earlier one; False: no such answer."""
    place = {"team": team, "channel": channel, "key": key}
    turn = conversations.turn(db, **place)
    if turn is None:
        return False
    told = {
        **place, "by": by, "verdict": verdict, "reason": reason, "right": right, "said_at": now.isoformat(),
        "question": turn.question, "understood": turn.understood, "outcome": turn.outcome, "refusal": turn.reason,
        "context": json.dumps([one.question for one in conversations.before(db, **place)]),
        "quoted": json.dumps([one.model_dump() for one in turn.quoted]), "asked_at": turn.asked_at.isoformat(),
    }  # fmt: skip
    names = ", ".join(f'"{column}"' for column in told)
    db.execute(
        f"""
        insert into judgement ({names}) values ({", ".join(f":{column}" for column in told)})
        on conflict (team, channel, key, "by") do update
        set {", ".join(f'"{column}" = excluded."{column}"' for column in told)}
        """,
        told,
    )
    return True


def counted(db: Connection) -> list[Counted]:
    """The conversations in which somebody said something, with how much."""
    rows = db.query(
        "select team, channel, sum(verdict = 'good') good, sum(verdict = 'bad') bad from judgement "
        "group by team, channel order by team, channel"
    )
    return [Counted.model_validate(row) for row in list(rows)]


def of(db: Connection, *, team: str, channel: str) -> list[Judgement]:
    """What was said in a conversation, oldest first."""
    rows = db.query("select * from judgement where team = ? and channel = ? order by said_at, id", [team, channel])
    return [_read(row) for row in list(rows)]


def _read(row: dict[str, Any]) -> Judgement:
    lists = {column: json.loads(row[column]) for column in ("context", "quoted")}
    return Judgement.model_validate({name: value for name, value in {**row, **lists}.items() if name != "id"})
