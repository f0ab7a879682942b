"""A digest comes while somebody reads something else: the whole bot by a clock that the test sets forward."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot import archive, catalogue
from bot.desk import Desk
from handlers import connection
from handlers.manifest import EVENTS, SCOPES, manifest
from handlers.workspace import Workspace, serve
from storage.database import Database
from tests.bot.making import article
from tests.browser.journey import PHONE, journey
from tests.handlers.simulated import Clock, keep, utc

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DESK = (1280, 960)
STORY = (
    "Poland will buy 96 attack helicopters for its land forces. The contract is worth EUR 10 million a piece. "
    "Poland must hand in its plan by 30 April 2026."
)


@dataclass
class Morning:
    """A bot at work, its archive, and what time it is for both."""

    url: str
    clock: Clock
    database: Database
    desk: Desk

    def strike(self, moment: str) -> None:
        """Set the clock, and let the bot look at it."""
        self.clock.now = utc(moment)
        self.desk.rescheduled.set()


@pytest_asyncio.fixture(loop_scope="session")
async def morning(tmp_path: Path) -> AsyncIterator[Morning]:
    clock = Clock(utc("2026-03-02T06:30"))  # a Monday; 07:30 in Brussels
    workspace = Workspace.demo(
        manifest()["features"]["slash_commands"], scopes=tuple(SCOPES), subscriptions=EVENTS, clock=clock.seconds
    )
    database = await archive.opened(tmp_path / "antici.db", catalogue.load())
    desk, stop, ready = Desk(database, catalogue.load(), clock), asyncio.Event(), asyncio.Event()
    async with await serve(workspace) as running:
        task = asyncio.create_task(
            connection.run(
                bot_token=running.bot_token, app_token=running.app_token, api_url=running.api_url,
                database=database, desk=desk, clock=clock, stop=stop, ready=ready,
            )
        )  # fmt: skip
        await asyncio.wait_for(ready.wait(), 20)
        yield Morning(running.url, clock, database, desk)
        stop.set()
        await asyncio.wait_for(task, 20)
    await database.close()


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
async def test_a_digest_comes_at_its_time(
    browser: Browser, morning: Morning, shots: Path, size: tuple[int, int], scheme: str
) -> None:
    await keep(
        morning.database, article("Poland orders helicopters", STORY, day="2026-03-01", source="First Wire"),
        morning.clock(),
    )  # fmt: skip
    async with journey(browser, morning.url, shots, size=size, scheme=scheme) as person:  # type: ignore[arg-type]
        await person.go("defence-desk")
        await person.say("/digest daily at 08:00 Europe/Brussels on Poland")
        await person.seen("The first one comes on Monday 2 March 2026, 08:00.")
        await person.go("general")
        if size == PHONE:
            await person.press("All channels")
        entry = person.page.locator(".entry").filter(has_text="defence-desk")
        await expect(entry).not_to_contain_text("unread")
        morning.strike("2026-03-02T07:00")
        await expect(entry).to_contain_text("1 unread")
        await person.go("defence-desk")
        digest = await person.seen("Digest on Poland")
        await expect(digest).to_contain_text("Poland orders helicopters")
        await expect(digest).to_contain_text("1 March 2026")
        await expect(digest).to_contain_text("30 April 2026")
        await person.shoot(f"digest-{'phone' if size == PHONE else 'desktop'}-{scheme}")
        assert person.errors == []
