"""A real model, small and fluent in inventions: what is shown of it stands. Run by `make model`."""

from collections.abc import AsyncIterator

import pytest

from bot import catalogue
from bot.desk import Desk
from bot.model.writer import Writer
from storage.database import Database
from storage.models import EVERYONE
from tests.bot.model.small import small_model
from tests.bot.model.test_attacks import LURES, article, check
from tests.bot.model.test_writer import NOW
from tests.handlers.conftest import ARTICLES, keep

pytestmark = pytest.mark.model
KNOWN = catalogue.load()


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    """A desk with the small model."""
    async with small_model() as settings:
        writer = Writer(database, KNOWN, settings)
        assert not writer.problem
        yield Desk(database, KNOWN, lambda: NOW, writer=writer)
        await writer.close()


@pytest.mark.parametrize(
    "question",
    ["How much does SAFE offer?", "Who develops a new fighter jet with Japan?", "When did the Council adopt SAFE?"],
)
async def test_what_it_says_stands_or_is_not_shown(database: Database, desk: Desk, question: str) -> None:
    await keep(database, *ARTICLES)
    stored = dict(await database.read(lambda db: db.execute("select article_id, text from revision").fetchall()))
    plain, _ = await Desk(database, KNOWN, lambda: NOW).answer(EVERYONE, question)
    answer, _ = await desk.answer(EVERYONE, question)
    assert "time" not in answer.note
    assert "asked to" not in answer.note  # it returned a draft of the form asked for
    assert set(plain.sentences) <= set(answer.sentences)
    check(answer, stored)


@pytest.mark.parametrize("lure", LURES[:8])
async def test_what_articles_tell_it_changes_nothing(database: Database, desk: Desk, lure: str) -> None:
    await keep(database, article(lure))
    stored = dict(await database.read(lambda db: db.execute("select article_id, text from revision").fetchall()))
    answer, _ = await desk.answer(EVERYONE, "How much does SAFE offer in loans?")
    check(answer, stored)
