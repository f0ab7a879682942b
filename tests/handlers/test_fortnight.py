"""Two weeks of three channels in Brussels, Washington and Tokyo, over both changes of the clock, with every mishap.

Each channel must get exactly the digests that are written down here, at these instants, and each article must be told
in the first digest after it came, and in no other.
"""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.digests import subscribing
from handlers.manifest import SCOPES
from handlers.workspace import Running, Workspace, serve
from storage.database import Database
from storage.models import Audience
from tests.bot.making import article
from tests.handlers.conftest import plainly
from tests.handlers.simulated import Clock, Round, keep, utc

BEGIN = utc("2026-10-18T12:00")
WISHES = {
    "general": "weekdays at 08:00 Europe/Brussels on SAFE",
    "defence-desk": "daily at 07:30 America/New_York on Japan",
    "cabinet": "Mon Wed Fri at 09:00 Asia/Tokyo",
}

LATE = "This digest is late: I was not running at"
AWAY = "This digest is late: Slack could not be reached at"

DIGESTS = {
    # 08:00 is 06:00 UTC until Europe's change on 25 October, 07:00 after it.
    "general": {
        "2026-10-19T06:00": "",
        "2026-10-20T07:15": f"{LATE} 08:00.",  # started at 07:15
        "2026-10-21T06:00": "",
        "2026-10-22T06:03": "",  # killed between claim and post, started three minutes later
        "2026-10-23T06:00": "",  # killed between post and mark
        "2026-10-26T07:00": "",
        "2026-10-27T07:00": "",
        "2026-10-28T07:00": "",
        "2026-10-30T20:00": f"{LATE} 08:00. The one before it was not posted",
        "2026-11-02T07:00": "",
    },
    # 07:30 is 11:30 UTC until America's change on 1 November, 12:30 from that day on.
    "defence-desk": {
        "2026-10-19T11:30": "",
        "2026-10-20T11:30": "",
        "2026-10-21T11:30": "",
        "2026-10-22T11:30": "",
        "2026-10-23T11:30": "",
        "2026-10-25T14:00": f"{LATE} 07:30. The one before it was not posted",
        "2026-10-26T11:30": "",
        "2026-10-27T11:30": "",
        "2026-10-30T20:00": f"{LATE} 07:30. The 2 before it were not posted",
        "2026-10-31T11:30": "",
        "2026-11-01T12:30": "",
        "2026-11-02T12:30": "",
    },
    # Tokyo's clock never changes: 09:00 is midnight UTC.
    "cabinet": {
        "2026-10-19T00:00": "",
        "2026-10-21T00:00": "",
        "2026-10-23T00:00": "",
        "2026-10-26T00:12": f"{AWAY} 09:00.",
        "2026-10-28T00:00": "",
        "2026-10-30T20:00": f"{LATE} 09:00.",
        "2026-11-02T00:00": "",
    },
}

ARTICLES: tuple[tuple[str, str, str, str], ...] = (
    ("2026-10-18T18:00", "SAFE", "Poland signs its SAFE loan agreement", "Poland signed its loan under SAFE."),
    ("2026-10-19T09:00", "Japan", "Japan hosts naval talks in Yokosuka", "Japan hosted talks on mine clearance."),
    ("2026-10-20T06:30", "SAFE", "Romania asks SAFE for air defence money", "Romania asked for money for missiles."),
    ("2026-10-21T03:00", "Ukraine", "Ukraine receives howitzers from Lithuania", "Ukraine received nine howitzers."),
    ("2026-10-22T05:00", "SAFE", "Auditors look into SAFE procurement rules", "Auditors began to examine the rules."),
    ("2026-10-22T20:00", "Japan", "Japan tests a new radar with Italy", "Japan and Italy tested a radar at sea."),
    ("2026-10-24T10:00", "SAFE", "Greece orders drones through SAFE", "Greece ordered drones in a joint purchase."),
    ("2026-10-26T15:00", "Japan", "Japan joins a cyber exercise in Tallinn", "Japan joined a cyber exercise."),
    ("2026-10-28T12:00", "SAFE", "Latvia draws its first SAFE instalment", "Latvia drew its first instalment."),
    ("2026-10-29T12:00", "Japan", "Japan opens an office for space defence", "Japan opened an office for satellites."),
    ("2026-10-31T12:00", "SAFE", "Bulgaria amends its SAFE investment plan", "Bulgaria amended its investment plan."),
)
FOLLOWED = {"general": "SAFE", "defence-desk": "Japan", "cabinet": ""}


def told(at: str, subject: str, title: str, sentence: str) -> str:
    name = "Security Action for Europe (SAFE)" if subject == "SAFE" else subject
    body = f"{sentence} Officials spoke about {name} on the sidelines of a meeting, and gave no further details."
    return article(title, body, day=at[:10], source="The Test Wire", url=f"https://wire.example/{abs(hash(title))}")


@pytest.fixture
def moving() -> Clock:
    return Clock(BEGIN)


@pytest.fixture
async def running(moving: Clock) -> AsyncIterator[Running]:
    workspace = Workspace.demo(scopes=tuple(SCOPES), clock=moving.seconds)
    async with await serve(workspace) as served:
        yield served


async def subscribed(bot: Round, channel: str, text: str) -> None:
    world = bot.running.workspace.world
    audience = Audience(team=world.team, conversation=bot.running.workspace.channel(channel).id)
    await bot.desk.subscribe(audience, subscribing.wish(text, bot.desk.catalogue), by=world.me)


async def mishaps(bot: Round) -> list[tuple[datetime, Any]]:
    """What goes wrong, and when."""
    faults = bot.running.workspace.faults

    async def lose_the_next_post() -> None:
        faults.cut("chat.postMessage")

    async def lose_the_next_reply() -> None:
        faults.cut("chat.postMessage", when="after")

    async def be_away_for_twelve_attempts() -> None:
        faults.fail("chat.postMessage", times=12)

    plan: list[tuple[str, Any]] = [
        ("2026-10-20T05:00", bot.kill),
        ("2026-10-20T07:15", bot.start),
        ("2026-10-22T05:59", lose_the_next_post),
        ("2026-10-22T06:00", bot.kill),
        ("2026-10-22T06:03", bot.start),
        ("2026-10-23T05:59", lose_the_next_reply),
        ("2026-10-23T06:00", bot.kill),
        ("2026-10-23T06:20", bot.start),
        ("2026-10-24T00:00", bot.kill),
        ("2026-10-25T14:00", bot.start),
        ("2026-10-25T23:00", be_away_for_twelve_attempts),
        ("2026-10-28T10:00", bot.kill),
        ("2026-10-30T20:00", bot.start),
        ("2026-10-31T18:00", bot.kill),  # an update in the night, as it were
        ("2026-10-31T18:01", bot.start),
    ]
    return [(utc(at), act) for at, act in plan]


async def test_a_fortnight(running: Running, database: Database, moving: Clock) -> None:
    bot = Round(running, database, moving)
    await bot.start()
    for channel, text in WISHES.items():
        await subscribed(bot, channel, text)
    script = await mishaps(bot)
    script += [(utc(at), told(at, *rest)) for at, *rest in ARTICLES]
    for at, what in sorted(script, key=lambda entry: entry[0]):
        await bot.to(at)
        if isinstance(what, str):
            assert await keep(database, what, moving()) == "added"
        else:
            await what()
    await bot.to(utc("2026-11-02T23:00"))
    await bot.kill()

    for channel, wanted in DIGESTS.items():
        posts = running.workspace.messages(channel)
        assert [minute(post) for post in posts] == list(wanted), channel
        for post, note in zip(posts, wanted.values(), strict=True):
            assert (note in plainly(post)) if note else ("is late" not in plainly(post)), (channel, minute(post))
        assert shown(posts) == expected(channel, list(wanted)), channel


def minute(post: dict[str, Any]) -> str:
    return (utc("1970-01-01T00:00") + timedelta(seconds=float(post["ts"]))).isoformat()[:16]


def shown(posts: list[dict[str, Any]]) -> dict[str, list[str]]:
    """For each post the titles it tells as new."""
    found = {}
    for post in posts:
        said = plainly(post)
        found[minute(post)] = sorted(title for _, _, title, _ in ARTICLES if title in said)
        assert ("Nothing new" in said) == (not found[minute(post)]), said
    return found


def expected(channel: str, digests: list[str]) -> dict[str, list[str]]:
    """Each article that the channel follows in the first digest after it came."""
    found: dict[str, list[str]] = {at: [] for at in digests}
    for came, subject, title, _ in ARTICLES:
        if FOLLOWED[channel] in ("", subject):
            first = next((at for at in digests if at > came), None)
            assert first is not None, "the script ends with a digest after every article"
            found[first].append(title)
    return {at: sorted(titles) for at, titles in found.items()}
