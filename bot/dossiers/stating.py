"""Stories as lines, each with the development that it tells and the sentence that states it. Part of the desk.

Where the newest article states none, the primary source that does speaks for the story, or else the first that does.
"""

from collections.abc import Mapping, Sequence

from bot import citing
from bot.catalogue import Catalogue
from bot.dossiers import timelines
from bot.records import Cited, StoryLine
from storage import articles, developments
from storage.database import Database
from storage.models import Article, Audience, Reported, Sought, Story

OPENING = 4
"""An article's news stands in its first sentences; a development further down is mostly what had gone before."""


class Stating:
    """Lines → the same with what their articles state, where they state a development."""

    def __init__(self, database: Database, audience: Audience, sought: Sought, catalogue: Catalogue) -> None:
        self._database = database
        self._audience = audience
        self._sought = sought
        self._catalogue = catalogue

    async def lines(self, lines: Sequence[StoryLine], *, alone: bool = False) -> tuple[StoryLine, ...]:
        """The sentence that states it becomes the lead; of the newest articles only, where these are what is told
        (`alone`)."""
        numbers = [number for line in lines for number in (_numbers(line)[:1] if alone else _numbers(line))]
        if not numbers:
            return ()
        stated = await self._database.read(developments.stated_in, self._audience, articles=numbers)
        best = {number: self._best([one for one in stated if one.passage.article == number]) for number in numbers}
        kept = await self._database.read(articles.several, self._audience, numbers=numbers)
        return tuple(self._stating(line, best, kept) for line in lines)

    def _stating(self, line: StoryLine, best: Mapping[int, Reported | None], kept: Sequence[Article]) -> StoryLine:
        newest, *others = _numbers(line)
        told = [one for number in others if (one := best.get(number))]
        told.sort(key=lambda one: (one.publisher_kind != "primary", str(one.passage.published_at or "9999")))
        one = best.get(newest) or next(iter(told), None)
        said = citing.proven([citing.cited(one.passage)], kept) if one else ()
        if one is None or not said:
            return line
        event = timelines.event([one], said[0], self._catalogue)
        if one.passage.article == newest:
            return line.model_copy(update={"lead": said[0], "told": event})
        return _told_by(one.passage.article, line, said[0], kept).model_copy(update={"told": event})

    def _best(self, stated: Sequence[Reported]) -> Reported | None:
        """The development that was asked for; else the one that is the article's news."""
        sought = self._sought
        if sought.types or sought.stages:
            fitting = [
                one
                for one in stated
                if (not sought.types or one.development.type in sought.types)
                and (not sought.stages or one.development.stage in sought.stages)
            ]
        else:
            fitting = [one for one in stated if one.passage.ordinal < OPENING and timelines.tells(one)]
        return min(fitting, key=lambda one: (not self._involved(one), *timelines.worth(one)), default=None)

    def _involved(self, one: Reported) -> bool:
        return not self._sought.actors or timelines.involves(one, self._sought.actors)


def _numbers(line: StoryLine) -> list[int]:
    """The articles of a line, the one that speaks for it first."""
    return [line.lead.citations[0].article, *(one.article for one in line.others)]


def _told_by(speaker: int, line: StoryLine, lead: Cited, kept: Sequence[Article]) -> StoryLine:
    """A line as another of its articles tells it."""
    numbers = _numbers(line)
    known = {one.id: one for one in kept}
    ordered = [known[number] for number in (speaker, *(one for one in numbers if one != speaker)) if number in known]
    story = Story(id=line.story, articles=tuple(numbers), publishers=line.publishers)
    return citing.line(story, ordered, lead).model_copy(update={"articles": line.articles})
