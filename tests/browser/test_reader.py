"""A citation pressed in the page: the article opens with its sentence marked; what is not stored opens elsewhere."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from handlers.workspace import Running
from tests.browser.access import faults
from tests.browser.journey import DESKTOP, PHONE, Journey, journey

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TEXT = "The river was low.\nThe river rose by two metres. Nobody <b>saw</b> it.\n\nIt fell in June."
PLACES = """async ([text, quotations]) =>
  (await import("/page/reader.js")).places(text, quotations).map(([start, end]) => text.slice(start, end))"""


async def _library(channel: str, url: str) -> dict[str, Any] | None:
    if url != "https://a.example/1":
        return None
    return {"title": "The river", "about": "The Gazette · 1 May 2025", "text": TEXT, "language": "en", "url": url}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_citation_opens_the_article_at_its_sentence(
    browser: Browser, running: Running, shots: Path, size: tuple[int, int], scheme: Any
) -> None:
    running.workspace.library = _library
    async with journey(browser, running.url, shots, size=size, scheme=scheme) as person:
        await person.go("general")
        await person.say("@Antici how high?")
        await person.open_thread(await person.seen("how high?"))
        answer = await person.seen("rose by two metres", in_thread=True)
        link = answer.get_by_role("link", name="The Gazette")
        await link.click()
        article = person.page.get_by_role("dialog", name="The river")
        await expect(article.locator("mark")).to_have_text("The river rose by two metres.")
        await expect(article).to_contain_text("Nobody <b>saw</b> it.")
        await expect(article.get_by_role("link", name="At the publisher")).to_have_attribute(
            "href", "https://a.example/1"
        )
        assert await faults(person.page) == []
        await person.page.keyboard.press("Escape")
        await expect(article).to_have_count(0)
        await expect(link).to_be_focused()
        await expect(person.thread).to_be_visible()
        assert person.errors == []


async def test_what_is_not_stored_opens_where_it_was_published(person: Journey, running: Running) -> None:
    running.workspace.library = _library
    await person.page.reload()
    await person.page.context.route("https://a.example/**", lambda route: route.fulfill(body="elsewhere"))
    await person.go("general")
    await person.say("/latest")
    async with person.page.context.expect_page() as opened:
        await (await person.seen("Story 2")).get_by_role("link", name="The Courier").click()
    assert (await opened.value).url == "https://a.example/2"


@pytest.mark.parametrize(
    ("quotations", "marked"),
    [
        (["It fell in June."], ["It fell in June."]),
        (["It fell in June.", "The river was low."], ["The river was low.", "It fell in June."]),
        (["The river rose by two…"], ["The river rose by two"]),
        (["It…", "", "…"], []),
        (["The lake was low."], []),
        (["The river was low.\nThe river rose", "The river rose by"], ["The river was low.\nThe river rose"]),
    ],
)
async def test_only_what_stands_in_the_text_is_marked(
    person: Journey, quotations: list[str], marked: list[str]
) -> None:
    assert await person.page.evaluate(PLACES, [TEXT, quotations]) == marked
