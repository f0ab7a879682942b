"""The workspace by itself, for a bot or a test in another process: `python -m handlers.workspace [manifest.json]`.

Says on its first line of output, as JSON, where it is and with which tokens; runs until SIGINT or SIGTERM.
"""

import argparse
import asyncio
import json
import signal
import sys
from pathlib import Path

from handlers.workspace.clock import Clock
from handlers.workspace.notes import Settings
from handlers.workspace.refusals import Json
from handlers.workspace.registration import registered
from handlers.workspace.server import serve
from handlers.workspace.workspace import Workspace


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m handlers.workspace", description="A Slack on this machine.")
    parser.add_argument("manifest", nargs="?", type=Path, help="the app's manifest as JSON; without one it may all")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--rate-limits", action="store_true", help="hold each method to its tier")
    parser.add_argument("--control-token", help="opens the control interface; a new one unless given")
    return parser.parse_args()


async def _run(given: argparse.Namespace) -> None:
    commands: list[Json] = []
    settings = Settings()
    if given.manifest is not None:
        commands, settings = registered(json.loads(given.manifest.read_text(encoding="utf-8")))
    settings |= {"rate_limits": given.rate_limits, "control_token": given.control_token, "clock": Clock()}
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with await serve(Workspace.demo(commands, **settings), port=given.port) as running:
        told = {
            "url": running.url,
            "api_url": running.api_url,
            "bot_token": running.bot_token,
            "app_token": running.app_token,
            "control_url": running.control_url,
            "control_token": running.control_token,
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(_run(_arguments()))
