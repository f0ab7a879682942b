"""What readers say of stories: joined, parted again, each under its number, and never across audiences."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.errors import BadRequest
from storage import stories
from storage.models import EVERYONE, Audience
from tests.bot.making import KNOWN, NOW, article, keep, opened

TEAM = Audience(team="T1")
TEXTS = (
    ("Japan launches a frigate", "The ship left the yard at Nagasaki on Monday.", "2026-03-10"),
    ("Finland joins a fund", "Finland pays into a fund for air defence.", "2026-04-10"),
    ("Ghana trains officers", "Officers in Accra are trained by the European Union.", "2026-05-10"),
)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    database = await opened(tmp_path / "archive.db")
    await keep(database, *(article(title, body, day=day) for title, body, day in TEXTS))
    await keep(database, article("Our note on Korea", "South Korea sent a draft.", day="2026-06-01"), audience=TEAM)
    yield Desk(database, KNOWN, lambda: NOW)
    await database.close()


async def told(desk: Desk, audience: Audience = EVERYONE) -> dict[int, int]:
    """How many articles each story has."""
    found, total = await desk.database.read(stories.latest, audience)
    assert total == len(found)
    return {story.id: len(story.articles) for story in found}


async def test_stories_are_joined_and_parted_under_their_numbers(desk: Desk) -> None:
    assert await told(desk) == {1: 1, 2: 1, 3: 1}
    assert await desk.same(EVERYONE, 3, 2, by="U1") == 2
    assert await desk.same(EVERYONE, 3, 1, by="U1") == 1  # a number that was given away still works
    assert await told(desk) == {1: 3}
    await desk.apart(EVERYONE, 2, 1, by="U2")
    assert await told(desk) == {1: 1, 2: 2}
    await desk.apart(EVERYONE, 3, 2, by="U2")
    assert await told(desk) == {1: 1, 2: 1, 3: 1}


async def test_what_is_said_twice_or_of_separate_stories_changes_nothing(desk: Desk) -> None:
    await desk.apart(EVERYONE, 1, 2, by="U1")
    assert await told(desk) == {1: 1, 2: 1, 3: 1}
    assert await desk.same(EVERYONE, 1, 2, by="U1") == await desk.same(EVERYONE, 2, 1, by="U1") == 1
    assert await told(desk) == {1: 2, 3: 1}


async def test_stories_for_different_people_are_never_joined(desk: Desk) -> None:
    for audience, one, other in ((TEAM, 1, 4), (EVERYONE, 1, 4), (EVERYONE, 4, 4), (EVERYONE, 1, 99)):
        with pytest.raises(BadRequest):
            await desk.same(audience, one, other, by="U1")
    with pytest.raises(BadRequest):
        await desk.apart(EVERYONE, 1, 1, by="U1")
    assert await told(desk, TEAM) == {1: 1, 2: 1, 3: 1, 4: 1}
