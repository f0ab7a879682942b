"""Articles as JSON: an object, a list of them, one a line; and JSON Feed 1.1. Not a reader of arbitrary JSON."""

import json
import re
from datetime import date
from typing import Any

from bot.errors import EmptyFeed, ParseError
from bot.language import detect
from bot.reading import dates, titles, urls
from bot.reading.cleaning import clean, decode, line
from bot.reading.markup import plain
from bot.reading.records import Kind, Raw, Reading

_TEXT = ("text", "body", "content", "content_text", "articleBody")
_MARKED_UP = re.compile(r"</(?:p|div|a|li|h\d|span)>|<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--[^<>]*-->")
_DATE = ("published_at", "date", "published", "date_published", "datePublished")
_TITLE = ("title", "headline")
_PUBLISHER = ("publisher", "source", "site")
_LANGUAGE = ("language", "lang")
_HELD_IN = ("items", "articles", "entries")


def parse(raw: Raw, today: date) -> list[Reading]:
    """Every object with text in it; those without are passed over while others have some."""
    shared, items = _items(_loaded(raw))
    readings = [reading for item in items if (reading := _reading(item, shared, raw, today))]
    if not readings and shared:
        raise EmptyFeed("It is a list of articles without any that has a text.", name=line(_first(shared, _TITLE)))
    if not readings:
        raise ParseError(
            "It holds no article: an object with `title` and `text`, a list of them, or a JSON Feed is read."
        )
    return readings


def _loaded(raw: Raw) -> Any:
    text = decode(raw).lstrip("\ufeff")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        lines = [part for part in text.splitlines() if part.strip()]
        try:
            if len(lines) < 2:
                raise error
            return [json.loads(part) for part in lines]
        except json.JSONDecodeError:
            raise ParseError(
                f"It is not valid JSON: line {error.lineno}, column {error.colno}: {error.msg.lower()}."
            ) from error
    except (RecursionError, ValueError) as error:  # nested too deeply; a number of thousands of digits
        raise ParseError("It is JSON of a shape that no article has.") from error


def _items(data: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What all items share (a feed's own fields), and the items."""
    if isinstance(data, list):
        return {}, [item for item in data if isinstance(item, dict)]
    if isinstance(data, dict):
        for key in _HELD_IN:
            if isinstance(data.get(key), list):
                return data, [item for item in data[key] if isinstance(item, dict)]
        return {}, [data]
    return {}, []


def _reading(item: dict[str, Any], shared: dict[str, Any], raw: Raw, today: date) -> Reading | None:
    text = _text(item)
    if not any(char.isalpha() for char in text):
        return None
    said = _first(item, _LANGUAGE) or _first(shared, _LANGUAGE)
    language = said.lower()[:2] if said[:2].isalpha() else detect(text)
    address = _first(item, ("url", "external_url", "link", "id"))
    url = urls.resolved(address, raw.url) if address else None
    publisher = _first(item, _PUBLISHER) or _first(shared, _TITLE)
    return Reading(
        title=line(_first(item, _TITLE)) or titles.from_text(text, language),
        text=text,
        published_at=next(filter(None, (dates.understand(_first(item, (key,)), today) for key in _DATE)), None),
        language=language,
        url=url,
        author=line(_author(item) or _author(shared)) or None,
        publisher=line(publisher) or urls.host(url),
        guid=line(_first(item, ("id",))) or None,
        kind="json",
        demo=item.get("demo") is True,
    )


def _text(item: dict[str, Any]) -> str:
    written = _first(item, _TEXT) or _first(item, ("content_html",)) or _first(item, ("summary", "description"))
    return plain(written) if _MARKED_UP.search(written) else clean(_COMMENT.sub("", written))


def _first(item: dict[str, Any], keys: tuple[str, ...]) -> str:
    """The first of these fields that holds text; of an object its `name`, as in JSON-LD."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _author(item: dict[str, Any]) -> str:
    people = item.get("authors")
    if isinstance(people, list):
        names = [person if isinstance(person, str) else _first({"by": person}, ("by",)) for person in people]
        return ", ".join(filter(None, names))
    return _first(item, ("author", "byline"))


KIND = Kind(
    name="json",
    media_types=("application/json", "application/feed+json", "application/x-ndjson", "application/jsonl", "text/json"),
    suffixes=(".json", ".jsonl", ".ndjson", ".jsonfeed"),
    recognises=lambda head: head.lstrip()[:1] in ("{", "[") and '"' in head,
    parse=parse,
)
