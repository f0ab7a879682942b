"""Articles are encoded as they come, whatever ends the process; and found by those who may see them, or not at all."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from bot.settings import Settings
from bot.vectors import finding
from bot.vectors.encoder import Encoder, Model
from bot.vectors.filling import Filling, beside
from bot.vectors.finding import Finder
from storage import vectors
from storage.database import Database
from storage.models import EVERYONE, Audience
from tests.bot.making import KNOWN, NOW, TODAY, article, ask, keep
from tests.bot.vectors.words import FATAL, model

ASKED = "Which harbour builds a quay?"
QUAY = article("Le port change", "Le port construit un quai. Rien d'autre.", day="2026-03-10")
OTHERS = [
    article(f"Budget {n}", f"Parliament debates budget number {n} at length today.", day="2026-03-11") for n in range(5)
]


@asynccontextmanager
async def filled(database: Database, model: Model) -> AsyncIterator[Finder]:
    """A finder whose articles are all encoded."""
    finder = Finder(database, model)
    try:
        filling = Filling(finder)
        while await filling.once():
            pass
        yield finder
    finally:
        await finder.close()


async def near(finder: Finder, question: str, audience: Audience = EVERYONE, *, limit: int = 1) -> list[int]:
    return await finder.near(audience, question, until=TODAY, limit=limit)


async def encoded_are(database: Database, least: int) -> bool:
    return (await database.read(vectors.progress, model=model().name))[0] >= least


async def until(look: Callable[[], Awaitable[Any]], wanted: Any) -> None:
    """Look until it is so."""
    for _ in range(3000):
        if await look() == wanted:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(wanted)


async def test_an_article_is_found_across_languages(database: Database) -> None:
    (quay,) = await keep(database, QUAY)
    await keep(database, *OTHERS)
    async with filled(database, model()) as finder:
        assert await near(finder, ASKED) == [quay.article]
        assert await near(finder, "Welcher Hafen baut einen Kai?") == [quay.article]
        assert await finder.plan() == "words 1; 6 of 6 articles are encoded"


async def test_what_some_may_see_is_found_for_them_alone(database: Database) -> None:
    mine, theirs = Audience(team="T1", conversation="C1"), Audience(team="T1", conversation="C2")
    (quay,) = await keep(database, QUAY, audience=mine)
    (budget,) = await keep(database, OTHERS[0])
    async with filled(database, model()) as finder:
        assert await near(finder, ASKED, mine, limit=9) == [quay.article, budget.article]
        assert await near(finder, ASKED, theirs, limit=9) == [budget.article]
        assert await near(finder, ASKED, limit=9) == [budget.article]


async def test_what_it_proposes_answers_by_the_same_rules(demo_desk: Desk) -> None:
    async with filled(demo_desk.database, model()) as finder:
        helped = Desk(demo_desk.database, KNOWN, lambda: NOW, finder=finder)
        for question, outcome in {
            "When did the Council adopt SAFE?": "answered",
            "Did the Council reject SAFE?": "refused",
            "Who is the foreign minister of Ruritania?": "refused",
        }.items():
            answer, plain = await ask(helped, question), await ask(demo_desk, question)
            assert answer.outcome == plain.outcome == outcome
            assert answer.sentences[:1] == plain.sentences[:1]


async def test_a_model_of_another_version_encodes_anew(database: Database, tmp_path: Path) -> None:
    (quay,) = await keep(database, QUAY)
    for version in ("1", "2", "2"):
        async with filled(database, model(tmp_path / "memory", version=version)) as finder:
            assert await near(finder, ASKED) == [quay.article]
    assert len((tmp_path / "memory").read_text().splitlines()) == 2


async def test_an_article_that_breaks_the_encoder_costs_itself_alone(database: Database) -> None:
    fatal = article("Fatal", f"It says {FATAL} there.", day="2026-03-10")
    kept = await keep(database, OTHERS[0], fatal, OTHERS[1])
    async with filled(database, model()) as finder:
        assert await database.read(vectors.progress, model=finder.model.name) == (2, 3)
        assert set(await near(finder, "It says so there.", limit=9)) == {kept[0].article, kept[2].article}


async def test_an_encoder_that_only_breaks_is_left_alone(database: Database) -> None:
    await keep(database, *(article(f"Fatal {n}", f"It says {FATAL} {n}.", day="2026-03-10") for n in range(9)))
    finder = Finder(database, model())
    async with asyncio.timeout(60):
        await Filling(finder).run()
    await finder.close()


def cannot() -> Encoder:
    raise OSError("no such library")


def never() -> Encoder:
    time.sleep(3600)
    raise AssertionError


async def test_an_encoder_that_cannot_be_loaded_costs_no_answer(database: Database) -> None:
    await keep(database, QUAY)
    async with filled(database, model()) as finder:
        name = finder.model.name
    broken = Finder(database, Model(name, cannot))
    assert await near(broken, ASKED) == []
    await broken.close()


async def test_a_question_does_not_wait_for_an_encoder_that_is_late(database: Database) -> None:
    await keep(database, QUAY)
    async with filled(database, model()) as finder:
        name = finder.model.name
    late = Finder(database, Model(name, never))
    getting_ready = asyncio.create_task(late.ready(until=TODAY))
    await asyncio.sleep(0)
    async with asyncio.timeout(10):
        assert await near(late, ASKED) == []
    getting_ready.cancel()
    await asyncio.gather(getting_ready, return_exceptions=True)
    await late.close()


async def test_killed_at_any_moment_it_goes_on_where_it_was(database: Database, tmp_path: Path) -> None:
    texts = (article(f"No {n}", f"Harbour number {n} builds a quay.", day="2026-03-10") for n in range(24))
    await keep(database, *texts)
    memory = tmp_path / "memory"
    for count in (4, 9, 24):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bot.vectors.killed", str(database.path), str(memory),
            cwd=Path(__file__).parents[3],
        )  # fmt: skip
        await until(lambda least=count: encoded_are(database, least), True)  # type: ignore[misc]
        process.kill()
        await process.wait()
    encoded = memory.read_text().splitlines()
    assert len(set(encoded)) == 24
    assert len(encoded) <= 24 + 3 * 2, "what was kept is not encoded again"


async def test_it_takes_up_what_comes_and_two_take_turns(database: Database, tmp_path: Path) -> None:
    one, other = Finder(database, model(tmp_path / "memory")), Finder(database, model(tmp_path / "memory"))
    async with beside(one), beside(other):
        (quay,) = await keep(database, QUAY)
        await until(lambda: near(one, ASKED), [quay.article])
    await one.close()
    await other.close()
    assert len((tmp_path / "memory").read_text().splitlines()) == 1


def test_when_it_is_off_there_is_none(database: Database) -> None:
    assert finding.of(database, Settings(vectors="off")) is None


@pytest.mark.vectors
async def test_the_real_encoder_finds_across_languages_and_says_its_name(database: Database) -> None:
    french = article(
        "Le Conseil adopte SAFE", "Les prêts iront jusqu'à 150 milliards d'euros pour des achats communs d'armement.",
        day="2026-03-10",
    )  # fmt: skip
    german = article(
        "Tokio baut mit", "Japan, Italien und Großbritannien entwickeln gemeinsam ein Kampfflugzeug.", day="2026-03-10"
    )
    safe, jet = (one.article for one in await keep(database, french, german))
    await keep(database, *OTHERS)
    found = finding.of(database, Settings())
    assert found is not None, "make vectors installs it"
    async with filled(database, found.model) as finder:
        assert await near(finder, "How much money is lent for joint purchases of weapons?") == [safe]
        assert await near(finder, "Who develops a new fighter jet?") == [jet]
        assert await near(finder, "Qui développe un avion de combat ?") == [jet]
        assert "multilingual-e5-small" in await finder.plan()
