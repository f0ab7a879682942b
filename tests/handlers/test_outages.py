"""What fails around the bot, and that nobody waits in vain: Slack slow, away, refusing; the archive locked or full."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.desk import Desk
from bot.errors import Unavailable
from handlers import limits
from handlers.admission import OWED, SUSPECT, Admission
from handlers.blocks import paragraph
from handlers.calls import Call, Reply, Silence
from handlers.hearing import KEEP
from handlers.workspace import Running, Workspace, serve, shortcuts
from storage import inbox
from storage.database import Database
from tests.handlers.conftest import Bot, Start, buttons, plainly
from tests.handlers.test_admission import QUESTION, Slow, typed
from tests.handlers.test_links import HASTY

OFTEN = (0.05, 0.1)


async def asks(bot: Bot) -> None:
    await bot.told("general", await bot.workspace.say("general", QUESTION))


async def follows_up(bot: Bot) -> None:
    workspace = bot.workspace
    ts = await workspace.say("general", QUESTION)
    await bot.told("general", ts)
    await bot.ended()
    await workspace.say("general", "When did they sign the treaty?", thread_ts=ts)
    await bot.told("general", ts, 3)


async def commands(bot: Bot) -> None:
    await bot.workspace.command("general", "/help")
    await bot.shown("general")


async def commands_after_expiry(bot: Bot) -> None:
    bot.workspace.faults.refuse("response_url", "expired_url", times=9)
    await commands(bot)


async def commands_alone(bot: Bot) -> None:
    await bot.workspace.command(bot.workspace.dm(), "/help")
    await bot.workspace.until(lambda: bot.workspace.messages(bot.workspace.dm()))


async def replaces(bot: Bot) -> None:
    workspace = bot.workspace
    await workspace.command(workspace.dm(), "/actor", "Jappan")
    [asked] = await workspace.until(lambda: workspace.messages(workspace.dm()))
    await workspace.click(asked, buttons(asked)["Japan"])
    await workspace.until(lambda: "Named in 2 articles" in plainly(workspace.messages(workspace.dm())[0]))


async def loses_a_reply(bot: Bot) -> None:
    bot.workspace.faults.cut("chat.postMessage", when="after")
    ts = await bot.workspace.say("general", QUESTION)
    await bot.ended()
    assert len(bot.workspace.replies("general", ts)) == 1


async def opens_home(bot: Bot) -> None:
    bot.workspace.open_home()
    await bot.workspace.until(lambda: bot.workspace.world.homes)


USES: dict[str, Callable[[Bot], Any]] = {
    "chat.postMessage": asks,
    "chat.postEphemeral": commands_after_expiry,
    "chat.update": replaces,
    "conversations.info": commands_alone,
    "conversations.replies": loses_a_reply,
    "response_url": commands,
    "views.publish": opens_home,
}


@pytest.mark.parametrize("method", USES)
async def test_told_to_wait_it_waits_and_goes_on(bot: Bot, workspace: Workspace, method: str) -> None:
    workspace.faults.limit(method, retry_after=1)
    begun = asyncio.get_running_loop().time()
    await USES[method](bot)
    await bot.ended(len(await bot.inbox()))
    assert asyncio.get_running_loop().time() - begun >= 1
    assert workspace.faults.counts[method] >= 2
    assert {row["state"] for row in await bot.inbox()} == {"done"}


@pytest.mark.parametrize("how", ["fail", "cut"])
@pytest.mark.parametrize("method", [name for name in USES if name != "response_url"])
async def test_a_fault_of_slack_costs_time_only(
    start: Start, desk: Desk, workspace: Workspace, method: str, how: str
) -> None:
    async with start(desk, pauses_s=OFTEN) as bot:
        getattr(workspace.faults, how)(method, times=3)
        await USES[method](bot)
        rows = await bot.ended(len(await bot.inbox()))
        assert {row["state"] for row in rows} == {"done"} and workspace.faults.counts[method] >= 4
        assert {row["attempts"] for row in rows} <= {0, 1}, "an outage is no crash, and is not counted as one"


async def test_told_to_wait_by_a_code_alone_it_waits_too(bot: Bot, workspace: Workspace) -> None:
    workspace.faults.refuse("chat.postMessage", "ratelimited")
    await asks(bot)
    assert workspace.faults.counts["chat.postMessage"] == 2


async def test_told_to_wait_too_often_it_comes_back_later(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk, pauses_s=OFTEN) as bot:
        workspace.faults.limit("chat.postMessage", retry_after=0, times=12)
        await asks(bot)
        assert workspace.faults.counts["chat.postMessage"] == 13


async def test_slack_away_for_long_is_waited_for_while_running(
    start: Start, desk: Desk, running: Running, workspace: Workspace
) -> None:
    slow = Slow(desk, seconds=0.3)
    async with start(slow, pauses_s=OFTEN, patience=HASTY) as bot:
        ts = await workspace.say("general", QUESTION)
        await slow.asked.wait()
        port = int(running.url.rpartition(":")[2])
        await running.close()
        await asyncio.sleep(1.5)  # many times longer than all its pauses together
        assert (await bot.inbox())[0]["state"] == "open" and not bot.task.done()
        async with await serve(workspace, port=port):
            [reply] = await bot.told("general", ts)
            assert "fighter jet" in plainly(reply)
            await workspace.connected(2)
            again = await workspace.say("general", "@Antici help")
            await bot.told("general", again)
            assert len(workspace.replies("general", ts)) == 1
            bot.stop.set()
            await bot.task


async def test_a_revoked_token_loses_no_answer(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk, pauses_s=OFTEN) as bot:
        workspace.faults.refuse("chat.postMessage", "token_revoked", times=4)
        await asks(bot)
        assert (await bot.ended())[0]["state"] == "done"


async def test_slow_slack_holds_up_nobody_else(bot: Bot, workspace: Workspace) -> None:
    workspace.faults.slow("chat.postMessage", 1.5, times=9)  # more than are answered at a time
    held = [await workspace.say("general", "@Antici help") for _ in range(9)]
    await workspace.until(lambda: workspace.faults.counts["chat.postMessage"] == 9)
    begun = asyncio.get_running_loop().time()
    await workspace.command("cabinet", "/help")
    await bot.shown("cabinet")
    assert asyncio.get_running_loop().time() - begun < 1 and workspace.notices == []
    await bot.ended(10)
    assert [len(workspace.replies("general", ts)) for ts in held] == [1] * 9


@pytest.mark.parametrize("used_up", [False, True], ids=["expired", "used"])
async def test_a_response_url_that_no_longer_serves_is_no_dead_end(
    start: Start, desk: Desk, database: Database, running: Running, used_up: bool
) -> None:
    workspace = running.workspace
    url = workspace.responses.issue(workspace.channel("general").id, workspace.world.me)
    if used_up:
        for _ in range(5):
            workspace.responses.use(url.rpartition("/")[2], {"text": "used"})
    else:
        workspace.faults.fail("response_url", status=404)
    await typed(running, database, url)
    async with start(desk) as bot:
        [*_, shown] = await bot.shown("general", 6 if used_up else 1)
        assert "What you can ask Antici" in plainly(shown)
        assert (await bot.ended())[0]["state"] == "done"


@pytest.mark.parametrize("method", ["response_url", "chat.postEphemeral", "chat.update"])
async def test_what_is_too_long_is_said_shorter_wherever_it_is_said(
    bot: Bot, workspace: Workspace, method: str
) -> None:
    workspace.faults.refuse(method, "msg_too_long")
    await USES[method](bot)
    assert workspace.faults.counts[method] == 2


async def test_an_archive_locked_for_seconds_delays_and_loses_nothing(
    start: Start, desk: Desk, workspace: Workspace
) -> None:
    slow = Slow(desk, seconds=0.2)
    async with start(slow) as bot:
        ts = await workspace.say("general", QUESTION)
        await slow.asked.wait()
        with sqlite3.connect(bot.database.path, isolation_level=None) as other:
            other.execute("begin immediate")
            await asyncio.sleep(2.5)
            assert workspace.replies("general", ts) == [], "no post is made that was not claimed"
            other.execute("rollback")
        await bot.told("general", ts)
        assert (await bot.ended())[0]["outcome"] == "answered"


async def test_a_full_disk_is_told_and_what_was_asked_is_answered_when_there_is_room(
    bot: Bot, workspace: Workspace
) -> None:
    await bot.database.write(lambda db: db.execute("pragma max_page_count = 1").fetchall())
    long = "@Antici help " + "word " * 3_000  # more than the pages in use have room for
    ts = await workspace.say("general", long)
    [excuse] = await bot.told("general", ts)
    assert "I cannot take this up now" in plainly(excuse) and "the disk is full" in plainly(excuse)
    await workspace.command("general", "/latest", "word " * 1_000)
    [shown] = await bot.shown("general")
    assert "the disk is full" in plainly(shown) and workspace.notices == []
    await shortcuts.on_message(workspace, workspace.messages("general")[0], KEEP)
    assert "the disk is full" in plainly((await bot.shown("general", 2))[1]) and workspace.notices == []
    await bot.database.write(lambda db: db.execute("pragma max_page_count = 1000000").fetchall())
    later = await workspace.say("general", QUESTION)
    await bot.told("general", later)
    assert len([post for post in workspace.replies("general", ts) if "cannot take" in plainly(post)]) == 1


class Answers:
    """Says the same to everything."""

    async def reply(self, call: Call) -> Reply | Silence:
        return Reply(pieces=(paragraph("An answer."),))


class Posts:
    """Takes what is delivered, after it has failed in the ways given."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.said: list[str] = []
        self.tried = asyncio.Event()

    async def deliver(self, call: Call, reply: Reply) -> None:
        self.tried.set()
        if self.failures:
            raise self.failures.pop(0)
        self.said.append(limits.fit(reply.pieces).text)

    async def excuse(self, call: Call, reply: Reply) -> None:
        self.said.append(limits.fit(reply.pieces).text)


CALL = Call(kind="command", key="k", team="T1", channel="C1", user="U1", command="/help")


async def outcome(database: Database, state: str) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while True:
            [row] = await database.read(lambda db: list(db.query("select * from inbox")))
            if row["state"] == state:
                return row
            await asyncio.sleep(0.01)


async def test_a_bug_in_delivering_is_told_with_its_number(database: Database) -> None:
    posts = Posts(ZeroDivisionError())
    admission = Admission(database, Answers(), posts, lambda: datetime.now(UTC))
    assert await admission.admit(CALL)
    row = await outcome(database, "failed")
    [said] = posts.said
    assert row["outcome"].removeprefix("failed: ") in said and "Something went wrong on my side" in said


async def test_who_only_waits_to_try_again_does_not_hold_up_the_end(database: Database) -> None:
    posts = Posts(*(Unavailable("away") for _ in range(100)))
    admission = Admission(database, Answers(), posts, lambda: datetime.now(UTC), pauses_s=(30.0,))
    await admission.admit(CALL)
    await posts.tried.wait()
    await asyncio.sleep(0.1)
    begun = asyncio.get_running_loop().time()
    assert await admission.drain(10.0)
    assert asyncio.get_running_loop().time() - begun < 1
    assert (await database.read(inbox.owed)).calls == 1, "it is left for the next start"


async def test_nobody_is_answered_a_day_late(database: Database) -> None:
    moments = [datetime.now(UTC)]
    posts = Posts(*(Unavailable("away") for _ in range(3)))
    admission = Admission(database, Answers(), posts, lambda: moments[-1], pauses_s=(0.01,))
    await admission.admit(CALL)
    moments.append(moments[0] + OWED + timedelta(seconds=1))
    row = await outcome(database, "failed")
    assert row["outcome"] == "not delivered: in vain for a day" and posts.said == []


async def test_one_call_that_kills_the_process_does_not_use_up_the_others_attempts(database: Database) -> None:
    now = datetime.now(UTC)
    rows = []
    for number in range(4):
        call = CALL.model_copy(update={"key": f"k{number}"})
        row = await database.write(inbox.admit, key=call.key, kind="command", payload=call.model_dump_json(), now=now)
        assert row is not None
        await database.write(inbox.attempted, row)  # all were under way when the process died
        rows.append(row)

    class Hanging(Answers):
        async def reply(self, call: Call) -> Reply | Silence:
            await asyncio.sleep(60)  # as good as dead
            return await super().reply(call)

    admission = Admission(database, Hanging(), Posts(), lambda: now)
    await admission.resume()
    await asyncio.sleep(0.2)
    await admission.drain(0.0)
    attempts = await database.read(lambda db: [row["attempts"] for row in list(db.query("select * from inbox"))])
    assert attempts == [2, 1, 1, 1]


async def test_a_call_interrupted_again_and_again_waits_and_lets_the_others_go_first(database: Database) -> None:
    now = datetime.now(UTC)
    for key, crashes in (("suspect", SUSPECT), ("other", 1)):
        call = CALL.model_copy(update={"key": key})
        row = await database.write(inbox.admit, key=key, kind="command", payload=call.model_dump_json(), now=now)
        assert row is not None
        for _ in range(crashes):
            await database.write(inbox.attempted, row)
    admission = Admission(database, Answers(), Posts(), lambda: now, pauses_s=(0.3,))
    await admission.resume()
    async with asyncio.timeout(5):
        while True:
            rows = await database.read(lambda db: list(db.query("select key from inbox where state = 'done'")))
            if rows:
                break
            await asyncio.sleep(0.01)
    assert [row["key"] for row in rows] == ["other"]
    await admission.drain(5.0)
