"""Whether a host wants its pages read, by its robots.txt, and how fast. Feeds are made for us: nobody asks for them.

What it said is kept a day. A host without the file wants nothing; one whose file cannot be had for now is not asked
for pages for now, as RFC 9309 has it.
"""

import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urljoin

from bot.errors import FetchError
from storage import sources
from storage.database import Database
from storage.watched import Fetched

AGENT = "Antici"
FRESH = timedelta(days=1)
LARGEST = 500_000
"""Bytes; RFC 9309 wants at least so many read."""
MAPS = 3
"""Sitemaps of a site that are tried; more than these are parts of the same."""
SLOWEST_S = 60.0
"""A crawl delay above it is taken for this: some say a day, and mean "go away", which they can say as well."""


class Leave(NamedTuple):
    """Whether an address may be fetched, and how many seconds to leave between two."""

    allowed: bool
    delay_s: float = 0.0


async def leave(url: str, database: Database, visit: Callable[[str], Awaitable[Fetched]], *, now: datetime) -> Leave:
    """What the host says of this address.

    Raises:
        FetchError: that cannot be told for now.
    """
    from protego import Protego

    host = sources.host(url)
    text, asked = await database.read(sources.robots, host=host)
    if asked is None or now - asked >= FRESH:
        try:
            text = _decoded(await visit(urljoin(url, "/robots.txt")))
        except FetchError as error:
            if error.trouble in ("later", "unreachable") and asked is None:
                raise
            text = text if error.trouble in ("later", "unreachable") else ""
        await database.write(sources.keep_robots, host=host, text=text, at=now)
    rules = Protego.parse(text)
    return Leave(rules.can_fetch(url, AGENT), min(float(rules.crawl_delay(AGENT) or 0.0), SLOWEST_S))


async def maps(url: str, visit: Callable[[str], Awaitable[Fetched]]) -> tuple[str, ...]:
    """The sitemaps that a site names, or where one lies if it has one; the site is asked anew."""
    from protego import Protego

    named: list[str] = []
    with contextlib.suppress(FetchError):
        named = list(Protego.parse(_decoded(await visit(urljoin(url, "/robots.txt")))).sitemaps)
    return tuple(urljoin(url, one) for one in [*named, "/sitemap.xml"])[:MAPS]


def _decoded(fetched: Fetched) -> str:
    text = (fetched.content or b"")[:LARGEST].decode("utf-8", "replace").lstrip("\ufeff")
    # A page that says "not found" with status 200 is no robots.txt, and nothing else is kept of it.
    return "" if text.lstrip()[:1] == "<" else text
