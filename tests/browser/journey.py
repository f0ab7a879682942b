"""A person at the page of the local workspace: opens it, types, presses, waits, takes pictures. No assertions."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Locator, Page, async_playwright

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = (1320, 860)
PHONE = (390, 800)
WAIT_MS = 8000.0  # for anything the bot does


def chromium() -> str | None:
    """The path of the distribution's browser; Playwright downloads none of its own here."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@asynccontextmanager
async def started(executable: str) -> AsyncIterator[Browser]:
    """A browser, for as long as it is needed."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Journey:
    """One person with one page. `errors` collects whatever the page complained of; a test should find it empty."""

    page: Page
    shots: Path
    errors: list[str] = field(default_factory=list)

    @property
    def composer(self) -> Locator:
        """Where one writes to the channel."""
        return self.page.locator(".conversation textarea")

    @property
    def reply(self) -> Locator:
        """Where one writes to the open thread."""
        return self.page.locator(".thread textarea")

    @property
    def thread(self) -> Locator:
        """The pane of the open thread."""
        return self.page.get_by_role("complementary", name="Thread")

    async def go(self, channel: str) -> None:
        """Open a channel or direct message by its name in the list, and wait for its composer."""
        for way_back in ("Close thread", "All channels"):  # on a phone they cover the list
            button = self.page.get_by_role("button", name=way_back)
            if await button.is_visible():
                await button.click()
        label = self.page.locator(".label", has_text=re.compile(f"^{re.escape(channel)}$"))
        await self.page.locator(".entry", has=label).click()
        await self.composer.wait_for()

    async def say(self, text: str, *, in_thread: bool = False) -> None:
        """Type a message or a command and send it with Enter."""
        field = self.reply if in_thread else self.composer
        await field.click()
        await field.fill(text)
        await field.press("Escape") if await self.offers.is_visible() else None
        await field.press("Enter")

    @property
    def offers(self) -> Locator:
        """The open list of suggestions."""
        return self.page.get_by_role("listbox")

    def message(self, text: str | re.Pattern[str], *, in_thread: bool = False) -> Locator:
        """The newest message that contains `text`."""
        place = ".thread" if in_thread else ".conversation"
        return self.page.locator(f"{place} .message").filter(has_text=text).last

    async def seen(self, text: str | re.Pattern[str], *, in_thread: bool = False) -> Locator:
        """Wait for a message that contains `text`, and return it."""
        message = self.message(text, in_thread=in_thread)
        await message.wait_for(timeout=WAIT_MS)
        return message

    async def press(self, label: str, within: Locator | None = None) -> None:
        """Press a button by its label, in a message or anywhere."""
        await (within or self.page).get_by_role("button", name=label, exact=True).last.click()

    async def open_thread(self, message: Locator) -> None:
        """Open the thread of a message, whether it has replies or not."""
        await message.hover()
        await message.locator(".replies, .reply").click()
        await self.reply.wait_for()

    async def shoot(self, name: str) -> Path:
        """A picture of what is on the screen, for somebody to look at."""
        path = self.shots / f"{name}.png"
        await self.page.screenshot(path=path)
        return path


@asynccontextmanager
async def journey(
    browser: Browser,
    url: str,
    shots: Path,
    *,
    size: tuple[int, int] = DESKTOP,
    scheme: Literal["light", "dark"] = "light",
) -> AsyncIterator[Journey]:
    """A fresh person at `url`; a narrow `size` is a phone, with touch."""
    phone = size[0] < 600
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        is_mobile=phone,
        has_touch=phone,
        locale="en-GB",
        timezone_id="Europe/Brussels",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    page.set_default_timeout(WAIT_MS)
    person = Journey(page, shots)
    page.on("pageerror", lambda error: person.errors.append(str(error)))
    page.on("console", lambda line: person.errors.append(line.text) if line.type == "error" else None)
    try:
        await page.goto(url)
        await page.locator("[data-link=open]").wait_for(state="attached")
        await page.locator(".entry").first.wait_for(state="attached")
        yield person
    finally:
        await context.close()
