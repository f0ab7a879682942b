"""What hangs on the workspace's clock: tiers, scheduled messages, statuses, zones; a clock that stands or is pushed."""

from datetime import UTC, datetime

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.workspace import Clock, Workspace, serve
from handlers.workspace.methods import METHODS
from handlers.workspace.rates import PER_MINUTE


async def refused(call):
    with pytest.raises(SlackApiError) as error:
        await call
    return error.value.response


def at(*moment):
    return datetime(*moment, tzinfo=UTC).timestamp()


@pytest.fixture
def clock():
    return Clock(at(2026, 3, 27, 12))


@pytest.fixture
def general(workspace):
    return workspace.channel("general").id


def test_every_method_has_its_tier():
    assert set(PER_MINUTE) == set(METHODS)


async def test_tiers_are_off_unless_wanted(client, general):
    for _ in range(25):
        await client.users_list()


async def test_a_tier_is_held_and_the_wait_is_told(workspace, client, clock):
    workspace.rates.on = True
    for _ in range(20):
        await client.users_list()
        clock.forward(1)
    answer = await refused(client.users_list())
    assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (429, "ratelimited", "40")
    await client.users_info(user=workspace.world.me)  # counted by itself
    clock.forward(40)
    await client.users_list()
    assert (await refused(client.users_list())).headers["Retry-After"] == "1"


async def test_posting_is_counted_in_each_channel(workspace, client, general):
    workspace.rates.on = True
    for _ in range(60):
        await client.chat_postMessage(channel=general, text="x")
    assert (await refused(client.chat_postMessage(channel=general, text="x")))["error"] == "ratelimited"
    await client.chat_postMessage(channel=workspace.channel("cabinet").id, text="x")


async def test_twenty_streams_a_minute_and_no_more():
    async with await serve(Workspace.demo(rate_limits=True)) as running:
        workspace = running.workspace
        client = AsyncWebClient(token=running.bot_token, base_url=running.api_url)
        asked = await workspace.say(workspace.dm(), "who?")
        for _ in range(20):
            await client.chat_startStream(channel=workspace.dm(), thread_ts=asked)
        answer = await refused(client.chat_startStream(channel=workspace.dm(), thread_ts=asked))
        assert answer.status_code == 429
        await client.chat_postMessage(channel=workspace.dm(), thread_ts=asked, text="the way out of it")


async def test_a_message_comes_when_it_is_due(workspace, client, clock, general):
    now = int(clock())
    later = await client.chat_scheduleMessage(channel=general, post_at=now + 3600, text="later")
    sooner = await client.chat_scheduleMessage(channel=general, post_at=str(now + 60), text="sooner")
    listed = (await client.chat_scheduledMessages_list(channel=general))["scheduled_messages"]
    assert [one["id"] for one in listed] == [sooner["scheduled_message_id"], later["scheduled_message_id"]]
    clock.forward(61)
    workspace.tick()
    assert [message["text"] for message in workspace.messages("general")] == ["sooner"]
    clock.forward(3600)
    posted = await workspace.until(lambda: workspace.messages("general")[1:])  # by itself, too
    assert (posted[0]["text"], posted[0]["bot_id"]) == ("later", workspace.world.bot_id)
    assert float(posted[0]["ts"]) == pytest.approx(clock(), abs=1)
    assert (await client.chat_scheduledMessages_list())["scheduled_messages"] == []


async def test_what_cannot_be_scheduled(client, clock, general):
    now = int(clock())

    async def code(**args):
        given = {"channel": general, "text": "x", **args}
        return (await refused(client.api_call("chat.scheduleMessage", json=given)))["error"]

    assert await code(post_at=now) == "time_in_past"
    assert await code(post_at=now + 121 * 24 * 3600) == "time_too_far"
    assert await code(post_at="tomorrow") == "invalid_time"
    assert await code(post_at=now + 60, text="") == "no_text"
    for second in range(30):
        await client.chat_scheduleMessage(channel=general, post_at=now + 1000 + second * 9, text="x")
    assert await code(post_at=now + 1280) == "restricted_too_many"
    assert await code(post_at=now + 980) == "restricted_too_many"
    await client.chat_scheduleMessage(channel=general, post_at=now + 1300, text="x")


async def test_a_scheduled_message_is_taken_back_in_time_or_not_at_all(workspace, client, clock, general):
    first = await client.chat_scheduleMessage(channel=general, post_at=int(clock()) + 100, text="first")
    second = await client.chat_scheduleMessage(channel=general, post_at=int(clock()) + 100, text="second")

    async def taken_back(one, channel=general):
        await client.chat_deleteScheduledMessage(channel=channel, scheduled_message_id=one["scheduled_message_id"])

    await taken_back(first)
    clock.forward(50)
    for call in (taken_back(first), taken_back(second), taken_back(second, workspace.channel("cabinet").id)):
        assert (await refused(call))["error"] == "invalid_scheduled_message_id"
    clock.forward(60)
    workspace.tick()
    assert [message["text"] for message in workspace.messages("general")] == ["second"]


async def test_with_metadata_a_scheduled_message_never_comes(workspace, client, clock, general):
    metadata = {"event_type": "digest", "event_payload": {}}
    await client.chat_scheduleMessage(channel=general, post_at=int(clock()) + 60, text="x", metadata=metadata)
    clock.forward(120)
    workspace.tick()
    assert workspace.messages("general") == []


async def test_a_status_goes_after_two_minutes_or_with_a_reply(workspace, client, clock, general):
    ts = await workspace.say("general", "who?")

    async def status():
        await client.assistant_threads_setStatus(channel_id=general, thread_ts=ts, status="reads")

    await status()
    clock.forward(119)
    await status()  # said again, it lasts anew
    clock.forward(119)
    workspace.tick()
    assert (general, ts) in workspace.world.statuses
    clock.forward(1)
    workspace.tick()
    assert workspace.world.statuses == {}
    await status()
    await client.chat_postMessage(channel=general, thread_ts=ts, text="they")
    assert workspace.world.statuses == {}


async def test_a_persons_zone_keeps_summer_time(workspace, client, clock):
    world = workspace.world
    tokyo = world.add_user("kenji", "Kenji", tz="Asia/Tokyo").id
    winter = (await client.users_info(user=world.me))["user"]
    assert (winter["tz"], winter["tz_offset"], winter["tz_label"]) == ("Europe/Brussels", 3600, "Central European Time")
    clock.forward(3 * 24 * 3600)  # past 29 March 2026
    summer = (await client.users_info(user=world.me))["user"]
    assert (summer["tz_offset"], summer["tz_label"]) == (7200, "Central European Summer Time")
    assert (await client.users_info(user=tokyo))["user"]["tz_offset"] == 9 * 3600
    assert (await client.users_info(user=tokyo, include_locale=True))["user"]["locale"] == "en-GB"


async def test_a_fortnight_passes_at_once(workspace, client, clock, general):
    """All that has a date follows the clock: messages, response_url, trigger_id, events."""
    first = await workspace.say("general", "first")
    trigger = workspace.triggers.issue(workspace.world.me)
    clock.forward(14 * 24 * 3600)
    second = (await client.chat_postMessage(channel=general, text="second"))["ts"]
    assert float(second) - float(first) == pytest.approx(14 * 24 * 3600, abs=1)
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": []}
    assert (await refused(client.views_open(trigger_id=trigger, view=view)))["error"] == "expired_trigger_id"
    with pytest.raises(ValueError, match="not pushed back"):
        clock.forward(-1)
