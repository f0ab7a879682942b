"""A question → the passages that may answer it, as this audience may see them. Finds; does not judge."""

import asyncio
from collections.abc import Container, Sequence
from datetime import date
from math import log, sqrt

from bot.actors import recognise
from bot.answers import Evidence, incumbents, offices
from bot.answers.evidence import by_sentence, day
from bot.answers.naming import names
from bot.aside import judged
from bot.asking.questions import Question
from bot.asking.synonyms import english, forms
from bot.catalogue import Catalogue
from bot.language import fold, stem
from bot.vectors.finding import Finder
from storage import articles, developments, search, stories
from storage.database import Database
from storage.models import Audience, Passage

MOST_ARTICLES = 30
"""Articles read sentence by sentence. Of 30 answerable questions measured, the best article stood among the first 10
for all; more costs time, and lets chance likeness in."""

NEAR = 10
"""Articles that are read besides since they mean what is asked, where an encoder is installed."""


async def gather(
    database: Database,
    audience: Audience,
    question: Question,
    *,
    catalogue: Catalogue,
    as_of: date,
    also: Sequence[int] = (),
    finder: Finder | None = None,
) -> Evidence:
    """The evidence for a question. `also` are articles to read in any case, such as those cited in the turn before.

    What a `finder` finds is read beside what words find, and judged as it is.
    """
    until = min(question.until or as_of, as_of)
    (counts, total, naming, seek, found), near = await asyncio.gather(
        _sought(database, audience, question, until=until), _near(finder, audience, question, until=until)
    )
    missing = [] if found else await seek.missing()
    apart = bool(question.named) and not found and not missing and question.since is None
    if question.named and not found:
        found = await seek.naming_some()
    asked = offices.asked_for(question, catalogue, as_of=as_of)
    holders = {holder.person for holder in asked.held()} if asked else set()
    holders |= incumbents.persons(question, catalogue, as_of=as_of)
    found += [article for person in sorted(holders) for article in await seek.about(person, limit=5)]
    numbers = list(dict.fromkeys([*also, *found]))[: MOST_ARTICLES + len(also) + 5 * len(holders)]
    read = await database.read(articles.passages, audience, articles=list(dict.fromkeys([*numbers, *near])))
    unfit = await judged(_naming_less, question, read, set(near).difference(numbers))
    passages = [
        passage
        for passage in read
        if (question.since is None or (day(passage.published_at) or date.min) >= question.since)
        and question.within in ("", passage.language)
        and passage.article not in unfit
    ]
    reported = await database.read(developments.stated_in, audience, articles=numbers)
    newest_before = None if passages or question.since is None else await seek.newest_before(question.since)
    return Evidence(
        passages=tuple(passages),
        titled=await judged(_titled, passages, catalogue),
        weights={
            stem(term, question.language): telling(counts[term], total) for term in question.terms if term in counts
        },
        named_weights=tuple(telling(count, total) for count in naming),
        missing=tuple(missing),
        apart=apart,
        newest_before=newest_before,
        stated=by_sentence(reported),
        catalogue=catalogue,
        as_of=as_of,
    )


async def _sought(
    database: Database, audience: Audience, question: Question, *, until: date
) -> tuple[dict[str, int], int, list[int], "_Seek", list[int]]:
    """In how many articles each word stands, of how many, and each thing; and the articles that name all of these."""
    (counts, total), naming = await asyncio.gather(
        database.read(search.frequencies, audience, words=_widened(question)),
        database.read(search.naming, audience, named=[thing.forms for thing in question.named]),
    )
    seek = _Seek(database, audience, question, words=search.rare(counts, total), until=until)
    return counts, total, naming, seek, await seek.naming_all()


async def _near(finder: Finder | None, audience: Audience, question: Question, *, until: date) -> list[int]:
    if finder is None:
        return []
    return await finder.near(audience, question.text, since=question.since, until=until, limit=NEAR)


def _naming_less(question: Question, passages: Sequence[Passage], among: Container[int]) -> frozenset[int]:
    """Of some articles those that do not name everything asked about: what is alike is not yet about it."""
    left: dict[int, set[int]] = {}
    for passage in passages:
        if passage.article in among:
            missing = left.setdefault(passage.article, set(range(len(question.named))))
            text = f"{passage.title}. {passage.text}"
            missing -= {at for at in missing if names(question.named[at], text, passage.actors)}
    return frozenset(article for article, missing in left.items() if missing)


class _Seek:
    """The ways in which articles are sought for one question."""

    def __init__(
        self, database: Database, audience: Audience, question: Question, *, words: Sequence[str], until: date
    ) -> None:
        self._database = database
        self._audience = audience
        self._question = question
        self._until = until
        self._words = words

    async def naming_all(self) -> list[int]:
        """Articles that name everything asked about: first those with its words, then the others."""
        named = [thing.forms for thing in self._question.named]
        found = await self._articles(self._words, named, limit=MOST_ARTICLES)
        if named and len(found) < MOST_ARTICLES:
            found += await self._articles((), named, limit=MOST_ARTICLES)
        return found

    async def naming_some(self) -> list[int]:
        """Articles that name at least one of the things, for the nearest that is known."""
        found: list[int] = []
        for thing in self._question.named[:3]:
            found += await self._articles(self._words, [thing.forms], limit=4)
            for actor in sorted(thing.actors)[:2]:
                found += await self.about(actor, limit=2)
        return found

    async def newest_before(self, since: date) -> date | None:
        """The day of the newest of the best articles from before a day."""
        found = await self._database.read(
            search.articles,
            self._audience,
            words=self._words,
            named=[thing.forms for thing in self._question.named],
            until=since,
            limit=5,
        )
        passages = await self._database.read(articles.passages, self._audience, articles=found)
        return max((at for passage in passages if (at := day(passage.published_at))), default=None)

    async def missing(self) -> list[str]:
        """The things that no article names, whenever it was published."""
        return [
            thing.surface
            for thing in self._question.named
            if not await self._database.read(
                search.articles, self._audience, words=(), named=[thing.forms], until=self._until, limit=1
            )
        ]

    async def about(self, actor: str, *, limit: int) -> list[int]:
        """The newest articles about an actor."""
        return await self._database.read(
            stories.newest_about, self._audience, actor=actor, until=self._until, limit=limit
        )

    async def _articles(self, words: Sequence[str], named: Sequence[Sequence[str]], *, limit: int) -> list[int]:
        return await self._database.read(
            search.articles,
            self._audience,
            words=words,
            named=named,
            since=self._question.since,
            until=self._until,
            limit=limit,
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


def _widened(question: Question) -> list[str]:
    """The words of a question and those that may stand for them."""
    widened: dict[str, None] = dict.fromkeys(question.terms)
    for content in question.content:
        widened.update(dict.fromkeys(sorted(forms(question.language).get(content, ()))))
    if question.language != "en":
        for term in question.terms:
            widened.update(dict.fromkeys(english(fold(term), question.language)))
    return list(widened)
