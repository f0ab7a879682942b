"""Asking again, politely: validators, permanent moves, Retry-After, robots.txt; and names that change their mind."""

import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.errors import FetchError
from bot.fetch import Fetcher, retry_after_s
from bot.sources import robots
from storage import sources
from storage.database import Database
from storage.watched import Validators
from tests.conftest import NOW

HERE, ELSEWHERE = "127.0.0.1", "127.0.0.2"


class Server:
    """Answers by path; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        self.robots: tuple[int, str] = (404, "")
        app = web.Application()
        app.router.add_get("/{path:.*}", self.answer)
        self.server = TestServer(app, host=HERE)

    def url(self, path: str, host: str = HERE) -> str:
        return f"http://{host}:{self.server.port}/{path}"

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        path = request.match_info["path"]
        moves = {"for-good": (301, "/page"), "twice": (308, "/for-good"), "then": (301, "/for-now"),
                 "for-now": (302, "/page"), "first-for-now": (302, "/for-good")}  # fmt: skip
        if path in moves:
            status, target = moves[path]
            return web.Response(status=status, headers={"Location": target})
        if path == "304":
            return web.Response(status=304)
        if path == "robots.txt":
            return web.Response(status=self.robots[0], text=self.robots[1])
        if path == "busy":
            return web.Response(status=429, headers={"Retry-After": "120"})
        if request.headers.get("If-None-Match") == '"one"' or "If-Modified-Since" in request.headers:
            return web.Response(status=304)
        return web.Response(text="words", headers={"ETag": '"one"', "Cache-Control": "public, max-age=600"})


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    await server.server.start_server()
    yield server
    await server.server.close()


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(inside={HERE}, patience=5, contact="press@ministry.example") as fetcher:
        yield fetcher


async def test_what_has_not_changed_does_not_come_again(server: Server, fetcher: Fetcher) -> None:
    first = await fetcher.visit(server.url("page"))
    assert (first.content, first.validators, first.fresh_s) == (b"words", Validators(etag='"one"'), 600)
    again = await fetcher.visit(server.url("page"), first.validators)
    assert (again.content, again.validators) == (None, first.validators)
    assert server.asked[0].headers["User-Agent"].endswith("; press@ministry.example)")


async def test_a_304_that_nobody_asked_for_is_an_error(server: Server, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match=r"\(304\)"):
        await fetcher.visit(server.url("304"))


@pytest.mark.parametrize(
    ("path", "permanent"),
    [("page", None), ("for-good", "page"), ("twice", "page"), ("for-now", None), ("first-for-now", None),
     ("then", "for-now")],
)  # fmt: skip
async def test_only_moves_for_good_are_remembered(
    server: Server, fetcher: Fetcher, path: str, permanent: str | None
) -> None:
    found = await fetcher.visit(server.url(path))
    assert found.url == server.url("page")
    assert found.permanent == (server.url(permanent) if permanent else None)


async def test_what_a_server_asks_for_is_told(server: Server, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError) as error:
        await fetcher.visit(server.url("busy"))
    assert (error.value.trouble, error.value.retry_after_s) == ("later", 120.0)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0), ("0", 0.0), ("", None), ("soon", None), ("-5", None), ("9" * 40, None),
        ("Tue, 24 Nov 2026 09:02:00 GMT", 120.0), ("Tue, 24 Nov 2026 08:00:00 GMT", 0.0),
    ],
)  # fmt: skip
def test_retry_after_in_both_its_forms(said: str, seconds: float | None) -> None:
    assert retry_after_s({"Retry-After": said, "Date": "Tue, 24 Nov 2026 09:00:00 GMT"}) == seconds


class Fickle(AbstractResolver):
    """A name that changes its mind: another address each time that it is asked, or several at once."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [ResolveResult(hostname=host, host=one, port=port, family=socket.AF_INET, proto=0, flags=0)
                for one in answer]  # fmt: skip

    async def close(self) -> None:
        return None


async def test_a_name_that_changes_its_mind_gets_nowhere(server: Server) -> None:
    resolver = Fickle([HERE], [ELSEWHERE])
    async with Fetcher(inside={HERE}, resolver=resolver, patience=5) as fetcher:
        await fetcher.visit(server.url("page", "fickle.example"))
    async with Fetcher(inside={HERE}, resolver=resolver, patience=5) as fetcher:  # one that kept no connection
        with pytest.raises(FetchError, match="private network address"):
            await fetcher.visit(server.url("page", "fickle.example"))
    assert len(server.asked) == 1


async def test_nor_does_one_that_says_both_at_once(server: Server) -> None:
    async with Fetcher(inside={ELSEWHERE}, resolver=Fickle([HERE, "10.0.0.7"]), patience=5) as fetcher:
        with pytest.raises(FetchError, match="private network address"):
            await fetcher.visit(server.url("page", "fickle.example"))
    assert not server.asked


RULES = "User-agent: *\nDisallow: /shop/\nCrawl-delay: 7\n\nUser-agent: Antici\nDisallow: /drafts/\nCrawl-delay: 900\n"


@pytest.mark.parametrize(
    ("answer", "path", "leave"),
    [
        ((200, RULES), "news/1", (True, 60.0)), ((200, RULES), "drafts/1", (False, 60.0)),
        ((404, ""), "x", (True, 0.0)), ((403, ""), "x", (True, 0.0)),
        ((200, "<!doctype html>Disallow: /"), "x", (True, 0.0)),
        ((200, "\ufeffUser-agent: *\nDisallow: /"), "x", (False, 0.0)),
    ],
)  # fmt: skip
async def test_robots_are_heeded(
    server: Server, fetcher: Fetcher, database: Database, answer: tuple[int, str], path: str, leave: tuple[bool, float]
) -> None:
    server.robots = answer
    found = [await robots.leave(server.url(path), database, fetcher.visit, now=NOW) for _ in range(2)]
    assert found == [leave, leave]
    assert len(server.asked) == 1, "once a day is enough"


async def test_robots_that_cannot_be_had_stop_us_for_now(server: Server, fetcher: Fetcher, database: Database) -> None:
    server.robots = (500, "")
    with pytest.raises(FetchError):
        await robots.leave(server.url("x"), database, fetcher.visit, now=NOW)
    await database.write(
        sources.keep_robots, host=sources.host(server.url("")), text="User-agent: *\nDisallow: /", at=NOW - robots.FRESH
    )
    assert not (await robots.leave(server.url("x"), database, fetcher.visit, now=NOW)).allowed
