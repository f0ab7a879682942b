"""What the bot shows in the page, and how it looks: blocks, forms, Home, raw traffic, a phone, the dark."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from handlers.workspace import Running
from tests.browser.journey import PHONE, Journey, journey

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_button_replaces_its_message(person: Journey) -> None:
    await person.go("general")
    await person.say("/latest")
    await person.press("More", await person.seen("Story 2"))
    await person.seen("Story 4")
    await expect(person.page.get_by_text("Story 2")).to_have_count(0)
    await person.shoot("button")


async def test_hostile_text_stays_text(person: Journey) -> None:
    await person.go("general")
    await person.say("/everything")
    message = await person.seen("<img src=x onerror")
    await expect(message).to_contain_text("<script>")
    await expect(message.locator("img, script, [onerror]")).to_have_count(0)
    await expect(message.get_by_role("link", name="a link")).to_have_count(0)
    await expect(message.get_by_role("link", name="Image: A map of partners")).to_have_count(1)
    await person.say("<b onclick=alert(1)>mine</b> *as typed* javascript:alert(1)")
    typed = await person.seen("mine")
    await expect(typed).to_contain_text("<b onclick=alert(1)>mine</b> *as typed* javascript:alert(1)")
    assert "owned" not in await person.page.title()
    await person.shoot("everything")


async def test_a_menu_reports_the_choice(person: Journey) -> None:
    await person.go("general")
    await person.say("/everything")
    message = await person.seen("A map of partners")
    await message.get_by_label("Since…").select_option("thirty")
    await person.seen("Since thirty days")
    await message.get_by_label("More actions").click()
    await message.get_by_role("button", name="seven").click()
    await person.seen("Rest of seven")


async def test_a_dangerous_button_asks_first(person: Journey) -> None:
    await person.go("general")
    await person.say("/everything")
    message = await person.seen("A map of partners")
    await person.press("Forget", message)
    question = person.page.get_by_role("dialog", name="Forget this?")
    await expect(question).to_contain_text("It is final.")
    await person.shoot("confirm")
    await person.page.keyboard.press("Escape")
    await expect(question).to_have_count(0)
    await person.press("Forget", message)
    await person.press("Forget it")
    await person.seen("Forgotten")


async def test_a_form_is_filled_in_complained_about_and_sent(person: Journey) -> None:
    await person.go("general")
    await person.say("/form")
    form = person.page.get_by_role("dialog", name="A digest")
    await expect(form).to_contain_text("When shall it come?")
    await expect(form.get_by_label("Time")).to_be_focused()
    await person.press("Subscribe", form)
    await expect(form).to_contain_text("Please complete this required field.")
    await form.get_by_label("Time").fill("eight")
    await form.get_by_label("Tue").check()
    await person.press("Subscribe", form)
    await expect(form).to_contain_text("Write it as 08:00.")
    await expect(form).not_to_contain_text("Please complete")
    await person.shoot("form")
    await form.get_by_label("Time").fill("08:00")
    await person.press("Subscribe", form)
    await expect(form).to_be_hidden()
    await person.go("Antici")
    await person.seen("Digest at 08:00 on Tue.")


async def test_a_form_can_be_left(person: Journey, running: Running) -> None:
    await person.go("general")
    await person.say("/form")
    form = person.page.get_by_role("dialog", name="A digest")
    await form.wait_for()
    await person.page.keyboard.press("Escape")
    await expect(form).to_be_hidden()
    assert running.workspace.world.stack == []


async def test_home_is_shown_and_its_buttons_work(person: Journey) -> None:
    await person.go("Antici")
    await person.page.get_by_role("tab", name="Home").click()
    home = person.page.get_by_role("tabpanel", name="Home")
    await expect(home).to_contain_text("You follow 2 rivers.")
    await person.shoot("home")
    await person.press("More", home)
    await expect(home).to_contain_text("You follow 3 rivers.")
    await person.page.keyboard.press("Tab")
    await person.page.get_by_role("tab", name="Messages").click()
    await expect(home).to_be_hidden()


async def test_a_suggestion_is_asked_at_a_press(person: Journey) -> None:
    await person.go("Antici")
    await person.press("The river")
    await person.seen("You asked: How high is the river?")
    await expect(person.page.get_by_role("button", name="The river")).to_be_hidden()


async def test_the_traffic_can_be_seen(person: Journey) -> None:
    await person.go("general")
    await person.say("/latest")
    await person.seen("Latest stories")
    await person.press("Raw traffic")
    await person.page.get_by_placeholder("Filter by method or text").fill("slash_commands")
    entry = person.page.locator(".traffic li:visible")
    await expect(entry).to_have_count(1)
    await expect(entry.locator("summary")).to_contain_text("slash_commands /latest")
    await entry.locator("summary").click()
    await expect(entry.locator("pre")).to_contain_text('"command": "/latest"')
    await person.shoot("traffic")


async def test_on_a_phone_there_is_one_column_and_a_way_back(browser: Browser, running: Running, shots: Path) -> None:
    async with journey(browser, running.url, shots, size=PHONE) as person:
        await expect(person.composer).to_be_hidden()
        await person.shoot("phone-list")
        await person.go("defence-desk")
        await person.say("@Antici how high is the river?")
        question = await person.seen("1 reply")
        await person.shoot("phone-channel")
        await person.open_thread(question)
        await expect(person.composer).to_be_hidden()
        await person.seen("The river rose", in_thread=True)
        await person.shoot("phone-thread")
        await person.press("Close thread")
        await person.say("/everything")
        await person.seen("A map of partners")
        await person.shoot("phone-blocks")
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not await person.page.evaluate(wide)
        await person.press("All channels")
        await expect(person.page.get_by_role("button", name="general")).to_be_visible()
        assert person.errors == []


async def test_a_long_answer_is_shown_from_its_beginning(browser: Browser, running: Running, shots: Path) -> None:
    async with journey(browser, running.url, shots, size=(390, 420)) as person:
        await person.go("general")
        await person.say("/latest ")
        answer = await person.seen("Story 2")
        await expect(answer.get_by_role("heading", name="Latest stories")).to_be_in_viewport()
        await person.page.wait_for_timeout(200)
        await expect(answer.get_by_role("heading", name="Latest stories")).to_be_in_viewport()


async def test_new_messages_do_not_drag_the_reader_away(person: Journey, running: Running) -> None:
    for number in range(40):
        await running.workspace.say("general", f"Line {number}", user="mira")
    await person.go("general")
    await expect(person.message("Line 39")).to_be_in_viewport()
    await person.page.locator(".conversation .scroll").evaluate("(frame) => (frame.scrollTop = 0)")
    await expect(person.message("Line 0")).to_be_in_viewport()
    await running.workspace.say("general", "Something new", user="mira")
    await expect(person.message("Line 0")).to_be_in_viewport()
    await person.press("New messages")
    await expect(person.message("Something new")).to_be_in_viewport()


async def test_the_dark_is_dark(browser: Browser, running: Running, shots: Path) -> None:
    luminance = "Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])"
    async with journey(browser, running.url, shots, scheme="dark") as person:
        assert await person.page.evaluate(luminance) < 40
        await person.go("general")
        await person.say("/latest")
        await person.seen("Story 2")
        await person.shoot("dark")
    async with journey(browser, running.url, shots) as person:
        assert await person.page.evaluate(luminance) > 230
