"""Threads the bot takes part in and their turns."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database as Connection

from storage import conversations, schema
from storage.database import connect
from storage.models import Turn

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
THREAD = {"team": "T1", "channel": "C1", "thread_ts": "1.0"}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    connection = connect(tmp_path / "archive.db")
    schema.upgrade(connection)
    yield connection
    connection.conn.close()


def turn(question: str, **more: object) -> Turn:
    return Turn.model_validate({"asked_by": "U1", "question": question, "asked_at": NOW, **more})


def test_the_bot_takes_part_from_its_first_turn_on(db: Connection) -> None:
    assert not conversations.taking_part(db, **THREAD)
    conversations.add(db, turn("Who pays?"), **THREAD)
    assert conversations.taking_part(db, **THREAD)
    assert not conversations.taking_part(db, team="T2", channel="C1", thread_ts="1.0")


def test_a_turn_comes_back_as_it_was(db: Connection) -> None:
    kept = turn("Who pays?", understood='{"who": true}', outcome="refused", cited=(3, 1))
    conversations.add(db, kept, **THREAD)
    assert conversations.history(db, **THREAD) == [kept]


def test_history_is_the_last_turns_oldest_first(db: Connection) -> None:
    for number in range(5):
        conversations.add(db, turn(f"question {number}"), **THREAD)
    conversations.add(db, turn("elsewhere"), team="T1", channel="C2", thread_ts="1.0")
    asked = [kept.question for kept in conversations.history(db, **THREAD, limit=3)]
    assert asked == ["question 2", "question 3", "question 4"]
