"""The page as people use it: against the real workspace, with a bot of real Bolt, in a real browser."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from handlers.workspace import Running, Workspace, serve
from tests.browser import bot
from tests.browser.journey import PHONE, Journey, journey

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module")
async def running() -> AsyncIterator[Running]:
    workspace = Workspace.demo(bot.COMMANDS)
    async with await serve(workspace) as running, bot.connected(running):
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def person(browser: Browser, running: Running, shots: Path) -> AsyncIterator[Journey]:
    async with journey(browser, running.url, shots) as person:
        yield person
        assert person.errors == []


async def test_a_command_is_completed_by_keyboard_and_answered_to_me_alone(person: Journey, running: Running) -> None:
    await person.go("defence-desk")
    await expect(person.composer).to_be_focused()
    await person.page.keyboard.type("/l")
    await expect(person.offers.get_by_role("option")).to_have_count(2)
    await person.page.keyboard.press("ArrowDown")
    await expect(person.offers.get_by_role("option", selected=True)).to_contain_text("How high the water stands")
    await person.shoot("completion")
    await person.page.keyboard.press("Enter")
    await expect(person.composer).to_have_value("/level ")
    await expect(person.page.locator(".conversation .usage")).to_have_text("/level <river> — How high the water stands")
    await person.page.keyboard.type("Rhine & <Main>")
    await person.page.keyboard.press("Enter")
    answer = await person.seen("The level of Rhine & <Main> is unknown.")
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer.locator("strong")).to_have_text("Rhine & <Main>")
    await expect(person.composer).to_have_value("")
    assert running.workspace.messages("defence-desk") == []


async def test_a_fully_typed_command_needs_one_enter(person: Journey) -> None:
    await person.go("general")
    await person.page.keyboard.type("/latest")
    await person.page.keyboard.press("Enter")
    await person.seen("Latest stories")


async def test_a_button_replaces_its_message(person: Journey) -> None:
    await person.go("general")
    await person.say("/latest")
    await person.press("More", await person.seen("Story 2"))
    await person.seen("Story 4")
    await expect(person.page.get_by_text("Story 2")).to_have_count(0)
    await person.shoot("button")


async def test_a_mention_is_answered_in_its_thread_and_followed_up(person: Journey, running: Running) -> None:
    await person.go("defence-desk")
    await person.page.keyboard.type("@ant")
    await person.page.keyboard.press("Tab")
    await person.page.keyboard.type("how high is the river?")
    await person.page.keyboard.press("Enter")
    question = await person.seen("how high is the river?")
    await expect(question.locator(".mention")).to_have_text("@Antici")
    await expect(question).to_contain_text("1 reply")
    assert running.workspace.messages("defence-desk")[0]["text"].startswith(f"<@{running.workspace.world.bot}> how")
    await person.open_thread(question)
    await expect(person.reply).to_be_focused()
    answer = await person.seen("The river rose by two metres.", in_thread=True)
    await expect(answer.get_by_role("link", name="The Gazette")).to_have_attribute("href", "https://a.example/1")
    await expect(answer.get_by_role("link", name="The Gazette")).to_have_attribute("rel", re.compile("noopener"))
    await person.say("And then?", in_thread=True)
    await person.seen("It fell again in June.", in_thread=True)
    await expect(question).to_contain_text("3 replies")
    await person.shoot("thread")
    await person.page.keyboard.press("Escape")
    await expect(person.thread).to_be_hidden()
    await expect(person.composer).to_be_focused()


async def test_what_the_bot_is_doing_is_said(person: Journey) -> None:
    await person.go("general")
    await person.say("@Antici look quietly")
    await expect(person.page.locator(".conversation .status")).to_have_text("Antici is looking…")


async def test_slack_has_no_commands_in_threads(person: Journey, running: Running) -> None:
    await person.go("general")
    await person.say("Good morning")
    await person.open_thread(await person.seen("Good morning"))
    await person.say("/latest", in_thread=True)
    await person.seen("does not allow slash commands in threads", in_thread=True)
    await expect(person.reply).to_have_value("/latest")
    assert [call for call in running.workspace.traffic if call["method"] == "slash_commands"] == []


async def test_an_unknown_command_is_refused_by_the_workspace(person: Journey) -> None:
    await person.go("general")
    await person.say("/nothing of this kind")
    refusal = await person.seen("/nothing is not a valid command")
    await expect(refusal).to_contain_text("Only visible to you")


async def test_a_line_break_is_kept(person: Journey, running: Running) -> None:
    await person.go("general")
    await person.page.keyboard.type("one")
    await person.page.keyboard.press("Shift+Enter")
    await person.page.keyboard.type("two")
    await person.page.keyboard.press("Enter")
    await person.seen("two")
    assert running.workspace.messages("general")[0]["text"] == "one\ntwo"


async def test_the_up_arrow_brings_back_what_was_sent(person: Journey) -> None:
    await person.go("general")
    await person.say("/level Rhine")
    await person.seen("The level of Rhine")
    await person.page.keyboard.press("ArrowUp")
    await expect(person.composer).to_have_value("/level Rhine")


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
    await message.get_by_role("combobox").select_option("thirty")
    await person.seen("Since thirty days")
    await message.get_by_label("More actions").click()
    await message.get_by_role("menuitem", name="seven").click()
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


async def test_other_channels_show_what_is_unread(person: Journey, running: Running) -> None:
    await person.go("general")
    await running.workspace.say("cabinet", "A word in private", user="mira")
    entry = person.page.get_by_role("button", name="cabinet")
    await expect(entry).to_contain_text("1 unread")
    await entry.click()
    await expect(entry).not_to_contain_text("unread")
    await expect(await person.seen("A word in private")).to_contain_text("Mira")


async def test_new_messages_are_read_out(person: Journey, running: Running) -> None:
    await person.go("general")
    await running.workspace.say("general", "The minister has arrived", user="mira")
    await expect(person.page.locator("[aria-live]")).to_have_text("Mira: The minister has arrived")


async def test_the_traffic_can_be_seen(person: Journey) -> None:
    await person.go("general")
    await person.say("/latest")
    await person.seen("Latest stories")
    await person.press("Raw traffic")
    await person.page.get_by_placeholder("Filter by method or text").fill("slash_commands")
    entry = person.page.locator(".traffic li:visible")
    await expect(entry).to_have_count(1)
    await entry.locator("summary").click()
    await expect(entry.locator("pre")).to_contain_text('"command": "/latest"')
    await person.shoot("traffic")


async def test_the_page_finds_back_after_an_interruption(browser: Browser, shots: Path) -> None:
    workspace = Workspace.demo()
    first = await serve(workspace)
    async with journey(browser, first.url, shots) as person:
        await person.go("general")
        await first.close()
        await expect(person.page.get_by_text("Connection lost")).to_be_visible()
        await person.say("Is anybody there?")
        await person.seen("The workspace on this machine does not answer")
        await expect(person.composer).to_have_value("Is anybody there?")
        await workspace.say("general", "Said while nobody listened", user="mira")
        async with await serve(workspace, port=int(first.url.rpartition(":")[2])):
            await person.seen("Said while nobody listened")
            await expect(person.page.get_by_text("Connected to this machine")).to_be_visible()
            await person.page.keyboard.press("Enter")
            await expect(person.page.locator(".message:not(.notice)").last).to_contain_text("Is anybody there?")


async def test_an_address_leads_back_to_the_same_thread(person: Journey) -> None:
    await person.go("general")
    await person.say("@Antici how high?")
    await person.open_thread(await person.seen("how high?"))
    await person.page.reload()
    await person.seen("The river rose", in_thread=True)
    await person.page.go_back()
    await expect(person.thread).to_be_hidden()


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
