"""The order of arrival within a day joins no two developments, and stories keep their numbers whatever readers say."""

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bot.desk import Desk
from bot.errors import BadRequest
from bot.stories import lines
from storage import stories
from storage.models import EVERYONE
from tests.bot.making import KNOWN, NOW, article, keep, opened

APART = [
    pair
    for pair in tomllib.loads((Path(__file__).parent / "gold_stories_fresh.toml").read_text(encoding="utf-8"))["pairs"]
    if not pair[0]
]


def item(number: int, half: list[str]) -> lines.Item:
    language, _, title, text = half
    return lines.Item(id=number, title=title, text=text, language=language, day=lines.day("2026-03-10"))


@settings(max_examples=12, deadline=None)
@given(some.permutations(range(2 * len(APART))))
def test_in_no_order_are_two_developments_of_one_day_joined(order: list[int]) -> None:
    halves = [half for pair in APART for half in pair[2:]]
    story = {placed.id: placed.story for placed in lines.grouped([item(n, halves[n]) for n in order], KNOWN)}
    for number, (_, kind, one, other) in enumerate(APART):
        if kind != "a month later":  # here they are of one day
            assert story[2 * number] != story[2 * number + 1], (one[2], other[2])


TITLES = ("Japan launches a frigate", "Finland joins a fund", "Ghana trains officers", "Chile hosts a summit")
STORIES = range(1, len(TITLES) + 1)
said = some.lists(
    some.tuples(some.sampled_from(["same", "apart"]), some.sampled_from(list(combinations(STORIES, 2)))), max_size=8
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said)
async def test_what_was_said_last_holds_and_every_number_works(tmp_path_factory: Any, wishes: Any) -> None:
    database = await opened(tmp_path_factory.mktemp("said") / "archive.db")
    days = ("2026-01-10", "2026-03-10", "2026-05-10", "2026-07-10")
    await keep(database, *(article(title, f"{title} today.", day=day) for title, day in zip(TITLES, days, strict=True)))
    desk = Desk(database, KNOWN, lambda: NOW)
    for verb, (one, other) in wishes:
        if verb == "same":
            await desk.same(EVERYONE, one, other, by="U1")
        else:
            try:
                await desk.apart(EVERYONE, one, other, by="U1")
            except BadRequest:
                continue
        mine, theirs = [(await desk.account(EVERYONE, number)).line.story for number in (one, other)]
        assert (mine == theirs) == (verb == "same"), wishes
    found, total = await database.read(stories.latest, EVERYONE)
    assert sorted(number for story in found for number in story.articles) == list(STORIES)
    assert total == len(found)
    assert {(await desk.account(EVERYONE, number)).line.story for number in STORIES} == {story.id for story in found}
    await database.close()
