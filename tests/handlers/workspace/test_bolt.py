"""The real Bolt against the workspace: what people do reaches it, what it answers is seen."""

import asyncio
import re

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.workspace import Refusal, Workspace, serve


async def test_a_mention_is_answered_in_its_thread(workspace, app, bolt):
    await bolt(app)
    ts = await workspace.say("general", "@Antici who develops fighter jets?")
    reply = (await workspace.until(lambda: workspace.replies("general", ts)))[0]
    assert reply["text"] == f"re: <@{workspace.world.bot}> who develops fighter jets?"
    assert reply["thread_ts"] == ts and reply["bot_id"] == workspace.world.bot_id
    parent = workspace.messages("general")[0]
    assert parent["reply_count"] == 1 and parent["latest_reply"] == reply["ts"]


async def test_a_mention_comes_twice_as_mention_and_as_message(workspace, app, bolt):
    await bolt(app)
    ts = await workspace.say("general", "@Antici hello")
    await workspace.until(lambda: len(app.heard) >= 2)
    mine = [body for body in app.heard if body["event"]["ts"] == ts]
    assert {body["event"]["type"] for body in mine} == {"app_mention", "message"}
    assert len({body["event_id"] for body in mine}) == 2
    assert mine[0]["authorizations"][0]["user_id"] == workspace.world.bot


@pytest.mark.parametrize(
    ("channel", "kind"), [("general", "channel"), ("cabinet", "group"), ("dm", "im")], ids=["public", "private", "im"]
)
async def test_a_message_says_what_kind_of_place_it_was_said_in(workspace, app, bolt, channel, kind):
    await bolt(app)
    place = workspace.dm() if channel == "dm" else channel
    await workspace.say(place, "between people")
    await workspace.until(lambda: app.heard)
    assert app.heard[0]["event"]["channel_type"] == kind
    assert app.heard[0]["event"]["text"] == "between people"


async def test_nothing_is_heard_from_where_the_bot_is_not(workspace, app, bolt):
    await bolt(app)
    workspace.world.add_channel("elsewhere", members={workspace.world.me})
    await workspace.say("elsewhere", "@Antici hello")
    await workspace.say("general", "here")
    await workspace.until(lambda: app.heard)
    assert [body["event"]["text"] for body in app.heard] == ["here"]


async def test_what_a_person_types_is_escaped(workspace, app, bolt):
    await bolt(app)
    await workspace.say("general", "R&D <!channel> at https://example.eu/a?b=1&c=2.")
    await workspace.until(lambda: app.heard)
    assert app.heard[0]["event"]["text"] == "R&amp;D &lt;!channel&gt; at <https://example.eu/a?b=1&amp;c=2>."
    kinds = [part["type"] for part in app.heard[0]["event"]["blocks"][0]["elements"][0]["elements"]]
    assert kinds == ["text", "link", "text"]


async def test_a_command_is_acknowledged_and_answered(workspace, app, bolt):
    @app.command("/latest")
    async def latest(ack, respond, command):
        await ack("one moment")
        await respond(f"{command['user_name']} asked for {command['text']} in {command['channel_name']}")
        await respond("for all", response_type="in_channel")

    await bolt(app)
    await workspace.command("defence-desk", "/latest", "Japan & co")
    await workspace.until(lambda: workspace.messages("defence-desk"))
    private = [message["text"] for message in workspace.ephemerals("defence-desk")]
    assert sorted(private) == ["one moment", "you asked for Japan &amp; co in defence-desk"]
    assert workspace.ephemerals("defence-desk", "mira") == []
    assert [message["text"] for message in workspace.messages("defence-desk")] == ["for all"]


async def test_a_command_with_should_escape_carries_ids(workspace, app, bolt):
    asked = []

    @app.command("/actor")
    async def actor(ack, command):
        asked.append(command["text"])
        await ack()

    await bolt(app)
    await workspace.command("general", "/actor", "@mira")
    assert asked == [f"<@{workspace.world.users[workspace.person('mira')].id}>"]


async def test_an_unknown_command_never_reaches_the_bot(workspace, app, bolt):
    asked = []

    @app.command(re.compile(".*"))
    async def anything(ack, command):
        asked.append(command)
        await ack()

    await bolt(app)
    await workspace.command("general", "/nope")
    assert asked == []
    assert workspace.notices[-1].text == "/nope is not a valid command."


async def test_commands_do_not_work_in_threads(workspace, app, bolt):
    await bolt(app)
    ts = await workspace.say("general", "a thread")
    await workspace.command("general", "/latest", thread_ts=ts)
    assert "not supported in threads" in workspace.notices[-1].text


async def test_silence_is_noticed(workspace, app, bolt):
    @app.command("/latest")
    async def latest():
        await asyncio.sleep(5)

    await bolt(app)
    await workspace.command("general", "/latest")
    assert "operation_timeout" in workspace.notices[-1].text


async def test_a_command_before_the_bot_is_there_is_noticed(workspace):
    await workspace.command("general", "/latest")
    assert "dispatch_failed" in workspace.notices[-1].text


async def test_an_acknowledgement_that_slack_would_refuse_is_noticed(workspace, app, bolt):
    @app.command("/latest")
    async def latest(ack):
        await ack(blocks=[{"type": "bogus"}])

    await bolt(app)
    await workspace.command("general", "/latest")
    assert "invalid_blocks" in workspace.notices[-1].text
    assert workspace.ephemerals("general") == []


async def test_a_response_url_is_used_up_after_five(workspace, app, bolt):
    outcomes = []

    @app.command("/latest")
    async def latest(ack, respond):
        await ack()
        for number in range(6):
            answer = await respond(f"{number}")
            outcomes.append((answer.status_code, answer.body))

    await bolt(app)
    await workspace.command("general", "/latest")
    await workspace.until(lambda: len(outcomes) == 6)
    assert [status for status, _ in outcomes] == [200] * 5 + [404]
    assert "used_url" in outcomes[-1][1]
    assert len(workspace.ephemerals("general")) == 5


async def test_a_response_url_expires_after_half_an_hour(workspace, app, bolt, clock):
    outcomes = []

    @app.command("/latest")
    async def latest(ack, respond):
        await ack()
        for minutes in (29, 2):
            clock.ahead += minutes * 60
            outcomes.append(await respond("late"))

    await bolt(app)
    await workspace.command("general", "/latest")
    await workspace.until(lambda: len(outcomes) == 2)
    assert [answer.status_code for answer in outcomes] == [200, 404]
    assert "expired_url" in outcomes[1].body


async def test_a_click_updates_the_message(workspace, app, bolt, client):
    @app.action("more")
    async def more(ack, body, respond):
        await ack()
        assert body["message"]["ts"] == body["container"]["message_ts"]
        await respond(text=f"clicked {body['actions'][0]['value']}", replace_original=True)

    await bolt(app)
    button = {"type": "button", "action_id": "more", "value": "7", "text": {"type": "plain_text", "text": "More"}}
    channel = workspace.channel("general").id
    await client.chat_postMessage(channel=channel, text="x", blocks=[{"type": "actions", "elements": [button]}])
    await workspace.click(workspace.messages("general")[0], "more")
    await workspace.until(lambda: workspace.messages("general")[0]["text"] == "clicked 7")
    assert "blocks" not in workspace.messages("general")[0]


async def test_a_click_on_what_only_i_see_quotes_no_message(workspace, app, bolt):
    clicked = []

    @app.command("/latest")
    async def latest(ack):
        option = {"text": {"type": "plain_text", "text": "One"}, "value": "1"}
        menu = {"type": "static_select", "action_id": "pick", "options": [option]}
        await ack(blocks=[{"type": "actions", "elements": [menu]}], text="pick")

    @app.action("pick")
    async def pick(ack, body, respond):
        await ack()
        clicked.append(body)
        await respond(delete_original=True)

    await bolt(app)
    await workspace.command("general", "/latest")
    message = workspace.ephemerals("general")[0]
    with pytest.raises(Refusal, match="invalid_choice"):
        await workspace.click(message, "pick", selected_option={"value": "2"})
    with pytest.raises(Refusal, match="message_not_found"):
        await workspace.click(message, "pick", selected_option={"value": "1"}, user="mira")
    with pytest.raises(Refusal, match="no_such_action"):
        await workspace.click(message, "other")
    await workspace.click(message, "pick", selected_option={"value": "1"})
    await workspace.until(lambda: not workspace.ephemerals("general"))
    assert "message" not in clicked[0] and clicked[0]["container"]["is_ephemeral"] is True
    assert clicked[0]["actions"][0]["selected_option"]["text"]["text"] == "One"


async def test_own_messages_come_back_as_events(workspace, running, client, app, bolt):
    seen = []
    app = AsyncApp(client=client, ignoring_self_events_enabled=False)

    @app.event("message")
    async def message(event):
        seen.append(event)

    await bolt(app)
    await client.chat_postMessage(channel=workspace.channel("general").id, text="mine")
    await workspace.until(lambda: seen)
    assert seen[0]["bot_id"] == workspace.world.bot_id and seen[0]["app_id"] == workspace.world.app


async def test_edits_and_deletions_are_events(workspace, app, bolt):
    await bolt(app)
    ts = await workspace.say("general", "first")
    await workspace.edit("general", ts, "second")
    await workspace.delete("general", ts)
    await workspace.until(lambda: len(app.heard) == 3)
    subtypes = [body["event"].get("subtype") for body in app.heard]
    assert sorted(subtypes, key=str) == sorted([None, "message_changed", "message_deleted"], key=str)
    changed = next(body["event"] for body in app.heard if body["event"].get("subtype") == "message_changed")
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("first", "second")


async def test_only_subscribed_events_are_sent(clock):
    workspace = Workspace.demo(subscriptions=["app_mention"])
    async with await serve(workspace) as running:
        app = AsyncApp(client=AsyncWebClient(token=running.bot_token, base_url=running.api_url))
        handler, heard = AsyncSocketModeHandler(app, running.app_token), []

        @app.event({"type": re.compile(".*")})
        async def event(event):
            heard.append(event["type"])

        await handler.connect_async()
        await workspace.connected()
        await workspace.say("general", "nothing")
        await workspace.say("general", "@Antici something")
        await workspace.until(lambda: heard)
        await handler.close_async()
    assert heard == ["app_mention"]
