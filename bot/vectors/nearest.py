"""The vectors of an archive in memory, and those nearest to a question; in the process that encodes, where they stay.

Searched exactly: a hundred thousand rows take some fifteen milliseconds, since a block of them fits the processor's
cache while its bytes become numbers. What one audience may not see is never looked at in its search.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.errors import Unavailable
from bot.vectors.encoder import Encoder, Model, packed
from storage import vectors
from storage.database import Connection, Spoken, connect
from storage.models import EVERYONE, Audience
from storage.nearby import WINDOW_DAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

READ = 2_000
"""Articles whose vectors are read at a time."""

AT_ONCE = 1_024
"""Rows that are computed with at a time."""

LARGE = 16_384
"""Rows of a block from which it grows no further."""

BESIDE = 20
"""Articles looked at beside those asked for, since of some only the vectors of an earlier revision are here."""


class _Block(NamedTuple):
    rows: "NDArray[Any]"  # signed bytes
    inverse: "NDArray[Any]"  # of each row's length; 0: it stands no more
    numbers: "NDArray[Any]"  # of the vectors in the archive, one for several rows
    days: "NDArray[Any]"  # of publication, as ordinals; 0: unknown


class Index:
    """The vectors of one archive that were made by one model, by audience."""

    def __init__(self, path: Path, model: str, width: int) -> None:
        self._db: Connection = connect(path, readonly=True)
        self._model = model
        self._last = 0
        self._width = width
        self._blocks: dict[str, list[_Block]] = {}

    def nearest(
        self, question: "NDArray[Any]", audience: Audience, *, since: date | None, until: date, limit: int
    ) -> list[tuple[int, float]]:
        """Articles of a period with their cosines, the nearest first."""
        import numpy as np

        self._catch_up()
        wanted = np.asarray(question, dtype=np.float32) / (float(np.linalg.norm(question)) or 1.0)
        best: dict[int, float] = {}
        for key in audience.sees:
            for number, cosine in self._search(key, wanted, since=since, until=until, most=limit + BESIDE):
                best[number] = max(cosine, best.get(number, -1.0))
        likely = sorted(best, key=lambda number: -best[number])[: limit + BESIDE]
        standing = vectors.standing(self._db, audience, numbers=likely, since=since, until=until)
        self._forget([number for number in likely if number not in standing])
        found = [(article, best[number]) for number in likely if (article := standing.get(number)) is not None]
        return found[:limit]

    def alike(self, article: int, *, limit: int) -> list[int]:
        """The articles of the same days that are nearest to the beginning of one; none where its day is unknown."""
        import numpy as np

        own = vectors.of(self._db, article=article, model=self._model)
        if own is None or not own.day:
            return []
        day = date.fromisoformat(own.day)
        beginning = np.frombuffer(own.stretches, dtype=np.int8)[: self._width].astype(np.float32)
        team, _, conversation = own.audience.partition("/")
        audience = EVERYONE if own.audience == EVERYONE.key else Audience(team=team, conversation=conversation or None)
        found = self.nearest(
            beginning, audience, since=day - timedelta(WINDOW_DAYS), until=day + timedelta(WINDOW_DAYS), limit=limit
        )
        return [number for number, _ in found if number != article]

    def _search(
        self, key: str, wanted: "NDArray[Any]", *, since: date | None, until: date, most: int
    ) -> Iterator[tuple[int, float]]:
        import numpy as np

        for block in self._blocks.get(key, ()):
            cosines = np.empty(len(block.rows), dtype=np.float32)
            for start in range(0, len(cosines), AT_ONCE):
                few = block.rows[start : start + AT_ONCE].astype(np.float32)
                cosines[start : start + AT_ONCE] = np.einsum("ij,j->i", few, wanted)  # in one thread, unlike `@`
            cosines *= block.inverse
            outside = (block.days > until.toordinal()) | (block.inverse == 0)
            if since is not None:
                outside |= block.days < since.toordinal()
            cosines[outside] = -2
            # An article may have several rows among the nearest.
            count = min(len(cosines), most * 4)
            for row in np.argpartition(-cosines, count - 1)[:count]:
                if cosines[row] > -2:
                    yield int(block.numbers[row]), float(cosines[row])

    def _catch_up(self) -> None:
        while new := vectors.since(self._db, model=self._model, after=self._last, limit=READ):
            for key in {one.audience for one in new}:
                self._add(key, [one for one in new if one.audience == key and one.stretches])
            self._last = new[-1].id

    def _add(self, key: str, new: Sequence[vectors.Encoded]) -> None:
        import numpy as np

        if not new:
            return
        rows = np.frombuffer(b"".join(one.stretches for one in new), dtype=np.int8).reshape(-1, self._width)
        counts = [len(one.stretches) // self._width for one in new]
        lengths = np.linalg.norm(rows.astype(np.float32), axis=1)
        block = _Block(
            rows=rows,
            inverse=(1 / np.where(lengths > 0, lengths, np.inf)).astype(np.float32),
            numbers=np.repeat(np.array([one.id for one in new], dtype=np.int64), counts),
            days=np.repeat(np.array([_ordinal(one.day) for one in new], dtype=np.int32), counts),
        )
        blocks = self._blocks.setdefault(key, [])
        while blocks and len(blocks[-1].rows) <= min(len(block.rows), LARGE):
            before = blocks.pop()
            block = _Block(*(np.concatenate(pair) for pair in zip(before, block, strict=True)))
        blocks.append(block)

    def _forget(self, numbers: Sequence[int]) -> None:
        import numpy as np

        for block in (block for blocks in self._blocks.values() for block in blocks) if numbers else ():
            block.inverse[np.isin(block.numbers, numbers)] = 0


_LOADED: dict[str, Encoder] = {}


def _loaded(model: Model) -> Encoder:
    if model.name not in _LOADED:
        try:
            _LOADED[model.name] = model.load()
        except (ImportError, OSError, RuntimeError) as error:
            raise Unavailable("The encoder cannot be loaded.") from error
    return _LOADED[model.name]


@cache
def _index(path: Path, model: str) -> Index:
    return Index(path, model, _LOADED[model].width)


def encode(model: Model, texts: Sequence[str]) -> bytes:
    """The vectors of passages, as the archive keeps them."""
    return packed(_loaded(model).passages(texts))


def near(
    model: Model, path: Path, question: str, audience: Audience, *, since: date | None, until: date, limit: int
) -> list[tuple[int, float]]:
    """The articles nearest to a question that this audience may see, with their cosines."""
    wanted = _loaded(model).question(question)
    with Spoken(path):
        return _index(path, model.name).nearest(wanted, audience, since=since, until=until, limit=limit)


def alike(model: Model, path: Path, article: int, *, limit: int) -> list[int]:
    """The articles of the same days, for the same people and others, that are nearest to the beginning of one."""
    _loaded(model)
    with Spoken(path):
        return _index(path, model.name).alike(article, limit=limit)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal() if day else 0
