"""A month of the press in a process that may be killed: `python -m tests.press.month FOLDER PORT`.

Where it was in time lies in a file beside the archive; started again, it goes on from there.
"""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

from tests.bot.making import opened
from tests.press import plan
from tests.press.server import Press
from tests.press.simulation import SECOND, Time, add, gathering

OUTLETS, DAYS = 23, 30  # one of each habit and three more of the usual


async def main(folder: Path, port: int) -> None:
    found = plan.planned(OUTLETS, days=DAYS)
    reached = folder / "reached"
    time = Time(datetime.fromisoformat(reached.read_text()) if reached.exists() else plan.START)
    press = Press(found.outlets, time, port=port)
    await press.start()
    database = await opened(folder / "press.db")
    await add(database, press, plan.START)
    async with gathering(database, time) as gatherer:
        while time.now < found.end:
            unfinished = folder / "reached.unfinished"
            unfinished.write_text(time.now.isoformat())
            unfinished.rename(reached)
            wake = await gatherer.once()
            time.now = max(wake or found.end, time.now + SECOND)
    await database.close()
    await press.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
