"""Articles for the tests of `bot`: written as people paste them, read and kept by the real ingest."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

from bot import archive, catalogue
from bot.desk import Desk
from bot.incoming.drafting import digest, draft
from bot.incoming.ingest import Ingested, ingest
from bot.reading import Raw, Reading
from bot.records import Answer
from storage.database import Database
from storage.models import EVERYONE, Article, Audience, Draft, Proposed, Turn

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
KNOWN = catalogue.load()
_STOCKED = list[bytes]()
KINDS = {actor.id: actor.kind for actor in KNOWN.actors.values()}


def article(title: str, body: str, *, day: str = "", source: str = "", url: str = "") -> str:
    """An article as a person pastes it, with the headers that are known."""
    headers = {"title": title, "date": day, "source": source, "url": url}
    return "\n".join(f"{key}: {value}" for key, value in headers.items() if value) + f"\n\n{body}\n"


def drafted(title: str, text: str, *, day: str = "2026-03-10", publisher: str = "one.example") -> Draft:
    """A news item as it stands before it is kept."""
    reading = Reading(
        title=title,
        text=text,
        published_at=date.fromisoformat(day),
        language="en",
        publisher=publisher,
        kind="text",
    )
    return draft(reading, audience=EVERYONE, retrieved_at=NOW)


def proposed(number: int, one: Draft, *, story: int | None = None) -> Proposed:
    """The same as the archive proposes it once it is kept."""
    return Proposed(
        article=Article(
            id=number,
            audience=one.audience,
            url=one.url,
            title=one.title,
            text=one.text,
            revision=number,
            language=one.language,
            published_at=one.published_at,
            retrieved_at=one.retrieved_at,
            publisher=one.publisher.name,
            publisher_family=one.publisher.family,
            publisher_kind=one.publisher.kind,
            demo=one.demo,
        ),
        story=story or number,
        actors=frozenset(mention.actor for mention in one.mentions if mention.sure),
        titled=frozenset(one.title_actors),
        opening=frozenset(
            mention.actor for mention in one.mentions if mention.sure and mention.end <= one.sentences[0].end
        ),
    )


async def ask(desk: Desk, *questions: str, audience: Audience = EVERYONE) -> Answer:
    """The answer to the last of these questions, asked in a thread."""
    history: tuple[Turn, ...] = ()
    for question in questions:
        answer, turn = await desk.answer(audience, question, history=history)
        history = (*history, turn)
    return answer


async def opened(path: Path) -> Database:
    """The archive at a path with the catalogue in it; a new one is a copy of the first that was made."""
    if _begun(path) and not _STOCKED:
        await (await archive.opened(path, KNOWN)).close()
        _stock(path)
    return await archive.opened(path, KNOWN)


def _begun(path: Path) -> bool:
    """Whether there was none yet."""
    new = not path.exists()
    if new and _STOCKED:
        path.write_bytes(_STOCKED[0])
    return new


def _stock(path: Path) -> None:
    _STOCKED.append(path.read_bytes())


async def keep(database: Database, *raws: Raw | str, audience: Audience = EVERYONE) -> list[Ingested]:
    """What became of each of these texts."""

    async def inputs() -> AsyncIterator[tuple[str, Raw]]:
        for number, raw in enumerate(raws):
            one = raw if isinstance(raw, Raw) else Raw(name=f"{number}.txt", content=raw.encode())
            yield one.name, one

    async def run(raw: Raw, seen_by: Audience, at: datetime) -> object:
        return digest(raw, seen_by, at)

    return [one async for one in ingest(inputs(), database, audience=audience, now=lambda: NOW, run=run)]  # type: ignore[arg-type]
