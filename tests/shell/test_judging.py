"""`antici feedback`: words of the conversations that are named, and of no others."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot import catalogue
from bot.desk import Desk
from storage import conversations
from storage.database import Database
from storage.models import Audience
from tests.shell.antici import JETS, Antici

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
QUESTION = "Who develops new fighter jets with Japan?"


async def _judge(antici: Antici, channel: str) -> None:
    database = await Database.open(antici.file)
    desk = Desk(database, catalogue.load(), lambda: NOW)
    audience = Audience(team="T1", conversation=channel)
    history: tuple[object, ...] = ()
    for key, question in (("1.0", "What did Japan sign with Canada?"), ("2.0", QUESTION)):
        _, turn = await desk.answer(audience, question, history=())
        kept = turn.model_copy(update={"asked_by": "U1", "key": key})
        await database.write(conversations.add, kept, team="T1", channel=channel, thread_ts="1.0")
        history = (*history, kept)
    await desk.judge(audience, "2.0", "bad", by="U2", reason="missing", right="The treaty of 2023 says who.")
    await desk.judge(audience, "1.0", "good", by="U2")
    await desk.judge(audience, "1.0", "bad", by="U2")
    await database.close()


@pytest.fixture
def judged(filled: Antici) -> Antici:
    for channel in ("C1", "C2"):
        asyncio.run(_judge(filled, channel))
    return filled


def test_a_verdict_is_a_line_with_what_is_needed_to_ask_again(judged: Antici) -> None:
    second, first = sorted(judged.lines("feedback", "T1/C1"), key=lambda line: line["question"], reverse=True)
    assert (first["question"], first["verdict"], first["right"]) == ("What did Japan sign with Canada?", "bad", "")
    assert second["question"] == QUESTION and second["context"] == ["What did Japan sign with Canada?"]
    assert (second["verdict"], second["reason"]) == ("bad", "missing")
    assert second["right"] == "The treaty of 2023 says who."
    assert second["as_of"] == "2026-11-24" and second["conversation"] == "T1/C1"
    assert second["sentences"][0]["text"] == JETS and second["sentences"][0]["citations"]


def test_without_a_conversation_there_are_counts_and_no_words(judged: Antici) -> None:
    assert judged.lines("feedback") == [
        {"team": "T1", "channel": "C1", "good": 0, "bad": 2},
        {"team": "T1", "channel": "C2", "good": 0, "bad": 2},
    ]
    assert "T1/C2: 0 good, 2 bad" in judged("feedback").stdout


def test_what_is_no_conversation_is_refused(judged: Antici) -> None:
    result = judged("feedback", "T1")
    assert result.exit_code == 2 and "lists those that there are" in result.stderr
    assert judged("feedback", "T1/C9").stdout == ""
