"""Summaries for an audience: fetches what is to be summed up, has `summaries` choose from it, proves what is shown."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Literal, NamedTuple

from bot import telling
from bot.answers import accord
from bot.answers.evidence import by_sentence
from bot.aside import judged
from bot.asking import periods, references, wishes
from bot.catalogue import Catalogue
from bot.dossiers import accounts, summaries, told
from bot.errors import BadRequest
from bot.records import Beside, Differing, Size, Summary
from storage import articles, developments, items, stories, verdicts
from storage.database import Database
from storage.models import Audience, Passage

SUBJECT_ARTICLES = 25
"""The newest articles from which an actor or a topic is summarised."""

SPARE = 8
"""Sentences chosen beyond what is wanted, in the place of those that say again what another says."""

SEVERAL = 12
"""Articles that are summarised together when they are named one by one."""

NO_STORY = "There is no story of this number here."
NEXT: dict[Size, Size] = {"short": "medium", "medium": "long"}

_SEVERAL = re.compile(r"#?\d{1,18}(?:[\s,;]+(?:and\s+)?#?\d{1,18})+")
_STORY = re.compile(r"story\s+#?(\d{1,18})", re.IGNORECASE)


class _Found(NamedTuple):
    """What is to be summarised."""

    kind: Literal["article", "articles", "story", "actor", "topic"]
    name: str
    passages: Sequence[Passage]
    choose: Callable[..., list[Passage]]
    period: periods.Period = periods.Period()
    excerpt: str = ""
    differing: tuple[Differing, ...] = ()


async def brief(
    database: Database, audience: Audience, wish: wishes.SummaryWish, *, catalogue: Catalogue, today: date
) -> Summary:
    """An article, several of them, a story, an actor or a topic in few sentences, of a period if one is named.

    Raises:
        BadRequest: nothing was named, or nothing of that name is known.
    """
    target, size = wishes.sized(wish)
    found = await _Sought(database, audience, catalogue, today).found(target)
    most = summaries.MOST[size]
    chosen, longer = await _chosen(database, audience, found, most=most)
    notes = await told.beside(database, audience, chosen, found.passages)
    shown = await telling.proven(database, audience, chosen)
    return Summary(
        subject=found.name,
        kind=found.kind,
        size=size,
        since=found.period.since,
        until=found.period.until,
        sentences=shown,
        notes=notes if len(shown) == len(notes) else tuple(Beside() for _ in shown),
        articles=len({passage.article for passage in found.passages}),
        longer=longer and size in NEXT,
        excerpt=found.excerpt,
        differing=found.differing,
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    )


async def _chosen(database: Database, audience: Audience, found: _Found, *, most: int) -> tuple[list[Passage], bool]:
    """The sentences of a summary, and whether there are more; what another article says again is said once."""
    if found.kind == "article":
        wider = await judged(found.choose, most=most + 1)
        return await judged(found.choose, most=most), len(wider) > most
    numbers = list(dict.fromkeys(one.article for one in found.passages))
    stated = by_sentence(await database.read(developments.stated_in, audience, articles=numbers))
    kept: list[Passage] = []
    for one in await judged(found.choose, most=most + SPARE):
        if not accord.repeated(one, kept, stated):
            kept.append(one)
    return kept[:most], len(kept) > most


class _Sought:
    """The ways in which what somebody named is found."""

    def __init__(self, database: Database, audience: Audience, catalogue: Catalogue, today: date) -> None:
        self._database = database
        self._audience = audience
        self._catalogue = catalogue
        self._today = today

    async def found(self, target: str) -> _Found:
        if _SEVERAL.fullmatch(target):
            return await self._several(list(dict.fromkeys(map(int, re.findall(r"\d+", target)))))
        if match := _STORY.fullmatch(target):
            return await self._story(int(match[1]))
        article = await references.article(self._database, self._audience, target, until=self._today)
        if article is None:
            return await self._subject(target)
        passages = await self._passages([article.id])
        return _Found(
            "article", article.title, passages, partial(summaries.of_article, passages),
            excerpt=await self._database.read(items.excerpted, article=article.id),
            differing=await accounts.alongside(self._database, self._audience, article.id, until=self._today),
        )  # fmt: skip

    async def _several(self, numbers: list[int]) -> _Found:
        kept = await self._database.read(articles.several, self._audience, numbers=numbers[:SEVERAL])
        if not kept:
            raise BadRequest("There are no articles of these numbers here. /latest shows which there are.")
        passages = summaries.standing(await self._passages([one.id for one in kept]))
        differing = await accounts.differing(self._database, self._audience, [one.id for one in kept])
        name = kept[0].title if len(kept) == 1 else f"{len(kept)} articles"
        return _Found("articles", name, passages, partial(summaries.of_subject, passages), differing=differing)

    async def _story(self, number: int) -> _Found:
        current = await self._database.read(verdicts.current, number)
        story = await self._database.read(stories.story, self._audience, current, until=self._today)
        if not story.articles:
            raise BadRequest(NO_STORY)
        passages = summaries.standing(await self._passages(story.articles))
        differing = await accounts.differing(self._database, self._audience, story.articles)
        return _Found(
            "story", passages[0].title, passages, partial(summaries.of_subject, passages), differing=differing
        )

    async def _subject(self, target: str) -> _Found:
        period, rest = periods.typed(target, today=self._today)
        named = re.sub(r"\s+(?:from|during|over|in)$", "", rest.strip(" ,.?")) or target
        subject = wishes.subject(named, self._catalogue, usage="summary")
        about = {"actor": subject.id} if subject.kind == "actor" else {"topic": subject.id}
        until = min(period.until or self._today, self._today)
        newest = await self._database.read(
            stories.newest_about, self._audience, since=period.since, until=until, limit=SUBJECT_ARTICLES, **about
        )
        passages = summaries.standing(await self._passages(newest))
        actor = subject.id if subject.kind == "actor" else None
        choose = partial(summaries.of_subject, passages, actor=actor)
        return _Found(subject.kind, subject.name, passages, choose, period=period)

    async def _passages(self, numbers: Sequence[int]) -> list[Passage]:
        return await self._database.read(articles.passages, self._audience, articles=list(numbers))
