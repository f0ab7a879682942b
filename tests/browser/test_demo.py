"""The newcomer's two minutes: `antici demo`, a command, a button, a question in a thread, a follow-up, a refusal."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.journey import PHONE, Journey, journey

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def walk(person: Journey) -> None:
    """What a newcomer does."""
    await person.go("defence-desk")
    await person.say("/latest")
    first = await person.seen("Stories 1–5")
    await person.press("More", within=first)
    await person.seen("Stories 6–10")
    await person.say("/actor Japan")
    await person.seen("Prime Minister of Japan")
    await person.say("/summary SAFE")
    await person.seen("Short summary")
    await person.shoot("commands")
    await person.say("@Antici Which countries are building a fighter with Japan?")
    question = await person.seen("building a fighter with Japan?")
    await question.locator(".replies").wait_for()
    await person.open_thread(question)
    await person.seen("Italy and the United Kingdom", in_thread=True)
    await person.say("When was that announced?", in_thread=True)
    await person.seen(re.compile("Understood as"), in_thread=True)
    await person.say("What did Brazil sign with Japan?", in_thread=True)
    await person.seen("Nothing I hold names Brazil", in_thread=True)
    await person.shoot("thread")
    assert person.errors == []


@pytest.mark.parametrize(("size", "scheme"), [((1320, 860), "light"), (PHONE, "dark")])
async def test_the_newcomers_two_minutes(
    browser: Browser, demo: str, shots: Path, size: tuple[int, int], scheme: str
) -> None:
    async with journey(browser, demo, shots, size=size, scheme=scheme) as person:  # type: ignore[arg-type]
        await walk(person)


async def test_a_citation_of_the_demo_opens_its_article(browser: Browser, demo: str, shots: Path) -> None:
    async with journey(browser, demo, shots) as person:
        await person.go("defence-desk")
        await person.say("/summary SAFE")
        summary = await person.seen("Short summary")
        said = (await summary.locator("blockquote").first.inner_text()).strip("“”")
        await summary.get_by_role("link").first.click()
        article = person.page.get_by_role("dialog")
        await expect(article.locator("mark")).to_have_text(said)
        await expect(article.locator("header")).to_contain_text("(demo)")
        await person.shoot("article")
        assert person.errors == []
