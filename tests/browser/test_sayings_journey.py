"""What was said, what is to come and who holds an office, in the page: asked, taken as files, put beside each other."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.journey import PHONE, journey

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DESK = (1280, 960)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desktop", "phone"])
async def test_sayings_days_and_offices_are_read_and_taken_along(
    browser: Browser, demo: str, shots: Path, size: tuple[int, int]
) -> None:
    name = "phone" if size == PHONE else "desktop"
    async with journey(browser, demo, shots, size=size) as person:
        await person.go("defence-desk")
        await person.say("/quotes Kaja Kallas")
        shown = await person.seen("as reported")
        await expect(shown).to_contain_text("the two sides would sign in the following week")
        await person.shoot(f"quotes-{name}")
        await person.say("/timeline Poland")
        chain = await person.seen("Timeline: Poland")
        await person.press("Quotes", within=chain)
        await person.seen("Poland, in quotations")
        await person.say("/actor proposals")
        await person.seen("Add as actor")
        await person.shoot(f"proposals-{name}")
        await person.say("/actor High Representative")
        await person.seen("Positions, the newest first")
        await person.shoot(f"positions-{name}")
        await person.say("/who High Representative")
        held = await person.seen("From the catalogue of offices")
        await person.press("Copy-ready", within=held)
        await expect(await person.seen("Copy-ready citations")).to_contain_text("catalogue of offices")
        await person.say("/next")
        days = await person.seen("What is next")
        await person.shoot(f"next-{name}")
        await person.press("Export", within=days)
        await person.press("Calendar", within=await person.seen("As what?"))
        await person.seen("None of these is known to the day")
        await person.press("Word", within=await person.seen("As what?"))
        await person.press("Here, for everybody", within=await person.seen("Where shall I put it?"))
        await person.seen(".docx")
        await person.shoot(f"file-{name}")
        assert person.errors == []
