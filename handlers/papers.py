"""What the desk returns, as a paper: a title, and entries that each keep their sentence with its source.

Knows no file format (that is `handlers.formats`) and no Slack.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from bot.records import Citation, Cited, Event, Latest, Profile, Retold, StoryLine, Summary, Timeline
from handlers import wording
from storage.models import Record

WHERE = "A file in this conversation is seen by everybody in it. Where shall I put it?"
Paperable = Latest | Timeline | Profile | Summary


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
    sentence: str  # verbatim
    publisher: str
    title: str
    url: str = ""
    retrieved: date | None = None
    publishers: int = 1  # independent ones
    article: int


class Paper(Record):
    """Something to be forwarded or filed: `facts` are the catalogue's, `covered` says what was looked at."""

    title: str
    name: str  # of a file, without its ending
    facts: tuple[str, ...] = ()
    entries: tuple[Entry, ...]
    covered: str


def paper(found: Paperable, retrieved: Mapping[int, datetime]) -> Paper:
    """The paper of an answer; `retrieved` tells of each article when it was read."""
    facts: tuple[str, ...] = ()
    if isinstance(found, Latest):
        title, facts = wording.latest_of(found), (wording.page_of(found),)
        came = (*found.new, *found.updated, *(one.line for one in found.corrected), *found.lines)
        entries = [_of_story(line, retrieved) for line in came]
    elif isinstance(found, Timeline):
        title = f"Timeline: {found.subject.name}"
        entries = [_of_event(event, retrieved) for event in found.events]
    elif isinstance(found, Summary):
        title = f"Summary: {found.subject}"
        entries = [_entry(said, retrieved) for said in found.sentences]
    else:
        title, facts = found.name, tuple(_facts(found))
        entries = [*(_entry(said, retrieved) for said in found.statements)]
        entries += [_of_story(line, retrieved) for line in found.latest]
    return Paper(
        title=title,
        name=_name(title, found.as_of),
        facts=facts,
        entries=tuple(entries),
        covered=wording.coverage(found.coverage, found.as_of),
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
        entries=tuple(_entry(said, retrieved) for said in found.sentences),
        covered=wording.coverage(found.coverage, found.as_of),
    )


def cited_in(sentences: Iterable[Cited]) -> list[int]:
    """The articles that sentences are from."""
    return list(dict.fromkeys(said.citations[0].article for said in sentences))


def cited(found: Paperable) -> list[int]:
    """The articles that a paper of it would cite."""
    sentences: list[Cited] = []
    if isinstance(found, Latest):
        lines = (*found.new, *found.updated, *(one.line for one in found.corrected), *found.lines)
        sentences = [line.lead for line in lines]
    elif isinstance(found, Timeline):
        sentences = [event.said for event in found.events]
    elif isinstance(found, Summary):
        sentences = list(found.sentences)
    else:
        sentences = [*found.statements, *(line.lead for line in found.latest)]
    return cited_in(sentences)


def _of_story(line: StoryLine, retrieved: Mapping[int, datetime]) -> Entry:
    base = _of_event(line.told, retrieved) if line.told else _entry(line.lead, retrieved)
    return base.model_copy(update={"heading": line.headline, "publishers": line.publishers})


def _of_event(event: Event, retrieved: Mapping[int, datetime]) -> Entry:
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
    return _entry(event.said, retrieved).model_copy(update=known)


def _entry(said: Cited, retrieved: Mapping[int, datetime]) -> Entry:
    first = said.citations[0]
    read = retrieved.get(first.article)
    return Entry(
        published=_day(first),
        sentence=said.text,
        publisher=f"{first.publisher} (demo)" if first.demo and "(demo)" not in first.publisher else first.publisher,
        title=first.title,
        url=first.url or "",
        retrieved=read.date() if read else None,
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
