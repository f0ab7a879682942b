"""A digest whose quotation was corrected is told so in its thread, once; other changes are not its business."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.talk.afterwards import Afterwards
from handlers.commands.digests import Publisher
from handlers.delivery import Delivery
from handlers.manifest import SCOPES
from handlers.speaking import Voice
from handlers.workspace import Running, Workspace, serve
from storage.database import Database
from tests.handlers.conftest import plainly
from tests.handlers.simulated import Clock, Round, utc
from tests.handlers.test_rounds import came, subscribed

TITLE = "Poland buys helicopters"
BODY = "Poland will buy 96 attack helicopters for its land forces. They come from a factory near the town of Mielec."
ADDRESS = "https://one.example/helicopters"


@pytest.fixture
def moving() -> Clock:
    return Clock(utc("2026-03-02T12:00"))


@pytest.fixture
async def running(moving: Clock) -> AsyncIterator[Running]:
    async with await serve(Workspace.demo(scopes=tuple(SCOPES), clock=moving.seconds)) as served:
        yield served


@pytest.fixture
async def bot(running: Running, database: Database, moving: Clock) -> AsyncIterator[Round]:
    going = Round(running, database, moving)
    await going.start()
    yield going
    if going.up:
        await going.kill()


async def corrected(bot: Round) -> None:
    """What the round of corrections does when it looks."""
    assert bot.session is not None
    voice = Voice(bot.client, bot.session, pace_s=0.0)
    publisher = Publisher(Delivery(bot.database, voice, bot.clock))
    await Afterwards(bot.desk, publisher, team=bot.running.workspace.world.team).once()


async def digest(bot: Round) -> dict[str, Any]:
    await subscribed(bot)
    await came(bot, TITLE, BODY, url=ADDRESS)
    await bot.to(utc("2026-03-03T08:00"))
    await bot.clock.asleep()
    [post] = bot.running.workspace.messages("general")
    assert "96 attack helicopters" in plainly(post)
    return post


async def test_it_is_told_once(bot: Round) -> None:
    post = await digest(bot)
    note = " Correction: an earlier version of this article gave a wrong number."
    assert await came(bot, TITLE, BODY.replace("96", "32") + note, day="2026-03-02", url=ADDRESS) == "revised"
    await corrected(bot)
    await corrected(bot)
    [told] = bot.running.workspace.replies("general", post["ts"])
    said = plainly(told)
    assert "has been corrected" in said
    assert "Now:\n“Poland will buy 32 attack" in said and "Before:\n“Poland will buy 96 attack" in said


async def test_what_it_did_not_quote_is_not_its_business(bot: Round) -> None:
    post = await digest(bot)
    assert await came(bot, TITLE, BODY.replace("town", "old town"), day="2026-03-02", url=ADDRESS) == "revised"
    await corrected(bot)
    assert not bot.running.workspace.replies("general", post["ts"])


async def test_a_crash_between_the_note_and_its_settling_posts_nothing_twice(bot: Round) -> None:
    post = await digest(bot)
    await came(bot, TITLE, BODY.replace("96", "32"), day="2026-03-02", url=ADDRESS)
    await corrected(bot)
    await bot.database.write(lambda db: db.execute("delete from edition_overtaken"))
    await corrected(bot)
    assert len(bot.running.workspace.replies("general", post["ts"])) == 1
