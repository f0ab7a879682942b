"""The set of sources that is shipped: publishers, their families, classes, languages, feeds. Pure; reads one file."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal
from urllib.parse import urlsplit

from bot import language
from bot.reading import urls
from storage.models import Publisher, Record

UNSTATED = Publisher(id="unstated", name="publisher not stated", family="unstated")


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


def together(url: str, other: str) -> bool:
    """Whether two addresses are of one outlet or family: whoever has the one may speak for the other."""
    if (outlet := urls.outlet(url)) is not None and outlet == urls.outlet(other):
        return True
    one, another = at(url), at(other)
    return one is not None and another is not None and one.family == another.family


def publisher(url: str, name: str = "") -> Publisher:
    """Who publishes at an address: as shipped, else the outlet whose site it is, by whatever name it goes there.

    A name that is not its own (of the agency whose report it carries) has a place beside it, in the same family.
    Without an address it is whom the name tells.
    """
    if url and (known := at(url)) is not None:
        return known.publisher
    said, outlet = name.strip(), urls.outlet(url) if url else None
    if outlet is None:
        return _named(said)
    if not said or _resemble(said, outlet):
        return Publisher(id=outlet, name=said or outlet, family=outlet)
    return Publisher(id=f"{outlet}/{_key(said)}", name=said, family=outlet)


def _named(name: str) -> Publisher:
    if not name:
        return UNSTATED
    known = entry(name)
    return known.publisher if known else Publisher(id=_key(name), name=name, family=_key(name))


def _key(name: str) -> str:
    return "-".join(language.words(name)) or "unnamed"


def _resemble(name: str, outlet: str) -> bool:
    """Whether a name may be an outlet's own: written in its address, or by its first letters."""
    words = language.words(name)
    own, said = outlet.partition(".")[0].replace("-", ""), "".join(words)
    initials = "".join(word[0] for word in words)
    return (
        outlet in name.lower() or own in said or (len(said) > 2 and said in own) or (len(own) > 1 and own in initials)
    )


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
