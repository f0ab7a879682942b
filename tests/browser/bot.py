"""A small bot of real Bolt that shows the page everything once. It is no Antici: it knows three sentences."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from handlers.workspace import Running

COMMANDS = (
    {"command": "/latest", "description": "The newest stories", "usage_hint": "[topic | actor] [since 7d]"},
    {"command": "/level", "description": "How high the water stands", "usage_hint": "<river>"},
    {"command": "/everything", "description": "One of each block", "usage_hint": ""},
    {"command": "/form", "description": "A form to fill in", "usage_hint": ""},
)
SHORTCUTS = (
    {"name": "Measure it", "type": "message", "callback_id": "measure", "description": "How long it is"},
    {"name": "From anywhere", "type": "global", "callback_id": "anywhere", "description": "No message's business"},
)
RIVERS = ("Danube", "Daugava", "Dnipro")
HOSTILE = "<img src=x onerror=document.title='owned'> <!channel> <javascript:alert(1)|a link> &lt;script&gt;"


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text)}


def stories(first: int) -> list[dict[str, Any]]:
    button = {"type": "button", "action_id": "more", "value": str(first + 2), "text": plain("More"), "style": "primary"}
    return [
        {"type": "header", "text": plain("Latest stories")},
        section(f"*Story {first}*\n> The river rose.\n<https://a.example/{first}|The Gazette> · 1 May 2025"),
        section(f"*Story {first + 1}*\n> The river fell.\n<https://a.example/{first + 1}|The Courier> · 2 May 2025"),
        {"type": "context", "elements": [mrkdwn(f"Stories {first} and {first + 1} of 9")]},
        {"type": "actions", "elements": [button]},
    ]


def everything() -> list[dict[str, Any]]:
    options = [{"text": plain(word), "value": word} for word in ("seven", "thirty")]
    cells = [[{"type": "raw_text", "text": word} for word in row] for row in (("Partner", "Signed"), ("Japan", "2024"))]
    ask = {
        "title": plain("Forget this?"),
        "text": mrkdwn("It is *final*."),
        "confirm": plain("Forget it"),
        "deny": plain("Keep it"),
    }
    return [
        section(HOSTILE),
        {"type": "section", "fields": [mrkdwn("*Kind*\nState"), mrkdwn("*Since*\n2024")]},
        {"type": "divider"},
        {"type": "table", "rows": cells},
        {"type": "image", "image_url": "https://a.example/map.png", "alt_text": "A map of partners"},
        {
            "type": "actions",
            "elements": [
                {"type": "static_select", "action_id": "since", "placeholder": plain("Since…"), "options": options},
                {
                    "type": "button",
                    "action_id": "forget",
                    "value": "x",
                    "text": plain("Forget"),
                    "style": "danger",
                    "confirm": ask,
                },
                {"type": "external_select", "action_id": "river", "placeholder": plain("River"), "min_query_length": 1},
                {"type": "overflow", "action_id": "rest", "options": options},
                {"type": "button", "action_id": "source", "text": plain("Source"), "url": "https://a.example/source"},
            ],
        },
    ]


def form() -> dict[str, Any]:
    time = {"type": "plain_text_input", "action_id": "time", "placeholder": plain("08:00")}
    days = {
        "type": "checkboxes",
        "action_id": "days",
        "options": [{"text": plain(day), "value": day} for day in ("Mon", "Tue")],
    }
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("A digest"),
        "submit": plain("Subscribe"),
        "blocks": [
            section("When shall it *come*?"),
            {"type": "input", "block_id": "when", "label": plain("Time"), "element": time},
            {"type": "input", "block_id": "which", "label": plain("Days"), "element": days, "optional": True},
        ],
    }


def build(client: AsyncWebClient) -> AsyncApp:
    """The bot with its listeners."""
    app = AsyncApp(client=client, signing_secret="unused in Socket Mode")

    @app.command("/latest")
    async def latest(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(text="Latest stories", blocks=stories(1))

    @app.command("/level")
    async def level(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(f"The level of *{command['text']}* is unknown.")

    @app.command("/everything")
    async def show(ack: AsyncAck, say: AsyncSay) -> None:
        await ack()
        await say(text="One of each", blocks=everything())

    @app.command("/form")
    async def fill_in(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=form())

    @app.view("form")
    async def filled_in(ack: AsyncAck, view: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        values = view["state"]["values"]
        if ":" not in values["when"]["time"]["value"]:
            await ack(response_action="errors", errors={"when": "Write it as 08:00."})
            return
        await ack()
        days = ", ".join(option["value"] for option in values["which"]["days"]["selected_options"])
        await client.chat_postMessage(
            channel=body["user"]["id"], text=f"Digest at {values['when']['time']['value']} on {days}."
        )

    @app.action("more")
    async def more(ack: AsyncAck, respond: AsyncRespond, action: dict[str, Any], body: dict[str, Any]) -> None:
        await ack()
        if body["container"]["type"] == "view":
            view = {"type": "home", "blocks": [section("You follow *3* rivers.")]}
            await app.client.views_publish(user_id=body["user"]["id"], view=view)
            return
        await respond(text="Latest stories", blocks=stories(int(action["value"])), replace_original=True)

    @app.action("since")
    async def since(ack: AsyncAck, respond: AsyncRespond, action: dict[str, Any]) -> None:
        await ack()
        await respond(text=f"Since {action['selected_option']['value']} days", replace_original=False)

    @app.action("forget")
    async def forget(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(text="Forgotten", replace_original=False)

    @app.action("rest")
    async def rest(ack: AsyncAck, respond: AsyncRespond, action: dict[str, Any]) -> None:
        await ack()
        await respond(text=f"Rest of {action['selected_option']['value']}", replace_original=False)

    @app.options("river")
    async def rivers(ack: AsyncAck, payload: dict[str, Any]) -> None:
        found = [name for name in RIVERS if name.lower().startswith(payload["value"].lower())]
        await ack(options=[{"text": plain(name), "value": name.lower()} for name in found])

    @app.action("river")
    async def river(ack: AsyncAck, respond: AsyncRespond, action: dict[str, Any]) -> None:
        await ack()
        await respond(text=f"The river is {action['selected_option']['value']}", replace_original=False)

    @app.shortcut("measure")
    async def measure(ack: AsyncAck, respond: AsyncRespond, shortcut: dict[str, Any]) -> None:
        await ack()
        await respond(text=f"It has {len(shortcut['message']['text'])} characters", replace_original=False)

    @app.action("source")
    async def source(ack: AsyncAck) -> None:
        await ack()

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event["tab"] == "messages":
            prompts = [{"title": "The river", "message": "How high is the river?"}]
            await client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], prompts=prompts)
        else:
            view = {"type": "home", "blocks": [section("You follow *2* rivers."), *stories(1)[-1:]]}
            await client.views_publish(user_id=event["user"], view=view)

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any], say: AsyncSay, client: AsyncWebClient) -> None:
        thread = event.get("thread_ts") or event["ts"]
        await client.assistant_threads_setStatus(channel_id=event["channel"], thread_ts=thread, status="is looking…")
        if "quietly" not in event["text"]:
            blocks = [section("> The river rose by two metres.\n<https://a.example/1|The Gazette> · 1 May 2025")]
            await say(text="The river rose by two metres.", blocks=blocks, thread_ts=thread)

    @app.event("message")
    async def heard(event: dict[str, Any], say: AsyncSay) -> None:
        if event.get("channel_type") == "im" and not event.get("thread_ts"):
            await say(text=f"You asked: {event['text']}")
        if event.get("thread_ts") and event.get("bot_id") is None and "<@" not in event["text"]:
            await say(text="It fell again in *June*.", thread_ts=event["thread_ts"])

    return app


@asynccontextmanager
async def connected(running: Running) -> AsyncIterator[AsyncApp]:
    """The bot, connected to a served workspace until the end of the block."""
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=running.bot_token, base_url=running.api_url, session=session)
        app = build(client)
        handler = AsyncSocketModeHandler(app, running.app_token, ping_interval=5)
        await handler.connect_async()
        await running.workspace.connected()
        try:
            yield app
        finally:
            await handler.close_async()
