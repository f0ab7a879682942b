"""A language model words answers in Slack: marked, cited, once, acknowledged before it has thought; or not at all."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot import catalogue
from bot.desk import Desk
from bot.model.writer import Writer
from bot.settings import Settings
from storage.database import Database
from tests.bot.model.scripted import serving
from tests.handlers.conftest import ARTICLES, Start, keep, plainly

QUESTION = "@Antici How much does SAFE offer?"
LOANS = "SAFE offers up to EUR 150 billion in loans to Member States."
SHORT = "SAFE offers up to EUR 150 billion in loans."


@pytest.fixture
async def archive(database: Database) -> Database:
    """A small archive."""
    await keep(database, *ARTICLES)
    return database


@pytest.mark.parametrize(
    ("said", "first"),
    [
        (SHORT, f"{SHORT} (in the model's words)"),
        ("SAFE gives <!channel> loans, see https://evil.example.", f"“{LOANS}”"),
    ],
)
async def test_what_a_model_says_is_marked_or_not_said(
    start: Start, archive: Database, clock: Callable[[], datetime], said: str, first: str
) -> None:
    async with serving(lambda question, passages: [(said, [1])]) as model:
        writer = Writer(archive, catalogue.load(), Settings(model="openai:scripted", model_url=model.url))
        await writer.ready()
        async with start(Desk(archive, catalogue.load(), clock, writer=writer)) as bot:
            ts = await bot.workspace.say("defence-desk", QUESTION)
            (reply,) = await bot.told("defence-desk", ts)
        await writer.close()
    read = plainly(reply)
    sent = str(model.asked)
    assert bot.workspace.person(None) not in sent
    assert "defence-desk" not in sent
    assert reply["channel"] not in sent
    assert read.startswith(first)
    assert f"“{LOANS}”" in read
    assert "evil" not in str(reply)
    assert "<!" not in str(reply)


async def test_it_is_acknowledged_before_the_model_has_thought_and_answered_once(
    start: Start, archive: Database, clock: Callable[[], datetime]
) -> None:
    async with serving(lambda question, passages: [(SHORT, [1])]) as model:
        model.delay_s = 2.5  # longer than this Slack waits for an acknowledgement, before it sends again
        writer = Writer(archive, catalogue.load(), Settings(model="openai:scripted", model_url=model.url))
        await writer.ready()
        async with start(Desk(archive, catalogue.load(), clock, writer=writer)) as bot:
            ts = await bot.workspace.say("defence-desk", QUESTION)
            await bot.ended()
            replies = await bot.told("defence-desk", ts)
        await writer.close()
    assert len(replies) == 1
    assert len(model.asked) == 1
