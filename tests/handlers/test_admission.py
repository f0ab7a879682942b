"""Kept until answered, answered once: duplicates, crashes, lost replies, the end of the process."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.desk import Desk
from handlers.admission import ATTEMPTS
from handlers.calls import Call
from handlers.workspace import Running, Workspace
from storage import inbox
from storage.database import Database
from tests.handlers.conftest import Bot, Start, plainly

NOW = datetime.now(UTC)
QUESTION = "@Antici Who develops a new fighter jet with Japan?"


class Slow(Desk):
    """A desk that takes its time, or fails."""

    def __init__(self, desk: Desk, seconds: float = 0.0, error: Exception | None = None) -> None:
        super().__init__(desk.database, desk.catalogue, desk.clock)
        self.desk = desk
        self.seconds = seconds
        self.error = error
        self.asked = asyncio.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.desk, name)

    async def answer(self, *args: Any, **kwargs: Any) -> Any:
        self.asked.set()
        await asyncio.sleep(self.seconds)
        if self.error:
            raise self.error
        return await self.desk.answer(*args, **kwargs)


async def said(workspace: Workspace, database: Database, *, attempts: int = 0) -> tuple[Call, int]:
    """A question that was heard and kept, and no more: the process died."""
    ts = await workspace.say("general", QUESTION)
    place = workspace.channel("general").id
    team, me = workspace.world.team, workspace.world.me
    call = Call(
        kind="mention",
        key=f"message:{team}:{place}:{ts}",
        team=team,
        channel=place,
        user=me,
        text="Who develops a new fighter jet with Japan?",
        ts=ts,
    )
    payload = call.model_dump_json()
    row = await database.write(inbox.admit, key=call.key, kind=call.kind, payload=payload, now=NOW)
    assert row is not None
    for _ in range(attempts):
        await database.write(inbox.attempted, row)
    return call, row


async def typed(running: Running, database: Database, url: str) -> Call:
    """A command that was heard and kept, and no more."""
    workspace = running.workspace
    call = Call(
        kind="command",
        key="command:1",
        team=workspace.world.team,
        channel=workspace.channel("general").id,
        user=workspace.world.me,
        command="/help",
        response_url=f"{running.url}{url}",
    )
    await database.write(inbox.admit, key=call.key, kind="command", payload=call.model_dump_json(), now=NOW)
    return call


async def claim(database: Database, call: Call) -> None:
    assert await database.write(
        inbox.claim_delivery, key=call.key, channel=call.channel, thread_ts=call.thread, now=NOW
    )


async def test_an_event_delivered_twice_is_answered_once(bot: Bot, workspace: Workspace) -> None:
    workspace.faults.duplicate(2)  # the mention and its twin: four deliveries
    ts = await workspace.say("general", QUESTION)
    await bot.told("general", ts)
    await asyncio.sleep(0.2)
    assert len(workspace.replies("general", ts)) == 1
    assert len(await bot.inbox()) == 1


async def test_what_was_kept_before_a_crash_is_answered_after_it(
    start: Start, desk: Desk, database: Database, workspace: Workspace
) -> None:
    call, _ = await said(workspace, database)
    async with start(desk) as bot:
        assert "Japan, the United Kingdom and Italy" in plainly((await bot.told("general", call.ts or ""))[0])
        await bot.ended()
    async with start(desk):
        await asyncio.sleep(0.1)
    assert len(workspace.replies("general", call.ts or "")) == 1


async def test_what_was_claimed_but_not_posted_is_posted(
    start: Start, desk: Desk, database: Database, workspace: Workspace
) -> None:
    call, _ = await said(workspace, database)
    await claim(database, call)
    async with start(desk) as bot:
        assert len(await bot.told("general", call.ts or "")) == 1
        await bot.ended()
    delivery = await database.read(inbox.delivery, call.key)
    assert delivery is not None and delivery.ts == workspace.replies("general", call.ts or "")[0]["ts"]


async def test_what_was_posted_but_not_marked_is_not_posted_again(
    start: Start, desk: Desk, database: Database, workspace: Workspace
) -> None:
    async with start(desk) as bot:
        ts = await workspace.say("general", QUESTION)
        await bot.told("general", ts)
        await bot.ended()

    def forget(db: Any) -> None:
        db.execute("update inbox set state = 'open'")
        db.execute("update delivery set ts = null, posted_at = null")
        db.execute("delete from turn")

    await database.write(forget)
    async with start(desk) as bot:
        [row] = await bot.ended()
    [reply] = workspace.replies("general", ts)
    delivery = await database.read(inbox.delivery, row["key"])
    assert delivery is not None and delivery.ts == reply["ts"]
    turns = await database.read(lambda db: list(db.query("select question from turn")))
    assert len(turns) == 1, "the thread remembers it all the same"


async def test_what_one_person_alone_saw_perhaps_is_shown_again_with_a_remark(
    start: Start, desk: Desk, database: Database, running: Running
) -> None:
    place = running.workspace.channel("general").id
    call = await typed(running, database, running.workspace.responses.issue(place, running.workspace.world.me))
    await claim(database, call)
    async with start(desk) as bot:
        [shown] = await bot.shown("general")
        assert "You may have seen this already" in plainly(shown)


async def test_an_expired_response_url_is_no_dead_end(
    start: Start, desk: Desk, database: Database, running: Running
) -> None:
    await typed(running, database, "/response/long-gone")
    async with start(desk) as bot:
        [shown] = await bot.shown("general")
        assert "What you can ask Antici" in plainly(shown)
        assert (await bot.ended())[0]["state"] == "done"


async def test_after_many_crashes_the_reader_is_told(
    start: Start, desk: Desk, database: Database, workspace: Workspace
) -> None:
    call, _ = await said(workspace, database, attempts=ATTEMPTS)
    async with start(desk, pauses_s=(0.01,)) as bot:
        [reply] = await bot.told("general", call.ts or "")
        assert f"after {ATTEMPTS} attempts" in plainly(reply)
        assert (await bot.ended())[0]["state"] == "failed"


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("how", ["cut", "fail"])
async def test_a_lost_reply_of_slack_loses_no_answer_and_doubles_none(
    bot: Bot, workspace: Workspace, how: str, when: Any
) -> None:
    getattr(workspace.faults, how)("chat.postMessage", when=when)
    ts = await workspace.say("general", QUESTION)
    await bot.ended()
    assert len(workspace.replies("general", ts)) == 1
    assert workspace.faults.counts["chat.postMessage"] == (1 if when == "after" else 2)


async def test_slack_is_given_the_time_that_it_asks_for(bot: Bot, workspace: Workspace) -> None:
    workspace.faults.limit("chat.postMessage", retry_after=1)
    begun = asyncio.get_running_loop().time()
    ts = await workspace.say("general", QUESTION)
    await bot.told("general", ts)
    assert asyncio.get_running_loop().time() - begun >= 1
    assert workspace.faults.counts["chat.postMessage"] == 2


@pytest.mark.parametrize(
    ("codes", "kinds"),
    [
        (["msg_too_long"], "rich_text"),
        (["msg_blocks_too_long", "invalid_blocks"], "section"),
        (["invalid_blocks", "invalid_blocks", "invalid_blocks"], ""),
    ],
)
async def test_what_slack_finds_too_long_is_said_shorter_with_its_source(
    bot: Bot, workspace: Workspace, codes: list[str], kinds: str
) -> None:
    for code in codes:
        workspace.faults.refuse("chat.postMessage", code)
    ts = await workspace.say("general", QUESTION)
    [reply] = await bot.told("general", ts)
    assert "14 December 2023" in reply["text"] and "fighter jet" in reply["text"]
    assert {block["type"] for block in reply.get("blocks") or []} >= ({kinds} if kinds else set())
    assert (await bot.ended())[0]["state"] == "done"


async def test_a_refusal_of_slack_is_stated_in_the_inbox(bot: Bot, workspace: Workspace) -> None:
    workspace.faults.refuse("chat.postMessage", "is_archived")
    await workspace.say("general", QUESTION)
    [row] = await bot.ended()
    assert row["state"] == "failed" and row["outcome"].startswith("not delivered: is_archived, ")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("is_archived", "the channel is archived"),
        ("not_in_channel", "I am no member of it"),
        ("restricted_action_read_only_channel", "posting there is restricted"),
        ("brand_new_code", "Slack says brand_new_code"),
    ],
)
async def test_who_asked_is_told_in_private_what_slack_refuses(
    bot: Bot, workspace: Workspace, code: str, why: str
) -> None:
    workspace.faults.refuse("chat.postMessage", code)
    await workspace.say("general", QUESTION)
    [told] = await workspace.until(lambda: workspace.messages(workspace.dm()))
    await bot.ended()
    assert why in told["text"]
    assert '"channel_id": "' + workspace.channel("general").id in json.dumps(told["blocks"])


async def test_who_typed_a_command_is_told_in_private_when_no_way_is_left(bot: Bot, workspace: Workspace) -> None:
    workspace.faults.refuse("response_url", "expired_url")
    workspace.faults.refuse("chat.postEphemeral", "is_archived")
    await workspace.command("general", "/latest")
    [told] = await workspace.until(lambda: workspace.messages(workspace.dm()))
    assert "the channel is archived" in told["text"]


async def test_where_even_that_is_refused_it_stands_in_the_inbox(bot: Bot, workspace: Workspace) -> None:
    for _ in range(2):
        workspace.faults.refuse("chat.postMessage", "is_archived")
    await workspace.say("general", QUESTION)
    [row] = await bot.ended()
    assert row["outcome"].startswith("not delivered: is_archived, ")


async def test_messages_in_a_channel_keep_slacks_pace(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk, pace_s=0.4) as bot:
        begun = asyncio.get_running_loop().time()
        roots = [await workspace.say("general", "@Antici help") for _ in range(3)]
        await bot.ended(3)
        assert asyncio.get_running_loop().time() - begun >= 0.8
    assert [len(workspace.replies("general", ts)) for ts in roots] == [1, 1, 1]


async def test_a_bug_is_not_met_with_silence(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(Slow(desk, error=ZeroDivisionError("secret detail"))) as bot:
        ts = await workspace.say("general", QUESTION)
        said = plainly((await bot.told("general", ts))[0])
        [row] = await bot.ended()
    number = row["outcome"].removeprefix("failed: ")
    assert "Something went wrong on my side" in said and number in said
    assert "secret detail" not in said


async def test_the_end_waits_for_answers_in_flight(start: Start, desk: Desk, workspace: Workspace) -> None:
    slow = Slow(desk, seconds=0.5)
    async with start(slow) as bot:
        ts = await workspace.say("general", QUESTION)
        await slow.asked.wait()
        assert workspace.replies("general", ts) == []
        bot.stop.set()
        await bot.task
        assert len(workspace.replies("general", ts)) == 1
        assert (await bot.inbox())[0]["state"] == "done"


async def test_what_does_not_end_in_time_is_taken_up_at_the_next_start(
    start: Start, desk: Desk, workspace: Workspace
) -> None:
    slow = Slow(desk, seconds=30)
    async with start(slow, drain_s=0.1) as bot:
        ts = await workspace.say("general", QUESTION)
        await slow.asked.wait()
    assert workspace.replies("general", ts) == [] and (await bot.inbox())[0]["state"] == "open"
    async with start(desk) as bot:
        assert len(await bot.told("general", ts)) == 1


async def test_many_at_once_are_all_answered(bot: Bot, workspace: Workspace) -> None:
    roots = [await workspace.say("general", f"@Antici help {'!' * number}") for number in range(25)]
    await bot.ended(25)
    assert [len(workspace.replies("general", ts)) for ts in roots] == [1] * 25
