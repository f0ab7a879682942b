"""Groups of several people, links and what stands below them, what a person looks at, tabs, and scopes of events."""

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.workspace import Workspace, registered, serve, sessions, sharing, unfurls

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "An article of 2026"}}


async def refused(call):
    with pytest.raises(SlackApiError) as error:
        await call
    return error.value.response["error"]


async def test_a_direct_message_of_several(workspace, client, app, bolt):
    await bolt(app)
    world = workspace.world
    people = [world.me, workspace.person("mira")]
    group = (await client.conversations_open(users=people, return_im=True))["channel"]
    assert group["is_mpim"] and not group["is_im"] and group["name"].startswith("mpdm-")
    again = await client.conversations_open(users=list(reversed(people)))
    assert again["channel"]["id"] == group["id"] and again["already_open"]
    await workspace.say(group["id"], "the three of us")
    await workspace.until(lambda: app.heard)
    assert app.heard[0]["event"]["channel_type"] == "mpim"
    await client.chat_postMessage(channel=group["id"], text="so it is")
    listed = (await client.conversations_list(types="mpim"))["channels"]
    assert [one["id"] for one in listed] == [group["id"]]
    assert len((await client.conversations_members(channel=group["id"]))["members"]) == 3


async def test_groups_that_cannot_be(workspace, client):
    world = workspace.world
    many = [world.add_user(f"p{number}").id for number in range(9)]
    assert await refused(client.conversations_open(users=many)) == "too_many_users"
    assert await refused(client.conversations_open(users="")) == "users_list_not_supplied"
    assert await refused(client.conversations_open(users=[world.me, "U404"])) == "user_not_found"
    assert await refused(client.conversations_open(users=[world.me, world.bot])) == "invalid_user_combination"
    general = workspace.channel("general").id
    assert await refused(client.conversations_open(channel=general)) == "method_not_supported_for_channel_type"


@pytest.fixture
async def linked():
    """A workspace whose app has a domain; gives the app, its client, and what it heard."""
    workspace = Workspace.demo(unfurl_domains=["lantern.example"])
    async with await serve(workspace) as running:
        client = AsyncWebClient(token=running.bot_token, base_url=running.api_url)
        app, heard = AsyncApp(client=client), []

        @app.event("link_shared")
        async def shared(event):
            heard.append(event)

        @app.event("message")
        async def message(event):
            pass

        handler = AsyncSocketModeHandler(app, running.app_token)
        await handler.connect_async()
        await workspace.connected()
        yield workspace, client, heard
        await handler.close_async()


async def test_a_shared_link_gets_a_preview(linked):
    workspace, client, heard = linked
    general = workspace.channel("general").id
    url = "https://news.lantern.example/a?b=1&c=2"
    ts = await workspace.say("general", f"see {url} and https://other.example/x")
    await workspace.until(lambda: heard)
    assert heard[0]["links"] == [{"domain": "lantern.example", "url": url}]
    assert (heard[0]["message_ts"], heard[0]["source"]) == (ts, "conversations_history")
    for text in ("once", "twice"):
        section = {**SECTION, "text": {"type": "mrkdwn", "text": text}}
        await client.chat_unfurl(channel=general, ts=ts, unfurls={url: {"blocks": [section]}})
    shown = workspace.messages("general")[0]["attachments"]
    assert len(shown) == 1 and shown[0]["blocks"][0]["text"]["text"] == "twice" and shown[0]["is_app_unfurl"]


async def test_previews_that_are_refused(linked):
    workspace, client, _ = linked
    general = workspace.channel("general").id
    url = "https://lantern.example/a"
    ts = await workspace.say("general", url)
    own = (await client.chat_postMessage(channel=general, text=f"<{url}>"))["ts"]

    async def code(**args):
        given = {"channel": general, "ts": ts, "unfurls": {url: {"text": "x"}}, **args}
        return await refused(client.api_call("chat.unfurl", json={k: v for k, v in given.items() if v is not None}))

    assert await code(unfurls=None) == "missing_unfurls"
    assert await code(unfurls=["x"]) == "invalid_unfurls_format"
    assert await code(channel=None) == "missing_channel"
    assert await code(ts=None) == "missing_ts"
    assert await code(channel="C404") == "cannot_find_channel"
    assert await code(ts="1.000000") == "cannot_find_message"
    assert await code(ts=own) == "cannot_find_message"
    assert await code(unfurls={"https://lantern.example/b": {"text": "x"}}) == "cannot_unfurl_message"
    assert await code(unfurls={url: "x"}) == "cannot_parse_attachment"
    assert await code(unfurls={url: {"blocks": [{"type": "bogus"}]}}) == "invalid_blocks"
    assert await code(unfurl_id="x") == "missing_source"
    assert await code(unfurl_id="x", source="composer") == "invalid_unfurl_id"


async def test_a_link_still_in_the_composer(linked):
    workspace, client, heard = linked
    event = workspace.compose("see https://lantern.example/a")
    await workspace.until(lambda: heard)
    assert heard[0]["unfurl_id"] == event and heard[0]["source"] == "composer"
    unfurl = {"https://lantern.example/a": {"blocks": [SECTION]}}
    await client.chat_unfurl(unfurl_id=event, source="composer", unfurls=unfurl)
    assert workspace.previews.shown[event][0]["blocks"][0]["text"] == SECTION["text"]
    assert workspace.compose("nothing of the app's") is None


def test_a_domain_is_a_domain_and_what_is_below_it():
    text = "<https://lantern.example/> <https://a.lantern.example/|a> <https://evillantern.example/> https://lantern.example"
    assert [link["url"] for link in unfurls.links(text, ["lantern.example"])] == [
        "https://lantern.example/",
        "https://a.lantern.example/",
    ]


async def test_what_a_person_looks_at(workspace, app, bolt):
    seen = []

    @app.event("app_context_changed")
    async def changed(event):
        seen.append(event)

    await bolt(app)
    sessions.look_at(workspace, "defence-desk")
    sessions.look_at(workspace)
    await workspace.until(lambda: len(seen) == 2)
    desk = {"type": "slack#/types/channel_id", "value": workspace.channel("defence-desk").id}
    assert seen[0]["context"]["entities"] == [{**desk, "team_id": workspace.world.team}]
    assert seen[1]["context"] == {} and seen[0]["user"] == workspace.world.me


async def test_a_session_warns_an_app_that_would_not_hear_of_stop():
    async with await serve(Workspace.demo(subscriptions=["message.im"])) as running:
        workspace = running.workspace
        client = AsyncWebClient(token=running.bot_token, base_url=running.api_url)
        place = {"channel_id": workspace.dm(), "thread_ts": await workspace.say(workspace.dm(), "who?")}
        answer = await client.agents_sessions_setStatus(**place, status="processing", title="Who")
        assert answer["warning"] == "missing_agent_session_stopped_event_subscription"
        assert answer["title"] == "Who" and answer["agent_status"] == "processing"
        assert (await client.agents_sessions_rename(**place, title="Who else"))["title"] == "Who else"
        assert await refused(client.agents_sessions_rename(**place, title="x" * 201)) == "invalid_arguments"
        assert await refused(client.agents_sessions_setStatus(**place, status="busy")) == "invalid_arguments"


@pytest.mark.parametrize(
    ("scopes", "heard"),
    [(["channels:history"], ["message"]), (["channels:history", "files:read"], ["file", "message"])],
)
async def test_events_need_their_scopes(scopes, heard):
    async with await serve(Workspace.demo(scopes=scopes, subscriptions=["message.channels", "file_shared"])) as running:
        app = AsyncApp(client=AsyncWebClient(token=running.bot_token, base_url=running.api_url))
        handler, told = AsyncSocketModeHandler(app, running.app_token), []

        @app.event("file_shared")
        async def file(event):
            told.append("file")

        @app.event("message")
        async def message(event):
            told.append("message")

        await handler.connect_async()
        await running.workspace.connected()
        sharing.share(running.workspace, "general", "a.txt", b"x")
        await running.workspace.until(lambda: len(told) >= len(heard))
        await handler.close_async()
    assert sorted(told) == heard


def manifest(**features):
    scopes = {"bot": ["chat:write", "commands"]}
    return {"features": features, "oauth_config": {"scopes": scopes}, "settings": {}}


async def test_tabs_that_the_manifest_does_not_have():
    home = {"home_tab_enabled": False, "messages_tab_enabled": False}
    commands, settings = registered(manifest(app_home=home))
    async with await serve(Workspace.demo(commands, **settings)) as running:
        client = AsyncWebClient(token=running.bot_token, base_url=running.api_url)
        me = running.workspace.world.me
        assert await refused(client.views_publish(user_id=me, view={"type": "home", "blocks": []})) == "not_enabled"
        assert await refused(client.chat_postMessage(channel=me, text="x")) == "messages_tab_disabled"
        assert await refused(client.users_info(user=me)) == "missing_scope"


@pytest.mark.parametrize(
    "features",
    [
        {"slash_commands": [{"command": "latest", "description": "x"}]},
        {"slash_commands": [{"command": "/Latest", "description": "x"}]},
        {"slash_commands": [{"command": "/a", "description": ""}]},
        {"slash_commands": [{"command": "/a", "description": "x"}] * 2},
        {"slash_commands": [{"command": f"/a{number}", "description": "x"} for number in range(51)]},
        {"shortcuts": [{"name": "x" * 25, "type": "message", "callback_id": "a", "description": "x"}]},
        {"shortcuts": [{"name": "x", "type": "channel", "callback_id": "a", "description": "x"}]},
        {"shortcuts": [{"name": "x", "type": "global", "callback_id": "", "description": "x"}]},
        {"unfurl_domains": [f"{number}.example" for number in range(6)]},
    ],
)
def test_manifests_that_are_not_taken(features):
    with pytest.raises(ValueError, match=r"command|shortcut|domain"):
        registered(manifest(**features))
