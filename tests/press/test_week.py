"""Nine days with one outlet of each habit: which articles there are in the end, and how each source is said to do."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database as Connection

from storage import sources
from storage.database import Database
from storage.models import EVERYONE
from tests.bot.making import opened
from tests.press.outlets import Piece, piece
from tests.press.server import Outlet, Press
from tests.press.simulation import Time, add, gathering, live

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
END = START + timedelta(days=9)
TURN = START + timedelta(days=2, hours=12)
CLEAR = timedelta(hours=13)
"""Before its end an outlet publishes nothing for so long: whatever came out has been read."""

HEALTHS = {
    "usual": "fine", "whole": "fine", "walled": "fine", "robots": "fine", "undated": "undated",
    "from the future": "undated", "always now": "fine", "missing": "dead", "gone": "dead", "failing": "failing",
    "dropping": "failing", "flapping": "fine", "moved": "moved", "forbidden": "blocked", "busy": "fine",
    "bomb": "dead", "turned into a page": "dead",
}  # fmt: skip
ENDS = ("missing", "gone", "failing", "dropping", "turned into a page")
NOTHING = ("forbidden", "bomb")
TEASERS = ("walled", "robots")


def outlet(number: int, habit: str) -> Outlet:
    draw = random.Random(number)
    pieces = []
    for day in range(-2, 7):
        at = START + timedelta(days=day, hours=draw.randint(0, 20))
        if habit not in ENDS or not TURN - CLEAR < at < TURN:
            pieces.append(piece(draw, f"{number}-{day}", at, edited=day == 1))
    return Outlet(f"o{number}.example", pieces, habit, TURN)


def expected(outlet: Outlet) -> dict[str, tuple[int, str, str | None]]:
    """Of each article its revisions, its last text and its day."""
    if outlet.habit in NOTHING:
        return {}
    until = TURN if outlet.habit in ENDS else END - CLEAR
    return {one.slug: (*_text(outlet, one), _day(outlet, one)) for one in outlet.pieces if one.published < until}


def _text(outlet: Outlet, one: Piece) -> tuple[int, str]:
    if outlet.habit in TEASERS:
        return 1, one.teaser
    if outlet.habit in ENDS and outlet.habit != "turned into a page":
        return 1, one.versions[0].text  # it ends before anybody looks again
    return len(one.versions), one.versions[-1].text


def _day(outlet: Outlet, one: Piece) -> str | None:
    return None if outlet.habit == "undated" else one.published.date().isoformat()


def held(db: Connection, host: str) -> dict[str, tuple[int, str, str | None]]:
    rows = db.execute(
        """
        select article.url, revision.number, revision.text, substr(article.published_at, 1, 10)
        from article join revision on revision.id = article.revision_id where article.url like ?
        """,
        [f"http://{host}:%"],
    )
    return {url.rpartition("/")[2]: (number, text, day) for url, number, text, day in rows.fetchall()}


@pytest.mark.parametrize("habit", HEALTHS)
async def test_nine_days(tmp_path: Path, habit: str) -> None:
    time, one = Time(START), outlet(list(HEALTHS).index(habit), habit)
    press = Press([one], time)
    await press.start()
    database: Database = await opened(tmp_path / "press.db")
    try:
        await add(database, press, START)
        async with gathering(database, time) as gatherer:
            await live(gatherer, time, END)
        [source] = await database.read(sources.of, EVERYONE)
        assert (source.health, bool(source.reason)) == (HEALTHS[habit], HEALTHS[habit] != "fine")
        found = await database.read(held, host=one.host)
        assert found == expected(one)
        assert press.most_at_once[one.host] == 1
    finally:
        await database.close()
        await press.close()
