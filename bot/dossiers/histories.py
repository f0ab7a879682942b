"""How an article changed: from each revision to the next, sentence by sentence. Part of the desk."""

from datetime import date
from itertools import pairwise

from bot import citing
from bot.asking import references
from bot.errors import BadRequest
from bot.incoming import revisions
from bot.records import Change, Edited, History
from storage import histories
from storage.database import Database
from storage.models import Audience, Revision

USAGE = "Usage: /history <article number or URL>, for example: /history 12"


async def of(database: Database, audience: Audience, target: str, *, today: date) -> History:
    """The revisions of an article, the newest first.

    Raises:
        BadRequest: the target is neither a number nor an address, or there is no such article here.
    """
    article = await references.article(database, audience, target, until=today)
    if article is None:
        raise BadRequest(USAGE)
    kept = await database.read(histories.revisions, audience, article=article.id)
    changes = [_change(before, after) for before, after in pairwise(kept)]
    return History(
        article=citing.whole(article, start=0, end=0),
        first_seen=kept[0].retrieved_at,
        changes=tuple(reversed(changes)),
        copies=tuple(await database.read(histories.copies, audience, article=article.id)),
        as_of=today,
    )


def _change(before: Revision, after: Revision) -> Change:
    edits = revisions.difference(before.text, after.text, before=before.sentences, after=after.sentences)
    told = [
        Edited(
            before=before.text[edit.before.start : edit.before.end] if edit.before else None,
            after=after.text[edit.after.start : edit.after.end] if edit.after else None,
        )
        for edit in edits
    ]
    if before.title != after.title:
        told.insert(0, Edited(before=before.title, after=after.title))
    return Change(
        number=after.number,
        retrieved_at=after.retrieved_at,
        change=after.change,
        title=after.title,
        edits=tuple(told),
    )
