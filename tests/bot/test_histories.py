"""How an article changed, and who may see that."""

import pytest

from bot.catalogue import load
from bot.desk import Desk
from bot.errors import BadRequest
from storage.database import Database
from storage.models import EVERYONE, Audience
from tests.bot.making import NOW, article, keep

TEXT = "The loan is EUR 1 billion in all. It runs for ten years and a day, as ministers agreed in Oslo."
FIRST = article("Loan agreed", TEXT, day="2026-05-04", source="One", url="https://one.example/1")
SECOND = FIRST.replace("1 billion", "2 billion").replace("Oslo.", "Oslo. Chile abstained.")
COPY = FIRST.replace("one.example", "two.example").replace("source: One", "source: Two")


async def test_each_revision_tells_what_it_replaced_and_added(database: Database) -> None:
    await keep(database, FIRST, COPY)
    await keep(database, SECOND)
    found = await Desk(database, load(), lambda: NOW).history(EVERYONE, "1")
    (change,) = found.changes
    assert [(edit.before, edit.after) for edit in change.edits] == [
        ("The loan is EUR 1 billion in all.", "The loan is EUR 2 billion in all."), (None, "Chile abstained."),
    ]  # fmt: skip
    assert found.copies == ("Two",)


async def test_what_never_changed_has_no_history(database: Database) -> None:
    await keep(database, FIRST)
    assert (await Desk(database, load(), lambda: NOW).history(EVERYONE, "https://one.example/1")).changes == ()


async def test_only_who_may_see_an_article_sees_its_history(database: Database) -> None:
    await keep(database, FIRST, audience=Audience(team="T1"))
    with pytest.raises(BadRequest, match="no article 1"):
        await Desk(database, load(), lambda: NOW).history(Audience(team="T2"), "1")


@pytest.mark.parametrize("target", ["", "Japan", "#"])
async def test_what_is_no_article_is_told_the_usage(database: Database, target: str) -> None:
    with pytest.raises(BadRequest, match="Usage: /history"):
        await Desk(database, load(), lambda: NOW).history(EVERYONE, target)
