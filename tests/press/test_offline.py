"""Our own network fails: no source is to blame, nobody is told of each, and all goes on when it is back."""

from datetime import timedelta
from pathlib import Path

from bot.desk import Desk
from bot.sources.line import Line
from storage import sources
from storage.models import EVERYONE
from tests.bot.making import KNOWN, opened
from tests.press import held, plan
from tests.press.server import Press
from tests.press.simulation import Time, add, gathering, live

DAY = timedelta(days=1)


async def test_a_network_that_is_gone_is_told_from_sources_that_are(tmp_path: Path) -> None:
    time, outlets = Time(plan.START), [plan.outlet(number, "usual", days=20) for number in range(4)]
    press = Press(outlets, time)
    await press.start()
    port = press.server.port
    database = await opened(tmp_path / "press.db")
    desk = Desk(database, KNOWN, time)
    await add(database, press, plan.START)
    try:
        async with gathering(database, time) as gatherer:
            await live(gatherer, time, plan.START + 3 * DAY)
        await press.close()
        async with gathering(database, time) as gatherer:
            await live(gatherer, time, plan.START + 4 * DAY)
        async with gathering(database, time) as gatherer:  # whoever starts meanwhile knows it
            await live(gatherer, time, plan.START + 5 * DAY)
        shown = await desk.sources(EVERYONE)
        assert shown.offline_since is not None
        assert timedelta(0) < shown.offline_since - plan.START - 3 * DAY < DAY
        assert {(one.health, one.down) for one in shown.watched} == {("fine", False)}
        assert shown.coverage.failing == ("any (Antici has no network)",)
        press = Press(outlets, time, port=port)
        await press.start()
        async with gathering(database, time) as gatherer:
            await live(gatherer, time, plan.START + 6 * DAY)
        shown = await desk.sources(EVERYONE)
        assert shown.offline_since is None and shown.coverage.failing == ()
        assert {(one.health, one.failing_since) for one in shown.watched} == {("fine", None)}
        assert (await database.read(held.everything))["notices"] == []
        for outlet in outlets:
            found = await database.read(held.texts, host=outlet.host)
            assert len(found) == len(outlet.out(time() - DAY))
    finally:
        await database.close()
        await press.close()


async def test_one_source_that_is_gone_is_not_the_network(tmp_path: Path) -> None:
    time = Time(plan.START)
    press = Press([plan.outlet(number, "dropping" if number else "usual", days=16) for number in range(4)], time)
    await press.start()
    database = await opened(tmp_path / "press.db")
    await add(database, press, plan.START)
    try:
        async with gathering(database, time) as gatherer:
            await live(gatherer, time, plan.START + 15 * DAY)
        found = await database.read(sources.of, EVERYONE)
        assert sorted(one.health for one in found) == ["dead", "dead", "dead", "fine"]
    finally:
        await database.close()
        await press.close()


def test_a_few_hosts_that_did_well_tell_it_and_anybody_who_answers_ends_it() -> None:
    line = Line()
    assert not line.lost("a", well=True, of=9, now=plan.START)
    assert line.lost("a", well=False, of=9, now=plan.START)
    assert not line.lost("sick", well=False, of=9, now=plan.START)
    assert not line.lost("b", well=True, of=9, now=plan.START)
    line.reached()
    assert not line.lost("c", well=True, of=9, now=plan.START + DAY)
    assert not line.lost("d", well=True, of=9, now=plan.START + DAY)
    assert line.lost("e", well=True, of=9, now=plan.START + 2 * DAY)
    assert line.since == plan.START + DAY
    only = Line()
    assert [only.lost("only", well=not tries, of=1, now=plan.START) for tries in range(3)] == [False] * 3
    assert Line(plan.START).lost("a", well=False, of=1, now=plan.START)
