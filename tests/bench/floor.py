"""The floor: the smallest bot that Bolt can be. It acknowledges, and answers at once with one sentence."""

import asyncio
import sys

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient


async def main(api_url: str, bot_token: str, app_token: str) -> None:
    """Run until killed."""
    app = AsyncApp(client=AsyncWebClient(token=bot_token, base_url=api_url), ignoring_self_events_enabled=True)

    @app.command("/latest")
    async def latest(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("Nothing.")

    @app.event("app_mention")
    async def asked(event: dict[str, str], say: AsyncSay) -> None:
        await say("Nothing.", thread_ts=event["ts"])

    @app.event("message")
    async def heard() -> None:
        return None

    await AsyncSocketModeHandler(app, app_token).start_async()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
