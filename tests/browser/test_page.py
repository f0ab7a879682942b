"""Talking in the page: against the real workspace, with a bot of real Bolt, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from handlers.workspace import Running, Workspace, serve
from tests.browser.journey import Journey, journey

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


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


async def test_a_mention_is_answered_in_its_thread_and_followed_up(person: Journey, running: Running) -> None:
    await person.go("defence-desk")
    await person.page.keyboard.type("@ant")
    await person.page.keyboard.press("Tab")
    await person.page.keyboard.type("how high is the river?")
    await person.page.keyboard.press("Enter")
    question = await person.seen("how high is the river?")
    await expect(question.locator(".mention")).to_have_text("@Antici")
    await expect(question.get_by_role("button")).to_contain_text("1 reply new")
    assert running.workspace.messages("defence-desk")[0]["text"].startswith(f"<@{running.workspace.world.bot}> how")
    await person.open_thread(question)
    await expect(person.reply).to_be_focused()
    answer = await person.seen("The river rose by two metres.", in_thread=True)
    await expect(answer.get_by_role("link", name="The Gazette")).to_have_attribute("href", "https://a.example/1")
    await expect(answer.get_by_role("link", name="The Gazette")).to_have_attribute("rel", re.compile("noopener"))
    await person.say("And then?", in_thread=True)
    await person.seen("It fell again in June.", in_thread=True)
    await expect(question).to_contain_text("3 replies")
    await expect(question).not_to_contain_text("new")
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
