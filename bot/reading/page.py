"""What a page says of itself: its meta elements, JSON-LD, address, author, publisher. Judges neither title nor date."""

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.reading import urls
from bot.reading.cleaning import line

_ARTICLES = ("Article", "Posting", "Report", "Review")  # NewsArticle, BlogPosting, LiveBlogPosting, …
_LONGEST_NAME = 100
_LARGEST_JSON = 500_000


class Page:
    """A parsed page. Reads the tree and leaves it as it is."""

    def __init__(self, tree: HtmlElement, url: str | None) -> None:
        self.tree = tree
        self.fetched_from = url

    @cached_property
    def meta(self) -> dict[str, str]:
        """The first content of each meta name or property, in lower case."""
        found: dict[str, str] = {}
        for element in self.tree.iter("meta"):
            content = line(element.get("content") or "")
            for attribute in ("property", "name", "itemprop"):
                name = (element.get(attribute) or "").strip().lower()
                if name and content:
                    found.setdefault(name, content)
        return found

    @cached_property
    def linked_data(self) -> list[dict[str, Any]]:
        """All JSON-LD objects, those inside `@graph` too; what is not valid JSON is passed over."""
        found: list[dict[str, Any]] = []
        for element in self.tree.iter("script"):
            source = element.text or ""
            if "ld+json" in (element.get("type") or "") and len(source) < _LARGEST_JSON:
                try:
                    found.extend(_objects(json.loads(source, strict=False)))
                except (ValueError, RecursionError):
                    continue
        return found

    @cached_property
    def article(self) -> dict[str, Any]:
        """The JSON-LD object of the article itself, or an empty one."""
        return next((item for item in self.linked_data if _is_article(item)), {})

    @cached_property
    def url(self) -> str | None:
        """The canonical address: the page's own word where it speaks of its own host, else where it came from."""
        links = [
            element.get("href") or ""
            for element in self.tree.iter("link")
            if "canonical" in (element.get("rel") or "").lower().split()
        ]
        for address in (*links, self.meta.get("og:url", "")):
            found = urls.resolved(address, self.fetched_from) if address.strip() else None
            if found and self._is_own(found):
                return found
        return urls.canonical(self.fetched_from) if self.fetched_from else None

    def _is_own(self, address: str) -> bool:
        """A page may name another address of its own site, but not the start page and not another's article."""
        if self.fetched_from is None:
            return urlsplit(address).path not in ("", "/")
        return urls.own(address, self.fetched_from)

    @property
    def is_walled(self) -> bool:
        """Whether it says that it costs something."""
        free = self.article.get("isAccessibleForFree")
        locked = self.meta.get("article:content_tier", "").lower() in ("locked", "metered")
        return locked or free is False or str(free).rpartition("/")[2].lower() == "false"

    @property
    def asks_for_password(self) -> bool:
        """Whether it has a field for one."""
        return any((element.get("type") or "").lower() == "password" for element in self.tree.iter("input"))

    @cached_property
    def language(self) -> str:
        """What the page claims, as two letters; empty where it claims nothing."""
        claimed = self.tree.get("lang") or self.meta.get("og:locale") or self.meta.get("content-language") or ""
        return claimed.strip().lower()[:2] if claimed.strip()[:2].isalpha() else ""

    @cached_property
    def site_name(self) -> str:
        """The site's name in its own words, or empty."""
        names = (
            self.meta.get("og:site_name", ""),
            _name(self.article.get("publisher")),
            self.meta.get("application-name", ""),
        )
        return next((name for name in names if name and len(name) <= _LONGEST_NAME), "")

    @property
    def publisher(self) -> str | None:
        """The site's name, else its host."""
        return self.site_name or urls.host(self.url)

    @cached_property
    def author(self) -> str | None:
        """Who is said to have written it, comma-separated; no addresses, no sentences."""
        people = self.article.get("author")
        named = [_name(person) for person in (people if isinstance(people, list) else [people])]
        said = (", ".join(dict.fromkeys(filter(None, named))), self.meta.get("author", ""), self._byline())
        names = (name.strip().removeprefix("By ").removeprefix("Von ").removeprefix("Par ") for name in said)
        return next((name for name in names if 2 < len(name) <= _LONGEST_NAME and "://" not in name), None)

    def _byline(self) -> str:
        for element in self.tree.iter("a", "span", "meta"):
            if element.get("rel") == "author" or element.get("itemprop") == "author":
                return line(element.get("content") or "".join(element.itertext()))
        return ""


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _objects(item)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph", []))
        yield from _objects(data.get("mainEntity", []))


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(str(kind).endswith(_ARTICLES) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _name(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = value[0] if value else ""
    return line(value) if isinstance(value, str) else ""
