"""Drafts for the tests of storage, made by hand: no reading, no recognition; and empty archives."""

import hashlib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from storage import schema
from storage.database import connect
from storage.keeping import Judgement
from storage.models import Article, Draft, Mention, Placement, Proposed, Publisher, Span, Version

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def blank(path: Path) -> Path:
    """A new archive of today's shape, copied: to give each its shape anew takes a fiftieth of a second of each test."""
    path.write_bytes(_blank())
    return path


@cache
def _blank() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "archive.db")
        db = connect(path)
        schema.upgrade(db)
        db.conn.close()
        return path.read_bytes()


def draft(text: str = "One sentence. Another sentence.", **changes: Any) -> Draft:
    """A draft whose sentences end at full stops; `changes` replace its fields."""
    spans, start = [], 0
    for part in text.split(". "):
        spans.append(Span(start=start, end=min(start + len(part) + 1, len(text))))
        start += len(part) + 2
    fields: dict[str, Any] = {
        "audience": "*",
        "identity": "https://one.example/a",
        "url": "https://one.example/a",
        "title": "A title",
        "text": text,
        "text_hash": hashlib.sha256(text.encode()).hexdigest(),
        "language": "en",
        "published_at": date(2026, 11, 20),
        "retrieved_at": AT,
        "publisher": Publisher(id="one", name="One", family="one"),
        "sentences": tuple(spans),
        "mentions": (),
        "title_actors": (),
        "topics": (),
    }
    return Draft.model_validate({**fields, **changes})


def naming(text: str, surface: str, actor: str) -> Mention:
    """The mention of an actor at the first place of its surface."""
    start = text.index(surface)
    return Mention(surface=surface, start=start, end=start + len(surface), actor=actor)


def alone(draft: Draft, proposed: list[Proposed]) -> Placement:
    """Every article its own story."""
    return Placement(story=None, reasons=("alone",))


def together(draft: Draft, proposed: list[Proposed]) -> Placement:
    """With the first article proposed, if any."""
    return Placement(story=proposed[0].story if proposed else None, reasons=("together",))


def judging(place: Any = alone, *, version: Any = None, copied: Any = None) -> Judgement:
    """Titles tell versions; nothing is a copy; `place` places."""
    return Judgement(
        version=version or _by_title,
        copied=copied or (lambda article, draft: False),
        place=place,
        settle=lambda known: list(range(len(known.proposed))),
        named=lambda text, added, taken: [],
    )


def _by_title(article: Article, draft: Draft) -> Version:
    return "revised" if article.title == draft.title else "another"
