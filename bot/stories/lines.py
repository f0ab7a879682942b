"""Articles as JSON Lines, for whoever groups them without an archive: read leniently, placed in the order of days.

Pure. An object has `id` and `title`, and may have `date`, `publisher`, `lang` and `text`.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from bot import language
from bot.actors import recognise
from bot.catalogue import Catalogue
from bot.developments import developments
from bot.errors import ParseError
from bot.stories.report import OPENING, Report, report
from bot.stories.stream import Stream
from storage.models import Record

CODE = 2
"""Letters of a language's code; what is longer names it otherwise, and the text tells it too."""


class Item(Record):
    """An article as a line gives it."""

    id: str | int
    title: str
    text: str
    language: str
    day: date | None


class Placed(Record):
    """An article's story, numbered from 1, and why."""

    id: str | int
    story: int
    reasons: tuple[str, ...]


def read(line: str) -> Item:
    """The article of a line.

    Raises:
        ParseError: it is no JSON object with an `id` and a `title`, or at least a text.
    """
    try:
        found = json.loads(line)
    except ValueError as error:
        raise ParseError("It is not JSON.") from error
    except RecursionError as error:
        raise ParseError("It is nested too deeply.") from error
    if not isinstance(found, dict):
        raise ParseError("It is not a JSON object.")
    id_, text = found.get("id"), _said(found.get("text"))
    title = _said(found.get("title")) or text.partition("\n")[0]
    if isinstance(id_, bool) or not isinstance(id_, str | int) or id_ == "":
        raise ParseError("It has no id.")
    if not title:
        raise ParseError("It has no title.")
    code = _said(found.get("lang")).lower().replace("_", "-").split("-")[0]
    return Item(
        id=id_,
        title=title,
        text=text,
        language=code if len(code) == CODE else _language(f"{title}\n{text[:OPENING]}"),
        day=day(_said(found.get("date"))),
    )


def grouped(items: Iterable[Item], catalogue: Catalogue) -> Iterator[Placed]:
    """Each article with its story, in the order of their days; those without a day come last, in their own order."""
    stream = Stream({actor.id: actor.kind for actor in catalogue.actors.values()})
    ordered = sorted(items, key=lambda item: (item.day is None, item.day or date.min))
    for item in ordered:
        stream.add(told(item, catalogue), f"{item.id}")
    for item, placement in zip(ordered, stream.placements(), strict=True):
        yield Placed(id=item.id, story=placement.story or 0, reasons=placement.reasons)


def told(item: Item, catalogue: Catalogue) -> Report:
    """What an article tells, its actors recognised in its title and its first sentences."""
    opening = item.text[:OPENING]
    spans = language.sentences(opening, item.language)
    titled = recognise(item.title, catalogue, language=item.language, on=item.day)
    named = [m for m in recognise(opening, catalogue, language=item.language, on=item.day) if m.sure]
    return report(
        item.title, item.text, language=item.language, day=item.day,
        titled=frozenset(mention.actor for mention in titled if mention.sure),
        opening=frozenset(mention.actor for mention in named if spans and mention.end <= spans[0].end),
        actors=frozenset(mention.actor for mention in named),
        developments=developments(opening, spans, named, language=item.language, on=item.day),
    )  # fmt: skip


def _said(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _language(text: str) -> str:
    found = language.detect(text)
    return found if found != "und" else "en"


def day(stated: str) -> date | None:
    """The day that a stated date begins with, if it does."""
    try:
        return date.fromisoformat(stated[:10])
    except ValueError:
        return None
