"""The client against a real server on this machine: what it brings, what it refuses, and in which words."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.errors import FetchError
from bot.fetch import Fetcher, is_public

PAGE = b"<!doctype html><p>The town will build a quay."
HERE = "127.0.0.1"
ELSEWHERE = "127.0.0.2"


class Press:
    """A server with all the habits that servers have; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        app = web.Application()
        app.router.add_get("/{habit}", self.answer)
        self.server = TestServer(app, host=HERE)

    def url(self, habit: str, host: str = HERE) -> str:
        return f"http://{host}:{self.server.port}/{habit}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        habit = request.match_info["habit"]
        if habit.isdigit():
            return web.Response(status=int(habit), text="no")
        moved = {
            "moved": "/page", "twice": "moved", "loop": "/loop", "inside": self.url("page", ELSEWHERE),
            "metadata": "http://169.254.169.254/latest/meta-data/", "file": "file:///etc/passwd", "crooked": "http://[",
            "hops5": "/hops4", "hops4": "/hops3", "hops3": "/hops2", "hops2": "/hops1", "hops1": "/page",
            "hops6": "/hops5",
        }  # fmt: skip
        if habit in moved:
            return web.Response(status=302, headers={"Location": moved[habit]})
        bodies = {
            "page": (PAGE, {}),
            "large": (b"x" * 200_000, {}),
            "gzip": (gzip.compress(PAGE), {"Content-Encoding": "gzip"}),
            "bomb": (gzip.compress(b"\0" * 50_000_000), {"Content-Encoding": "gzip"}),
            "nested": (gzip.compress(gzip.compress(PAGE)), {"Content-Encoding": "gzip, gzip"}),
            "broken": (zlib.compress(PAGE)[:-9] + b"junk", {"Content-Encoding": "gzip"}),
        }
        if habit in bodies:
            body, headers = bodies[habit]
            return web.Response(body=body, headers={"Content-Type": "text/html; charset=utf-8", **headers})
        return await self.slowly(request, habit)

    async def slowly(self, request: web.Request, habit: str) -> web.StreamResponse:
        if habit == "silent":
            await asyncio.sleep(30)
        response = web.StreamResponse()
        if habit == "torn":
            response.content_length = 1_000
        await response.prepare(request)
        while habit != "torn":  # "drip", "flood"
            await response.write(b"x" * (1 if habit == "drip" else 10_000))
            await asyncio.sleep(0.01 if habit == "drip" else 0)
        await response.write(b"half")
        if request.transport is not None:
            request.transport.close()
        return response


@pytest.fixture
async def press() -> AsyncIterator[Press]:
    press = Press()
    await press.server.start_server()
    yield press
    await press.server.close()


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    """One that may go to the press, and to no other private address."""
    async with Fetcher(inside={HERE}, largest=100_000, patience=5) as fetcher:
        yield fetcher


async def refusal(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as error:
        await fetcher.get(url)
    return error.value.public


async def test_a_page_comes_with_its_type_and_address(press: Press, fetcher: Fetcher) -> None:
    raw = await fetcher.get(press.url("page"))
    assert (raw.content, raw.media_type, raw.url) == (PAGE, "text/html; charset=utf-8", press.url("page"))
    [request] = press.asked
    assert request.headers["User-Agent"].startswith("Antici/")
    assert "Cookie" not in request.headers


@pytest.mark.parametrize("habit", ["moved", "twice", "hops5"])
async def test_redirects_are_followed_and_the_last_address_is_told(press: Press, fetcher: Fetcher, habit: str) -> None:
    raw = await fetcher.get(press.url(habit))
    assert (raw.content, raw.url, raw.name) == (PAGE, press.url("page"), press.url(habit))


@pytest.mark.parametrize("habit", ["loop", "hops6"])
async def test_redirects_end(press: Press, fetcher: Fetcher, habit: str) -> None:
    assert await refusal(fetcher, press.url(habit)) == "It redirects more than 5 times."
    assert len(press.asked) == 6


@pytest.mark.parametrize("host", [HERE, "localhost", "127.1", "2130706433", "0x7f.1", "0.0.0.0", "[::ffff:127.0.0.1]"])
async def test_a_private_address_is_never_connected_to_whatever_its_name(press: Press, host: str) -> None:
    async with Fetcher() as fetcher:
        said = await refusal(fetcher, press.url("page", host))
    oddly = host in ("127.1", "2130706433")  # short forms of an address are no names to begin with
    assert said == (
        "It is no web address." if oddly else "It leads to a private network address, which is not fetched."
    )
    assert not press.asked


@pytest.mark.parametrize("habit", ["inside", "metadata"])
async def test_nor_through_a_redirect(press: Press, fetcher: Fetcher, habit: str) -> None:
    said = await refusal(fetcher, press.url(habit))
    assert said == "It leads to a private network address, which is not fetched."
    assert len(press.asked) == 1


async def test_who_names_an_address_of_their_own_network_may_have_it(press: Press) -> None:
    async with Fetcher(allow_private=True) as fetcher:
        assert (await fetcher.get(press.url("page", "localhost"))).content == PAGE


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://harbour.example/", "harbour.example", "", "http://"])
async def test_only_the_web_is_fetched(fetcher: Fetcher, url: str) -> None:
    assert await refusal(fetcher, url) == "It is not fetched: only http:// and https:// are."


async def test_a_redirect_leaves_the_web_no_more_than_a_person(press: Press, fetcher: Fetcher) -> None:
    assert await refusal(fetcher, press.url("file")) == "It is not fetched: only http:// and https:// are."
    assert await refusal(fetcher, press.url("crooked")) == "It is no web address."


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (403, "It refuses us (403)."),
        (404, "It does not exist (404)."),
        (410, "It is gone for good (410)."),
        (429, "It asks us to come back later (429)."),
        (503, "It answers with an error (503)."),
    ],
)
async def test_a_status_is_said_in_words(press: Press, fetcher: Fetcher, status: int, said: str) -> None:
    assert await refusal(fetcher, press.url(str(status))) == said


async def test_compressed_pages_are_unpacked(press: Press, fetcher: Fetcher) -> None:
    assert (await fetcher.get(press.url("gzip"))).content == PAGE


@pytest.mark.parametrize("habit", ["large", "flood", "bomb"])
async def test_what_is_too_large_is_left(press: Press, fetcher: Fetcher, habit: str) -> None:
    assert await refusal(fetcher, press.url(habit)) == "It is larger than 0.1 MB."


@pytest.mark.parametrize("habit", ["torn", "broken"])
async def test_what_breaks_off_or_is_garbled_is_refused(press: Press, fetcher: Fetcher, habit: str) -> None:
    assert await refusal(fetcher, press.url(habit)) == "It broke off or answered with something that is no web page."


@pytest.mark.parametrize("habit", ["silent", "drip"])
async def test_patience_ends(press: Press, habit: str) -> None:
    async with Fetcher(inside={HERE}, patience=0.3) as fetcher:
        assert await refusal(fetcher, press.url(habit)) == "It did not answer within 0.3 seconds."


async def test_nobody_there_and_no_such_name(press: Press, fetcher: Fetcher) -> None:
    gone = press.url("page")
    await press.server.close()
    assert await refusal(fetcher, gone) == "127.0.0.1 cannot be reached."
    assert await refusal(fetcher, "http://no-such-host.invalid/") == "There is no server named no-such-host.invalid."


async def test_a_server_without_encryption_is_said_to_have_none(press: Press, fetcher: Fetcher) -> None:
    said = await refusal(fetcher, press.url("page").replace("http", "https"))
    assert said == "It offers no secure connection that works."


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1%eth0",
     "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::127.0.0.1",
     "64:ff9b::a00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "fec0::1", "2001::1",
     "192.88.99.1", "192.31.196.1", "192.52.193.1", "192.175.48.1", "192.0.0.9", "198.18.0.1", "203.0.113.9",
     "2002:c058:6301::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:20::1", "2620:4f:8000::1", "3fff::1", "5f00::1",
     "::808:808", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "100::1", "4000::1"],
)  # fmt: skip
def test_these_are_not_on_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_these_are(address: str) -> None:
    assert is_public(address)
