"""Feeds of strange habits: items without addresses or with those of others, and what such feeds may not do."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from storage import sources
from storage.database import Database
from storage.models import EVERYONE
from tests.bot.making import opened
from tests.press import plan
from tests.press.server import HERE
from tests.press.simulation import Time, gathering, live

HOUR = timedelta(hours=1)
LONG = "The ministry in Tampere ordered {} frigates that the shipyard of Kiel had delayed for {} weeks. "

Pages = dict[str, Callable[[], str]]
"""What lies at a host and path, made anew each time."""


class Held:
    """A clock, an archive, and what a press of a few pages serves to it."""

    def __init__(self, database: Database, server: TestServer, pages: Pages, time: Time) -> None:
        self.database = database
        self.pages = pages
        self.time = time
        self._port = server.port

    def url(self, place: str) -> str:
        host, _, path = place.partition("/")
        return f"http://{host}:{self._port}/{path}"

    async def reads(self, place: str) -> None:
        """A source is added."""
        await self.database.write(
            sources.add, audience=EVERYONE, given=self.url(place), url=self.url(place), kind="feed",
            name=place.partition("/")[0], publisher=None, now=self.time(),
        )  # fmt: skip

    async def goes_on(self, hours: int) -> None:
        async with gathering(self.database, self.time) as gatherer:
            await live(gatherer, self.time, self.time() + hours * HOUR)

    async def articles(self) -> list[tuple[Any, ...]]:
        """Publisher, title, revisions, and the end of the text."""
        sql = """
            select publisher.family, revision.title, revision.number, substr(revision.text, -20)
            from article join revision on revision.id = article.revision_id
            join publisher on publisher.id = article.publisher_id order by 2, 4
        """
        found: list[tuple[Any, ...]] = await self.database.read(lambda db: db.execute(sql).fetchall())
        return found


@asynccontextmanager
async def holding(path: Path) -> AsyncIterator[Held]:
    pages: Pages = {}

    async def answer(request: web.Request) -> web.Response:
        made = pages.get(f"{request.host.partition(':')[0]}{request.path}")
        if made is None:
            return web.Response(status=404)
        text = made()
        kind = "application/json" if text.startswith("{") else "application/xml" if "<rss" in text else "text/html"
        return web.Response(text=text, content_type=kind)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    server = TestServer(app, host=HERE)
    await server.start_server()
    database = await opened(path / "crafty.db")
    try:
        yield Held(database, server, pages, Time(plan.START))
    finally:
        await database.close()
        await server.close()


def text(number: int, words: int = 260) -> str:
    return (LONG.format(number, number + 3) * (words // 16 + 1)).strip()


def feed(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>Town</title>{''.join(items)}</channel></rss>"


def item(title: str, said: str, *, link: str = "", guid: str = "") -> str:
    named = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    linked = f"<link>{link}</link>" if link else ""
    return f"<item><title>{title}</title>{linked}{named}<description>{said}</description></item>"


def page(title: str, said: str) -> str:
    return f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><h1>{title}</h1><p>{said}</p>"


async def test_all_items_of_a_json_feed_are_read(tmp_path: Path) -> None:
    async with holding(tmp_path) as held:
        items = [{"id": str(n), "title": f"Lot {n} was sold", "content_text": text(n)} for n in range(4)]
        version = "https://jsonfeed.org/version/1.1"
        held.pages["one.example/feed"] = lambda: json.dumps({"version": version, "title": "Town", "items": items})
        await held.reads("one.example/feed")
        await held.goes_on(2)
        assert [title for _, title, *_ in await held.articles()] == [f"Lot {n} was sold" for n in range(4)]
        items.clear()
        await held.goes_on(30)
        [source] = await held.database.read(sources.of, EVERYONE)
        assert (source.kind, source.health) == ("feed", "empty")


async def test_an_item_without_an_address_is_revised_like_others(tmp_path: Path) -> None:
    async with holding(tmp_path) as held:
        more = [""]
        held.pages["one.example/feed"] = lambda: feed(
            item("Radars bought", f"{text(1)}{more[0]}", guid="urn:1"), item("Radars sold", f"{text(2)}{more[0]}")
        )
        await held.reads("one.example/feed")
        await held.goes_on(3)
        more[0] = " A third lot was cancelled on Friday."
        await held.goes_on(20)
        found = await held.articles()
        assert [(title, number, end) for _, title, number, end in found] == [
            ("Radars bought", 2, "cancelled on Friday."), ("Radars sold", 2, "cancelled on Friday."),
        ]  # fmt: skip


async def test_what_says_the_hour_each_time_is_one_article(tmp_path: Path) -> None:
    async with holding(tmp_path) as held:
        held.pages["one.example/feed"] = lambda: feed(
            item("Radars bought", f"Lot one was sold. Updated {held.time():%H:%M}."),
            item("Radars bought", "Another lot of the same name was sold."),
        )
        await held.reads("one.example/feed")
        await held.goes_on(30)
        assert [(title, number) for _, title, number, _ in await held.articles()] == [("Radars bought", 1)] * 2


async def test_items_that_share_a_page_are_articles_all(tmp_path: Path) -> None:
    async with holding(tmp_path) as held:
        debates = held.url("one.example/debates")
        held.pages["one.example/debates"] = lambda: page("All debates", text(9))
        held.pages["one.example/feed"] = lambda: feed(
            *(item(f"Debate {n}", text(n, 40), link=f"{debates}#d{n}") for n in range(3)),
            *(item(f"Notice {n}", text(n + 10, 40), link=held.url("one.example/")) for n in range(3)),
        )
        await held.reads("one.example/feed")
        await held.goes_on(30)
        titles = [title for _, title, *_ in await held.articles()]
        assert titles == [*(f"Debate {n}" for n in range(3)), *(f"Notice {n}" for n in range(3))]


async def test_no_feed_speaks_for_another_outlet(tmp_path: Path) -> None:
    async with holding(tmp_path) as held:
        real, lost = held.url("agency.example/real"), held.url("agency.example/lost")
        held.pages["agency.example/real"] = lambda: page("Council buys radars", text(1))
        held.pages["agency.example/feed"] = lambda: feed(item("Council buys radars", "A teaser.", link=real))
        held.pages["crafty.example/feed"] = lambda: feed(
            item("Council buys radars", f"{text(1)} It was all a lie.", link=f"{real}/"),
            item("Agency closes", f"{text(3)} It says so.", link=lost),
            *(item(f"Own {n}", text(20 + n), link=held.url(f"crafty.example/{n}")) for n in range(3)),
        )
        await held.reads("agency.example/feed")
        await held.goes_on(2)
        before = await held.articles()
        await held.reads("crafty.example/feed")
        await held.goes_on(30)
        after = await held.articles()
        assert [one for one in after if one[0] == "agency.example"] == before
        assert {(family, title) for family, title, *_ in after} == {
            ("agency.example", "Council buys radars"), ("crafty.example", "Agency closes"),
            *(("crafty.example", f"Own {n}") for n in range(3)),
        }  # fmt: skip


async def test_a_clock_that_was_a_year_ahead_costs_nothing_once_it_is_right(tmp_path: Path) -> None:
    async with holding(tmp_path) as held:
        items = [item("Lot 1", text(1), link=held.url("one.example/1"))]
        held.pages["one.example/feed"] = lambda: feed(*items)
        await held.reads("one.example/feed")
        async with gathering(held.database, held.time) as gatherer:
            await live(gatherer, held.time, held.time() + HOUR)
            held.time.now += timedelta(days=365)
            await live(gatherer, held.time, held.time() + HOUR)
            held.time.now -= timedelta(days=365)
            items.append(item("Lot 2", text(2), link=held.url("one.example/2")))
            await live(gatherer, held.time, held.time() + 2 * HOUR)
        assert [title for _, title, *_ in await held.articles()] == ["Lot 1", "Lot 2"]
