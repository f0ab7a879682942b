"""Summaries for an audience: fetches what is to be summed up, has `summaries` choose from it, proves what is shown."""

from datetime import date
from functools import partial

from bot import accounts, references, summaries, telling, wishes
from bot.aside import judged
from bot.catalogue import Catalogue
from bot.records import Differing, Summary
from storage import articles, items, stories
from storage.database import Database
from storage.models import Audience, Passage

SUBJECT_ARTICLES = 25
"""The newest articles from which an actor or a topic is summarised."""


async def brief(
    database: Database, audience: Audience, wish: wishes.SummaryWish, *, catalogue: Catalogue, today: date
) -> Summary:
    """An article, an actor or a topic in few sentences.

    Raises:
        BadRequest: nothing was named, or nothing of that name is known.
    """
    target, size = wishes.sized(wish)
    most = summaries.LONG if size == "long" else summaries.SHORT
    article = await references.article(database, audience, target, until=today)
    excerpt = ""
    differing: tuple[Differing, ...] = ()
    if article is not None:
        kind, name = "article", article.title
        excerpt = await database.read(items.excerpted, article=article.id)
        passages = await database.read(articles.passages, audience, articles=[article.id])
        choose = partial(summaries.of_article, passages)
        differing = await accounts.alongside(database, audience, article.id, until=today)
    else:
        subject = wishes.subject(target, catalogue, usage="summary")
        kind, name = subject.kind, subject.name
        passages = await _about(database, audience, subject, until=today)
        choose = partial(summaries.of_subject, passages, actor=subject.id if kind == "actor" else None)
    chosen = await judged(choose, most=most)
    wider = await judged(choose, most=most + 1) if size == "short" else []
    return Summary.model_validate(
        {
            "subject": name,
            "kind": kind,
            "size": size,
            "sentences": await telling.proven(database, audience, chosen),
            "articles": len({passage.article for passage in passages}),
            "longer": len(wider) > len(chosen),
            "excerpt": excerpt,
            "differing": differing,
            "coverage": await telling.coverage(database, audience, until=today),
            "as_of": today,
        }
    )


async def _about(database: Database, audience: Audience, subject: wishes.Subject, *, until: date) -> list[Passage]:
    about = {"actor": subject.id} if subject.kind == "actor" else {"topic": subject.id}
    newest = await database.read(stories.newest_about, audience, until=until, limit=SUBJECT_ARTICLES, **about)
    return await database.read(articles.passages, audience, articles=newest)
