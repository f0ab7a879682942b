"""What is pressed under an answer: told again from what was kept, at any time; other readings; verdicts."""

import asyncio
import io
import json
from typing import Any

import docx
import pytest

from bot.desk import Desk
from handlers.workspace import Workspace, submissions
from storage import conversations, judgements
from tests.handlers.conftest import Bot, Start, buttons, plainly
from tests.handlers.test_afterwards import QUESTION as LANTERN
from tests.handlers.test_afterwards import TEXT, came

QUESTION = "@Antici What does SAFE offer to Member States?"
LOANS = "“SAFE offers up to EUR 150 billion in loans to Member States.”"


async def asked(bot: Bot, question: str = QUESTION, channel: str = "general") -> dict[str, Any]:
    """The answer to a question."""
    ts = await bot.workspace.say(channel, question)
    [answer] = await bot.told(channel, ts)
    await bot.ended(len(await bot.inbox()))
    return answer


async def pressed(bot: Bot, message: dict[str, Any], label: str, **who: Any) -> None:
    """A button of a message, by its label."""
    await bot.workspace.click(message, buttons(message)[label], **who)
    await bot.ended(len(await bot.inbox()))


def verdict(message: dict[str, Any]) -> dict[str, str]:
    """The values of the two feedback buttons."""
    [element] = [one["elements"][0] for one in message["blocks"] if one["type"] == "context_actions"]
    return {"good": element["positive_button"]["value"], "bad": element["negative_button"]["value"]}


async def test_shorter_is_a_line_to_be_forwarded_for_whoever_presses(bot: Bot, workspace: Workspace) -> None:
    answer = await asked(bot)
    await pressed(bot, answer, "Shorter, for my minister", user="mira")
    [shown] = workspace.ephemerals("general", "mira")
    [line] = [
        element["elements"][0]["text"]
        for block in shown["blocks"]
        if block["type"] == "rich_text"
        for element in block["elements"]
        if element["type"] == "rich_text_preformatted"
    ]
    assert line.startswith(LOANS) and "27 May 2025)" in line
    assert not workspace.ephemerals("general"), "nobody else sees it"
    assert len(workspace.replies("general", answer["thread_ts"])) == 1


async def test_sources_and_longer_stand_on_what_was_kept(bot: Bot, workspace: Workspace) -> None:
    answer = await asked(bot)
    await pressed(bot, answer, "Sources")
    [shown] = workspace.ephemerals("general")
    assert "Council adopts SAFE" in plainly(shown) and LOANS in plainly(shown)


async def test_longer_says_more(bot: Bot, workspace: Workspace) -> None:
    await came(bot.database, TEXT)
    answer = await asked(bot, LANTERN)
    assert "admirals" not in plainly(answer)
    await pressed(bot, answer, "Longer")
    [shown] = workspace.ephemerals("general")
    assert "EUR 31 million" in plainly(shown) and "admirals of eleven nations" in plainly(shown)


async def test_a_note_holds_question_answer_source_and_coverage(bot: Bot, workspace: Workspace) -> None:
    answer = await asked(bot)
    await pressed(bot, answer, "As a note")
    [kinds] = workspace.ephemerals("general")
    await pressed(bot, kinds, "Word")
    await pressed(bot, workspace.ephemerals("general")[-1], "Here, for everybody")
    (file,) = [file for post in workspace.replies("general", answer["thread_ts"]) for file in post.get("files", ())]
    assert file["name"].endswith(".docx")
    document = docx.Document(io.BytesIO(workspace.files.known[file["id"]].content))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "What does SAFE offer to Member States?" in text and LOANS in text and "Looked at" in text
    assert "27 May 2025" in text and "Asked and answered on" in text


async def test_buttons_work_after_a_restart_and_say_what_was_corrected_since(
    start: Start, desk: Desk, workspace: Workspace
) -> None:
    async with start(desk) as bot:
        await came(bot.database, TEXT)
        answer = await asked(bot, LANTERN)
    note = "\n\nCorrection: an earlier version of this article gave the costs of another year."
    await came(desk.database, TEXT.replace("31", "33") + note)
    async with start(desk) as bot:
        await pressed(bot, answer, "Shorter, for my minister")
        [shown] = workspace.ephemerals("general")
    said = plainly(shown)
    assert "has been corrected" in said and "“The exercise costs EUR 33 million in all.”" in said
    assert "“The exercise costs EUR 31 million in all.”" in said


async def test_pressed_before_its_turn_is_kept_a_button_waits(start: Start, desk: Desk, workspace: Workspace) -> None:
    slow = asyncio.Event()

    class Slow(Desk):
        async def retold(self, *args: Any, **kwargs: Any) -> Any:
            slow.set()
            return await super().retold(*args, **kwargs)

    async with start(Slow(desk.database, desk.catalogue, desk.clock)) as bot:
        ts = await workspace.say("general", QUESTION)
        [answer] = await bot.told("general", ts)
        await workspace.click(answer, buttons(answer)["Sources"])  # the answer is there; its turn is perhaps not
        [shown] = await bot.shown("general")
    assert slow.is_set() and LOANS in plainly(shown)


async def test_an_answer_that_is_gone_is_said_to_be_gone(bot: Bot, workspace: Workspace) -> None:
    answer = await asked(bot)
    await bot.database.write(lambda db: db.execute("delete from turn"))
    await pressed(bot, answer, "Sources")
    [shown] = workspace.ephemerals("general")
    assert "no longer hold the answer" in plainly(shown)


async def test_a_name_of_several_readings_is_told_and_may_be_read_otherwise(bot: Bot, workspace: Workspace) -> None:
    answer = await asked(bot, "@Antici When did the Council adopt SAFE?")
    assert "taken as" in plainly(answer) or "may mean several" in plainly(answer)
    assert "Council of Europe" in buttons(answer)
    await pressed(bot, answer, "Council of Europe", user="mira")
    _, other = await bot.told("general", answer["thread_ts"], 2)
    assert "Understood as: When did the Council of Europe adopt SAFE?" in plainly(other)
    await pressed(bot, answer, "Council of Europe")
    assert len(workspace.replies("general", answer["thread_ts"])) == 2, "the same reading is answered once"
    assert "answered above" in plainly(workspace.ephemerals("general")[-1])


async def test_a_good_verdict_is_kept_with_what_was_shown(bot: Bot, workspace: Workspace) -> None:
    answer = await asked(bot)
    await workspace.click(answer, "feedback", value=verdict(answer)["good"], user="mira")
    await bot.shown("general") if workspace.ephemerals("general") else None
    await bot.ended(len(await bot.inbox()))
    [kept] = await judged(bot)
    assert (kept.verdict, kept.by) == ("good", workspace.person("mira"))
    assert kept.question == "What does SAFE offer to Member States?" and kept.quoted


async def test_a_bad_verdict_is_kept_at_once_and_its_reason_when_given(bot: Bot, workspace: Workspace) -> None:
    answer = await asked(bot)
    await workspace.click(answer, "feedback", value=verdict(answer)["bad"])
    view = await workspace.until(lambda: next(iter(workspace.world.stack), None))
    await bot.ended(len(await bot.inbox()))
    [kept] = await judged(bot)
    assert (kept.verdict, kept.reason) == ("bad", "")
    values = {
        "reason": {"reason": {"type": "radio_buttons", "selected_option": {"value": "stale"}}},
        "right": {"right": {"type": "plain_text_input", "value": "EUR 160 billion"}},
    }
    assert not await submissions.submit(workspace, view, values)
    await bot.ended(len(await bot.inbox()))
    [kept] = await judged(bot)
    assert (kept.verdict, kept.reason, kept.right) == ("bad", "stale", "EUR 160 billion")


async def judged(bot: Bot) -> Any:
    place = {"team": bot.workspace.world.team, "channel": bot.workspace.channel("general").id}
    return await bot.database.read(judgements.of, **place)


@pytest.mark.parametrize("text", ["@Antici /answer shorter 1.0", "@Antici /feedback good 1.0"])
async def test_nobody_types_what_buttons_ask_for(bot: Bot, workspace: Workspace, text: str) -> None:
    ts = await workspace.say("general", text)
    [reply] = await bot.told("general", ts)
    assert "I do not know /" in plainly(reply)


async def test_a_button_of_another_conversation_tells_nothing(bot: Bot, workspace: Workspace) -> None:
    answer = await asked(bot)
    place = {"team": workspace.world.team, "channel": workspace.channel("cabinet").id}
    key = json.loads(verdict(answer)["good"])["text"].split()[1]
    assert await bot.database.read(conversations.turn, **place, key=key) is None
