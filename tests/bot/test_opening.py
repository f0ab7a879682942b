"""The article behind a citation is opened for those who may see it, and for nobody else."""

from datetime import date

import pytest

from bot import opening
from storage.database import Database
from storage.models import EVERYONE, Audience
from tests.bot.making import article, keep

URL = "https://one.example/1"
OURS = Audience(team="T1", conversation="C1")
TODAY = date(2026, 1, 1)


async def opened(database: Database, audience: Audience, url: str = URL, *, until: date = TODAY) -> str | None:
    found = await opening.article(database, audience, url, until=until)
    return found.text if found else None


async def test_an_article_is_opened_by_any_form_of_its_address(database: Database) -> None:
    text = "The Council adopted it."
    await keep(database, article("Adopted", text, day="2025-05-27", source="First Wire", url=URL))
    assert await opened(database, EVERYONE) == text
    assert await opened(database, OURS, f"{URL}#sentence") == text
    assert await opened(database, EVERYONE, until=date(2025, 5, 26)) is None


async def test_what_a_conversation_keeps_is_opened_in_it_alone(database: Database) -> None:
    await keep(database, article("Ours", "Not for all.", day="2025-05-27", source="First Wire", url=URL), audience=OURS)
    assert await opened(database, OURS) == "Not for all."
    assert await opened(database, Audience(team="T1", conversation="C2")) is None
    assert await opened(database, Audience(team="T1")) is None
    assert await opened(database, EVERYONE) is None


@pytest.mark.parametrize("url", ["", "x", "javascript:alert(1)", "https://", "https://two.example/1", "http://[::1"])
async def test_no_other_address_opens_anything(database: Database, url: str) -> None:
    assert await opened(database, EVERYONE, url) is None
