"""The whole product in the page: commands, a button, the form of a digest, Home, a thread, a digest; four ways to look.

`pytest tests/browser/test_desk_journey.py --shots tests/browser/shots -k pictures` takes the README's pictures anew.
"""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.browser.journey import PHONE, WAIT_MS, Journey, journey

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DESK = (1280, 960)
PICTURE = (1120, 920)


class Walk:
    """One person's way; each picture's name says at which step and how it was looked at."""

    def __init__(self, person: Journey, name: str) -> None:
        self.person = person
        self.name = name

    async def shoot(self, step: str) -> None:
        """A picture, and the one thing that no size may have: a page to be moved sideways."""
        await self.person.shoot(f"{step}-{self.name}")
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not await self.person.page.evaluate(wide), f"{step}: wider than the screen"

    async def commands(self) -> None:
        """Ask for the newest, turn the page, ask about a partner and follow it."""
        person = self.person
        await person.go("defence-desk")
        await person.say("/latest")
        first = await person.seen("Stories 1–5")
        await self.shoot("1-latest")
        await person.press("More", within=first)
        await person.seen("Stories 6–10")
        await person.say("/summary SAFE")
        await person.seen("Short summary")
        await self.shoot("2-summary")
        await person.say("/actor Japan")
        profile = await person.seen("Prime Minister of Japan")
        await self.shoot("3-actor")
        await person.press("Follow", within=profile)
        await person.seen(re.compile(r"follow.* Japan"))
        await self.shoot("4-followed")

    async def form(self) -> None:
        """Fill in the form of a digest, wrongly at first; then see one, and stop it."""
        person = self.person
        await person.say("/digest")
        form = person.page.get_by_role("dialog", name="Digest")
        await form.wait_for()
        await self.shoot("5-form")
        await form.get_by_label("Time", exact=True).fill("")
        await form.get_by_label("Topics and actors").fill("SAFE, Jappan")
        await person.press("Begin", form)
        await expect(form).to_contain_text("Please complete this required field.")
        await form.get_by_label("Time", exact=True).fill("08:30")
        await form.get_by_label("Time zone").fill("Europe/Bruxelles-Ville")
        await person.press("Begin", form)
        await expect(form).to_contain_text("Europe/Bruxelles-Ville", timeout=WAIT_MS)
        await expect(form).to_contain_text("Did you mean Japan")
        await self.shoot("6-form-refused")
        await form.get_by_label("Time zone").fill("Europe/Brussels")
        await form.get_by_label("Topics and actors").fill("SAFE, Japan")
        await person.press("Begin", form)
        await expect(form).to_be_hidden()
        await person.seen(re.compile("08:30.*Europe/Brussels", re.S))
        await self.shoot("7-digest-begun")
        await person.say("/digest preview on SAFE, Japan")
        await person.seen("A preview: this is what the digest would be now.")
        await self.shoot("8-digest")

    async def home(self) -> None:
        """See on Home what is followed, and stop following it."""
        person = self.person
        home = await self.at_home()
        await expect(home).to_contain_text("What is new")
        await expect(home.get_by_text("Japan", exact=True)).to_be_visible()
        await expect(home).to_contain_text("08:30")
        await self.shoot("9-home")
        await person.press("Stop following", within=home)
        await expect(home).to_contain_text("Nothing yet. Type /follow Japan")
        await person.page.get_by_role("tab", name="Messages").click()

    async def at_home(self) -> Locator:
        """Open Home."""
        await self.person.go("Antici")
        await self.person.page.get_by_role("tab", name="Home").click()
        home = self.person.page.get_by_role("tabpanel", name="Home")
        await expect(home).to_contain_text("You follow", timeout=WAIT_MS)
        return home

    async def thread(self) -> None:
        """Ask in a channel, and twice more in the thread."""
        person = self.person
        await person.go("defence-desk")
        await person.say("@Antici Which countries are building a fighter with Japan?")
        question = await person.seen("building a fighter with Japan?")
        await question.locator(".replies").wait_for()
        await person.open_thread(question)
        await person.seen("Italy and the United Kingdom", in_thread=True)
        await person.say("When was that announced?", in_thread=True)
        await person.seen(re.compile("Understood as"), in_thread=True)
        await person.say("What did Brazil sign with Japan?", in_thread=True)
        await person.seen("Nothing I hold names Brazil", in_thread=True)
        await self.shoot("10-thread")

    async def leave(self) -> None:
        """Stop the digest."""
        await self.person.go("defence-desk")
        await self.person.say("/digest stop")
        await self.person.seen("is stopped")
        await self.shoot("11-stopped")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desktop", "phone"])
async def test_a_desk_finds_its_way(
    browser: Browser, demo: str, shots: Path, size: tuple[int, int], scheme: str
) -> None:
    name = f"{'phone' if size == PHONE else 'desktop'}-{scheme}"
    async with journey(browser, demo, shots, size=size, scheme=scheme) as person:  # type: ignore[arg-type]
        walk = Walk(person, name)
        await walk.commands()
        await walk.form()
        await walk.home()
        await walk.thread()
        await walk.leave()
        assert person.errors == []


async def test_the_pictures_of_the_readme(browser: Browser, demo: str, shots: Path) -> None:
    async with journey(browser, demo, shots, size=PICTURE) as person:
        await person.go("general")
        await person.say("/follow Japan")
        await person.seen("You follow Japan")
        await person.say("/follow SAFE")
        await person.seen("You follow Security Action for Europe")
        await person.say("/digest weekdays at 08:00 on SAFE, Japan")
        await person.seen("The first one comes")
        await Walk(person, "").at_home()
        await person.shoot("home")
        await person.go("defence-desk")
        await person.say("/latest Iceland")
        await person.seen("newest first")
        await person.say("@Antici Has the EU signed a partnership with Canada?")
        question = await person.seen("with Canada?")
        await question.locator(".replies").wait_for()
        await person.open_thread(question)
        await person.seen("signed a Security and Defence Partnership", in_thread=True)
        await person.say("And with Australia?", in_thread=True)
        await person.seen("to start talks on a Security and Defence Partnership", in_thread=True)
        await person.say("And with Brazil?", in_thread=True)
        await person.seen("Nothing I hold names Brazil", in_thread=True)
        await person.say("@Antici Which countries joined NATO?")
        question = await person.seen("joined NATO?")
        await question.locator(".replies").wait_for()
        await person.open_thread(question)
        await person.seen("Only what an article states is listed", in_thread=True)
        await person.shoot("thread")
        assert person.errors == []
