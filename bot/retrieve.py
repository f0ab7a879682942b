"""A question → the passages that may answer it, as this audience may see them. Finds; does not judge."""

from collections.abc import Sequence
from datetime import date
from math import log, sqrt

from bot.actors import recognise
from bot.answers import Evidence
from bot.answers.evidence import day
from bot.catalogue import Catalogue
from bot.language import stem
from bot.questions import Question
from bot.synonyms import forms
from storage import articles, search, stories
from storage.database import Database
from storage.models import Audience, Passage

MOST_ARTICLES = 30
"""Articles read sentence by sentence. Of 30 answerable questions measured, the best article stood among the first 10
for all; more costs time, and lets chance likeness in."""


async def gather(
    database: Database,
    audience: Audience,
    question: Question,
    *,
    catalogue: Catalogue,
    as_of: date,
    also: Sequence[int] = (),
) -> Evidence:
    """The evidence for a question. `also` are articles to read in any case, such as those cited in the turn before."""
    until = min(question.until or as_of, as_of)
    named = [thing.forms for thing in question.named]
    counts, total = await database.read(search.frequencies, words=question.terms)
    naming = await database.read(search.naming, named=named)
    found = await database.read(
        search.articles,
        audience,
        words=_widened(question),
        named=named,
        since=question.since,
        until=until,
        limit=MOST_ARTICLES,
    )
    if named and len(found) < MOST_ARTICLES:
        found += await database.read(
            search.articles, audience, words=(), named=named, since=question.since, until=until, limit=MOST_ARTICLES
        )
    missing: list[str] = []
    if named and not found:
        missing = [
            thing.surface
            for thing in question.named
            if not await database.read(search.articles, audience, words=(), named=[thing.forms], until=until, limit=1)
        ]
        found = await _partly(database, audience, question, until=until)
        apart = not missing and question.since is None and question.until is None
    else:
        apart = False
    ids = list(dict.fromkeys([*also, *found]))[: MOST_ARTICLES + len(also)]
    passages = await database.read(articles.passages, audience, articles=ids)
    return Evidence(
        passages=tuple(passages),
        titled=_titled(passages, catalogue),
        weights={stem(term, question.language): telling(count, total) for term, count in counts.items()},
        named_weights=tuple(telling(count, total) for count in naming),
        missing=tuple(missing),
        apart=apart,
        catalogue=catalogue,
        as_of=as_of,
    )


def _titled(passages: Sequence[Passage], catalogue: Catalogue) -> dict[int, frozenset[str]]:
    titles = {passage.article: passage for passage in passages}
    return {
        number: frozenset(
            mention.actor
            for mention in recognise(passage.title, catalogue, language=passage.language, on=day(passage.published_at))
            if mention.sure
        )
        for number, passage in titles.items()
    }


def telling(count: int, total: int) -> float:
    """How much a word tells that stands in `count` of `total` articles: its idf, its root taken.

    The root keeps a single word that nobody else uses (a verb of the questioner's own, say) from outweighing all the
    others together.
    """
    return sqrt(log(1 + total / (1 + count)))


async def _partly(database: Database, audience: Audience, question: Question, *, until: date) -> list[int]:
    """Articles that name at least one of the things, for the nearest that is known."""
    found: list[int] = []
    for thing in question.named[:3]:
        found += await database.read(
            search.articles, audience, words=_widened(question), named=[thing.forms], until=until, limit=4
        )
    for thing in question.named[:3]:
        for actor in sorted(thing.actors)[:2]:
            found += await database.read(stories.newest_about, audience, actor=actor, until=until, limit=2)
    return found


def _widened(question: Question) -> list[str]:
    """The words of a question and those that may stand for them."""
    widened: dict[str, None] = dict.fromkeys(question.terms)
    for content in question.content:
        widened.update(dict.fromkeys(sorted(forms(question.language).get(content, ()))))
    return list(widened)
