"""An answer given before, told again: shorter, longer, its sources, as a note. Part of the desk.

It stands on what was kept with the answer, as it stood then; what became of that since is said beside it.
"""

from datetime import date

from bot import corrections, telling
from bot.records import Cited, Overtaken, Retold, Shape
from bot.talk import provenance
from storage import articles
from storage.database import Database
from storage.models import Audience, Change, Quoted, Stale, Turn
from storage.overtaken import said_of

FORWARDED = 320
"""Characters of a line for a minister: a second sentence is added only where both fit in this."""


async def retell(database: Database, audience: Audience, turn: Turn, *, shape: Shape, today: date) -> Retold:
    """The answer of a turn in this shape, without what this audience may not see any more."""
    wanted = (*turn.quoted, *turn.further) if shape == "longer" else turn.quoted
    shown = await provenance.quoted(database, audience, turn.model_copy(update={"quoted": wanted}))
    change, overtaken = await _overtaken(database, audience, turn, wanted)
    return Retold(
        question=turn.question,
        shape=shape,
        sentences=_short(shown) if shape == "shorter" else shown,
        reason=turn.reason,
        asked_on=turn.asked_at.date(),
        change=change,
        overtaken=overtaken,
        withheld=len(wanted) - len(shown),
        more=bool(turn.further) and shape != "longer",
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    )


def _short(shown: tuple[Cited, ...]) -> tuple[Cited, ...]:
    """The sentence that answers; with a second one where both make one line."""
    return shown[:2] if sum(len(one.text) for one in shown[:2]) <= FORWARDED else shown[:1]


async def _overtaken(
    database: Database, audience: Audience, turn: Turn, wanted: tuple[Quoted, ...]
) -> tuple[Change, tuple[Overtaken, ...]]:
    """What no longer stands in its article, and the gravest thing that a revision said of itself."""
    kept = await database.read(articles.several, audience, numbers=[one.article for one in wanted])
    found: list[Overtaken] = []
    changes: set[Change] = set()
    for article in kept:
        old = tuple(one for one in wanted if one.article == article.id and one.revision < article.revision)
        if not old:
            continue
        change = await database.read(said_of, revision=article.revision)
        stale = Stale(
            channel="", thread_ts="", article=article.id, revision=article.revision, change=change,
            quoted=old,
        )  # fmt: skip
        told = await corrections.overtaken(database, audience, stale)
        found += told
        changes |= {change} if told else set()
    order: tuple[Change, ...] = ("retraction", "correction", "")
    return next((one for one in order if one in changes), ""), tuple(found)
