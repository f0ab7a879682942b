"""The article behind a citation of the demo is opened for those who may see it, and for nobody else."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.catalogue import load
from bot.desk import Desk
from bot.workplace import Workplace
from handlers.shell.library import library
from storage.database import Database
from storage.models import EVERYONE, Audience
from tests.bot.making import article, keep

URL = "https://one.example/1"
OURS = Audience(team="T1", conversation="C1")
TEXT = "The Council adopted it."
ADOPTED = article("Adopted", TEXT, day="2025-05-27", source="First Wire", url=URL)


async def opened(
    database: Database, channel: str, url: str = URL, *, now: datetime = datetime(2026, 1, 1, tzinfo=UTC)
) -> dict[str, Any] | None:
    place = Workplace(database, Desk(database, load(), lambda: now))
    return await library(place, "T1")(channel, url)


async def test_an_article_is_opened_by_any_form_of_its_address(database: Database) -> None:
    await keep(database, ADOPTED)
    whole = {"title": "Adopted", "about": "First Wire · 27 May 2025", "text": TEXT, "language": "en", "url": URL}
    assert await opened(database, "C1") == whole
    assert await opened(database, "C2", f"{URL}#sentence") == whole
    assert await opened(database, "C1", now=datetime(2025, 5, 26, tzinfo=UTC)) is None


async def test_what_a_conversation_keeps_is_opened_in_it_alone(database: Database) -> None:
    await keep(database, ADOPTED, audience=OURS)
    found = await opened(database, "C1")
    assert found and found["text"] == TEXT
    assert await opened(database, "C2") is None


@pytest.mark.parametrize("url", ["", "x", "javascript:alert(1)", "https://", "https://two.example/1", "http://[::1"])
async def test_no_other_address_opens_anything(database: Database, url: str) -> None:
    await keep(database, ADOPTED, audience=EVERYONE)
    assert await opened(database, "C1", url) is None
