"""A browser, where there is one; a workspace with a small bot; a person; a folder for pictures.

`pytest tests/browser --shots DIR` keeps the pictures.
"""

import asyncio
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from handlers.workspace import Running, Workspace, serve
from tests.browser import bot
from tests.browser.journey import Journey, chromium, journey, started


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shots", metavar="DIR", help="keep the browser's pictures there")


@pytest.fixture
def shots(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = Path(request.config.getoption("--shots", None) or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    executable = chromium()
    if executable is None:
        pytest.skip("no chromium here: on Debian, apt install chromium")
    async with started(executable) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def running() -> AsyncIterator[Running]:
    workspace = Workspace.demo(bot.COMMANDS, shortcuts=bot.SHORTCUTS)
    async with await serve(workspace) as running, bot.connected(running):
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def person(browser: Browser, running: Running, shots: Path) -> AsyncIterator[Journey]:
    async with journey(browser, running.url, shots) as person:
        yield person
        assert person.errors == []


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The address that `antici demo` prints; at the end it is asked to stop, and must end in order."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", "0", "--no-open", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
    address = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert address, line
    yield address.group()
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 30) == 0
