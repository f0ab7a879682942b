"""Sites without a feed: by a list of articles on their page, or by their sitemap; and what is held only in part."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from bot.asking.wishes import summary
from bot.desk import Desk
from handlers import wording
from storage import sources
from storage.models import EVERYONE
from tests.bot.making import KNOWN, opened
from tests.press import held, plan
from tests.press.outlets import piece
from tests.press.server import Outlet, Press
from tests.press.simulation import Time, gathering, live

DAYS = 6


@pytest.mark.parametrize(("habit", "kind"), [("listing", "listing"), ("mapped", "sitemap"), ("indexed", "sitemap")])
async def test_a_site_is_read_as_it_can_be(tmp_path: Path, habit: str, kind: str) -> None:
    draw, time = random.Random(3), Time(plan.START)
    pieces = [piece(draw, f"lot-{day}", plan.START + timedelta(days=day)) for day in range(-6, DAYS - 1)]
    press = Press([Outlet("site.example", pieces, habit)], time)
    await press.start()
    database = await opened(tmp_path / "site.db")
    url = press.url("site.example", "")
    try:
        await database.write(
            sources.add, audience=EVERYONE, given=url, url=url, kind="site", name="Site", publisher=None, now=time()
        )
        async with gathering(database, time) as gatherer:
            await live(gatherer, time, plan.START + timedelta(days=DAYS))
        [source] = await database.read(sources.of, EVERYONE)
        assert (source.kind, source.health, source.reason) == (kind, "fine", "")
        found = await database.read(held.texts, host="site.example")
        assert found == {one.slug: (1, one.versions[0].text, one.published.date().isoformat()) for one in pieces}
    finally:
        await database.close()
        await press.close()


@pytest.mark.parametrize(("habit", "state"), [("dated by its pages", "fine"), ("undated", "undated")])
async def test_a_feed_without_dates_is_dated_by_its_pages(tmp_path: Path, habit: str, state: str) -> None:
    time = Time(plan.START)
    press = Press([plan.outlet(1, habit, days=20)], time)
    await press.start()
    database = await opened(tmp_path / "dated.db")
    url = press.url("o1.example")
    try:
        await database.write(
            sources.add, audience=EVERYONE, given=url, url=url, kind="feed", name="Paper", publisher=None, now=time()
        )
        async with gathering(database, time) as gatherer:
            await live(gatherer, time, plan.START + timedelta(days=6))
        [source] = await database.read(sources.of, EVERYONE)
        assert source.health == state
        assert (source.newest is None) == (state == "undated")
    finally:
        await database.close()
        await press.close()


async def test_what_is_held_only_in_part_says_so(tmp_path: Path) -> None:
    time = Time(plan.START)
    press = Press([plan.outlet(1, "walled", days=20)], time)
    await press.start()
    database = await opened(tmp_path / "walled.db")
    url = press.url("o1.example")
    try:
        await database.write(
            sources.add, audience=EVERYONE, given=url, url=url, kind="feed", name="Wall", publisher=None, now=time()
        )
        async with gathering(database, time) as gatherer:
            await live(gatherer, time, plan.START + timedelta(days=1))
        told = await Desk(database, KNOWN, time).summary(EVERYONE, summary("1"))
        assert told.excerpt == "It refuses us (403)."
        assert all(one.citations[0].teaser for one in told.sentences)
        assert wording.part(told.sentences[0].citations[0]) == " (teaser only)"
    finally:
        await database.close()
        await press.close()


async def test_a_page_that_is_closed_later_takes_nothing_away(tmp_path: Path) -> None:
    time = Time(plan.START)
    one = plan.outlet(1, "usual", days=20)
    press = Press([one], time)
    await press.start()
    database = await opened(tmp_path / "closed.db")
    url = press.url("o1.example")
    try:
        await database.write(
            sources.add, audience=EVERYONE, given=url, url=url, kind="feed", name="Paper", publisher=None, now=time()
        )
        async with gathering(database, time) as gatherer:
            await live(gatherer, time, plan.START + timedelta(hours=1))
            before = await database.read(held.texts, host="o1.example")
            one.habit = "closed"
            one.pieces = [piece._replace(title=f"Now: {piece.title}") for piece in one.pieces]
            await live(gatherer, time, plan.START + timedelta(days=1))
        after = await database.read(held.texts, host="o1.example")
        assert before and {slug: after[slug] for slug in before} == before
    finally:
        await database.close()
        await press.close()
