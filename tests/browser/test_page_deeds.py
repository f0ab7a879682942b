"""The rarer deeds in the page: a file is added and shown, a session at work is stopped, a group is a direct message."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from handlers.workspace import Running, sessions
from tests.browser.journey import Journey

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


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
    await person.seen("empty.txt was not sent. This file is empty.")


HAND_OVER = """(node, { type, name, words }) => {
  const held = new DataTransfer();
  held.items.add(new File([words], name, { type: "text/plain" }));
  const event = type === "paste"
    ? new ClipboardEvent(type, { clipboardData: held, bubbles: true, cancelable: true })
    : new DragEvent(type, { dataTransfer: held, bubbles: true, cancelable: true });
  return !node.dispatchEvent(event);
}"""


@pytest.mark.parametrize("way", ["drop", "paste"])
async def test_a_file_is_dropped_or_pasted(person: Journey, way: str) -> None:
    await person.go("general")
    await person.composer.fill("As agreed")
    place = person.composer if way == "paste" else person.page.get_by_role("region", name="Messages")
    if way == "drop":
        await place.evaluate(HAND_OVER, {"type": "dragover", "name": "minutes.txt", "words": "x"})
        await expect(person.page.locator(".conversation.dropping")).to_have_count(1)
    assert await place.evaluate(HAND_OVER, {"type": way, "name": "minutes.txt", "words": "What was said."})
    await expect((await person.seen("As agreed")).get_by_role("link", name="minutes.txt")).to_be_visible()
    await expect(person.page.locator(".dropping")).to_have_count(0)


async def test_a_file_dropped_on_a_thread_goes_into_it(person: Journey) -> None:
    await person.go("general")
    await person.say("The minutes?")
    await person.open_thread(await person.seen("The minutes?"))
    await person.thread.evaluate(HAND_OVER, {"type": "drop", "name": "minutes.txt", "words": "What was said."})
    await expect(person.thread.get_by_role("link", name="minutes.txt")).to_be_visible()


async def test_nothing_is_dropped_on_home(person: Journey) -> None:
    await person.go("Antici")
    await person.page.get_by_role("tab", name="Home").click()
    home = person.page.get_by_role("tabpanel", name="Home")
    await expect(home).to_contain_text("You follow")
    assert await home.evaluate(HAND_OVER, {"type": "drop", "name": "minutes.txt", "words": "x"})
    await person.page.get_by_role("tab", name="Messages").click()
    await expect(person.page.get_by_role("link", name="minutes.txt")).to_have_count(0)


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


async def test_a_message_is_handed_to_the_app_by_its_menu(person: Journey) -> None:
    await person.go("general")
    await person.say("The Danube rose.")
    message = await person.seen("The Danube rose.")
    await message.hover()
    await message.get_by_label("Message actions").click()
    await expect(message.get_by_role("button", name="From anywhere")).to_have_count(0)
    await person.shoot("menu")
    await person.press("Measure it", within=message)
    await person.seen("It has 16 characters")


async def test_a_reaction_is_given_by_hand(person: Journey, running: Running) -> None:
    await person.go("general")
    await person.say("Agreed on Monday.")
    message = await person.seen("Agreed on Monday.")
    await message.hover()
    await message.get_by_label("Message actions").press("Enter")
    await person.page.keyboard.press("ArrowDown")
    await person.page.keyboard.press("ArrowDown")
    await expect(message.get_by_role("button", name="React with white check mark")).to_be_focused()
    await person.page.keyboard.press("Enter")
    await expect(message.locator(".reaction.mine")).to_have_attribute("title", "white check mark: You")
    given = running.workspace.messages("general")[-1]["reactions"]
    assert [(one["name"], one["users"]) for one in given] == [("white_check_mark", [running.workspace.world.me])]


async def test_a_menu_of_the_app_s_own_is_searched_by_typing(person: Journey) -> None:
    await person.go("general")
    await person.say("/everything")
    field = (await person.seen("Source")).get_by_placeholder("River")
    await field.fill("Da")
    await expect(field.locator("xpath=following-sibling::datalist/option")).to_have_count(2)
    await field.fill("Daugava")
    await field.press("Tab")
    await person.seen("The river is daugava")
