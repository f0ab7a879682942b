"""The page's API: what the browser sees and does, and that nobody else's page can."""

import json

import aiohttp
import pytest


@pytest.fixture
async def browser(running):
    async with aiohttp.ClientSession(running.url) as session:
        yield session


async def get(browser, path, **query):
    async with browser.get(path, params=query) as response:
        return await response.json()


async def post(browser, path, **body):
    async with browser.post(path, json=body) as response:
        return await response.json()


async def told(socket, kind):
    """The next push of a kind."""
    while True:
        entry = await socket.receive_json(timeout=3)
        if entry["type"] == kind:
            return entry


async def test_state(browser, workspace):
    state = await get(browser, "/client/state")
    assert state["team"]["name"] == "Antici demo" and state["me"]["name"] == "You"
    kinds = [(channel["name"], channel["kind"]) for channel in state["channels"]]
    assert kinds == [("general", "channel"), ("defence-desk", "channel"), ("cabinet", "private"), ("", "im")]
    assert state["channels"][-1]["user"] == workspace.world.bot
    assert state["commands"][0] == {"command": "/latest", "description": "What is new", "usage_hint": "[topic]"}
    assert [user["name"] for user in state["users"]] == ["antici", "you", "mira"]
    assert state["bot"]["user_id"] == workspace.world.bot


async def test_unread_is_what_others_said_since_i_looked(browser, workspace):
    general = workspace.channel("general").id
    await workspace.say("general", "old", user="mira")
    await get(browser, "/client/history", channel=general)
    await workspace.say("general", "new", user="mira")
    await workspace.say("general", "mine")
    state = await get(browser, "/client/state")
    assert [channel["unread"] for channel in state["channels"]] == [1, 0, 0, 0]


async def test_history_and_thread(browser, workspace, client):
    general = workspace.channel("general").id
    sent = await post(browser, "/client/message", channel=general, text="root")
    await post(browser, "/client/message", channel=general, text="reply", thread_ts=sent["ts"])
    await client.chat_postEphemeral(channel=general, user=workspace.world.me, text="only you")
    await client.chat_postEphemeral(channel=general, user=workspace.person("mira"), text="only Mira")
    messages = (await get(browser, "/client/history", channel=general))["messages"]
    assert [(one["text"], one["ephemeral"]) for one in messages] == [("root", False), ("only you", True)]
    assert messages[0]["reply_count"] == 1 and messages[0]["channel"] == general
    thread = (await get(browser, "/client/history", channel=general, thread_ts=sent["ts"]))["messages"]
    assert [one["text"] for one in thread] == ["root", "reply"]


@pytest.mark.parametrize(
    ("path", "body", "error"),
    [
        ("/client/message", {"channel": "C404", "text": "x"}, "channel_not_found"),
        ("/client/message", {"channel": "general", "text": "x"}, "channel_not_found"),
        ("/client/message", {"text": "x"}, "channel_not_found"),
        ("/client/command", {"channel": "C404", "command": "/latest"}, "channel_not_found"),
        ("/client/action", {"channel": "C404", "message_ts": "1.0", "action_id": "a"}, "channel_not_found"),
        ("/client/action", {"container": "view", "view_id": "V404", "action_id": "a"}, "view_not_found"),
        ("/client/view", {"view_id": "V404"}, "view_not_found"),
    ],
)
async def test_what_cannot_be_done(browser, path, body, error):
    answer = await post(browser, path, **body)
    assert answer == {"ok": False, "error": error}


async def test_an_empty_message_is_none(browser, workspace):
    answer = await post(browser, "/client/message", channel=workspace.channel("general").id, text=" ")
    assert answer == {"ok": False, "error": "no_text"}


async def test_everything_is_pushed(browser, workspace, client, app, bolt):
    @app.command("/latest")
    async def latest(ack):
        button = {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}}
        await ack(text="news", blocks=[{"type": "actions", "block_id": "b", "elements": [button]}])

    @app.action("more")
    async def more(ack, respond):
        await ack()
        await respond("more news", replace_original=True)

    await bolt(app)
    general = workspace.channel("general").id
    async with browser.ws_connect("/client/events") as socket:
        await post(browser, "/client/command", channel=general, command="/latest", text="")
        traffic = await told(socket, "traffic")
        assert (traffic["direction"], traffic["method"]) == ("out", "slash_commands")
        message = (await told(socket, "message"))["message"]
        assert message["text"] == "news" and message["ephemeral"] is True
        place = {"channel": general, "message_ts": message["ts"], "block_id": "b", "action_id": "more"}
        assert await post(browser, "/client/action", **place, container="message") == {"ok": True}
        assert (await told(socket, "message_changed"))["message"]["text"] == "more news"

        ts = (await post(browser, "/client/message", channel=general, text="@Antici hm?"))["ts"]
        assert (await told(socket, "message"))["message"]["text"] == f"<@{workspace.world.bot}> hm?"
        reply = (await told(socket, "message"))["message"]
        assert reply["thread_ts"] == ts
        parent = (await told(socket, "message_changed"))["message"]
        assert (parent["ts"], parent["reply_count"]) == (ts, 1)

        await client.assistant_threads_setStatus(channel_id=general, thread_ts=ts, status="reads")
        status = await told(socket, "status")
        assert (status["channel"], status["thread_ts"], status["status"]) == (general, ts, "reads")
        await post(browser, "/client/command", channel=general, command="/foo", text="")
        assert "not a valid command" in (await told(socket, "notice"))["text"]
        await client.views_publish(user_id=workspace.world.me, view={"type": "home", "blocks": []})
        assert (await told(socket, "home"))["view"]["type"] == "home"
        trigger = workspace.triggers.issue(workspace.world.me)
        title = {"type": "plain_text", "text": "T"}
        await client.views_open(trigger_id=trigger, view={"type": "modal", "title": title, "blocks": []})
        view = await told(socket, "view")
        assert (view["action"], view["view"]["type"]) == ("open", "modal")
        await post(browser, "/client/view", view_id=view["view"]["id"], act="close")
        assert (await told(socket, "view"))["action"] == "close"


async def test_others_secrets_are_not_pushed(browser, workspace, client):
    hidden = workspace.world.add_channel("hidden", "private", members={workspace.person("mira"), workspace.world.bot})
    async with browser.ws_connect("/client/events") as socket:
        await workspace.say("hidden", "not for you", user="mira")
        await client.chat_postEphemeral(
            channel=workspace.channel("general").id, user=workspace.person("mira"), text="nor this"
        )
        await workspace.say("general", "for all")
        assert (await told(socket, "message"))["message"]["text"] == "for all"
    assert (await get(browser, "/client/history", channel=hidden.id))["error"] == "channel_not_found"


async def test_traffic_holds_no_token(browser, running, client):
    await client.chat_postMessage(channel=running.workspace.channel("general").id, text="x")
    traffic = json.dumps(await get(browser, "/client/traffic"))
    assert "chat.postMessage" in traffic
    assert running.bot_token not in traffic and running.app_token not in traffic


async def test_the_page_may_load_nothing_from_elsewhere(browser):
    async with browser.get("/") as response:
        assert response.status == 200
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    async with browser.get("/page/../server.py") as response:
        assert response.status == 404
    async with browser.get("/page/%2e%2e/server.py") as response:
        assert response.status in (403, 404)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Content-Type": "text/plain"}, 415),
    ],
    ids=["another page", "another name for this machine", "a form"],
)
async def test_foreign_pages_are_turned_away(browser, workspace, headers, status):
    body = json.dumps({"channel": workspace.channel("general").id, "text": "x"})
    headers = {"Content-Type": "application/json", **headers}
    async with browser.post("/client/message", data=body, headers=headers) as response:
        assert response.status == status
    assert workspace.messages("general") == []


async def test_a_foreign_page_gets_no_events(browser):
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await browser.ws_connect("/client/events", headers={"Origin": "https://evil.example"})
    assert refused.value.status == 403


async def test_an_article_is_opened_for_those_in_the_channel(browser, workspace):
    general = workspace.channel("general").id
    place = {"channel": general, "url": "https://a.example/1"}
    assert (await get(browser, "/client/state"))["library"] is False
    assert (await post(browser, "/client/article", **place))["error"] == "article_not_found"

    async def library(channel, url):
        return {"title": f"{url} in {channel}"} if url == place["url"] else None

    workspace.library = library
    assert (await get(browser, "/client/state"))["library"] is True
    found = await post(browser, "/client/article", **place)
    assert found["article"] == {"title": f"https://a.example/1 in {general}"}
    assert (await post(browser, "/client/article", channel=general))["error"] == "article_not_found"
    assert (await post(browser, "/client/article", **{**place, "channel": "C404"}))["error"] == "channel_not_found"
