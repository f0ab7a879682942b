"""The search in memory finds what a look at every article would find, for those who may see it."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.vectors.encoder import packed
from bot.vectors.nearest import Index, near
from storage import vectors
from storage.database import Connection, Database
from storage.errors import StorageError
from storage.models import EVERYONE, Audience
from tests.bot.making import article, keep
from tests.bot.vectors.words import model

TODAY = date(2026, 11, 24)
WIDTH = 32
MINE, THEIRS = Audience(team="T1", conversation="C1"), Audience(team="T1", conversation="C2")


def some(count: int, *, seed: int) -> Any:
    return np.random.default_rng(seed).standard_normal((count, WIDTH)).astype(np.float32)


def enter(db: Connection, made: dict[int, bytes], model: str = "m") -> None:
    for number, stretches in made.items():
        (revision,) = db.execute("select revision_id from article where id = ?", [number]).fetchone()
        vectors.enter(db, article=number, revision=revision, model=model, stretches=stretches)


@pytest.fixture
async def kept(database: Database) -> dict[int, str]:
    """Articles of several audiences and days: number → audience key."""
    found: dict[int, str] = {}
    for audience in (EVERYONE, MINE, THEIRS):
        texts = [
            article(f"Quay {number} of {audience.key}", f"Harbour {number} of {audience.key} builds.", day=day)
            for number, day in enumerate(["2026-01-05", "2026-06-05", ""] * 8)
        ]
        found |= {one.article: audience.key for one in await keep(database, *texts, audience=audience) if one.article}
    assert len(found) == 72
    return found


def cosine(rows: Any, question: Any) -> float:
    return float((rows @ question / np.linalg.norm(rows, axis=1) / np.linalg.norm(question)).max())


async def test_it_finds_what_a_look_at_all_would_find(database: Database, kept: dict[int, str]) -> None:
    index = Index(database.path, "m", WIDTH)
    rows = {number: some(1 + number % 4, seed=number) for number in kept}
    numbers = list(kept)
    for few in (numbers[:1], numbers[1:40], numbers[40:]):  # what comes later is taken up
        await database.write(enter, {number: packed(rows[number]) for number in few})
        index.nearest(some(1, seed=0)[0], EVERYONE, since=None, until=TODAY, limit=3)
    for seed in range(20):
        question = some(1, seed=1000 + seed)[0]
        for audience in (EVERYONE, MINE):
            exact = {n: cosine(rows[n], question) for n, key in kept.items() if key in audience.sees}
            found = index.nearest(question, audience, since=None, until=TODAY, limit=5)
            assert len(found) == 5
            best = sorted(exact.values(), reverse=True)
            for place, (number, alike) in enumerate(found):
                assert abs(alike - exact[number]) < 0.01, "a byte a number keeps the direction"
                assert abs(alike - best[place]) < 0.01


async def test_a_period_is_kept_and_an_undated_article_has_no_start(database: Database, kept: dict[int, str]) -> None:
    await database.write(enter, {number: packed(some(1, seed=number)) for number in kept})
    index = Index(database.path, "m", WIDTH)
    dates = dict(await database.read(lambda db: db.execute("select id, published_at from article").fetchall()))

    def days(since: date | None, until: date) -> set[str | None]:
        found = index.nearest(some(1, seed=99)[0], MINE, since=since, until=until, limit=100)
        return {dates[number] for number, _ in found}

    assert days(None, TODAY) == {"2026-01-05", "2026-06-05", None}
    assert days(date(2026, 6, 5), TODAY) == {"2026-06-05"}
    assert days(None, date(2026, 6, 4)) == {"2026-01-05", None}


async def test_what_is_revised_or_gone_is_found_no_more(database: Database) -> None:
    url, body = "https://quay.example/1", "The harbour builds a quay. " * 8
    kept = await keep(
        database, article("A quay", body, day="2026-01-05", url=url),
        article("A mole", "The town builds a mole there.", day="2026-01-05"),
    )  # fmt: skip
    quay, mole = (one.article or 0 for one in kept)
    await database.write(enter, {number: packed(some(1, seed=number)) for number in (quay, mole)})
    index = Index(database.path, "m", WIDTH)

    def found() -> set[int]:
        nearest = index.nearest(some(1, seed=5)[0], EVERYONE, since=None, until=TODAY, limit=5)
        return {number for number, _ in nearest}

    assert found() == {quay, mole}
    again = await keep(database, article("A quay", f"{body} Nobody pays for it.", day="2026-01-05", url=url))
    assert [one.outcome for one in again] == ["revised"]
    assert found() == {mole}
    await database.write(lambda db: db.execute("delete from article where id = ?", [mole]))
    assert found() == set()
    await database.write(enter, {quay: packed(some(1, seed=1))})
    assert found() == {quay}
    await database.write(enter, {quay: packed(some(1, seed=1))}, "another")
    assert found() == set(), "vectors of two models do not compare"


async def test_vectors_of_what_was_revised_meanwhile_are_not_kept(database: Database) -> None:
    (one,) = await keep(database, article("A quay", "The harbour builds a quay.", day="2026-01-05"))
    assert one.article
    await database.write(vectors.enter, article=one.article, revision=999, model="m", stretches=b"1")
    await database.write(vectors.enter, article=12345, revision=1, model="m", stretches=b"1")
    assert await database.read(vectors.progress, model="m") == (0, 1)


def test_an_archive_that_is_not_there_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        near(model(), tmp_path / "none.db", "?", EVERYONE, since=None, until=TODAY, limit=1)
