"""The press over HTTP: one server, a host name for each outlet, each with its habits. Counts what it was asked."""

import asyncio
import gzip
import hashlib
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from tests.press.outlets import Piece

HERE = "127.0.0.1"
SHOWN = 15
"""Items in a feed."""


@dataclass
class Outlet:
    """A publisher: what it publishes, and how it behaves."""

    host: str
    pieces: list[Piece] = field(default_factory=list)
    habit: str = "usual"
    turns_at: datetime | None = None  # when it dies, moves, …

    def turned(self, now: datetime) -> bool:
        """Whether its habit has begun."""
        return self.turns_at is not None and now >= self.turns_at

    def out(self, now: datetime) -> list[Piece]:
        """What is published by then, newest first."""
        found = [piece for piece in self.pieces if piece.published <= now]
        return sorted(found, key=lambda piece: piece.published, reverse=True)


class Here(AbstractResolver):
    """Every name is on this machine."""

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=HERE, port=port, family=socket.AF_INET, proto=0, flags=0)
        ]  # fmt: skip

    async def close(self) -> None:
        return None


class Press:
    """Start it with `await press.start()`."""

    def __init__(self, outlets: list[Outlet], clock: Callable[[], datetime], *, port: int | None = None) -> None:
        self.outlets = {outlet.host: outlet for outlet in outlets}
        self.clock = clock
        self.asked: Counter[tuple[str, str]] = Counter()
        self.at_once: Counter[str] = Counter()
        self.most_at_once: Counter[str] = Counter()
        app = web.Application()
        app.router.add_get("/{path:.*}", self.answer)
        self.server = TestServer(app, host=HERE, port=port)

    async def start(self) -> None:
        await self.server.start_server()

    async def close(self) -> None:
        await self.server.close()

    def url(self, host: str, path: str = "feed.xml") -> str:
        return f"http://{host}:{self.server.port}/{path}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        host, path = request.host.partition(":")[0], request.match_info["path"]
        self.asked[host, path] += 1
        self.at_once[host] += 1
        self.most_at_once[host] = max(self.most_at_once[host], self.at_once[host])
        try:
            return await self._answer(request, self.outlets[host], path)
        finally:
            self.at_once[host] -= 1

    async def _answer(self, request: web.Request, outlet: Outlet, path: str) -> web.StreamResponse:
        now, habit = self.clock(), outlet.habit
        if path == "robots.txt":
            rules = "User-agent: *\nDisallow: /news/" if habit == "robots" else ""
            return web.Response(text=rules) if rules else web.Response(status=404)
        if outlet.turned(now) and habit in ("missing", "gone", "failing"):
            return web.Response(status={"missing": 404, "gone": 410, "failing": 500}[habit])
        if habit == "flapping" and now.hour % 6 < 2:
            return web.Response(status=502)
        if habit == "dropping" and outlet.turned(now):
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        if habit in ("listing", "mapped", "indexed") and not path.startswith("news/"):
            return self._site(request, outlet, path, now)
        if path in ("feed.xml", "new/feed.xml"):
            return await self._feed(request, outlet, path, now)
        return self._page(request, outlet, path, now)

    async def _feed(self, request: web.Request, outlet: Outlet, path: str, now: datetime) -> web.StreamResponse:
        habit = outlet.habit
        if habit == "moved" and outlet.turned(now) and path == "feed.xml":
            return web.Response(status=301, headers={"Location": "/new/feed.xml"})
        if habit == "forbidden":
            return web.Response(status=403)
        if habit == "busy" and now.minute % 30 < 8:
            return web.Response(status=429, headers={"Retry-After": "1200"})
        if habit == "bomb":
            body = gzip.compress(b" " * 3_000_000)
            return web.Response(body=body, headers={"Content-Encoding": "gzip", "Content-Type": "application/rss+xml"})
        if habit == "slow" and outlet.turned(now):
            response = web.StreamResponse()
            await response.prepare(request)
            await asyncio.sleep(60)
            return response
        if habit == "turned into a page" and outlet.turned(now):
            return web.Response(text="<!doctype html><p>Welcome to our new site.</p>", content_type="text/html")
        return _conditional(request, self._rss(outlet, now), "application/rss+xml")

    def _rss(self, outlet: Outlet, now: datetime) -> str:
        items = "".join(self._item(outlet, piece, now) for piece in outlet.out(now)[:SHOWN])
        return (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>{outlet.host}</title>'
            f"<link>{self.url(outlet.host, '')}</link><language>en</language>{items}</channel></rss>"
        )

    def _item(self, outlet: Outlet, piece: Piece, now: datetime) -> str:
        dated = {
            "undated": None, "dated by its pages": None, "from the future": piece.published + timedelta(days=400),
            "always now": now.replace(minute=0, second=0),
        }.get(outlet.habit, piece.published)  # fmt: skip
        text = piece.text(now) if outlet.habit == "whole" else piece.teaser
        date = f"<pubDate>{format_datetime(dated)}</pubDate>" if dated else ""
        link = self.url(outlet.host, f"news/{piece.slug}")
        return (
            f"<item><title>{escape(piece.title)}</title><link>{link}?utm_source=rss</link>{date}"
            f"<description>{escape(text)}</description></item>"
        )

    def _site(self, request: web.Request, outlet: Outlet, path: str, now: datetime) -> web.StreamResponse:
        """A site without a feed: a home page that lists articles or does not, and a sitemap."""
        urls = [(self.url(outlet.host, f"news/{piece.slug}"), piece) for piece in outlet.out(now)]
        if path == "":
            listed = "".join(f'<li><h3><a href="{url}">{escape(piece.title)}</a></h3></li>' for url, piece in urls)
            shown = listed if outlet.habit == "listing" else ""
            return _conditional(
                request, f"<!doctype html><title>Site</title><p>Hello.</p><ul>{shown}</ul>", "text/html"
            )
        if path == "sitemap.xml" and outlet.habit == "indexed":
            index = f"<sitemapindex><sitemap><loc>{self.url(outlet.host, 'part.xml')}</loc></sitemap></sitemapindex>"
            return _conditional(request, index, "application/xml")
        if path == ("part.xml" if outlet.habit == "indexed" else "sitemap.xml") and outlet.habit != "listing":
            listed = "".join(
                f"<url><loc>{url}</loc><lastmod>{piece.published.isoformat()}</lastmod></url>" for url, piece in urls
            )
            return _conditional(request, f"<urlset>{listed}</urlset>", "application/xml")
        return web.Response(status=404)

    def _page(self, request: web.Request, outlet: Outlet, path: str, now: datetime) -> web.StreamResponse:
        slug = path.removeprefix("news/")
        piece = next((piece for piece in outlet.out(now) if piece.slug == slug), None)
        if piece is None:
            return web.Response(status=404)
        if outlet.habit == "walled":
            return web.Response(status=403)
        if outlet.habit == "closed":
            wall = "<!doctype html><title>Hello</title><p>Please sign in to go on."
            return web.Response(text=wall, content_type="text/html")
        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in piece.text(now).split("\n\n"))
        dated = (
            ""
            if outlet.habit == "undated"
            else f'<meta property="article:published_time" content="{piece.published.isoformat()}">'
        )
        page = (
            f'<!doctype html><html lang="en"><head><title>{escape(piece.title)}</title>{dated}</head>'
            f"<body><article><h1>{escape(piece.title)}</h1>{paragraphs}</article></body></html>"
        )
        return _conditional(request, page, "text/html")


def _conditional(request: web.Request, body: str, kind: str) -> web.Response:
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
    if request.headers.get("If-None-Match") == etag:
        return web.Response(status=304, headers={"ETag": etag})
    return web.Response(text=body, content_type=kind, headers={"ETag": etag})
