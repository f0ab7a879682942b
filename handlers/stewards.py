"""Telling stewards in the channel that they chose: a source is down or back, once each; new names, once a week."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError, Unavailable
from handlers import wording
from handlers.blocks import bullets, paragraph, word
from handlers.commands import names
from handlers.limits import Piece, Weight
from handlers.refusals import Refused
from storage.watched import Notice

if TYPE_CHECKING:
    from bot.desk import Desk
    from handlers.delivery import Delivery

LOOK_S = 20.0
NAMED = 15

log = structlog.get_logger(__name__)


class Stewards:
    """One for each bot; it looks every `look_s` seconds."""

    def __init__(
        self,
        desk: "Desk",
        delivery: "Delivery",
        *,
        team: str,
        look_s: float = LOOK_S,
    ) -> None:
        self._watching = desk.watching
        self._names = desk.names
        self._today = desk.today
        self._delivery = delivery
        self._team = team
        self._look_s = look_s

    async def run(self) -> None:
        """Tell what is owed, for ever."""
        while True:
            try:
                while await self.once():
                    pass
                await self._names.seek(1)
                await self.names()
            except (StorageError, Unavailable) as error:
                log.warning("stewards not told yet", reason=error.public)
            await asyncio.sleep(self._look_s)

    async def once(self) -> bool:
        """Tell the oldest that is owed; whether there was something.

        Raises:
            Unavailable: not for now; it stays owed.
        """
        owed = await self._watching.owed()
        if owed is None:
            return False
        number, found = owed
        chosen = await self._watching.stewards(self._team)
        for place in dict.fromkeys(_place(one, chosen) for one in found):
            if place:
                told = [one for one in found if _place(one, chosen) == place]
                await self._post(f"sources:{number}:{place}", place, told)
        await self._watching.told(number)
        return True

    async def names(self) -> None:
        """Tell once a week which names keep appearing that nobody knows, where somebody wants to be told.

        Raises:
            Unavailable: not for now; it is told in the next week.
        """
        place = await self._watching.stewards(self._team)
        if not place:
            return
        year, week, _ = self._today().isocalendar()
        key = f"{year}-{week:02}"
        found = await self._names.owed(self._team, key)
        if found is not None:
            await self._say(f"names:{self._team}:{key}", place, names.notice(found))

    async def _post(self, key: str, channel: str, told: Sequence[Notice]) -> None:
        await self._say(key, channel, notice(told))

    async def _say(self, key: str, channel: str, pieces: tuple[Piece, ...]) -> None:
        async def said() -> tuple[Piece, ...]:
            return pieces

        try:
            await self._delivery.once(key, channel, said)
        except Refused as error:
            if error.of_token:
                raise Unavailable(error.public) from error
            log.warning("stewards cannot be told", key=key, code=error.code)


def notice(found: Sequence[Notice]) -> tuple[Piece, ...]:
    """What went down, and what is back."""
    pieces: list[Piece] = []
    for kind, title in (("down", "Not covered now"), ("back", "Covered again")):
        told = [one for one in found if one.kind == kind]
        if told:
            lines = [[*word(one.name, bold=True), *word(f" ({one.source}), since {wording.day(one.at)}. {one.said}")]
                     for one in told[:NAMED]]  # fmt: skip
            more = f" The first {NAMED} of {len(told)}:" if len(told) > NAMED else ""
            pieces += [paragraph(f"{title}.{more}", bold=True), bullets(lines, weight=Weight.ESSENTIAL)]
    return (*pieces, paragraph("/sources tells what is covered since when, and what is not."))


def _place(one: Notice, chosen: str) -> str:
    """Where it is told: what is read for one conversation alone, nobody else hears of."""
    return one.audience.partition("/")[2] or chosen
