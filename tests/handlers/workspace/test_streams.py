"""Streaming through the real client: what grows, what is refused, and how a stream ends without anybody's doing."""

import pytest
from slack_sdk.errors import SlackApiError

from handlers.workspace import sessions


async def refused(call):
    with pytest.raises(SlackApiError) as error:
        await call
    return error.value.response["error"]


@pytest.fixture
async def asked(workspace):
    return await workspace.say("general", "@Antici who?")


@pytest.fixture
def place(workspace, asked):
    """Where a stream may begin, outside a direct message."""
    world = workspace.world
    return {
        "channel": workspace.channel("general").id,
        "thread_ts": asked,
        "recipient_user_id": world.me,
        "recipient_team_id": world.team,
    }


async def test_the_sdks_helper_streams_an_answer(workspace, client, place, asked):
    stream = await client.chat_stream(**place, buffer_size=5)
    await stream.append(markdown_text="**Japan** is ")
    growing = workspace.replies("general", asked)[0]
    assert growing["text"] == "**Japan** is " and growing["streaming_state"] == "in_progress"
    await stream.append(markdown_text="a partner of GCAP.")
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "Was that of use?"}}
    await stream.stop(markdown_text=" So it is.", blocks=[section], metadata={"event_type": "a", "event_payload": {}})
    answer = workspace.replies("general", asked)[0]
    assert answer["text"] == "**Japan** is a partner of GCAP. So it is."
    assert [block["type"] for block in answer["blocks"]] == ["markdown", "section"]
    assert answer["streaming_state"] == "completed" and answer["metadata"]["event_type"] == "a"
    assert answer["ts"] == stream.ts and "edited" not in answer


async def test_a_stream_in_a_direct_message_needs_no_recipient(workspace, client):
    asked = await workspace.say(workspace.dm(), "who?")
    answer = await client.chat_startStream(channel=workspace.dm(), thread_ts=asked, markdown_text="They.")
    assert workspace.replies(workspace.dm(), asked)[0]["ts"] == answer["ts"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"recipient_user_id": None}, "missing_recipient_user_id"),
        ({"recipient_team_id": None}, "missing_recipient_team_id"),
        ({"recipient_user_id": "U404"}, "user_not_found"),
        ({"recipient_team_id": "T404"}, "team_not_found"),
        ({"thread_ts": ""}, "invalid_arguments"),
        ({"thread_ts": "1.000000"}, "thread_not_found"),
        ({"channel": "C404"}, "channel_not_found"),
        ({"task_display_mode": "cards"}, "invalid_arguments"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"markdown_text": "x", "chunks": [{"type": "markdown_text", "text": "y"}]}, "invalid_arguments"),
        ({"chunks": [{"type": "markdown_text", "text": "x" * 7000}] * 2}, "msg_too_long"),
        ({"chunks": [{"type": "poem", "text": "x"}]}, "invalid_chunks"),
        ({"chunks": [{"type": "task_update", "id": "1"}]}, "invalid_chunks"),
        ({"chunks": [{"type": "blocks", "blocks": [{"type": "bogus"}]}]}, "invalid_blocks"),
        ({"chunks": [{"type": "blocks", "blocks": [{"type": "divider"}] * 51}]}, "msg_blocks_too_many"),
    ],
)
async def test_streams_that_do_not_begin(workspace, client, place, asked, change, code):
    args = {name: value for name, value in (place | change).items() if value is not None}
    assert await refused(client.api_call("chat.startStream", json=args)) == code
    assert workspace.replies("general", asked) == []


async def test_a_stream_stays_with_what_it_began_with(client, place):
    channel = place["channel"]
    ts = (await client.chat_startStream(**place, markdown_text="text"))["ts"]
    chunks = [{"type": "markdown_text", "text": "chunk"}]
    assert await refused(client.chat_appendStream(channel=channel, ts=ts, chunks=chunks)) == "streaming_mode_mismatch"
    assert await refused(client.chat_appendStream(channel=channel, ts=ts)) == "no_text"
    await client.chat_appendStream(channel=channel, ts=ts, markdown_text=" and more")
    assert (await client.chat_stopStream(channel=channel, ts=ts))["message"]["text"] == "text and more"


async def test_no_call_may_bring_too_much_nor_all_together(client, place):
    channel = place["channel"]
    ts = (await client.chat_startStream(**place))["ts"]
    assert await refused(client.chat_stopStream(channel=channel, ts=ts)) == "no_text"
    for _ in range(3):
        await client.chat_appendStream(channel=channel, ts=ts, markdown_text="x" * 12_000)
    assert await refused(client.chat_appendStream(channel=channel, ts=ts, markdown_text="x" * 4001)) == "msg_too_long"
    blocks = [{"type": "divider"}] * 51
    assert await refused(client.chat_stopStream(channel=channel, ts=ts, blocks=blocks)) == "invalid_blocks"
    answer = await client.chat_stopStream(channel=channel, ts=ts)
    assert len(answer["message"]["text"]) == 36_000


async def test_tasks_are_updated_by_their_id(workspace, client, place, asked):
    def task(name, status, **more):
        return {"type": "task_update", "id": name, "title": f"Task {name}", "status": status, **more}

    ts = (await client.chat_startStream(**place, chunks=[task("1", "in_progress"), task("2", "pending")]))["ts"]
    chunks = [task("1", "complete", output="Three articles"), {"type": "markdown_text", "text": "Done."}]
    await client.chat_appendStream(channel=place["channel"], ts=ts, chunks=chunks)
    blocks = workspace.replies("general", asked)[0]["blocks"]
    assert [block["type"] for block in blocks] == ["task_card", "task_card", "markdown"]
    assert [block["status"] for block in blocks[:2]] == ["complete", "pending"]
    assert blocks[0]["output"]["elements"][0]["elements"][0]["text"] == "Three articles"


async def test_a_plan_holds_its_tasks_together(workspace, client, place, asked):
    chunks = [
        {"type": "plan_update", "title": "Looking"},
        {"type": "task_update", "id": "1", "title": "Read", "status": "in_progress"},
        {"type": "markdown_text", "text": "So far."},
        {"type": "task_update", "id": "2", "title": "Sort", "status": "pending"},
    ]
    await client.chat_startStream(**place, chunks=chunks, task_display_mode="plan")
    plan, words = workspace.replies("general", asked)[0]["blocks"]
    assert (plan["type"], plan["title"], words["type"]) == ("plan", "Looking", "markdown")
    assert [task["title"] for task in plan["tasks"]] == ["Read", "Sort"]


async def test_a_stream_ends_by_itself_after_five_minutes(workspace, client, place, asked, clock):
    channel = place["channel"]
    stream = await client.chat_stream(**place, buffer_size=1)
    await stream.append(markdown_text="slow")
    clock.ahead += 299
    await stream.append(markdown_text=" and slower")
    clock.ahead += 2
    assert await refused(stream.append(markdown_text=" too late")) == "message_not_in_streaming_state"
    assert await refused(stream.stop()) == "message_not_in_streaming_state"
    left = workspace.replies("general", asked)[0]
    assert (left["text"], left["streaming_state"]) == ("slow and slower", "errored")
    await client.chat_update(channel=channel, ts=stream.ts, text="slow and slower too late")  # the way out of it
    assert workspace.replies("general", asked)[0]["text"] == "slow and slower too late"


async def test_while_it_streams_nobody_else_may_touch_it(client, place):
    channel = place["channel"]
    ts = (await client.chat_startStream(**place, markdown_text="x"))["ts"]
    assert await refused(client.chat_update(channel=channel, ts=ts, text="y")) == "streaming_state_conflict"
    assert await refused(client.chat_delete(channel=channel, ts=ts)) == "cant_delete_message"
    await client.chat_stopStream(channel=channel, ts=ts)
    assert await refused(client.chat_stopStream(channel=channel, ts=ts)) == "message_not_in_streaming_state"
    await client.chat_update(channel=channel, ts=ts, text="y")
    await client.chat_delete(channel=channel, ts=ts)


async def test_only_a_stream_of_the_apps_own_is_appended_to(workspace, client, place, asked):
    channel = place["channel"]
    posted = (await client.chat_postMessage(channel=channel, text="no stream"))["ts"]
    codes = {asked: "message_not_owned_by_app", posted: "message_not_in_streaming_state", "1.0": "message_not_found"}
    for ts, code in codes.items():
        assert await refused(client.chat_appendStream(channel=channel, ts=ts, markdown_text="x")) == code


async def test_stop_is_the_persons_and_the_app_hears_of_it(workspace, client, app, bolt, place, asked):
    stopped = []

    @app.event("agent_session_stopped")
    async def stop(event):
        stopped.append(event)

    await bolt(app)
    channel = place["channel"]
    await client.agents_sessions_setStatus(channel_id=channel, thread_ts=asked, status="processing", title="Who?")
    ts = (await client.chat_startStream(**place, markdown_text="It will take"))["ts"]
    assert workspace.world.statuses[channel, asked]["session"] == "processing"  # a reply does not end it
    assert sessions.stop(workspace, "general", asked) == [ts]
    await workspace.until(lambda: stopped)
    assert stopped[0]["streaming_message_ts"] == [ts] and stopped[0]["thread_ts"] == asked
    assert await refused(client.chat_appendStream(channel=channel, ts=ts, markdown_text=".")) == "stopped_by_user"
    assert workspace.world.sessions[channel, asked]["status"] == "processing"  # to change it is the app's part
    await client.agents_sessions_setStatus(channel_id=channel, thread_ts=asked, status="active")
    assert (channel, asked) not in workspace.world.statuses


async def test_stopping_a_stream_may_set_the_session(workspace, client, place, asked):
    channel = place["channel"]
    await client.agents_sessions_setStatus(channel_id=channel, thread_ts=asked, status="processing")
    ts = (await client.chat_startStream(**place, markdown_text="x"))["ts"]
    assert await refused(client.chat_stopStream(channel=channel, ts=ts, session_status="done")) == "invalid_arguments"
    await client.chat_stopStream(channel=channel, ts=ts, session_status="suspended")
    assert workspace.world.sessions[channel, asked]["status"] == "suspended"


async def test_a_growing_message_is_seen_by_people_and_not_told_to_the_app(workspace, client, app, bolt, place):
    await bolt(app)
    pushed = []
    workspace.world.observers.append(lambda change: pushed.append(change.kind))
    ts = (await client.chat_startStream(**place, markdown_text="a"))["ts"]
    await client.chat_appendStream(channel=place["channel"], ts=ts, markdown_text="b")
    assert pushed == ["message", "message_changed", "message_changed"]
    told = [body["event"].get("subtype") for body in app.heard if body["event"].get("subtype")]
    assert told == []
