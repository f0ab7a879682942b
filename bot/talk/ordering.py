"""Which of several did it first: their dated developments fetched. What decides, `answers.ordering` says."""

from datetime import date

from bot.answers import Finding, ordering
from bot.aside import judged
from bot.asking.questions import Question
from bot.catalogue import Catalogue
from storage import developments
from storage.database import Database
from storage.models import Audience

READ = 200
"""The newest developments of each that are looked at."""


async def of(
    database: Database, audience: Audience, question: Question, *, catalogue: Catalogue, until: date
) -> Finding | None:
    """What decides it, with the days in words `aside`, or why nothing does; None where no order is asked for."""
    wanted = await judged(ordering.sought, question, catalogue)
    if wanted is None:
        return None
    found = {
        side: await database.read(
            developments.reported, audience, actor=side, types=sorted(wanted.pattern.types), until=until, limit=READ
        )
        for side in wanted.sides
    }
    return await judged(ordering.decided, wanted, found, catalogue)
