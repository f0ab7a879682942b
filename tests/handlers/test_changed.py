"""Questions that are changed or deleted: before they are answered, after, and after somebody has replied."""

import asyncio
from typing import Any

import pytest

from bot.desk import Desk
from handlers.workspace import Workspace
from tests.handlers.conftest import Bot, Start, plainly
from tests.handlers.test_afterwards import QUESTION as LANTERN
from tests.handlers.test_afterwards import TEXT, came
from tests.handlers.test_talk import Pondering

QUESTION = "@Antici Who asked for the largest share of the SAFE loans?"
CHANGED = "@Antici When was the fighter treaty signed by Japan?"


async def quiet(bot: Bot) -> None:
    """Until all that happened has been heard, and all that was heard has ended."""
    while bot.workspace.delivery.tasks.running:
        await asyncio.gather(*bot.workspace.delivery.tasks.running)
    await bot.ended(len(await bot.inbox()))


async def asked(bot: Bot, question: str = QUESTION) -> tuple[str, dict[str, Any]]:
    ts = await bot.workspace.say("general", question)
    [answer] = await bot.told("general", ts)
    await quiet(bot)
    return ts, answer


async def test_a_changed_question_is_answered_in_the_place_of_its_answer(bot: Bot, workspace: Workspace) -> None:
    ts, answer = await asked(bot)
    assert "Poland" in plainly(answer)
    await workspace.edit("general", ts, CHANGED)
    await quiet(bot)
    [now] = workspace.replies("general", ts)
    assert now["ts"] == answer["ts"]
    assert "signed the treaty in Tokyo" in plainly(now) and "Poland" not in plainly(now)
    await workspace.say("general", "Where was that?", thread_ts=ts)
    assert "Tokyo" in plainly((await bot.told("general", ts, 3))[-1]), "the thread goes on from what it says now"


async def test_after_a_reply_a_changed_question_is_answered_anew(bot: Bot, workspace: Workspace) -> None:
    ts, answer = await asked(bot)
    await workspace.say("general", "Thanks, that is all for the note.", user="mira", thread_ts=ts)
    await quiet(bot)
    await workspace.edit("general", ts, CHANGED)
    await quiet(bot)
    first, _, second = workspace.replies("general", ts)
    assert plainly(first) == plainly(answer)
    assert "The question was changed" in plainly(second) and "signed the treaty" in plainly(second)


async def test_a_question_changed_before_its_answer_is_answered_once_as_it_reads_now(
    start: Start, desk: Desk, workspace: Workspace
) -> None:
    pondering = Pondering(desk)
    async with start(pondering) as bot:
        ts = await workspace.say("general", QUESTION)
        await pondering.asked.wait()
        await workspace.edit("general", ts, CHANGED)
        await bot.kept(2)
        pondering.go_on.set()
        await quiet(bot)
        [reply] = workspace.replies("general", ts)
        first, second = await bot.inbox()
    assert "signed the treaty in Tokyo" in plainly(reply)
    assert first["outcome"] == "silent: answered as it was changed to" and second["outcome"] == "answered"


@pytest.mark.parametrize("in_thread", [False, True])
async def test_an_answer_in_the_making_to_a_deleted_message_is_dropped(
    start: Start, desk: Desk, workspace: Workspace, in_thread: bool
) -> None:
    pondering = Pondering(desk)
    async with start(pondering) as bot:
        ts = await workspace.say("general", QUESTION)
        await pondering.asked.wait()
        await workspace.say("general", "@Antici And Canada?", thread_ts=ts)
        await bot.kept(2)
        if in_thread:
            [follow_up] = workspace.replies("general", ts)
            await workspace.delete("general", follow_up["ts"])
        else:
            await workspace.delete("general", ts)
        await bot.kept(3)
        pondering.go_on.set()
        await quiet(bot)
        outcomes = [row["outcome"] for row in await bot.inbox()]
    bots = [reply for reply in workspace.replies("general", ts) if reply.get("bot_id")]
    dropped = [outcome == "silent: its message was deleted" for outcome in outcomes]
    assert dropped == ([False, True, False] if in_thread else [True, True, False])
    assert len(bots) == in_thread


async def test_a_deletion_holds_across_a_restart(start: Start, desk: Desk, workspace: Workspace) -> None:
    pondering = Pondering(desk)
    async with start(pondering, drain_s=0.1) as bot:
        ts = await workspace.say("general", QUESTION)
        await pondering.asked.wait()
    await desk.database.write(
        lambda db: db.execute(
            "insert into inbox (key, kind, payload, state, received_at) "
            "select replace(key, 'message:', 'deleted:'), 'deleted', "
            "json_set(payload, '$.kind', 'deleted', '$.key', replace(key, 'message:', 'deleted:')), 'open', "
            "received_at from inbox"
        )
    )
    async with start(desk) as bot:
        await quiet(bot)
        assert [row["outcome"] for row in await bot.inbox()] == [
            "silent: its message was deleted", "silent: a message was deleted",
        ]  # fmt: skip
    assert not workspace.replies("general", ts)


async def test_nothing_is_corrected_where_the_question_is_gone(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk, look_s=0.05) as bot:
        await came(bot.database, TEXT)
        ts, _ = await asked(bot, LANTERN)
        await workspace.delete("general", ts)
        await quiet(bot)
        await came(bot.database, TEXT.replace("31", "33"))
        await asyncio.sleep(0.3)
        assert len([one for one in workspace.replies("general", ts) if one.get("bot_id")]) == 1
        assert not await bot.database.read(lambda db: list(db.execute("select * from turn").fetchall()))


async def test_a_message_that_names_the_bot_only_once_changed_is_answered(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "Who asked for the largest share of the SAFE loans?")
    await quiet(bot)
    await workspace.edit("general", ts, QUESTION)
    [answer] = await bot.told("general", ts)
    assert "Poland" in plainly(answer)


async def test_an_unfurl_or_talk_that_changes_is_nobodys_business(bot: Bot, workspace: Workspace) -> None:
    ts, answer = await asked(bot)
    post = workspace.post_at("general", ts)
    workspace.world.edit(post, {"attachments": [{"text": "an unfurled link"}]})
    other = await workspace.say("general", "Lunch at noon?")
    await workspace.edit("general", other, "Lunch at one?")
    await workspace.delete("general", other)
    await quiet(bot)
    assert len(await bot.inbox()) == 1
    assert workspace.replies("general", ts) == [answer]
