"""One polite HTTP client: fetches one address, within limits, and never from a private network. Reads no meaning.

Where a connection goes is checked on the address actually connected to, after names are resolved and on every
redirect, so that neither a name that points inside nor one that changes its mind gets through.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Collection
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohappyeyeballs import AddrInfoType

from bot import __version__
from bot.errors import FetchError
from bot.reading import Raw

LARGEST = 10_000_000
"""Bytes after decompression. The longest articles and feeds have a tenth of it."""

PATIENCE = 20.0
"""Seconds for one address with all its redirects."""

REDIRECTS = 5

USER_AGENT = f"Antici/{__version__} (reads articles for a policy team; asks seldom)"
ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,*/*;q=0.5"
)

_MOVED = frozenset({301, 302, 303, 307, 308})
_SAID = {
    400: "does not understand the request (400)",
    401: "asks for a password (401)",
    402: "asks for payment (402)",
    403: "refuses us (403)",
    404: "does not exist (404)",
    410: "is gone for good (410)",
    429: "asks us to come back later (429)",
    451: "is blocked for legal reasons (451)",
}


class _Private(OSError):
    """A connection to an address that is not on the public internet was about to be made."""


class Fetcher:
    """A client with one pool of connections; an async context manager.

    `allow_private` is for people who name an address of their own network on the command line; `inside` are IP
    addresses, as text, that may be fetched although they are private, such as an intranet's.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        inside: Collection[str] = (),
        largest: int = LARGEST,
        patience: float = PATIENCE,
    ) -> None:
        self._allow_private = allow_private
        self._inside = frozenset(inside)
        self._largest = largest
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit_per_host=2, socket_factory=self._socket),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"},
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    def _socket(self, address: AddrInfoType) -> socket.socket:
        """Called with the very address that is connected to next."""
        family, kind, protocol, _, where = address
        if not (self._allow_private or where[0] in self._inside or is_public(where[0])):
            raise _Private(f"{where[0]} is private")
        return socket.socket(family=family, type=kind, proto=protocol)

    async def get(self, url: str) -> Raw:
        """What lies at the address, after at most five redirects; `Raw.url` is where it was found in the end.

        Raises:
            FetchError: it could not be had; the message says why in plain words.
        """
        try:
            async with asyncio.timeout(self._patience):
                return await self._follow(url)
        except TimeoutError as error:
            raise FetchError(f"It did not answer within {self._patience:g} seconds.") from error
        except aiohttp.ClientConnectorDNSError as error:
            raise FetchError(f"There is no server named {error.host}.") from error
        except aiohttp.ClientConnectorCertificateError as error:
            raise FetchError("It cannot be trusted: its certificate is not valid.") from error
        except aiohttp.ClientSSLError as error:
            raise FetchError("It offers no secure connection that works.") from error
        except aiohttp.ClientConnectorError as error:
            if isinstance(error.os_error, _Private):
                raise FetchError("It leads to a private network address, which is not fetched.") from error
            raise FetchError(f"{error.host} cannot be reached.") from error
        except (aiohttp.InvalidURL, ValueError) as error:
            raise FetchError("It is no web address.") from error
        except aiohttp.ClientError as error:
            raise FetchError("It broke off or answered with something that is no web page.") from error

    async def _follow(self, url: str) -> Raw:
        assert self._session is not None, "Fetcher is used as an async context manager"
        address = url
        for _ in range(REDIRECTS + 1):
            _refuse_other_schemes(address)
            async with self._session.get(address, allow_redirects=False) as response:
                target = response.headers.get("Location")
                if response.status in _MOVED and target:
                    address = urljoin(str(response.url), target)
                    continue
                if response.status != 200:
                    said = _SAID.get(response.status, f"answers with an error ({response.status})")
                    raise FetchError(f"It {said}.")
                return Raw(
                    name=url,
                    content=await self._body(response),
                    media_type=response.headers.get("Content-Type"),
                    url=str(response.url),
                )
        raise FetchError(f"It redirects more than {REDIRECTS} times.")

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        too_large = FetchError(f"It is larger than {self._largest / 1_000_000:g} MB.")
        if (response.content_length or 0) > self._largest:
            raise too_large
        body = bytearray()
        async for chunk in response.content.iter_any():
            body += chunk
            if len(body) > self._largest:
                raise too_large
        return bytes(body)


def _refuse_other_schemes(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError("It is not fetched: only http:// and https:// are.")


def is_public(host: str) -> bool:
    """Whether an IP address belongs to the public internet. IPv4 inside IPv6 counts as the IPv4 it carries."""
    address = ipaddress.ip_address(host.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        carried = address.ipv4_mapped or address.sixtofour or _translated(address)
        if carried is not None:
            address = carried
    if isinstance(address, ipaddress.IPv6Address) and address.is_site_local:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address behind a NAT64 one (64:ff9b::/96)."""
    if address in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
