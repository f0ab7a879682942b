"""Reading the sources in a process of its own, with a bar on a terminal that shows what is still to be fetched."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Literal

from bot import journal
from bot.errors import SettingsError
from bot.settings import Settings, load
from bot.workplace import Workplace
from handlers.shell.frame import ERR
from handlers.shell.running import health_of, stopping

LOOK_S = 0.5


class Counted:
    """Counts what the round of the sources does."""

    def __init__(self) -> None:
        from handlers import measures

        self.visits = 0
        self.items: Counter[str] = Counter()
        self._measures = measures.Gathering()

    def done(self, what: Literal["visit", "item"], outcome: str) -> None:
        """A visit or an item ended so."""
        self._measures.done(what, outcome)
        if what == "visit":
            self.visits += 1
        elif outcome != "later":
            self.items[outcome] += 1


async def watched(place: Workplace, *, allow_private: bool) -> None:
    """Read the sources until the process is asked to end."""
    from bot.sources.running import beside
    from bot.vectors import filling

    settings, counted, stop = load(), Counted(), stopping()
    if not ERR.is_terminal:
        journal.begin(settings.log_level)
    async with (
        _measured(place, settings, stop),
        beside(place.desk, settings, watch=counted, allow_private=allow_private),
        filling.beside(place.desk.finder),
    ):
        await _shown(place, counted, stop)
    kept = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counted.items.items())) or "nothing new"
    ERR.print(f"Stopped after {counted.visits} visits: {kept}.", markup=False)


@asynccontextmanager
async def _measured(place: Workplace, settings: Settings, stop: asyncio.Event) -> AsyncIterator[None]:
    """Health and metrics, as `antici run` serves them; without, where that has the port that nobody chose."""
    async with AsyncExitStack() as stack:
        served = health_of(settings, place).served(None, None, place.database, clock=place.now, stop=stop)
        try:
            await stack.enter_async_context(served)
        except SettingsError as error:
            if "health_port" in settings.model_fields_set:
                raise
            ERR.print(f"Going on without health and metrics. {error.public}", markup=False, soft_wrap=True)
        yield


async def _shown(place: Workplace, counted: Counted, stop: asyncio.Event) -> None:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading sources"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
               TextColumn("{task.description}"))  # fmt: skip
    with Progress(*columns, console=ERR, disable=not ERR.is_terminal, transient=True) as progress:
        task = progress.add_task("", total=None)
        while not stop.is_set():
            if ERR.is_terminal:
                done, owed = counted.items.total(), (await place.census()).items_owed
                progress.update(task, completed=done, total=done + owed, description=f"{counted.visits} visits")
            try:
                async with asyncio.timeout(LOOK_S):
                    await stop.wait()
            except TimeoutError:
                continue
