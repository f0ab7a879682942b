"""Stories merge and split by a bridge or a revision, in any order; what readers said holds, and every number works.

The news is ours.
"""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.desk import Desk
from bot.stories import lines
from storage import narrowed, news, stories, subscriptions
from storage.database import Database
from storage.models import EVERYONE, Following, Sought, Told
from tests.bot.making import KNOWN, NOW, article, keep, opened

DAY = "2026-04-21"
BY_NUMBER = (
    "21st sanctions package against Russia clears the Council",
    "The Council adopted the 21st package of sanctions against Russia on Tuesday, with measures on banks.",
)
BY_CONTENT = (
    "Ministers in Luxembourg hit the shadow fleet with new measures",
    "Foreign ministers of the European Union listed forty tankers and three Chinese refineries on Tuesday.",
)
BRIDGE = (
    "Ministers in Luxembourg adopt 21st sanctions package: forty tankers of the shadow fleet listed",
    "Foreign ministers of the European Union adopted the 21st package of sanctions against Russia on Tuesday: forty "
    "tankers of the shadow fleet and three Chinese refineries are listed, and measures on banks.",
)


def written(told: tuple[str, str], *, number: int = 0, day: str = DAY) -> str:
    return article(*told, day=day, source=f"Wire {number}", url=f"https://wire{number}.example/{number}")


async def grouped(database: Database) -> dict[int, set[int]]:
    """The articles of each story."""
    found, total = await database.read(stories.latest, EVERYONE, limit=1000)
    assert total == len(found)
    return {one.id: set(one.articles) for one in found}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    database = await opened(tmp_path / "archive.db")
    yield Desk(database, KNOWN, lambda: NOW)
    await database.close()


async def test_a_bridge_joins_two_stories_and_the_later_number_leads_to_the_earlier(desk: Desk) -> None:
    await keep(desk.database, written(BY_NUMBER, number=1), written(BY_CONTENT, number=2))
    assert await grouped(desk.database) == {1: {1}, 2: {2}}
    await keep(desk.database, written(BRIDGE, number=3))
    assert await grouped(desk.database) == {1: {1, 2, 3}}
    assert (await desk.account(EVERYONE, 2)).line.story == 1


OTHER_NUMBER = (
    "22nd sanctions package against Russia clears the Council",
    "The Council adopted the 22nd package of sanctions against Russia on Tuesday, with measures on banks.",
)
SHIP = (
    "Japan launches a frigate in Nagasaki",
    "Japan launched the first frigate of a new class in Nagasaki on Tuesday, in front of guests from Australia.",
)
SHIP_AGAIN = (
    "New frigate launched in Nagasaki",
    "In Nagasaki Japan launched a frigate, the first of its class, on Tuesday; guests from Australia looked on.",
)
ALL = (BY_NUMBER, BY_CONTENT, BRIDGE, OTHER_NUMBER, SHIP, SHIP_AGAIN)


@settings(max_examples=12, deadline=None)
@given(some.permutations(range(len(ALL))))
def test_in_whatever_order_a_day_s_articles_come_they_are_grouped_the_same(order: list[int]) -> None:
    items = [lines.Item(id=n, title=ALL[n][0], text=ALL[n][1], language="en", day=NOW.date()) for n in order]
    story = {placed.id: placed.story for placed in lines.grouped(items, KNOWN)}
    assert len({story[n] for n in (0, 1, 2)}) == len({story[n] for n in (4, 5)}) == 1
    assert len({story[n] for n in (0, 3, 4)}) == 3


@pytest.mark.parametrize("order", [(2, 1, 0, 3), (3, 1, 2, 0), (1, 0, 3, 2), (0, 3, 1, 2)])
async def test_and_so_they_are_in_the_archive(desk: Desk, order: tuple[int, ...]) -> None:
    for number in order:
        await keep(desk.database, written(ALL[number], number=number))
    place = {number: order.index(number) + 1 for number in order}
    assert sorted(map(sorted, (await grouped(desk.database)).values())) == sorted(
        [sorted(place[number] for number in (0, 1, 2)), [place[3]]]
    )


async def test_an_article_that_is_revised_to_tell_something_else_leaves_its_story(desk: Desk) -> None:
    await keep(desk.database, written(BY_NUMBER, number=1), written(BY_CONTENT, number=2), written(BRIDGE, number=3))
    mark = 3
    await keep(desk.database, written((BRIDGE[0].replace("21st", "20th"), BRIDGE[1].replace("21st", "20th")), number=3))
    assert await grouped(desk.database) == {1: {1}, 2: {2, 3}}  # without the bridge the second is itself again
    assert (await desk.account(EVERYONE, 2)).line.story == 2
    came, changed = await desk.database.read(narrowed.arrived, EVERYONE, Sought(until=NOW.date()), after=mark)
    assert came == []
    assert [one.article for one in changed] == [3]
    await keep(desk.database, written((BRIDGE[0], f"{BRIDGE[1]} An earlier version had the number wrong."), number=3))
    assert await grouped(desk.database) == {1: {1, 2, 3}}


async def test_a_date_that_was_unknown_brings_an_article_to_its_story(desk: Desk) -> None:
    await keep(desk.database, written(SHIP, number=1), written(SHIP_AGAIN, number=2, day=""))
    assert await grouped(desk.database) == {1: {1}, 2: {2}}
    await keep(desk.database, written(SHIP_AGAIN, number=2))
    assert await grouped(desk.database) == {1: {1, 2}}


async def test_what_readers_said_holds_against_a_bridge_and_a_revision(desk: Desk) -> None:
    await keep(desk.database, written(BY_NUMBER, number=1), written(BY_CONTENT, number=2), written(SHIP, number=3))
    await desk.apart(EVERYONE, 1, 2, by="U1")
    assert await desk.same(EVERYONE, 3, 1, by="U1") == 1
    await keep(desk.database, written(BRIDGE, number=4))
    assert await grouped(desk.database) == {1: {1, 3, 4}, 2: {2}}
    await keep(desk.database, written((f"Today: {SHIP[0]}", SHIP[1]), number=3))
    assert await grouped(desk.database) == {1: {1, 3, 4}, 2: {2}}
    await desk.apart(EVERYONE, 1, 3, by="U2")
    assert await grouped(desk.database) == {1: {1, 4}, 2: {2}, 3: {3}}


async def test_a_reader_parts_what_a_bridge_joined(desk: Desk) -> None:
    await keep(desk.database, written(BY_NUMBER, number=1), written(BY_CONTENT, number=2), written(BRIDGE, number=3))
    await desk.apart(EVERYONE, 1, 2, by="U1")
    assert (await grouped(desk.database)).keys() == {1, 2}
    await keep(desk.database, written((BRIDGE[0].replace("adopt", "approve"), BRIDGE[1]), number=5))
    assert 2 in (await grouped(desk.database))[2]
    assert 1 in (await grouped(desk.database))[1]


async def test_no_digest_tells_as_new_what_one_told_before(desk: Desk) -> None:
    """The second story was told; now it is joined to the first, which nobody was told of."""
    database = desk.database
    await keep(database, written(BY_NUMBER, number=1), written(BY_CONTENT, number=2))
    kept, _ = await database.write(
        subscriptions.keep, team="T1", channel="C1", at="08:00", weekdays=(0,), zone="UTC", at_once=False, topics=(),
        actors=(), by="U1", now=NOW,
    )  # fmt: skip
    await database.write(
        subscriptions.tell, kept.id, period="1", told=[Told(article=2, revision=2)], quoted=(), made_at=NOW
    )
    await keep(database, written(BRIDGE, number=3))
    following = Following(subscription=kept.id, period="2")
    arrived = await database.read(news.arrivals, EVERYONE, following, since=date(2026, 4, 1), until=NOW.date())
    assert {(one.article, one.story, one.known) for one in arrived} == {(1, 1, True), (3, 1, True)}
