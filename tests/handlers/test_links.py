"""Two connections: each may fail alone, one hears while the other is built anew, and nothing is answered twice."""

import asyncio
from typing import Any

import pytest

from bot.desk import Desk
from handlers.links import Patience
from handlers.workspace import Workspace
from tests.handlers.conftest import Bot, Start, plainly

HASTY = Patience(connect=1.0, look=0.05, ping=0.4, silent=2.0, deaf=0.4, rebuild=0.05, rebuild_most=0.2)
"""A tenth or less of what it is in earnest; a busy machine needs some of it."""


async def answered(bot: Bot, times: int = 1) -> None:
    """So many mentions, one after the other, each answered once."""
    workspace = bot.workspace
    for _ in range(times):
        ts = await workspace.say("general", "@Antici help")
        assert "What you can ask" in plainly((await bot.told("general", ts))[0])
        assert len(workspace.replies("general", ts)) == 1


def connections(workspace: Workspace) -> list[Any]:
    return list(workspace.hub.connections)


async def test_there_are_two(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk) as bot:
        await workspace.connected(2)
        await asyncio.sleep(0.1)
        assert len(connections(workspace)) == 2
        await answered(bot, 4)  # the workspace gives each payload to the next of them


async def test_one_that_breaks_is_replaced_while_the_other_serves(
    start: Start, desk: Desk, workspace: Workspace
) -> None:
    async with start(desk, patience=HASTY) as bot:
        await workspace.connected(2)
        first, second = connections(workspace)
        first.abort()
        await workspace.until(lambda: first not in workspace.hub.connections)
        await answered(bot, 2)
        await workspace.until(lambda: workspace.hub.opened >= 3)
        assert second in workspace.hub.connections, "it was left alone"
        await answered(bot, 4)


async def test_one_that_goes_deaf_is_replaced_while_the_other_serves(
    start: Start, desk: Desk, workspace: Workspace
) -> None:
    async with start(desk, patience=HASTY) as bot:
        await workspace.connected(2)
        first, second = connections(workspace)
        first.deaf = True
        await answered(bot, 2)  # what the deaf one swallows is delivered again, and then by the other
        await workspace.until(lambda: first not in workspace.hub.connections)
        await workspace.connected(2)
        assert second in workspace.hub.connections
        await answered(bot, 2)


async def test_both_deaf_at_once_are_both_replaced(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk, patience=HASTY) as bot:
        await workspace.connected(2)
        old = connections(workspace)
        workspace.hub.deaf = True
        await workspace.until(lambda: not set(old) & set(workspace.hub.connections))
        workspace.hub.deaf = False
        await workspace.connected(2)
        await answered(bot, 2)


async def test_broken_sockets_are_opened_again(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk, patience=HASTY) as bot:
        await workspace.connected(2)
        workspace.hub.drop()
        await workspace.until(lambda: workspace.hub.opened >= 4)
        await workspace.connected(2)
        await answered(bot, 2)


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled", "too_many_websockets"])
async def test_asked_to_reconnect_it_does(start: Start, desk: Desk, workspace: Workspace, reason: str) -> None:
    async with start(desk, patience=HASTY) as bot:
        await workspace.connected(2)
        await workspace.hub.disconnect(reason)
        await workspace.until(lambda: workspace.hub.opened >= 4)
        await answered(bot, 2)


async def test_a_dead_address_is_never_tried_for_ever(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk, patience=HASTY) as bot:
        await workspace.connected(2)
        first, second = connections(workspace)
        asked = workspace.faults.counts["apps.connections.open"]
        workspace.hub.dead_tickets = 2
        first.abort()
        await workspace.until(lambda: workspace.hub.dead_tickets == 0)
        await answered(bot)
        await workspace.until(lambda: workspace.hub.opened >= 3)
        assert second in workspace.hub.connections
        assert workspace.faults.counts["apps.connections.open"] - asked == 3, "each try asks for an address of its own"


async def test_dead_addresses_at_the_start_delay_it_and_no_more(start: Start, desk: Desk, workspace: Workspace) -> None:
    workspace.hub.dead_tickets = 4
    async with start(desk, patience=HASTY) as bot:
        await answered(bot)


async def test_a_refusal_to_one_does_not_end_the_other(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk, patience=HASTY) as bot:
        await workspace.connected(2)
        workspace.faults.refuse("apps.connections.open", "internal_error", times=2)
        workspace.faults.refuse("apps.connections.open", "invalid_auth", times=2)
        connections(workspace)[0].abort()
        await answered(bot, 2)
        await workspace.until(lambda: workspace.hub.opened >= 3)
        assert not bot.task.done()
        await answered(bot, 2)


async def test_told_to_wait_for_an_address_it_waits(start: Start, desk: Desk, workspace: Workspace) -> None:
    workspace.faults.limit("apps.connections.open", retry_after=1, times=2)
    begun = asyncio.get_running_loop().time()
    async with start(desk) as bot:
        assert asyncio.get_running_loop().time() - begun >= 1
        await answered(bot)


async def test_the_same_envelope_by_both_is_answered_once(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk) as bot:
        await workspace.connected(2)
        seen: list[dict[str, Any]] = []
        workspace.watchers.append(
            lambda entry: seen.append(entry["body"]) if entry["method"] in ("events_api", "slash_commands") else None
        )
        ts = await workspace.say("general", "@Antici help")
        await bot.told("general", ts)
        await workspace.command("general", "/help")
        await bot.shown("general")
        for envelope in list(seen):
            for connection in connections(workspace):
                await connection.socket.send_json(envelope)
        await workspace.say(workspace.dm(), "help")
        await bot.ended(3)
        await asyncio.sleep(0.2)
        assert len(workspace.replies("general", ts)) == 1 and len(workspace.ephemerals("general")) == 1
        assert len(await bot.inbox()) == 3
