"""Stories grouped anew: whatever is decided, no article is lost and every number leads to a story; all or nothing."""

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from storage import keeping, stories, verdicts
from storage.database import Database
from storage.models import EVERYONE, Draft, Grouping, Kept, Placement
from tests.storage.making import AT, draft, judging, naming

TEXT = "Japan signed the treaty."
ARTICLES = 6

steps = some.lists(
    some.one_of(
        some.tuples(some.just("revise"), some.integers(1, ARTICLES), some.lists(some.integers(0, 2), min_size=8)),
        some.tuples(some.sampled_from(["same", "apart", "without"]), some.integers(1, 8), some.integers(1, 8)),
    ),
    max_size=8,
)


def numbered(number: int, version: int = 1) -> Draft:
    text = f"{TEXT} This is the version {version} of article {number}."
    url = f"https://one.example/{number}"
    return draft(text, url=url, identity=url, title=f"Article {number}", mentions=(naming(text, "Japan", "japan"),))


def by(labels: list[int]) -> Any:
    """Groups articles by these labels, but for what readers said."""

    def settle(known: Grouping) -> list[int]:
        label = [labels[one.article.id % len(labels)] for one in known.proposed]
        first = list(range(len(label)))
        for place, mine in enumerate(label):
            first[place] = next(other for other in range(place + 1) if label[other] == mine)
        return first

    return settle


async def keep(database: Database, one: Draft, settle: Any) -> Kept:
    doubting = judging(lambda draft, proposed: Placement(story=None, reasons=(), doubted=_stories(proposed)))
    return await database.write(keeping.keep, one, doubting._replace(settle=settle))


def _stories(proposed: Any) -> tuple[int, ...]:
    return tuple(sorted({one.story for one in proposed}))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.integers(0, 3), min_size=8, max_size=8), steps)
async def test_every_article_is_in_a_story_and_every_number_leads_to_one(
    tmp_path_factory: Any, labels: list[int], wishes: Any
) -> None:
    database = await Database.open(tmp_path_factory.mktemp("regrouped") / "archive.db")
    for number in range(1, ARTICLES + 1):
        await keep(database, numbered(number), by(labels))
    versions = count(2)
    for verb, one, other in wishes:
        if verb == "revise":
            await keep(database, numbered(one, next(versions)), by(other))
        elif verb == "without":
            await database.write(verdicts.without, EVERYONE, one, other, by="U1", now=AT)
        else:
            await database.write(getattr(verdicts, verb), EVERYONE, one, other, by="U1", now=AT)
    found, total = await database.read(stories.latest, EVERYONE, limit=100)
    assert total == len(found)
    assert sorted(number for one in found for number in one.articles) == list(range(1, ARTICLES + 1))
    numbers = await database.read(lambda db: [row[0] for row in db.execute("select id from story").fetchall()])
    assert {await database.read(verdicts.current, number) for number in numbers} == {one.id for one in found}
    await database.close()


async def test_what_fails_while_stories_are_grouped_leaves_nothing_of_its_article(database: Database) -> None:
    await keep(database, numbered(1), by([1]))

    def fails(known: Grouping) -> list[int]:
        raise ValueError(known)

    with pytest.raises(ValueError, match="proposed"):
        await keep(database, numbered(2), fails)
    assert (await keep(database, numbered(2), by([1]))).story == 1


async def test_a_story_of_many_articles_stays_whole_but_for_the_cause(database: Database) -> None:
    for number in range(1, 41):
        await keep(database, numbered(number), by([1]))
    kept = await keep(database, numbered(41), by([1] * 41 + [99]))
    found, _ = await database.read(stories.latest, EVERYONE, limit=100)
    assert {one.id: len(one.articles) for one in found} == {1: 40, kept.story: 1}
