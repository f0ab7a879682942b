"""A story in the demo's page: opened from the menu under /latest, an article said to be another's, and back again."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.journey import journey

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_story_is_opened_parted_and_joined_again(browser: Browser, demo: str, shots: Path) -> None:
    async with journey(browser, demo, shots, size=(1280, 1200)) as person:
        await person.go("defence-desk")
        await person.say("/latest SAFE since 2024")
        latest = await person.seen("Stories 1–5")
        menu = latest.get_by_label("A story in full…")
        await menu.select_option(label="Defence industry programme clears its last hurdle with EUR 1.2 billion")
        shown = await person.seen("Who tells it")
        await person.shoot("story-1-in-full")
        several = shown.get_by_role("button", name="Not the same: 2", exact=True)
        if not await several.count():
            pytest.fail("a story of one article")
        await several.click()
        await person.seen("because you said so")
        await person.shoot("story-2-parted")
        await person.press("Undo")
        await person.seen(re.compile("are one now, because you said so"))
        assert person.errors == []
