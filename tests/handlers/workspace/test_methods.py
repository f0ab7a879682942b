"""The Web API through the real client: what is done, and what is refused with Slack's own words."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from handlers.workspace import Workspace, serve


def section(text="text", **more):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(action_id, **more):
    return {"type": "button", "action_id": action_id, "text": {"type": "plain_text", "text": "Go"}, **more}


@pytest.fixture
def general(workspace):
    return workspace.channel("general").id


async def refused(call):
    with pytest.raises(SlackApiError) as error:
        await call
    return error.value.response


async def test_auth_test_says_who_the_bot_is(workspace, client):
    answer = await client.auth_test()
    assert (answer["user_id"], answer["bot_id"]) == (workspace.world.bot, workspace.world.bot_id)
    assert "chat:write" in answer.headers["x-oauth-scopes"]


@pytest.mark.parametrize(
    ("token", "code"),
    [("", "not_authed"), ("xoxb-wrong", "invalid_auth"), ("app", "not_allowed_token_type")],
    ids=["none", "unknown", "of the other kind"],
)
async def test_tokens(running, token, code):
    token = running.app_token if token == "app" else token
    answer = await refused(AsyncWebClient(token=token, base_url=running.api_url).auth_test())
    assert answer["error"] == code


async def test_a_bot_token_opens_no_socket(running, client):
    answer = await refused(client.apps_connections_open(app_token=running.bot_token))
    assert answer["error"] == "not_allowed_token_type"


async def test_a_token_in_the_address_is_none(running):
    url = f"{running.api_url}auth.test?token={running.bot_token}"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert (await response.json())["error"] == "not_authed"


async def test_a_method_nobody_knows(client):
    answer = await refused(client.api_call("chat.postMassage"))
    assert answer["error"] == "unknown_method"


async def test_a_scope_that_was_not_granted():
    async with await serve(Workspace.demo(scopes=["chat:write", "channels:read"])) as running:
        client = AsyncWebClient(token=running.bot_token, base_url=running.api_url)
        general, cabinet = (running.workspace.channel(name).id for name in ("general", "cabinet"))
        await client.conversations_info(channel=general)
        answer = await refused(client.conversations_info(channel=cabinet))
        assert (answer["error"], answer["needed"]) == ("missing_scope", "groups:read")
        answer = await refused(client.users_info(user=running.workspace.world.me))
        assert (answer["error"], answer["provided"]) == ("missing_scope", "channels:read,chat:write")


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{", "application/json", "invalid_json"),
        (b"[]", "application/json", "json_not_object"),
        (b"[" * 100_000, "application/json", "invalid_json"),
        (b"x", "text/plain", "invalid_post_type"),
    ],
)
async def test_bodies_that_are_none(running, body, kind, code):
    headers = {"Authorization": f"Bearer {running.bot_token}", "Content-Type": kind}
    url = f"{running.api_url}chat.postMessage"
    async with aiohttp.ClientSession(headers=headers) as session, session.post(url, data=body) as response:
        assert (await response.json())["error"] == code


async def test_the_same_call_in_every_encoding(running, general):
    args = {"channel": general, "text": "hi", "blocks": '[{"type":"divider"}]'}
    url, headers = f"{running.api_url}chat.postMessage", {"Authorization": f"Bearer {running.bot_token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        for options in ({"data": args}, {"json": args}, {"params": args}):
            async with session.post(url, **options) as response:
                answer = await response.json()
            assert answer["ok"] and answer["message"]["blocks"][0]["type"] == "divider"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({}, "no_text"),
        ({"text": "  "}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "channel": "C404"}, "channel_not_found"),
        ({"text": "x", "channel": "#general"}, "channel_not_found"),
        ({"text": "x", "thread_ts": "1.000000"}, "thread_not_found"),
        ({"text": "x", "blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"text": "x", "blocks": [section("y" * 3001)]}, "invalid_blocks"),
        ({"text": "x", "blocks": [{"type": "bogus"}]}, "invalid_blocks"),
        ({"text": "x", "blocks": [section("y" * 2900)] * 5}, "msg_blocks_too_long"),
        ({"text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ({"markdown_text": "y" * 12_001}, "msg_too_long"),
        ({"text": "x", "metadata": {"event_type": "a b", "event_payload": {}}}, "invalid_metadata_schema"),
        ({"text": "x", "metadata": {"event_type": "a", "event_payload": {"a": {"b": {}}}}}, "invalid_metadata_schema"),
        ({"text": "x", "metadata": ["a"]}, "invalid_metadata_format"),
    ],
)
@pytest.mark.filterwarnings("ignore:The top-level `text`")
async def test_messages_that_are_refused(client, workspace, general, args, code):
    answer = await refused(client.api_call("chat.postMessage", json={"channel": general, **args}))
    assert answer["error"] == code
    assert workspace.messages("general") == []
    assert workspace.calls[-1].reply["error"] == code


async def test_a_refusal_says_what_is_wrong_where(client, general):
    answer = await refused(client.chat_postMessage(channel=general, text="x", blocks=[section(), section("y" * 3001)]))
    assert answer["errors"] == ["must be less than 3001 characters [json-pointer:/blocks/1/text/text]"]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {answer['errors'][0]}"]


async def test_where_the_bot_is_not_it_cannot_post(workspace, client):
    world = workspace.world
    away = world.add_channel("away", members={world.me}).id
    hidden = world.add_channel("hidden", "private", members={world.me}).id
    assert (await refused(client.chat_postMessage(channel=away, text="x")))["error"] == "not_in_channel"
    assert (await refused(client.chat_postMessage(channel=hidden, text="x")))["error"] == "channel_not_found"
    assert (await refused(client.conversations_history(channel=away)))["error"] == "not_in_channel"
    assert (await refused(client.conversations_join(channel=hidden)))["error"] == "channel_not_found"
    await client.conversations_join(channel=away)
    await client.chat_postMessage(channel=away, text="x")


async def test_threads_hang_on_parents_only(workspace, client, general):
    parent = (await client.chat_postMessage(channel=general, text="parent"))["ts"]
    reply = (await client.chat_postMessage(channel=general, text="reply", thread_ts=parent))["ts"]
    answer = await refused(client.chat_postMessage(channel=general, text="x", thread_ts=reply))
    assert answer["error"] == "thread_not_found"
    replies = (await client.conversations_replies(channel=general, ts=parent))["messages"]
    assert [message["text"] for message in replies] == ["parent", "reply"]
    assert replies[0]["reply_count"] == 1 and replies[1]["parent_user_id"] == workspace.world.bot


async def test_history_is_newest_first_and_without_replies(client, general):
    posted = [(await client.chat_postMessage(channel=general, text=f"{number}"))["ts"] for number in range(5)]
    await client.chat_postMessage(channel=general, text="reply", thread_ts=posted[0])
    await client.chat_postMessage(channel=general, text="loud", thread_ts=posted[0], reply_broadcast=True)
    whole = (await client.conversations_history(channel=general))["messages"]
    assert [message["text"] for message in whole] == ["loud", "4", "3", "2", "1", "0"]
    part = await client.conversations_history(channel=general, oldest=posted[1], latest=posted[3])
    assert [message["text"] for message in part["messages"]] == ["2"]
    part = await client.conversations_history(channel=general, oldest=posted[1], latest=posted[3], inclusive=True)
    assert [message["text"] for message in part["messages"]] == ["3", "2", "1"]


async def test_lists_come_in_pages(client, general):
    for number in range(7):
        await client.chat_postMessage(channel=general, text=f"{number}")
    seen, cursor = [], None
    while cursor != "":
        page = await client.conversations_history(channel=general, limit=3, cursor=cursor)
        seen += [message["text"] for message in page["messages"]]
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
    assert seen == ["6", "5", "4", "3", "2", "1", "0"]
    assert (await refused(client.conversations_history(channel=general, limit=0)))["error"] == "invalid_limit"
    assert (await refused(client.conversations_history(channel=general, cursor="?!")))["error"] == "invalid_cursor"


async def test_metadata_is_given_back_on_demand_only(client, general):
    metadata = {"event_type": "digest", "event_payload": {"period": "2026-11-24"}}
    await client.chat_postMessage(channel=general, text="x", metadata=metadata)
    bare = (await client.conversations_history(channel=general))["messages"][0]
    full = (await client.conversations_history(channel=general, include_all_metadata=True))["messages"][0]
    assert "metadata" not in bare and full["metadata"] == metadata


async def test_update(workspace, client, general):
    ts = (await client.chat_postMessage(channel=general, text="one", blocks=[section("one")]))["ts"]
    await client.chat_update(channel=general, ts=ts, text="two")
    message = workspace.messages("general")[0]
    assert message["text"] == "two" and message["blocks"][0]["text"]["text"] == "one"
    assert message["edited"]["user"] == workspace.world.bot
    await client.chat_update(channel=general, ts=ts, text="three", blocks=[])
    assert "blocks" not in workspace.messages("general")[0]
    assert (await refused(client.chat_update(channel=general, ts=ts, text="x" * 4001)))["error"] == "msg_too_long"


async def test_what_is_not_the_bots_own_stays_as_it_is(workspace, client, general):
    ts = await workspace.say("general", "mine")
    assert (await refused(client.chat_update(channel=general, ts=ts, text="x")))["error"] == "cant_update_message"
    assert (await refused(client.chat_delete(channel=general, ts=ts)))["error"] == "cant_delete_message"
    assert (await refused(client.chat_delete(channel=general, ts="1.0")))["error"] == "message_not_found"
    assert workspace.messages("general")[0]["text"] == "mine"


async def test_delete_leaves_a_stone_where_a_thread_hangs(workspace, client, general):
    parent = (await client.chat_postMessage(channel=general, text="parent"))["ts"]
    reply = (await client.chat_postMessage(channel=general, text="reply", thread_ts=parent))["ts"]
    await client.chat_delete(channel=general, ts=parent)
    assert workspace.messages("general")[0]["subtype"] == "tombstone"
    await client.chat_delete(channel=general, ts=reply)
    assert workspace.replies("general", parent) == []


async def test_ephemeral_messages_are_for_one_member_and_beyond_the_api(workspace, client, general):
    mira = workspace.person("mira")
    ts = (await client.chat_postEphemeral(channel=general, user=mira, text="psst"))["message_ts"]
    assert [message["text"] for message in workspace.ephemerals("general", "mira")] == ["psst"]
    assert workspace.ephemerals("general") == workspace.messages("general") == []
    assert (await refused(client.chat_update(channel=general, ts=ts, text="x")))["error"] == "message_not_found"
    answer = await refused(client.chat_postMessage(channel=general, text="x", thread_ts=ts))
    assert answer["error"] == "thread_not_found"
    stranger = workspace.world.add_user("stranger").id
    answer = await refused(client.chat_postEphemeral(channel=general, user=stranger, text="x"))
    assert answer["error"] == "user_not_in_channel"


async def test_who_and_where(workspace, client, general):
    assert (await client.users_info(user=workspace.world.me))["user"]["real_name"] == "You"
    assert (await refused(client.users_info(user="U404")))["error"] == "user_not_found"
    assert len((await client.users_list())["members"]) == 3
    assert (await client.bots_info(bot=workspace.world.bot_id))["bot"]["name"] == "Antici"
    assert (await client.team_info())["team"]["name"] == "Antici demo"
    assert (await client.conversations_info(channel=general))["channel"]["is_member"] is True
    assert (await client.conversations_members(channel=general))["members"] == sorted(workspace.world.users)
    names = [channel["name"] for channel in (await client.conversations_list())["channels"]]
    assert names == ["general", "defence-desk"]
    both = await client.conversations_list(types="private_channel,im")
    assert [channel.get("name") for channel in both["channels"]] == ["cabinet", None]
    opened = await client.conversations_open(users=[workspace.world.me])
    assert opened["channel"]["id"] == workspace.dm()
    posted = await client.chat_postMessage(channel=workspace.world.me, text="to your DM")
    assert posted["channel"] == workspace.dm()


async def test_permalink(client, general):
    ts = (await client.chat_postMessage(channel=general, text="x"))["ts"]
    link = (await client.chat_getPermalink(channel=general, message_ts=ts))["permalink"]
    assert link == f"https://antici-demo.slack.com/archives/{general}/p{ts.replace('.', '')}"


async def test_reactions(workspace, client, general):
    ts = (await client.chat_postMessage(channel=general, text="x"))["ts"]
    await client.reactions_add(channel=general, timestamp=ts, name="eyes")
    workspace.react(workspace.messages("general")[0], "eyes")
    assert workspace.messages("general")[0]["reactions"][0]["count"] == 2
    answer = await refused(client.reactions_add(channel=general, timestamp=ts, name="eyes"))
    assert answer["error"] == "already_reacted"
    answer = await refused(client.reactions_add(channel=general, timestamp=ts, name="Not An Emoji"))
    assert answer["error"] == "invalid_name"
    await client.reactions_remove(channel=general, timestamp=ts, name="eyes")
    assert workspace.messages("general")[0]["reactions"][0]["users"] == [workspace.world.me]


async def test_a_status_goes_with_the_answer(workspace, client, general):
    ts = await workspace.say("general", "question")
    await client.assistant_threads_setStatus(channel_id=general, thread_ts=ts, status="is reading …")
    assert workspace.world.statuses[general, ts]["status"] == "is reading …"
    await client.chat_postMessage(channel=general, thread_ts=ts, text="answer")
    assert workspace.world.statuses == {}


async def test_suggested_prompts(workspace, client):
    prompts = [{"title": "Latest", "message": "What is new?"}]
    await client.assistant_threads_setSuggestedPrompts(channel_id=workspace.dm(), prompts=prompts)
    assert workspace.world.prompts[workspace.dm(), ""]["prompts"] == prompts
    answer = await refused(client.assistant_threads_setSuggestedPrompts(channel_id=workspace.dm(), prompts=prompts * 5))
    assert answer["error"] == "too_many_prompts"


async def test_faults_meet_the_next_call(workspace, client, general):
    faults = workspace.faults
    faults.limit("chat.postMessage", retry_after=7)
    answer = await refused(client.chat_postMessage(channel=general, text="x"))
    assert (answer.status_code, answer.headers["Retry-After"], answer["error"]) == (429, "7", "ratelimited")
    faults.refuse("chat.postMessage", "is_archived")
    assert (await refused(client.chat_postMessage(channel=general, text="x")))["error"] == "is_archived"
    faults.fail("chat.postMessage", status=500)
    assert (await refused(client.chat_postMessage(channel=general, text="x"))).status_code == 500
    assert workspace.messages("general") == []
    await client.chat_postMessage(channel=general, text="x")
    assert faults.counts["chat.postMessage"] == 4


async def test_an_answer_lost_after_the_deed(workspace, client, general):
    """The client cannot know, and by default tries once more: the message is there twice."""
    workspace.faults.cut("chat.postMessage", when="after")
    await client.chat_postMessage(channel=general, text="once?")
    assert [message["text"] for message in workspace.messages("general")] == ["once?", "once?"]
    assert [call.status for call in workspace.calls] == [0, 200]


async def test_pace(workspace, client, general, clock):
    workspace.faults.pace(1.0, burst=2)
    for _ in range(2):
        await client.chat_postMessage(channel=general, text="x")
    answer = await refused(client.chat_postMessage(channel=general, text="x"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    await client.chat_postMessage(channel=workspace.dm(), text="another channel")
    clock.ahead += 1
    await client.chat_postMessage(channel=general, text="x")


async def test_the_clients_own_retry_honours_it(workspace, client, general):
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    workspace.faults.limit("chat.postMessage", retry_after=0)
    await client.chat_postMessage(channel=general, text="x")
    assert len(workspace.messages("general")) == 1


async def test_duplicate_ids(client, general):
    twice = [section(block_id="same"), section(block_id="same")]
    answer = await refused(client.chat_postMessage(channel=general, text="x", blocks=twice))
    assert answer["errors"] == ['`block_id` "same" already exists [json-pointer:/blocks/1/block_id]']
    buttons = [{"type": "actions", "elements": [button("go"), button("go")]}]
    answer = await refused(client.chat_postMessage(channel=general, text="x", blocks=buttons))
    assert answer["errors"] == ['`action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]']
