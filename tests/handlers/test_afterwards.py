"""What was quoted in a thread is corrected there, once, when its article says something else; and only then."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.desk import Desk
from bot.incoming import drafting, ingest
from bot.reading import Raw
from handlers.workspace import Workspace
from storage.database import Database
from storage.models import EVERYONE, Audience
from tests.handlers.conftest import Bot, Start, plainly

TEXT = (
    "Chile joined the exercise Cold Lantern with two frigates. The exercise costs EUR 31 million in all. "
    "It is commanded from Bodø in Norway, where the admirals of eleven nations meet."
)
QUESTION = "@Antici What does the exercise Cold Lantern cost?"


async def came(database: Database, text: str, title: str = "Chile joins Cold Lantern") -> str:
    """The article at its address, with this text now."""

    async def digest(raw: Raw, audience: Audience, now: datetime) -> Any:
        return drafting.digest(raw, audience, now)

    async def inputs() -> AsyncIterator[tuple[str, Raw]]:
        content = f"title: {title}\ndate: 2026-03-02\nurl: https://one.example/lantern\n\n{text}"
        yield "0", Raw(name="0.txt", content=content.encode())

    now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    (kept,) = [one async for one in ingest.ingest(inputs(), database, audience=EVERYONE, now=lambda: now, run=digest)]
    return kept.outcome


@pytest.fixture
async def bot(start: Start, desk: Desk) -> AsyncIterator[Bot]:
    async with start(desk, look_s=0.05) as at_work:
        yield at_work


async def asked(bot: Bot) -> str:
    await came(bot.database, TEXT)
    ts = await bot.workspace.say("general", QUESTION)
    [answer] = await bot.told("general", ts)
    assert "EUR 31 million" in plainly(answer)
    await bot.ended()
    return ts


async def test_a_thread_is_told_once_that_its_quotation_was_corrected(bot: Bot, workspace: Workspace) -> None:
    ts = await asked(bot)
    note = "\n\nCorrection: an earlier version of this article gave the costs of another year."
    assert await came(bot.database, TEXT.replace("31", "33") + note) == "revised"
    _, told = await bot.told("general", ts, 2)
    said = plainly(told)
    assert "has been corrected" in said
    assert "Now:\n“The exercise costs EUR 33 million in all.”" in said
    assert "Before:\n“The exercise costs EUR 31 million in all.”" in said
    await asyncio.sleep(0.3)
    assert len(workspace.replies("general", ts)) == 2


async def test_another_change_is_not_the_thread_s_business(bot: Bot, workspace: Workspace) -> None:
    ts = await asked(bot)
    assert await came(bot.database, TEXT.replace("eleven nations", "twelve nations")) == "revised"
    await asyncio.sleep(0.3)
    assert len(workspace.replies("general", ts)) == 1
    assert await came(bot.database, TEXT.replace("EUR 31 million", "EUR 35 million")) == "revised"
    _, told = await bot.told("general", ts, 2)
    assert "has been changed since" in plainly(told)


async def test_what_was_withdrawn_is_said(bot: Bot) -> None:
    ts = await asked(bot)
    assert await came(bot.database, f"This article has been withdrawn by its publisher.\n\n{TEXT}") == "revised"
    _, told = await bot.told("general", ts, 2)
    assert "has been withdrawn" in plainly(told)


async def test_it_is_said_once_across_a_restart(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk, look_s=0.05) as bot:
        ts = await asked(bot)
        await came(bot.database, TEXT.replace("31", "33"))
        await bot.told("general", ts, 2)
    # As after a crash between the post and its settling.
    await desk.database.write(lambda db: db.execute("delete from overtaken"))
    async with start(desk, look_s=0.05):
        await asyncio.sleep(0.3)
    assert len(workspace.replies("general", ts)) == 2
