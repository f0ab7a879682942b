"""The page for everybody: contrast, names and targets in both schemes and sizes; the keyboard; every script."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from handlers.workspace import Running
from tests.browser.access import faults
from tests.browser.journey import DESKTOP, PHONE, Journey, journey

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ARABIC = "وقّع الاتحاد الأوروبي واليابان شراكة في الأمن والدفاع يوم الجمعة."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_nothing_is_hard_to_see_to_hit_or_to_name(
    browser: Browser, running: Running, shots: Path, size: tuple[int, int], scheme: Any
) -> None:
    async with journey(browser, running.url, shots, size=size, scheme=scheme) as person:
        assert await faults(person.page) == []
        await person.go("general")
        await person.say("/everything")
        everything = await person.seen("Source")
        await everything.get_by_label("Message actions").click()
        assert await faults(person.page) == []
        await person.page.keyboard.press("Escape")
        await person.say("/latest")
        await person.say("Agreed?")
        await person.open_thread(await person.seen("Agreed?"))
        assert await faults(person.page) == []
        await person.go("Antici")
        await person.page.get_by_role("tab", name="Home").click()
        await expect(person.page.get_by_role("tabpanel")).to_contain_text("You follow")
        assert await faults(person.page) == []
        await person.go("general") if size == DESKTOP else await person.page.get_by_role("tab", name="Messages").click()
        await person.say("/form")
        await person.press("Subscribe")
        await expect(person.page.get_by_role("dialog")).to_contain_text("Please complete this required field.")
        assert await faults(person.page) == []
        assert person.errors == []


async def test_what_is_wrong_with_a_field_is_told_with_the_field(person: Journey) -> None:
    await person.go("general")
    await person.say("/form")
    await person.press("Subscribe")
    field = person.page.get_by_role("dialog").get_by_label("Time", exact=True)
    await expect(field).to_have_accessible_description("Please complete this required field.")
    await expect(field).to_be_focused()


async def test_each_line_runs_as_its_script_does(person: Journey, running: Running) -> None:
    await running.workspace.say("general", ARABIC, user="mira")
    await running.workspace.say("general", "An English line.", user="mira")
    await person.go("general")
    gaps = """(node) => {
      const line = node.querySelector(".line");
      const range = document.createRange();
      range.selectNodeContents(line);
      const [text, box] = [range.getBoundingClientRect(), line.getBoundingClientRect()];
      return [Math.round(text.left - box.left), Math.round(box.right - text.right)];
    }"""
    left, right = await (await person.seen(ARABIC)).evaluate(gaps)
    assert left > 50 and right < 2
    left, right = await (await person.seen("An English line.")).evaluate(gaps)
    assert left < 2 and right > 50
