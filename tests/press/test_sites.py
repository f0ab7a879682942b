"""Sites without a feed: by a list of articles on their page, or by their sitemap; and what is held only in part."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.asking.wishes import summary
from bot.desk import Desk
from bot.sources.gathering import Gatherer
from handlers import wording
from storage import sources
from storage.database import Database
from storage.models import EVERYONE
from storage.watched import Source, SourceKind
from tests.bot.making import KNOWN, opened
from tests.press import held, plan
from tests.press.outlets import piece
from tests.press.server import Outlet, Press
from tests.press.simulation import Time, gathering, live

DAYS = 6


class Read(NamedTuple):
    """An outlet that a gatherer reads into an archive, on a clock of its own."""

    database: Database
    gatherer: Gatherer
    time: Time

    async def days(self, number: float) -> Source:
        """Live until so many days after the start; the source then."""
        await live(self.gatherer, self.time, plan.START + timedelta(days=number))
        [source] = await self.database.read(sources.of, EVERYONE)
        return source


@asynccontextmanager
async def read(tmp_path: Path, outlet: Outlet, *, kind: SourceKind = "feed") -> AsyncIterator[Read]:
    """A source of this kind at the outlet's feed, or for a site at its front page."""
    time = Time(plan.START)
    press = Press([outlet], time)
    await press.start()
    database = await opened(tmp_path / "site.db")
    url = press.url(outlet.host, "") if kind == "site" else press.url(outlet.host)
    try:
        await database.write(
            sources.add, audience=EVERYONE, given=url, url=url, kind=kind, name="Paper", publisher=None, now=time()
        )
        async with gathering(database, time) as gatherer:
            yield Read(database, gatherer, time)
    finally:
        await database.close()
        await press.close()


@pytest.mark.parametrize(("habit", "kind"), [("listing", "listing"), ("mapped", "sitemap"), ("indexed", "sitemap")])
async def test_a_site_is_read_as_it_can_be(tmp_path: Path, habit: str, kind: str) -> None:
    draw = random.Random(3)
    pieces = [piece(draw, f"lot-{day}", plan.START + timedelta(days=day)) for day in range(-6, DAYS - 1)]
    async with read(tmp_path, Outlet("site.example", pieces, habit), kind="site") as site:
        source = await site.days(DAYS)
        assert (source.kind, source.health, source.reason) == (kind, "fine", "")
        found = await site.database.read(held.texts, host="site.example")
        assert found == {one.slug: (1, one.versions[0].text, one.published.date().isoformat()) for one in pieces}


@pytest.mark.parametrize(("habit", "state"), [("dated by its pages", "fine"), ("undated", "undated")])
async def test_a_feed_without_dates_is_dated_by_its_pages(tmp_path: Path, habit: str, state: str) -> None:
    async with read(tmp_path, plan.outlet(1, habit, days=20)) as site:
        source = await site.days(6)
        assert source.health == state
        assert (source.newest is None) == (state == "undated")


async def test_what_is_held_only_in_part_says_so(tmp_path: Path) -> None:
    async with read(tmp_path, plan.outlet(1, "walled", days=20)) as site:
        await site.days(1)
        told = await Desk(site.database, KNOWN, site.time).summary(EVERYONE, summary("1"))
        assert told.excerpt == "It refuses us (403)."
        assert all(one.citations[0].teaser for one in told.sentences)
        assert wording.part(told.sentences[0].citations[0]) == " (teaser only)"


async def test_a_page_that_is_closed_later_takes_nothing_away(tmp_path: Path) -> None:
    outlet = plan.outlet(1, "usual", days=20)
    async with read(tmp_path, outlet) as site:
        await site.days(1 / 24)
        before = await site.database.read(held.texts, host="o1.example")
        outlet.habit = "closed"
        outlet.pieces = [one._replace(title=f"Now: {one.title}") for one in outlet.pieces]
        await site.days(1)
        after = await site.database.read(held.texts, host="o1.example")
        assert before and {slug: after[slug] for slug in before} == before
