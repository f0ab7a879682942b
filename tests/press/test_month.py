"""A month of hundreds of outlets ends with exactly the articles, revisions and states that it must."""

from pathlib import Path

import pytest

from tests.press import plan
from tests.press.judging import judged, lived


@pytest.mark.slow
async def test_three_hundred_sources_for_a_month(tmp_path: Path) -> None:
    found = plan.planned(300, days=30)
    async with lived(tmp_path / "press.db", found) as (press, database):
        await judged(press, database, found)
