"""Shortcuts on messages and from anywhere, and menus whose options the app supplies."""

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.workspace import Refusal, Workspace, serve, shortcuts, suggestions

SHORTCUTS = [
    {"name": "Ask Antici", "type": "message", "callback_id": "ask", "description": "What is known of this"},
    {"name": "Look up", "type": "global", "callback_id": "look", "description": "Search from anywhere"},
]
TITLE = {"type": "plain_text", "text": "Look up"}


def option(text):
    return {"text": {"type": "plain_text", "text": text}, "value": text.lower()}


def menu(**more):
    return {"type": "external_select", "action_id": "actor", **more}


@pytest.fixture
async def running():
    workspace = Workspace.demo(shortcuts=SHORTCUTS, ack_timeout=0.6)
    async with await serve(workspace) as served:
        yield served


@pytest.fixture
def workspace(running):
    return running.workspace


@pytest.fixture
async def bot(running):
    """An app that knows both shortcuts and offers actors in its menus."""
    app = AsyncApp(client=AsyncWebClient(token=running.bot_token, base_url=running.api_url))
    app.heard, app.offer = [], {"options": [option("Japan"), option("Jordan")]}

    @app.shortcut("ask")
    async def ask(ack, shortcut, respond, client):
        await ack()
        app.heard.append(shortcut)
        await respond("It is known.", replace_original=False)

    @app.shortcut("look")
    async def look(ack, shortcut, client):
        await ack()
        app.heard.append(shortcut)
        blocks = [{"type": "section", "text": TITLE, "accessory": menu()}]
        await client.views_open(
            trigger_id=shortcut["trigger_id"], view={"type": "modal", "title": TITLE, "blocks": blocks}
        )

    @app.options("actor")
    async def actors(ack, payload):
        app.heard.append(payload)
        await ack(**app.offer)

    @app.action("actor")
    async def chosen(ack, payload):
        await ack()
        app.heard.append(payload)

    handler = AsyncSocketModeHandler(app, running.app_token)
    await handler.connect_async()
    await running.workspace.connected()
    yield app
    await handler.close_async()


async def test_a_shortcut_on_a_message(workspace, bot):
    ts = await workspace.say("cabinet", "What of SAFE?", user="mira")
    await shortcuts.on_message(workspace, workspace.messages("cabinet")[0], "ask")
    await workspace.until(lambda: workspace.ephemerals("cabinet"))
    heard = bot.heard[0]
    assert (heard["type"], heard["message_ts"], heard["message"]["text"]) == ("message_action", ts, "What of SAFE?")
    assert heard["channel"]["name"] == "privategroup" and heard["user"]["id"] == workspace.world.me
    assert workspace.ephemerals("cabinet")[0]["text"] == "It is known."


async def test_the_message_of_a_person_is_not_the_apps_to_replace(workspace, bot):
    await workspace.say("general", "mine", user="mira")
    await shortcuts.on_message(workspace, workspace.messages("general")[0], "ask")
    await workspace.until(lambda: bot.heard)
    async with aiohttp.ClientSession() as session:
        body = {"replace_original": True, "text": "theirs"}
        async with session.post(bot.heard[0]["response_url"], json=body) as response:
            assert response.status == 200
    assert workspace.messages("general")[0]["text"] == "mine"


async def test_a_shortcut_from_anywhere_opens_a_modal(workspace, bot):
    await shortcuts.from_anywhere(workspace, "look")
    await workspace.until(lambda: workspace.world.stack)
    assert bot.heard[0]["type"] == "shortcut"
    assert not {"channel", "message", "response_url"} & set(bot.heard[0])


async def test_shortcuts_that_are_none(workspace, bot):
    await workspace.say("general", "x")
    message = workspace.messages("general")[0]
    for callback in ("look", "nothing"):
        with pytest.raises(Refusal, match="no_such_shortcut"):
            await shortcuts.on_message(workspace, message, callback)
    with pytest.raises(Refusal, match="no_such_shortcut"):
        await shortcuts.from_anywhere(workspace, "ask")
    with pytest.raises(Refusal, match="message_not_found"):
        await shortcuts.on_message(workspace, {**message, "ts": "1.000000"}, "ask")
    assert bot.heard == []


async def test_an_ephemeral_message_has_no_shortcuts(workspace, bot):
    general = workspace.channel("general").id
    await bot.client.chat_postEphemeral(channel=general, user=workspace.world.me, text="for you")
    with pytest.raises(Refusal, match="message_not_found"):
        await shortcuts.on_message(workspace, workspace.ephemerals("general")[0], "ask")


async def test_a_silent_app_is_noticed(workspace):
    await shortcuts.from_anywhere(workspace, "look")
    assert workspace.notices[-1].text.startswith('Look up failed with the error "dispatch_failed"')


@pytest.fixture
async def message(workspace, bot):
    """A message with an external menu."""
    blocks = [{"type": "actions", "block_id": "b", "elements": [menu(min_query_length=2)]}]
    await bot.client.chat_postMessage(channel=workspace.channel("general").id, text="pick", blocks=blocks)
    return workspace.messages("general")[0]


async def test_the_app_offers_options(workspace, bot, message):
    assert await suggestions.in_message(workspace, message, "actor", "J") == {"options": []}
    assert bot.heard == []
    offered = await suggestions.in_message(workspace, message, "actor", "Ja")
    assert [one["value"] for one in offered["options"]] == ["japan", "jordan"]
    asked = bot.heard[0]
    assert (asked["type"], asked["value"], asked["action_id"], asked["block_id"]) == (
        "block_suggestion",
        "Ja",
        "actor",
        "b",
    )
    assert asked["container"]["message_ts"] == message["ts"] and "trigger_id" not in asked
    await workspace.click(message, "actor", selected_option=offered["options"][0])
    await workspace.until(lambda: len(bot.heard) == 2)
    assert bot.heard[1]["selected_option"]["value"] == "japan"


async def test_the_app_offers_options_in_a_view(workspace, bot):
    await shortcuts.from_anywhere(workspace, "look")
    await workspace.until(lambda: workspace.world.stack)
    bot.offer = {"option_groups": [{"label": TITLE, "options": [option("Japan")]}]}
    view = workspace.world.stack[-1]
    assert await suggestions.in_view(workspace, view, "actor", "ja") == {"options": []}  # three letters, unless said
    offered = await suggestions.in_view(workspace, view, "actor", "jap")
    assert offered["option_groups"][0]["options"][0]["value"] == "japan"
    assert bot.heard[-1]["container"] == {"type": "view", "view_id": view}


@pytest.mark.parametrize(
    "offer",
    [
        {"options": [option("x" * 76)]},
        {"options": [option(str(number)) for number in range(101)]},
        {"options": [{"text": "Japan", "value": "japan"}]},
    ],
    ids=["too long a name", "too many", "no text object"],
)
async def test_options_that_slack_would_not_show(workspace, bot, message, offer):
    bot.offer = offer
    with pytest.raises(Refusal, match="invalid_options"):
        await suggestions.in_message(workspace, message, "actor", "Ja")


async def test_the_page_uses_shortcuts_and_menus(running, workspace, bot, message):
    async with aiohttp.ClientSession(running.url) as browser:

        async def post(path, **body):
            async with browser.post(path, json=body) as response:
                return await response.json()

        async with browser.get("/client/state") as response:
            assert (await response.json())["shortcuts"] == SHORTCUTS
        place = {"channel": message["channel"], "message_ts": message["ts"]}
        assert await post("/client/shortcut", callback_id="ask", **place) == {"ok": True}
        assert await post("/client/shortcut", callback_id="look") == {"ok": True}
        assert (await post("/client/shortcut", callback_id="no"))["error"] == "no_such_shortcut"
        offered = await post("/client/options", container="message", action_id="actor", value="Ja", **place)
        assert [one["value"] for one in offered["options"]] == ["japan", "jordan"]
        assert await post("/client/reaction", name="eyes", **place) == {"ok": True}
        assert workspace.messages("general")[0]["reactions"][0]["name"] == "eyes"
