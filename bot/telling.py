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
    told = await database.read(
        articles.several, audience, numbers=[article for story in found for article in story.articles]
    )
    sentences = await database.read(articles.passages, audience, articles=[story.articles[0] for story in found])
    return tuple(line for story in found if (line := _line(story, told, sentences, wanted)))


def _line(
    story: Story, told: Sequence[Article], sentences: Sequence[Passage], wanted: frozenset[str]
) -> StoryLine | None:
    mine = [article for article in told if article.id in story.articles]
    passages = [passage for passage in sentences if passage.article == story.articles[0]]
    said = [passage for passage in passages if passage.text.count(" ") >= FEWEST_WORDS] or passages
    naming = [passage for passage in said if wanted & passage.actors]
    lead = citing.proven([citing.cited(passage) for passage in (naming or said)[:1]], mine)
    return citing.line(story, mine, lead[0]) if lead else None


async def proven(database: Database, audience: Audience, passages: Sequence[Passage]) -> tuple[Cited, ...]:
    """Passages as sentences, checked once more against what is stored now."""
    numbers = dict.fromkeys(passage.article for passage in passages)
    kept = await database.read(articles.several, audience, numbers=list(numbers))
    return citing.proven(map(citing.cited, passages), kept)


async def coverage(database: Database, audience: Audience, *, until: date) -> Coverage:
    """What this audience is served from, up to a day."""
    return Coverage.model_validate(await database.read(stories.coverage, audience, until=until))
