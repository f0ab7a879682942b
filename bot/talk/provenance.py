"""The sources of an answer given before: what it quoted, as it stood then. Part of the desk."""

from datetime import datetime

from bot import corrections, telling
from bot.records import Answer, Cited
from storage import articles, news
from storage.database import Database
from storage.models import Audience, Span, Turn

NOTHING = "My answer before quoted nothing, so it has no source."


async def sources(
    database: Database, audience: Audience, question: str, *, before: Turn, about: str, now: datetime
) -> tuple[Answer, Turn]:
    """What the answer before quoted, and the turn to keep: the thread goes on as if this had not been asked."""
    shown = await quoted(database, audience, before)
    answer = Answer(
        question=question,
        about="sources",
        outcome="answered" if shown else "refused",
        reason="" if shown else NOTHING,
        sentences=shown,
        understood=about,
        coverage=await telling.coverage(database, audience, until=now.date()),
        as_of=now.date(),
    )
    return answer, before.model_copy(update={"asked_by": "", "question": question, "asked_at": now})


async def quoted(database: Database, audience: Audience, turn: Turn) -> tuple[Cited, ...]:
    """What an answer quoted, as it stood then; without what this audience may not see any more."""
    kept = await database.read(articles.several, audience, numbers=[one.article for one in turn.quoted])
    held = {article.id: article for article in kept}
    found: list[Cited | None] = []
    for one in turn.quoted:
        article, text = held.get(one.article), ""
        if article is not None and article.revision == one.revision:
            text = article.text
        elif article is not None:
            text, _ = await database.read(news.earlier_text, audience, article=one.article, revision=one.revision)
        if article is not None:
            found.append(corrections.stood(article, text, one.revision, Span(start=one.start, end=one.end)))
    return tuple(one for one in found if one is not None)
