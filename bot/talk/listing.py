"""The list that a question asks for, fetched and proven: a line for each who is on it, as `answers.listing` says."""

from collections.abc import Sequence
from datetime import date

from bot import citing
from bot.answers import listing
from bot.aside import judged
from bot.asking.questions import Question
from bot.catalogue import Catalogue
from bot.dossiers import timelines
from bot.records import Choice, Listed
from storage import articles, developments
from storage.database import Database
from storage.models import Audience, Passage

READ = 400
"""The newest developments of the type that are looked at."""
MOST = 40
"""Lines of a list; a table of Slack's may have a hundred, which nobody reads."""


async def of(
    database: Database,
    audience: Audience,
    question: Question,
    *,
    but: Sequence[Passage],
    catalogue: Catalogue,
    until: date,
) -> tuple[Listed, ...]:
    """Those of whom articles state what is asked, the newest first; none where no list is asked for, or to be had.

    `but` are sentences that answer as well: one that names as many is the better list.
    """
    pattern = await judged(listing.sought, question, catalogue, today=until)
    if pattern is None:
        return ()
    about = pattern.instrument or next(iter(sorted(pattern.others)), None)
    found = await database.read(
        developments.reported, audience, actor=about, types=sorted(pattern.types),
        until=min(question.until or until, until), limit=READ,
    )  # fmt: skip
    lines = (await judged(listing.lines, question, pattern, found, catalogue))[:MOST]
    if any(len(listing.named(one, pattern, catalogue)) >= len(lines) for one in but):
        return ()
    kept = await database.read(
        articles.several, audience, numbers=[one.passage.article for line in lines for one in line.reports]
    )
    listed = []
    for line in lines:
        for said in citing.proven([citing.cited(line.reports[0].passage)], kept):
            who = Choice(id=line.actor, name=catalogue.actors[line.actor].name)
            listed.append(Listed(who=who, event=timelines.event(line.reports, said, catalogue)))
    return tuple(listed) if len(listed) >= listing.FEWEST else ()
