"""The rarer deeds in the page: a file is added and shown, a session at work is stopped, a group is a direct message."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from handlers.workspace import Running, sessions
from tests.browser.journey import Journey

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_a_file_is_added_with_words_and_can_be_had_again(person: Journey, tmp_path: Path) -> None:
    note = tmp_path / "note <b>.txt"
    note.write_text("What was agreed.")
    await person.go("general")
    await person.composer.fill("The note of today")
    async with person.page.expect_file_chooser() as chosen:
        await person.press("Add a file")
    await (await chosen.value).set_files(note)
    message = await person.seen("The note of today")
    link = message.get_by_role("link", name="note <b>.txt")
    await expect(message.locator(".file")).to_contain_text("16 B")
    await expect(person.composer).to_have_value("")
    address = await link.get_attribute("href")
    assert address
    answer = await person.page.request.get(address)
    assert await answer.text() == "What was agreed."
    await person.shoot("file")


async def test_an_empty_file_is_refused_with_a_reason(person: Journey, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    await person.go("general")
    async with person.page.expect_file_chooser() as chosen:
        await person.press("Add a file")
    await (await chosen.value).set_files(tmp_path / "empty.txt")
    await person.seen("Not sent. This file is empty.")


async def test_a_session_at_work_can_be_stopped(person: Journey, running: Running) -> None:
    workspace = running.workspace
    channel = workspace.channel("general").id
    root = await workspace.say("general", "Look into it", user="mira")
    sessions.set_state(workspace, channel, root, "processing")
    await person.go("general")
    await person.open_thread(await person.seen("Look into it"))
    await expect(person.thread).to_contain_text("Antici is at work")
    await person.shoot("stop")
    await person.press("Stop", within=person.thread)
    await person.press("Raw traffic")
    await person.page.get_by_placeholder("Filter by method or text").fill("agent_session_stopped")
    await expect(person.page.locator(".traffic li:visible")).to_have_count(1)
    sessions.set_state(workspace, channel, root, "active")
    await expect(person.thread.get_by_role("button", name="Stop")).to_have_count(0)


async def test_a_group_is_a_direct_message(person: Journey, running: Running) -> None:
    world = running.workspace.world
    world.group([world.me, world.bot, running.workspace.person("mira")])
    await person.page.reload()
    direct = person.page.get_by_role("list", name="Direct messages")
    await direct.get_by_role("button", name="Mira").click()
    await expect(person.composer).to_have_attribute("placeholder", "Message Antici, Mira")
    await person.shoot("group")
