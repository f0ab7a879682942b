"""A process that encodes an archive slowly until it is killed. Run by a test, as a program of its own."""

import asyncio
import sys
from pathlib import Path

from bot.vectors.filling import Filling
from bot.vectors.finding import Finder
from storage.database import Database
from tests.bot.vectors.words import model


async def fill(archive: Path, memory: Path) -> None:
    """Encode for ever."""
    await Filling(Finder(await Database.open(archive), model(memory, slow_s=0.05))).run()


if __name__ == "__main__":
    asyncio.run(fill(Path(sys.argv[1]), Path(sys.argv[2])))
