"""The set of sources that is shipped: publishers, their families, classes, languages, feeds. Pure; reads one file."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal
from urllib.parse import urlsplit

from bot.reading import urls
from storage.models import Publisher, Record


class Entry(Record):
    """A source as shipped. Without a `feed` one is looked for."""

    id: str
    name: str
    family: str
    kind: str
    homepage: str
    feed: str = ""
    sure: Literal["high", "medium", "low", ""] = ""
    languages: tuple[str, ...]
    paywall: Literal["no", "partly", "yes"]
    note: str = ""

    @property
    def url(self) -> str:
        """Where reading begins."""
        return self.feed or self.homepage

    @property
    def publisher(self) -> Publisher:
        """Who publishes it."""
        return Publisher(id=self.id, name=self.name, family=self.family, kind=self.kind)


@cache
def entries() -> tuple[Entry, ...]:
    """All of them, in the file's order."""
    text = files("bot.sources").joinpath("shipped.toml").read_text(encoding="utf-8")
    return tuple(Entry.model_validate(entry) for entry in tomllib.loads(text)["source"])


def entry(name: str) -> Entry | None:
    """The one of this id or name."""
    wanted = name.strip().casefold()
    return next((one for one in entries() if wanted in (one.id, one.name.casefold())), None)


def at(url: str) -> Entry | None:
    """The one that an address belongs to: of those at its host, the one whose home is the longest part of it."""
    host, path = _place(url)
    fitting = [one for one in _by_host().get(host, ()) if path.startswith(_place(one.homepage)[1])]
    if fitting:
        return max(fitting, key=lambda one: len(_place(one.homepage)[1]))
    alone = _by_host().get(host, ())
    return alone[0] if len({one.family for one in alone}) == 1 else None


def publisher(url: str, name: str = "") -> Publisher:
    """Who publishes at an address: as shipped, else under the name given or its host, as a family of its own."""
    known = at(url)
    if known is not None:
        return known.publisher
    host, _ = _place(url)
    family = urls.registered(url) or "unstated"
    return Publisher(id=host or "unstated", name=name or host or "publisher not stated", family=family)


@cache
def _by_host() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for one in entries():
        for url in dict.fromkeys(filter(None, (_place(one.homepage)[0], _place(one.feed)[0]))):
            found[url] = (*found.get(url, ()), one)
    return found


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www."), parts.path
