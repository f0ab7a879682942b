"""One outlet of each habit for some weeks: which articles there are in the end, and how it is said to do."""

from pathlib import Path

import pytest

from tests.press import plan
from tests.press.judging import judged, lived

DAYS = 23


@pytest.mark.parametrize("habit", plan.HEALTHS)
async def test_some_weeks(tmp_path: Path, habit: str) -> None:
    agency = plan.outlet(0, "usual", days=DAYS)
    one = plan.outlet(1, habit, days=DAYS, agency=agency)
    found = plan.Plan([agency, one] if habit == "copying" else [one], DAYS)
    async with lived(tmp_path / "press.db", found) as (press, database):
        await judged(press, database, found)
