"""How the bot does, over HTTP: alive, ready or why not, figures; on loopback, and only where it is wanted."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.desk import Desk
from bot.errors import SettingsError
from bot.records import Census
from bot.settings import load
from handlers.health import Health, Place
from handlers.workspace import Workspace
from storage import inbox
from storage.database import Database
from tests.handlers.conftest import Bot, Start
from tests.handlers.test_admission import Slow
from tests.handlers.test_links import HASTY

HERE = Place("127.0.0.1", 0)


async def census() -> Census:
    return Census(articles=3, sources_failing=1)


@asynccontextmanager
async def healthy(start: Start, desk: Desk, **settings: Any) -> AsyncIterator[tuple[Bot, Health]]:
    health = Health(HERE, census)
    async with start(desk, health=health, **settings) as bot:
        yield bot, health


async def got(url: str) -> tuple[int, dict[str, Any]]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.json()


async def figures(health: Health) -> dict[str, float]:
    """Each sample by its name and labels."""
    async with aiohttp.ClientSession() as session, session.get(f"{health.url}/metrics") as response:
        assert response.headers["Content-Type"].startswith("text/plain")
        text = await response.text()
    return {
        " ".join([sample.name, *(f"{key}={value}" for key, value in sorted(sample.labels.items()))]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def ready(health: Health, status: int) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while True:
            found, body = await got(f"{health.url}/readyz")
            if found == status:
                return body
            await asyncio.sleep(0.02)


async def test_alive_and_ready(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with healthy(start, desk) as (_, health):
        assert health.url.startswith("http://127.0.0.1:")
        assert await got(f"{health.url}/healthz") == (200, {"alive": True})
        await workspace.connected(2)
        assert await ready(health, 200) == {"ready": True, "links": 2, "of": 2, "problems": []}


async def test_unready_without_a_connection_and_ready_with_one(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with healthy(start, desk, patience=HASTY) as (_, health):
        await ready(health, 200)
        workspace.hub.deaf = True
        workspace.hub.dead_tickets = 100
        assert (await ready(health, 503))["problems"] == ["no connection to Slack"]
        assert (await got(f"{health.url}/healthz"))[0] == 200, "it lives, and must not be killed for it"
        workspace.hub.deaf = False
        workspace.hub.dead_tickets = 1  # one of them may still be without
        assert (await ready(health, 200))["links"] >= 1


async def test_unready_while_a_call_waits_too_long(
    start: Start, desk: Desk, database: Database, workspace: Workspace
) -> None:
    async with healthy(start, desk) as (_, health):
        await ready(health, 200)
        long_ago = datetime.now(UTC) - timedelta(minutes=6)
        await database.write(inbox.admit, key="k", kind="mention", payload="{}", now=long_ago)
        body = await ready(health, 503)
        assert body["problems"] == ["a call has waited 360 seconds for its answer"]
        shown = await figures(health)
        assert shown["antici_inbox_open"] == 1 and 359 < shown["antici_inbox_oldest_seconds"] < 400


async def test_unready_while_the_archive_takes_nothing(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with healthy(start, desk) as (bot, health):
        await ready(health, 200)
        await bot.database.write(lambda db: db.execute("pragma max_page_count = 1").fetchall())
        for number in range(40):  # what pages there are may have room for some
            await workspace.command("general", "/latest", f"{number} " * 500)
            if (await got(f"{health.url}/readyz"))[0] == 503:
                break
        assert (await ready(health, 503))["problems"] == ["the archive does not take what is heard"]
        await bot.database.write(lambda db: db.execute("pragma max_page_count = 1000000").fetchall())
        await workspace.command("general", "/help")
        await ready(health, 200)


async def test_figures(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with healthy(start, desk) as (bot, health):
        await workspace.connected(2)
        before = await figures(health)
        workspace.faults.limit("chat.postMessage", retry_after=0)
        ts = await workspace.say("general", "@Antici help")
        await bot.told("general", ts)
        await workspace.command("general", "/latest", "Jappan")
        await workspace.command("general", "/latest", "Japan")
        await bot.ended(3)
        after = await figures(health)

    def grown(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert grown("antici_calls_total kind=mention outcome=help") == 1
    assert grown("antici_calls_total kind=command outcome=answered") == 1
    assert grown("antici_calls_total kind=command outcome=suggested") == 1
    assert grown("antici_answer_seconds_count kind=command") == 2
    assert grown("antici_ack_seconds_count") >= 3
    assert grown("antici_rate_limited_total") == 1
    assert after["antici_links_connected"] == 2 and after["antici_inbox_open"] == 0
    assert (after["antici_articles"], after["antici_sources_failing"]) == (3, 1)
    assert after["antici_loop_lag_seconds_count"] >= 0
    assert "Japan" not in " ".join(after)


@pytest.mark.parametrize("dead", [0, 2], ids=["by the SDK", "by us"])
async def test_connections_built_anew_are_counted(start: Start, desk: Desk, workspace: Workspace, dead: int) -> None:
    async with healthy(start, desk, patience=HASTY) as (_, health):
        await workspace.connected(2)
        before = await figures(health)
        workspace.hub.dead_tickets = dead
        workspace.hub.drop()
        await workspace.until(lambda: workspace.hub.opened >= 4)
        await workspace.connected(2)
        await ready(health, 200)
        await asyncio.sleep(0.1)  # it looks every twentieth of a second
        after = await figures(health)
        assert after["antici_reconnects_total"] >= before["antici_reconnects_total"] + 2


async def test_nothing_is_served_where_nothing_is_wanted(start: Start, desk: Desk) -> None:
    health = Health(None)
    async with start(desk, health=health):
        assert health.url == ""


@pytest.mark.parametrize(
    ("value", "port"), [(None, 8378), ("", 8378), ("off", None), ("OFF", None), ("0", 0), ("9000", 9000)]
)
def test_the_port_is_a_setting(monkeypatch: pytest.MonkeyPatch, value: str | None, port: int | None) -> None:
    if value is None:
        monkeypatch.delenv("ANTICI_HEALTH_PORT", raising=False)
    else:
        monkeypatch.setenv("ANTICI_HEALTH_PORT", value)
    assert load().health_port == port and load().health_host == "127.0.0.1"


@pytest.mark.parametrize("value", ["-1", "70000", "none"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ANTICI_HEALTH_PORT", value)
    with pytest.raises(SettingsError, match="ANTICI_HEALTH_PORT"):
        load()


async def test_a_place_that_is_taken_ends_the_start_with_a_sentence(start: Start, desk: Desk) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {port}: is it taken"):
            async with start(desk, health=Health(Place("127.0.0.1", port))):
                pass


async def test_stopping_is_unready(start: Start, desk: Desk, workspace: Workspace) -> None:
    slow = Slow(desk, seconds=0.5)
    async with healthy(start, slow) as (bot, health):
        await workspace.say("general", "@Antici What does SAFE offer to Member States?")
        await slow.asked.wait()
        bot.stop.set()
        assert "stopping" in (await ready(health, 503))["problems"]
