"""What a visit of a source brought, kept in one transaction: its state, what it shows, what stewards are owed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from sqlite_utils import Database as Connection

from storage import items, notices, sources
from storage.watched import Shown, Source


class Brought(NamedTuple):
    """How much of what was shown is new, and how much has changed since it was seen."""

    new: int
    changed: int


def settle(
    db: Connection,
    source: Source,
    *,
    shown: Sequence[Shown] = (),
    ranks: Sequence[int | None] = (),
    notice: Literal["down", "back", ""] = "",
    said: str = "",
    now: datetime,
) -> Brought | None:
    """Keep it all, or nothing when people have removed the source meanwhile.

    A source that moves to where another one of its audience is read stays where it is.
    """
    known = sources.get(db, source=source.id)
    if known is None:
        return None
    if known.url != source.url and sources.taken(db, source):
        source = source.model_copy(
            update={"url": known.url, "moved_from": known.moved_from, "moved_at": known.moved_at}
        )
    new, changed = items.show(db, source.id, shown, ranks=ranks, now=now)
    if new < len(shown):  # some of it had been seen: nothing lies between
        source = source.model_copy(update={"missed": known.missed})
    if new:
        source = source.model_copy(update={"arrived_at": now})
    sources.write(db, source)
    if notice:
        notices.owe(db, source.id, audience=source.audience, kind=notice, said=said, now=now)
    return Brought(new, changed)
