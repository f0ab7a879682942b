"""What the desk returns, as a paper: a title, and entries that each keep their sentence with its source.

Knows no file format (that is `handlers.formats`) and no Slack.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import singledispatch

from bot.records import (
    Citation,
    Cited,
    Event,
    Latest,
    Milestones,
    Officeholder,
    Officeholders,
    Profile,
    Quotations,
    Retold,
    Said,
    StoryLine,
    Summary,
    Timeline,
    Upcoming,
)
from handlers import wording
from storage.models import Record

WHERE = "A file in this conversation is seen by everybody in it. Where shall I put it?"
Paperable = Latest | Timeline | Profile | Summary | Quotations | Milestones | Officeholders
CATALOGUE = "Antici's catalogue of offices"


class Entry(Record):
    """One line of a paper. What is not known of it is empty."""

    heading: str = ""
    published: date | None = None
    happened: str = ""
    type: str = ""
    stage: str = ""
    actors: str = ""
    instrument: str = ""
    amount: str = ""
    speaker: str = ""
    office: str = ""  # the speaker's, on that day
    reported: bool = False  # in the writer's words: in no quotation marks
    sentence: str  # verbatim; empty where the catalogue is the source
    publisher: str
    title: str
    url: str = ""
    retrieved: date | None = None
    publishers: int = 1  # independent ones
    article: int | None = None


class Paper(Record):
    """Something to be forwarded or filed: `facts` are the catalogue's, `covered` says what was looked at."""

    title: str
    name: str  # of a file, without its ending
    facts: tuple[str, ...] = ()
    entries: tuple[Entry, ...]
    covered: str


_Told = tuple[str, tuple[str, ...], list[Entry]]
"""A title, what the catalogue says, and entries of which it is not known yet when their articles were read."""


def paper(found: Paperable, retrieved: Mapping[int, datetime]) -> Paper:
    """The paper of an answer; `retrieved` tells of each article when it was read."""
    title, facts, entries = _told(found)
    return Paper(
        title=title,
        name=_name(title, found.as_of),
        facts=facts,
        entries=tuple(_read(entry, retrieved) for entry in entries),
        covered=wording.checked(found)
        if isinstance(found, Officeholders)
        else wording.coverage(found.coverage, found.as_of),
    )


def note(found: Retold, retrieved: Mapping[int, datetime]) -> Paper:
    """A question and its answer, to be forwarded: when it was asked, what was quoted, what no longer holds."""
    facts = [f"Asked and answered on {wording.day(found.asked_on)}", *filter(None, [found.reason])]
    for one in found.overtaken:
        now = f" Now: “{one.now.text}”" if one.now else ""
        facts.append(f"No longer in {one.before.citations[0].title}: “{one.before.text}”{now}")
    return Paper(
        title=found.question,
        name=_name(found.question, found.as_of),
        facts=tuple(facts),
        entries=tuple(_read(_entry(said), retrieved) for said in found.sentences),
        covered=wording.coverage(found.coverage, found.as_of),
    )


def cited_in(sentences: Iterable[Cited]) -> list[int]:
    """The articles that sentences are from."""
    return list(dict.fromkeys(said.citations[0].article for said in sentences))


def cited(found: Paperable) -> list[int]:
    """The articles that a paper of it would cite."""
    return list(dict.fromkeys(entry.article for entry in _told(found)[2] if entry.article is not None))


def _read(entry: Entry, retrieved: Mapping[int, datetime]) -> Entry:
    at = retrieved.get(entry.article) if entry.article is not None else None
    return entry.model_copy(update={"retrieved": at.date()}) if at else entry


@singledispatch
def _told(found: Paperable) -> _Told:
    raise TypeError(f"no paper is made of a {type(found).__name__}")


@_told.register
def _(found: Latest) -> _Told:
    came = (*found.new, *found.updated, *(one.line for one in found.corrected), *found.lines)
    return wording.latest_of(found), (wording.page_of(found),), [_of_story(line) for line in came]


@_told.register
def _(found: Timeline) -> _Told:
    return f"Timeline: {found.subject.name}", (), [_of_event(event) for event in found.events]


@_told.register
def _(found: Summary) -> _Told:
    return f"Summary: {found.subject}", (), [_entry(said) for said in found.sentences]


@_told.register
def _(found: Quotations) -> _Told:
    on = f" on {found.topic.name}" if found.topic else ""
    turned = tuple(
        f"What changed on {one.topic.name}: {wording.said_on(one.now)}; differs from {wording.said_on(one.before)}"
        for one in found.turned
    )
    return f"{found.subject.name}{on}, in quotations", turned, [_of_saying(one) for one in found.said]


@_told.register
def _(found: Milestones) -> _Told:
    about = f": {found.subject.name}" if found.subject else ""
    return f"What is next{about}", (), [_of_day(one) for one in found.days]


@_told.register
def _(found: Officeholders) -> _Told:
    return f"Who: {found.asked}", (), [_of_holder(one, found) for one in found.holders]


@_told.register
def _(found: Profile) -> _Told:
    said = [_of_saying(one) for position in found.positions for one in position.said]
    entries = [*map(_entry, found.statements), *(_of_story(line) for line in found.latest), *said]
    return found.name, tuple(_facts(found)), entries


def _of_story(line: StoryLine) -> Entry:
    base = _of_event(line.told) if line.told else _entry(line.lead)
    return base.model_copy(update={"heading": line.headline, "publishers": line.publishers})


def _of_event(event: Event) -> Entry:
    number = f" {event.ordinal}" if event.ordinal is not None else ""
    known = {
        "heading": wording.step(event),
        "happened": wording.happened(event) if event.on else "",
        "type": event.label,
        "stage": "" if event.stage == "none" else event.stage.replace("-", " "),
        "actors": "; ".join(event.actors),
        "instrument": f"{event.instrument}{number}" if event.instrument else "",
        "amount": wording.amount(event.amount) if event.amount else "",
        "publishers": event.publishers,
    }
    return _entry(event.said).model_copy(update=known)


def _of_saying(one: Said) -> Entry:
    known = {
        "heading": wording.said_on(one),
        "speaker": one.speaker,
        "office": one.office,
        "reported": not one.direct,
    }
    return _entry(one.said).model_copy(update=known)


def _of_day(one: Upcoming) -> Entry:
    on = wording.vaguely(one.on, one.precision)
    sure = "" if one.certain else " (expected or planned)"
    known = {"heading": f"{on}{sure}: {one.what}", "happened": on, "publishers": one.publishers}
    return _entry(one.said).model_copy(update=known)


def _of_holder(one: Officeholder, found: Officeholders) -> Entry:
    held = wording.term(one.valid_from, one.valid_to)
    checked = f" (last checked about {wording.day(found.checked)})" if found.checked else ""
    return Entry(
        heading=f"{one.name}: {one.office}{f', {held}' if held else ''}",
        speaker=one.name,
        office=one.office,
        sentence="",
        publisher=CATALOGUE,
        published=None,
        title=f"{one.name}, {one.office}, {one.organisation}{f', {held}' if held else ''}{checked}",
    )


def _entry(said: Cited) -> Entry:
    first = said.citations[0]
    return Entry(
        published=_day(first),
        sentence=said.text,
        publisher=f"{first.publisher} (demo)" if first.demo and "(demo)" not in first.publisher else first.publisher,
        title=f"{first.title}{wording.part(first)}",
        url=first.url or "",
        article=first.article,
        publishers=len({citation.publisher for citation in said.citations}),
    )


def _day(citation: Citation) -> date | None:
    when = citation.published_at
    return when.date() if isinstance(when, datetime) else when


def _facts(found: Profile) -> Iterable[str]:
    yield ", ".join(filter(None, (found.kind, found.role)))
    if found.aliases:
        yield f"Also called {wording.listed(found.aliases, limit=8)}"
    for holder in (*found.holders, *found.held):
        held = wording.term(holder.valid_from, holder.valid_to)
        yield f"{holder.office}, {holder.organisation}: {holder.name}{f', {held}' if held else ''} (catalogue)"
    yield f"Named in {wording.count(found.articles, 'article')}"


def _name(title: str, as_of: date) -> str:
    words: Sequence[str] = "".join(one if one.isalnum() else " " for one in title.lower()).split()
    return f"antici-{'-'.join(words)[:60].rstrip('-')}-{as_of.isoformat()}"
