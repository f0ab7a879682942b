"""The traps of Slack and of its SDK, each with its test or the reason why it cannot occur here.

Traps of the SDK, as they were reproduced with slack-bolt 1.30 and slack-sdk 3.47:

 1  a command whose text holds "payload" is dropped, over HTTP   test_a_command_about_payloads_is_heard
 2  an exception soon after ack() loses the acknowledgement      test_a_bug_costs_no_acknowledgement
 3  blocking code delays the acknowledgement                     test_an_acknowledgement_waits_for_no_work
 4  lazy listeners lose errors                                   test_no_listener_is_registered
 5  a dead address is tried for ever                             test_links.test_a_dead_address_is_never_tried_for_ever
 6  proxies of the environment are asked for loopback            test_connection.test_a_proxy_in_the_environment_is_not_asked_for_loopback
 7  a session of its own for every call                          test_calls_share_their_connections
 8  odd signatures end in 500, and their bodies in the log       cannot occur: Slack reaches us by sockets that we open, never over HTTP
 9  the same event twice runs its handler twice                  test_admission.test_an_event_delivered_twice_is_answered_once
10  a cancelled start leaves sockets, a close leaves listeners   test_connection.test_the_end_leaves_nothing_behind
11  a large body is refused with 413                             test_the_longest_message_is_heard
12  debug logging prints payloads                                test_journal.test_a_conversation_leaves_no_words_in_the_log
13  tasks that nobody holds are collected                        test_work_is_not_collected_as_garbage

What users complain of:

 a  sockets go deaf                        test_links.test_one_that_goes_deaf_is_replaced_while_the_other_serves
 b  duplicate events and replies           test_links.test_the_same_envelope_by_both_is_answered_once
 c  operation_timeout despite ack()        test_hearing.test_an_acknowledgement_waits_for_no_poll
 d  lazy listeners                         test_no_listener_is_registered
 e  no graceful shutdown                   test_admission.test_the_end_waits_for_answers_in_flight
 f  nothing to test against                cannot occur: these tests run against a workspace of our own, over the wire
 g  missing events, many connections       test_a_second_bot_on_the_same_archive_is_refused
 h  auth.test for every request            test_connection.test_slack_is_asked_who_we_are_once
 i  streams die after five minutes         cannot occur: answers are posted whole; see test_nothing_is_streamed
 j  surprises of assistants' routing       test_elsewhere.test_what_is_said_to_us_alone_however_it_is_wrapped
 k  msg_blocks_too_long                    test_admission.test_what_slack_finds_too_long_is_said_shorter_with_its_source
 l  proxies                                test_connection.test_a_proxy_in_the_environment_is_not_asked_for_loopback
 m  tasks collected as garbage             test_work_is_not_collected_as_garbage
 n  memory that grows                      test_calls_leave_nothing_behind

What the protocol holds:

 A  a modal waits three seconds for its answer     test_a_modal_that_cannot_be_kept_says_so
 B  a trigger is good once, for three seconds      test_digests.test_too_late_for_a_modal_it_is_said_in_words
 C  a response URL is good for half an hour        test_admission.test_an_expired_response_url_is_no_dead_end
 D  … and for five uses                            test_a_response_url_is_used_up_by_nothing_we_do
 E  `file_shared` comes beside `file_share`        test_events_of_agents_and_files_ask_nothing
 F  threads and contexts of assistants and agents  test_events_of_agents_and_files_ask_nothing
 G  one envelope is sent again                     test_links.test_the_same_envelope_by_both_is_answered_once
 H  Slack asks for a new connection                test_links.test_asked_to_reconnect_it_does
 I  incoming text is escaped already               test_mrkdwn.test_incoming_text_is_read_as_its_writer_saw_it
 J  files of others come without an address        test_keep.test_a_file_of_another_organisation_is_asked_for
 K  a page of sign-in comes with status 200        test_elsewhere.test_whatever_an_ill_slack_says_the_answer_gets_there
 L  a button pressed twice                         test_commands.test_pressed_twice_it_is_shared_once
 M  scheduled messages with metadata never post    cannot occur: digests are scheduled by ourselves
 N  our own links unfurl                           test_our_posts_unfurl_nothing
"""  # noqa: E501

import asyncio
import gc
import re
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncBoltRequest

from bot.desk import Desk
from bot.errors import StorageError
from bot.workplace import opened
from handlers import forms
from handlers.calls import Call
from handlers.hearing import Hearing, classify
from handlers.messages import Identity, Ignored
from handlers.workspace import Workspace
from storage.database import Database
from tests.handlers.conftest import Bot, Start, buttons, plainly
from tests.handlers.test_admission import QUESTION, Slow
from tests.handlers.test_digests import filled
from tests.handlers.test_elsewhere import Sparse, antici_at, said

EDGE = Path(__file__).parent.parent.parent / "handlers"


def test_every_trap_has_its_test_or_a_reason() -> None:
    rows = re.findall(r"^ ?(\d+|[a-nA-N])  .+?  +(\S.*)$", __doc__ or "", re.MULTILINE)
    assert [name for name, _ in rows] == [*map(str, range(1, 14)), *"abcdefghijklmn", *"ABCDEFGHIJKLMN"]
    for _, answer in rows:
        if answer.startswith("cannot occur: "):
            continue
        module, _, test = answer.rpartition(".")
        assert hasattr(import_module(f"tests.handlers.{module}" if module else __name__), test), answer


async def test_a_command_about_payloads_is_heard(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/latest", "what is the payload limit")
    [shown] = await bot.shown("general")
    assert "payload limit" in plainly(shown) and workspace.notices == []


async def test_a_bug_costs_no_acknowledgement(start: Start, desk: Desk, workspace: Workspace) -> None:
    class Broken:
        def __getattr__(self, name: str) -> Any:
            if name == "latest":
                raise ZeroDivisionError
            return getattr(desk, name)

    async with start(Broken()) as bot:
        await workspace.command("general", "/latest")
        [shown] = await bot.shown("general")
        assert "Something went wrong on my side" in plainly(shown) and workspace.notices == []


async def test_an_acknowledgement_waits_for_no_work(start: Start, desk: Desk, workspace: Workspace) -> None:
    class Blocking:
        def __getattr__(self, name: str) -> Any:
            return getattr(desk, name)

        async def latest(self, *args: Any) -> Any:
            time.sleep(1.0)  # noqa: ASYNC251 - what must not be done, and may be done all the same
            return await desk.latest(*args)

    acknowledged: list[float] = []
    workspace.watchers.append(lambda entry: acknowledged.append(time.monotonic()) if entry["method"] == "ack" else None)
    async with start(Blocking()) as bot:
        begun = time.monotonic()
        await workspace.command("general", "/latest")
        assert acknowledged[0] - begun < 0.9
        await bot.shown("general")


def test_no_listener_is_registered() -> None:
    for path in EDGE.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\blazy=|\bapp\.(command|event|message|action|view|shortcut|options)\(", source), (
            path.name
        )


def test_nothing_is_streamed() -> None:
    for path in EDGE.glob("*.py"):
        assert not re.search(r"chat_?(stream|startStream|appendStream)", path.read_text(encoding="utf-8")), path.name


async def test_calls_share_their_connections(database: Database, desk: Desk) -> None:
    slack = Sparse()
    async with antici_at(slack, database, desk):
        for number in range(20):
            await slack.send(said(ts=f"1700000000.{number:06}"), envelope=f"e{number}")
            await slack.seen(lambda: len(slack.posts()) > number)  # noqa: B023 - awaited at once
    assert len(slack.posts()) == 20
    assert len(slack.peers) <= 4, "two sockets, and a few calls at a time"


class Unkept:
    """An archive that takes nothing."""

    async def admit(self, call: Call) -> bool:
        raise StorageError("The archive cannot be written to.")

    async def taking_part(self, call: Call) -> bool:
        return False

    async def keeps_shared(self, call: Call) -> bool:
        return False

    def excuse(self, call: Call, sentence: str) -> None:
        pass


async def test_a_modal_that_cannot_be_kept_says_so() -> None:
    view = forms.digest(Call(kind="command", key="k", team="T1", channel="C1", user="U1"))
    body = {
        "type": "view_submission",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "view": {**view, "id": "V1", "hash": "1.a", "state": {"values": filled()}},
    }
    hearing = Hearing(Unkept(), Identity(team="T1", user="UBOT", bot="BBOT"))
    response = await hearing.middleware(AsyncBoltRequest(body=body, mode="socket_mode"))
    assert response.status == 200
    assert "The archive cannot be written to." in (response.body or "")


async def test_a_response_url_is_used_up_by_nothing_we_do(bot: Bot, workspace: Workspace) -> None:
    workspace.world.add_channel("elsewhere", members={workspace.world.me})
    await workspace.command("elsewhere", "/latest", "SAFE")
    [shown] = await bot.shown("elsewhere")
    await workspace.click(shown, buttons(shown)["Share in channel"])
    await bot.ended(2)
    counts = workspace.faults.counts
    assert counts["response_url"] <= 1 + 2, "the answer, by its own; the post and the withdrawal, by the button's"


@pytest.mark.parametrize(
    "event",
    [
        {"type": "file_shared", "file_id": "F1", "user_id": "U1", "channel_id": "C1", "event_ts": "1.0"},
        {"type": "assistant_thread_started", "assistant_thread": {"user_id": "U1", "channel_id": "D1"}},
        {"type": "assistant_thread_context_changed", "assistant_thread": {"user_id": "U1", "channel_id": "D1"}},
        {"type": "app_context_changed", "entities": [{"type": "slack#/types/channel_id", "value": "C1"}]},
    ],
)
def test_events_of_agents_and_files_ask_nothing(event: dict[str, Any]) -> None:
    body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}
    assert isinstance(classify(body, Identity(team="T1", user="UBOT", bot="BBOT")), Ignored)


async def test_our_posts_unfurl_nothing(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", QUESTION)
    await bot.told("general", ts)
    [post] = [call for call in workspace.calls if call.method == "chat.postMessage"]
    assert (post.args["unfurl_links"], post.args["unfurl_media"]) == (False, False)


async def test_the_longest_message_is_heard(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", ("@Antici help " + "é" * 40_000)[:40_000])
    assert await bot.told("general", ts)


async def test_work_is_not_collected_as_garbage(start: Start, desk: Desk, workspace: Workspace) -> None:
    slow = Slow(desk, seconds=0.3)
    gc.freeze()  # what other tests left takes seconds to go through twenty times
    async with start(slow) as bot:
        ts = await workspace.say("general", QUESTION)
        await slow.asked.wait()
        for _ in range(20):
            gc.collect()
            await asyncio.sleep(0.01)
        assert await bot.told("general", ts)
    gc.unfreeze()


async def test_calls_leave_nothing_behind(bot: Bot, workspace: Workspace) -> None:
    def working() -> list[Any]:
        return [task for task in asyncio.all_tasks() if "Admission" in repr(task.get_coro())]

    for number in range(40):
        await workspace.say("general", f"@Antici help {number}")
    await bot.kept(40)
    assert working(), "else this test sees nothing"
    await bot.ended(40)
    await workspace.until(lambda: not working())


async def test_a_second_bot_on_the_same_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    async with opened(path, None) as first, first.alone(), opened(path, None) as second:
        with pytest.raises(StorageError, match="Another Antici is in Slack with this archive"):
            async with second.alone(wait_s=0.1):
                pass
    async with opened(path, None) as third, third.alone(wait_s=0.1):
        pass  # the place is free again


async def test_who_comes_to_take_over_waits_for_who_is_going(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    went = asyncio.Event()
    async with opened(path, None) as old, opened(path, None) as new:

        async def going() -> None:
            async with old.alone():
                await asyncio.sleep(0.4)
                went.set()

        task = asyncio.create_task(going())
        await asyncio.sleep(0.1)
        async with new.alone(wait_s=5.0):
            assert went.is_set()
        await task
