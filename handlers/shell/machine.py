"""Records → JSON for machines: the shapes that `--json` promises in the README. Not for Slack, not for people."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.errors import ParseError
from bot.incoming.understanding import understood
from bot.reading import Raw, Reading, read
from bot.records import Answer, Cited, Ingested, Officeholders
from handlers import wording
from storage.models import Development, Record

if TYPE_CHECKING:
    from bot.incoming.drafting import Undigested


def line(value: Any) -> str:
    """One JSON object on one line, letters as they are, but for what no encoding has, as names of files may hold."""
    return json.dumps(value, ensure_ascii=False, sort_keys=False).encode("utf-8", "backslashreplace").decode()


def answer(found: Answer) -> dict[str, Any]:
    """`outcome`, `reason`, `sentences` (each with `text`, `verbatim`, `citations`), `coverage`, and what led there."""
    return {
        "question": found.question,
        "about": found.about,
        "understood": found.understood,
        "readings": [plain(one) for one in found.readings],
        "outcome": found.outcome,
        "reason": found.reason,
        "aside": found.aside,
        "note": found.note,
        "sentences": [sentence(one) for one in found.sentences],
        "listed": [plain(one) for one in found.listed],
        "compared": plain(found.compared) if found.compared else None,
        "events": [plain(one) for one in found.events],
        "coming": [plain(one) for one in found.coming],
        "notes": [plain(one) for one in found.notes],
        "differing": [plain(one) for one in found.differing],
        "nearest": [sentence(one) for one in found.nearest],
        "coverage": plain(found.coverage),
        "as_of": found.as_of.isoformat(),
    }


def sentence(one: Cited) -> dict[str, Any]:
    """A sentence with its citations; `start` and `end` count characters in the article's text."""
    return plain(one)


def officeholders(found: Officeholders) -> list[dict[str, Any]]:
    """A line for each holder: `actor`, `name`, `office`, `valid_from`, `valid_to`, `as_of`, `checked`.

    Where nobody is known there is one line, with nulls and a `reason`.
    """
    shared = {"as_of": found.as_of.isoformat(), "checked": found.checked.isoformat() if found.checked else None}
    lines = [plain(holder) for holder in found.holders]
    if not lines:
        nobody = dict.fromkeys(("actor", "name")) | {"office": found.asked} | dict.fromkeys(("valid_from", "valid_to"))
        return [{**nobody, **shared, "reason": wording.nobody(found)}]
    return [
        {
            "actor": line["person"],
            **{field: line[field] for field in ("name", "office", "valid_from", "valid_to")},
            **shared,
        }
        for line in lines
    ]


def ingested(one: Ingested) -> dict[str, Any]:
    """What became of an input: `input`, `outcome`, `article`, `title`, `published_at`, `language`, `reason`."""
    return plain(one)


def readings(raw: Raw, *, today: date, day: date | None = None) -> "list[dict[str, Any]] | Undigested":
    """What Antici reads in an input; `day` is that of a text that states none."""
    from bot.incoming.drafting import Undigested

    try:
        found = read(raw, today=today)
    except ParseError as error:
        return Undigested(reason=error.public)
    dated = ({"published_at": one.published_at or day} for one in found)
    return [_reading(one.model_copy(update=known)) for one, known in zip(found, dated, strict=True)]


def _reading(found: Reading) -> dict[str, Any]:
    """What Antici reads in a text: its parts, its sentences with their spans, whom it names and what it states."""
    said = understood(found)
    return {
        **plain(found),
        "canonical_url": found.url,
        "reason": "",
        "sentences": [
            {"text": found.text[span.start : span.end], "start": span.start, "end": span.end} for span in said.sentences
        ],
        "mentions": [plain(mention) for mention in said.mentions],
        "developments": [development(one) for one in said.developments],
        "quotations": [plain(one) for one in said.quotations if one.direct],
        "statements": [plain(one) for one in said.quotations if not one.direct],
        "milestones": [plain(one) for one in said.milestones],
    }


def development(one: Development) -> dict[str, Any]:
    """A development with its parties as `actors` (`actor`, `role`, `start`, `end`) and its sum also as `value`."""
    shape = plain(one)
    actors = shape.pop("parties")
    amount = None if one.amount is None else {"value": one.amount.value, **shape["amount"]}
    return {"type": shape.pop("type"), "stage": shape.pop("stage"), "actors": actors, **shape, "amount": amount}


def unread(name: str, reason: str) -> dict[str, Any]:
    """An input in which nothing usable was found, with the same fields as one that was read, and the reason."""
    nothing = dict.fromkeys(("title", "published_at", "author", "language", "text", "canonical_url", "kind"))
    return {"input": name, **nothing, "reason": reason}


def plain(record: Record) -> dict[str, Any]:
    """A record as JSON has it: dates in ISO 8601, tuples as lists."""
    return record.model_dump(mode="json")
