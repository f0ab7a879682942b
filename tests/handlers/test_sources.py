"""/sources: what is covered and what is not, adding and pausing, and that stewards are told once."""

import random
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.desk import Desk
from bot.fetch import Fetcher
from bot.sources.gathering import Gatherer
from bot.sources.looking import Looks
from handlers.workspace import Workspace
from storage import sources
from storage.models import Audience
from tests.conftest import NOW
from tests.handlers.conftest import Bot, Start, buttons, plainly
from tests.press.outlets import piece
from tests.press.server import HERE, Here, Outlet, Press
from tests.press.simulation import Time, at_once, here, live


@pytest.fixture
async def time() -> Time:
    return Time(NOW)


@pytest.fixture
async def press(time: Time) -> AsyncIterator[Press]:
    draw = random.Random(5)
    pieces = [piece(draw, f"lot-{day}", NOW - timedelta(days=day)) for day in range(1, 6)]
    gone = Outlet("gone.example", pieces, "gone", NOW + timedelta(hours=1))
    press = Press([Outlet("paper.example", pieces), gone, Outlet("wall.example", pieces, "forbidden")], time)
    await press.start()
    yield press
    await press.close()


@pytest.fixture
async def bot(start: Start, desk: Desk) -> AsyncIterator[Bot]:
    """A bot at work that looks often whom it has to tell."""
    async with start(desk, look_s=0.02) as at_work:
        yield at_work


@pytest.fixture
async def gatherer(bot: Bot, time: Time) -> AsyncIterator[Gatherer]:
    async with Fetcher(inside={HERE}, resolver=Here()) as fetcher:
        bot.desk.watching.watch_with(Looks(fetcher, here, clock=time))
        yield Gatherer(bot.database, fetcher, here, clock=time, sleep=at_once)


async def said(bot: Bot, workspace: Workspace, text: str, *, channel: str = "general", number: int = 1) -> str:
    await workspace.command(channel, "/sources", text)
    return flat((await bot.shown(channel, number))[-1])


def flat(message: dict[str, Any]) -> str:
    return " ".join(plainly(message).split())


async def test_nothing_is_read_until_somebody_says_what(bot: Bot, workspace: Workspace) -> None:
    told = await said(bot, workspace, "")
    assert "No source is read regularly yet. /sources add default begins with 100 sources that I ship" in told


async def test_a_feed_is_added_read_and_told_of(
    bot: Bot, workspace: Workspace, press: Press, time: Time, gatherer: Gatherer
) -> None:
    added = await said(bot, workspace, f"add {press.url('paper.example')}")
    assert "paper.example is read from now on. It is a feed. It shows 5 articles now." in added
    await live(gatherer, time, NOW + timedelta(hours=2))
    told = await said(bot, workspace, "", number=2)
    assert "1 source, all read." in told
    assert "fine. Covered since 24 November 2026: 5 articles, published 19 November 2026 – 23 November 2026." in told


async def test_what_is_not_covered_comes_first(
    bot: Bot, workspace: Workspace, press: Press, time: Time, gatherer: Gatherer
) -> None:
    for number, host in enumerate(("paper.example", "wall.example"), 1):
        await said(bot, workspace, f"add {press.url(host)}", number=number)
    await live(gatherer, time, NOW + timedelta(hours=2))
    told = await said(bot, workspace, "", number=3)
    assert "2 sources, 1 not covered now." in told
    assert "blocked since 24 November 2026. It refuses us (403). Nothing is covered." in told
    assert told.index("wall.example") < told.index("paper.example")


async def test_an_address_without_its_scheme_is_read_by_what_answers(
    bot: Bot, workspace: Workspace, press: Press, gatherer: Gatherer
) -> None:
    bare = press.url("paper.example").removeprefix("http://")
    assert "It is a feed. It shows 5 articles now. Number 1: http://" in await said(bot, workspace, f"add {bare}")


async def test_a_host_that_asks_for_rest_is_told_of_with_each_of_its_sources(
    bot: Bot, workspace: Workspace, press: Press, gatherer: Gatherer
) -> None:
    await said(bot, workspace, f"add {press.url('paper.example')}")
    await bot.database.write(
        sources.leave_alone, host=sources.host(press.url("paper.example")), until=NOW + timedelta(hours=2)
    )
    told = await said(bot, workspace, "", number=2)
    assert "Its server asked to be left alone until 24 November 2026" in told


async def test_what_is_added_in_private_serves_those_who_are_there(
    bot: Bot, workspace: Workspace, press: Press
) -> None:
    await workspace.command(workspace.dm(), "/sources", f"add {press.url('paper.example')}")
    await bot.ended()
    [source] = await bot.database.read(sources.of, None)
    assert source.audience.endswith(f"/{workspace.dm()}")
    assert "No source" in await said(bot, workspace, "")


async def test_in_a_channel_for_everybody_or_for_those_who_are_there(bot: Bot, workspace: Workspace) -> None:
    await said(bot, workspace, "add bruegel.org")
    await said(bot, workspace, "add ecfr here", number=2)
    found = {one.name: one.audience for one in await bot.database.read(sources.of, None)}
    assert found["Bruegel"].startswith("T") and "/" not in found["Bruegel"]
    assert "/C" in found["ECFR"]


async def test_the_shipped_set_is_added_whole(bot: Bot, workspace: Workspace) -> None:
    assert "100 sources of the shipped set are read from now on" in await said(bot, workspace, "add default")
    shown = await said(bot, workspace, "", number=2)
    assert "100 sources, 100 not read yet." in shown and "Sources 1–20 of 100" in shown
    await workspace.click(
        (await bot.shown("general", 2))[-1], buttons((await bot.shown("general", 2))[-1])["More sources"]
    )
    assert "Sources 21–40 of 100" in plainly((await bot.shown("general", 3))[-1])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("add", "add <address, name or default>"),
        ("add nonsense", "Give me an address"),
        ("add https://a.example since whenever", "I do not understand since when"),
        ("pause 99", "No source here is named 99"),
        ("dance 3", "Alone it lists what is covered"),
        ("report there", "/sources report here"),
    ],
)
async def test_what_cannot_be_done_is_said(bot: Bot, workspace: Workspace, text: str, answer: str) -> None:
    assert answer in await said(bot, workspace, text)


async def test_the_operators_sources_are_the_operators(bot: Bot, workspace: Workspace) -> None:
    url = "https://feed.example/"
    await bot.database.write(
        sources.add, audience=Audience(), given=url, url=url, kind="feed", name="Feed", publisher=None, now=NOW
    )
    assert "Whoever runs Antici may change that" in await said(bot, workspace, "pause Feed")


async def test_pause_and_resume(bot: Bot, workspace: Workspace) -> None:
    await said(bot, workspace, "add ecfr")
    assert "ECFR is paused; what is published meanwhile is not covered." in await said(
        bot, workspace, "pause ecfr", number=2
    )
    assert "ECFR (1): paused." in await said(bot, workspace, "", number=3)
    assert "is paused, and not visited before" in await said(bot, workspace, "check all", number=4)
    assert "ECFR is read again" in await said(bot, workspace, "resume 1", number=5)
    assert "no longer read. The articles" in await said(bot, workspace, "remove 1", number=6)


async def test_stewards_are_told_once_that_a_source_died_and_once_that_it_is_back(
    bot: Bot, workspace: Workspace, press: Press, time: Time, gatherer: Gatherer
) -> None:
    await said(bot, workspace, f"add {press.url('gone.example')}")
    await said(bot, workspace, "report here", number=2)
    await live(gatherer, time, NOW + timedelta(days=3))
    [post] = await workspace.until(lambda: workspace.messages("general"))
    assert "Not covered now." in flat(post) and "It is gone for good (410)." in flat(post)
    press.outlets["gone.example"].habit = "usual"
    await live(gatherer, time, NOW + timedelta(days=6))
    posts = await workspace.until(lambda: workspace.messages("general")[1:])
    assert len(posts) == 1 and "Covered again." in flat(posts[0])
