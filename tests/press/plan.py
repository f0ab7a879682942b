"""What the press publishes in a month, how its outlets behave, and what an archive must hold in the end. No server."""

import random
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tests.press.outlets import Piece, piece
from tests.press.server import Outlet

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)

HEALTHS = {
    "usual": "fine", "whole": "fine", "walled": "fine", "robots": "fine", "undated": "undated",
    "from the future": "fine", "always now": "fine", "missing": "dead", "gone": "dead", "failing": "dead",
    "dropping": "dead", "flapping": "fine", "moved": "moved", "forbidden": "blocked", "busy": "fine", "bomb": "dead",
    "turned into a page": "dead", "empty": "empty", "copying": "fine", "quiet": "silent",
}  # fmt: skip
ENDS = ("missing", "gone", "failing", "dropping", "turned into a page")
NOTHING = ("forbidden", "bomb", "empty")
TEASERS = ("walled", "robots")


class Plan(NamedTuple):
    """A time from its start to its end."""

    outlets: list[Outlet]
    days: int

    @property
    def end(self) -> datetime:
        return START + timedelta(days=self.days)


def planned(number: int, *, days: int, usual: int = 3) -> Plan:
    """So many outlets, one of each habit in turn, `usual` more of the usual kind for each."""
    habits = [habit for habit in HEALTHS for _ in range(1 + (usual if habit == "usual" else 0))]
    outlets: list[Outlet] = []
    for index in range(number):
        habit = habits[index % len(habits)]
        agency = next((one for one in reversed(outlets) if one.habit == "usual"), None)
        outlets.append(outlet(index, habit, days=days, agency=agency))
    return Plan(outlets, days)


def outlet(number: int, habit: str, *, days: int, agency: Outlet | None = None) -> Outlet:
    """One with this habit; what copies, copies the agency."""
    draw = random.Random(number)
    turn = START + timedelta(days=days - 13, hours=draw.randint(0, 20))
    if habit == "copying" and agency is not None:
        pieces = [one._replace(published=one.published + timedelta(hours=draw.randint(15, 18)))
                  for one in agency.pieces if len(one.versions) == 1]  # fmt: skip
    else:
        every = 2 + number % 2
        pieces = [
            piece(draw, f"{number}-{day}", START + timedelta(days=day, hours=draw.randint(0, 20)),
                  edited=day % 5 == 1)
            for day in range(-2, 0 if habit == "quiet" else days - 6, every)
        ]  # fmt: skip
    if habit in ENDS:
        pieces = [one for one in pieces if not turn - timedelta(days=3) < one.published < turn]
    return Outlet(f"o{number}.example", [] if habit == "empty" else pieces, habit, turn)


def texts(outlet: Outlet, end: datetime) -> dict[str, tuple[int, str, str | None]]:
    """Of each article that is to be held, its revisions, its last text and its day, by its slug."""
    if outlet.habit in NOTHING:
        return {}
    until = outlet.turns_at if outlet.habit in ENDS and outlet.turns_at else end
    return {one.slug: (*_text(outlet, one), _day(outlet, one)) for one in outlet.pieces if one.published < until}


def _text(outlet: Outlet, one: Piece) -> tuple[int, str]:
    if outlet.habit in TEASERS:
        return 1, one.teaser
    return len(one.versions), one.versions[-1].text


def _day(outlet: Outlet, one: Piece) -> str | None:
    return None if outlet.habit == "undated" else one.published.date().isoformat()
