"""What is stored → what is shown: stories as lines, passages as proven quotations, the coverage. Part of the desk."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot import citing
from bot.dossiers.summaries import FEWEST_WORDS
from bot.records import Cited, Coverage, StoryLine
from storage import articles, stories
from storage.database import Database
from storage.models import Article, Audience, Passage, Story

PARAGRAPH = "\n\n"
LONGEST = 480
"""Characters of a quotation of two sentences; more is read by nobody in a chat."""


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
    return await explained(database, audience, passages, {})


async def explained(
    database: Database, audience: Audience, passages: Sequence[Passage], before: Mapping[int, Passage]
) -> tuple[Cited, ...]:
    """As `proven`, each with the sentence before it that explains it, as one quotation, if there is one in `before`.

    A sentence that stands in another's quotation already is not shown again.
    """
    numbers = dict.fromkeys(passage.article for passage in passages)
    kept = await database.read(articles.several, audience, numbers=list(numbers))
    texts = {(article.id, article.revision): article.text for article in kept}
    widened = [_from(before.get(one.sentence), one, texts.get((one.article, one.revision), "")) for one in passages]
    apart = [one for one in widened if not any(_within(one, other) for other in widened if other is not one)]
    return citing.proven(map(citing.cited, apart), kept)


def _from(before: Passage | None, passage: Passage, text: str) -> Passage:
    whole = text[before.start : passage.end] if before else ""
    # Across a paragraph's end a pronoun seldom means what was named last.
    if before is None or PARAGRAPH in whole or len(whole) > LONGEST:
        return passage
    return passage.model_copy(update={"start": before.start, "text": whole, "actors": before.actors | passage.actors})


def _within(one: Passage, other: Passage) -> bool:
    inside = one.article == other.article and other.start <= one.start and one.end <= other.end
    return inside and (one.start, one.end) != (other.start, other.end)


async def coverage(database: Database, audience: Audience, *, until: date) -> Coverage:
    """What this audience is served from, up to a day."""
    return Coverage.model_validate(await database.read(stories.coverage, audience, until=until))
