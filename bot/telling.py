"""What is stored → what is shown: stories as lines, passages as proven quotations, the coverage. Part of the desk."""

from collections.abc import Sequence
from datetime import date

from bot import citing
from bot.records import Cited, Coverage, StoryLine
from bot.summaries import FEWEST_WORDS
from storage import articles, stories
from storage.database import Database
from storage.models import Article, Audience, Passage, Story


async def lines(
    database: Database,
    audience: Audience,
    found: Sequence[Story],
    *,
    actor: str | None = None,
    actors: frozenset[str] = frozenset(),
) -> tuple[StoryLine, ...]:
    """Stories as lines; a story's lead is the first sentence of its newest article that names one of the actors."""
    wanted = actors | {actor} if actor else actors
    made = []
    for story in found:
        told = await _articles(database, audience, story.articles)
        passages = await database.read(articles.passages, audience, articles=[story.articles[0]])
        said = [passage for passage in passages if passage.text.count(" ") >= FEWEST_WORDS] or passages
        naming = [passage for passage in said if wanted & passage.actors]
        lead = citing.proven([citing.cited(passage) for passage in (naming or said)[:1]], told)
        if lead:
            made.append(citing.line(story, told, lead[0]))
    return tuple(made)


async def proven(database: Database, audience: Audience, passages: Sequence[Passage]) -> tuple[Cited, ...]:
    """Passages as sentences, checked once more against what is stored now."""
    numbers = dict.fromkeys(passage.article for passage in passages)
    kept = await _articles(database, audience, list(numbers))
    return citing.proven(map(citing.cited, passages), kept)


async def coverage(database: Database, audience: Audience, *, until: date) -> Coverage:
    """What this audience is served from, up to a day."""
    return Coverage.model_validate(await database.read(stories.coverage, audience, until=until))


async def _articles(database: Database, audience: Audience, numbers: Sequence[int]) -> list[Article]:
    found = [await database.read(articles.get, audience, article=number) for number in numbers]
    return [article for article in found if article is not None]
