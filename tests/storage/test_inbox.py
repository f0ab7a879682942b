"""The inbox keeps each event once until it is answered; a post is claimed once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database as Connection

from storage import inbox, schema
from storage.database import connect

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    connection = connect(tmp_path / "archive.db")
    schema.upgrade(connection)
    yield connection
    connection.conn.close()


def admit(db: Connection, key: str) -> int | None:
    return inbox.admit(db, key=key, kind="mention", payload="{}", now=NOW)


def test_the_same_event_twice_is_one(db: Connection) -> None:
    first = admit(db, "message:T1:C1:1.0")
    assert first is not None
    assert admit(db, "message:T1:C1:1.0") is None
    assert [heard.id for heard in inbox.open_calls(db)] == [first]


def test_open_calls_come_in_the_order_in_which_they_were_heard(db: Connection) -> None:
    ids = [admit(db, f"command:{number}") for number in range(5)]
    heard = inbox.open_calls(db)
    assert [call.id for call in heard] == ids
    assert heard[0].key == "command:0"
    assert heard[0].received_at == NOW


def test_what_has_ended_is_owed_no_longer_and_still_known(db: Connection) -> None:
    row = admit(db, "command:1")
    assert row is not None
    inbox.ended(db, row, state="done", outcome="answered", now=NOW)
    assert inbox.open_calls(db) == []
    assert admit(db, "command:1") is None


def test_the_first_end_stands(db: Connection) -> None:
    row = admit(db, "command:1")
    assert row is not None
    inbox.ended(db, row, state="failed", outcome="gave up", now=NOW)
    inbox.ended(db, row, state="done", outcome="answered", now=NOW)
    assert list(db.query("select state, outcome from inbox")) == [{"state": "failed", "outcome": "gave up"}]


def test_attempts_are_counted_before_they_are_made(db: Connection) -> None:
    row = admit(db, "command:1")
    assert row is not None
    assert [inbox.attempted(db, row) for _ in range(3)] == [1, 2, 3]
    assert inbox.open_calls(db)[0].attempts == 3


def test_a_post_is_claimed_once_and_marked_once(db: Connection) -> None:
    assert inbox.claim_delivery(db, key="k", channel="C1", thread_ts="1.0", now=NOW)
    assert not inbox.claim_delivery(db, key="k", channel="C1", thread_ts="1.0", now=NOW)
    claimed = inbox.delivery(db, "k")
    assert claimed is not None and claimed.ts is None and claimed.thread_ts == "1.0"

    inbox.delivered(db, "k", ts="2.0", now=NOW + timedelta(seconds=1))
    inbox.delivered(db, "k", ts="3.0", now=NOW + timedelta(seconds=2))
    marked = inbox.delivery(db, "k")
    assert marked is not None and marked.ts == "2.0" and marked.posted_at == NOW + timedelta(seconds=1)


def test_an_unknown_post_is_none(db: Connection) -> None:
    assert inbox.delivery(db, "never claimed") is None


def test_attempts_are_counted_until_an_answer_is_found(db: Connection) -> None:
    row = inbox.admit(db, key="k", kind="mention", payload="{}", now=NOW) or 0
    assert [inbox.attempted(db, row) for _ in range(2)] == [1, 2]
    inbox.excused(db, row)
    assert inbox.attempted(db, row) == 2
    assert inbox.claim_delivery(db, key="k", channel="C1", thread_ts=None, now=NOW)
    assert inbox.attempted(db, row) == 1
    assert not inbox.claim_delivery(db, key="k", channel="C1", thread_ts=None, now=NOW)
    assert inbox.attempted(db, row) == 2, "that it dies of delivering is counted"


def test_what_is_owed_and_since_when(db: Connection) -> None:
    assert inbox.owed(db) == inbox.Owed(calls=0, oldest=None)
    rows = [
        inbox.admit(db, key=f"k{hour}", kind="mention", payload="{}", now=NOW.replace(hour=hour)) for hour in (8, 9)
    ]
    assert inbox.owed(db) == inbox.Owed(calls=2, oldest=NOW.replace(hour=8))
    inbox.ended(db, rows[0] or 0, state="done", outcome="answered", now=NOW)
    assert inbox.owed(db) == inbox.Owed(calls=1, oldest=NOW.replace(hour=9))
