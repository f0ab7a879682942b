"""One polite HTTP client: fetches one address, within limits, and never from a private network. Reads no meaning.

Where a connection goes is checked on the address actually connected to, after names are resolved and on every
redirect, so that neither a name that points inside nor one that changes its mind gets through.
"""

import asyncio
import re
import socket
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohappyeyeballs import AddrInfoType
from aiohttp.abc import AbstractResolver

from bot import __version__
from bot.errors import FetchError, Trouble
from bot.reading import Raw
from storage.watched import Fetched, Validators

LARGEST = 10_000_000
"""Bytes after decompression. The longest articles and feeds have a tenth of it."""

PATIENCE = 20.0
"""Seconds for one address with all its redirects."""

REDIRECTS = 5
_LONGEST_VALIDATOR = 500

USER_AGENT = f"Antici/{__version__} (reads articles for a policy team; asks seldom{{contact}})"
ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,*/*;q=0.5"
)

_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_LATER = frozenset({408, 425, 429, 503})
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
_TROUBLE: dict[int, Trouble] = {401: "refused", 402: "refused", 403: "refused", 451: "refused", 404: "missing",
                                410: "gone"}  # fmt: skip


class _Private(OSError):
    """A connection to an address that is not on the public internet was about to be made."""


class Fetcher:
    """A client with one pool of connections; an async context manager.

    `allow_private` is for people who name an address of their own network on the command line; `inside` are IP
    addresses, as text, that may be fetched although they are private, such as an intranet's. `contact` is whom a
    server's operator may write to.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        inside: Collection[str] = (),
        largest: int = LARGEST,
        patience: float = PATIENCE,
        contact: str = "",
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._allow_private = allow_private
        self._inside = frozenset(inside)
        self._largest = largest
        self._patience = patience
        self._agent = USER_AGENT.format(contact=f"; {contact}" if contact else "")
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit_per_host=2, socket_factory=self._socket, resolver=self._resolver),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"},
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
        found = await self.visit(url)
        assert found.content is not None, "nobody answers 304 to those who gave no validators"
        return Raw(name=url, content=found.content, media_type=found.media_type, url=found.url)

    async def visit(self, url: str, known: Validators | None = None) -> Fetched:
        """What lies at the address now, unless it is what it was when the server gave these validators.

        Raises:
            FetchError: it could not be had; the message says why in plain words.
        """
        answered: list[int] = []
        try:
            async with asyncio.timeout(self._patience):
                return await self._follow(url, known or Validators(), answered)
        except TimeoutError as error:
            late = f"It did not answer within {self._patience:g} seconds."
            raise _unreachable(late, connected=bool(answered)) from error
        except aiohttp.ClientConnectorDNSError as error:
            raise _unreachable(f"There is no server named {error.host}.", connected=False) from error
        except aiohttp.ClientConnectorCertificateError as error:
            raise _unreachable("It cannot be trusted: its certificate is not valid.") from error
        except aiohttp.ClientSSLError as error:
            raise _unreachable("It offers no secure connection that works.") from error
        except aiohttp.ClientConnectorError as error:
            if isinstance(error.os_error, _Private):
                raise FetchError("It leads to a private network address, which is not fetched.") from error
            raise _unreachable(f"{error.host} cannot be reached.", connected=False) from error
        except (aiohttp.InvalidURL, ValueError) as error:
            raise FetchError("It is no web address.") from error
        except aiohttp.ClientError as error:
            raise _unreachable("It broke off or answered with something that is no web page.") from error

    async def _follow(self, url: str, known: Validators, answered: list[int]) -> Fetched:
        assert self._session is not None, "Fetcher is used as an async context manager"
        address, permanent = url, None
        for hop in range(REDIRECTS + 1):
            _refuse_other_schemes(address)
            async with self._session.get(address, allow_redirects=False, headers=_conditions(known)) as response:
                answered.append(response.status)
                target = response.headers.get("Location")
                if response.status in _MOVED and target:
                    address = urljoin(str(response.url), target)
                    for_good = response.status in _FOR_GOOD and (permanent is not None or hop == 0)
                    permanent = address if for_good else permanent if response.status not in _FOR_GOOD else None
                    continue
                unchanged = response.status == 304 and known != Validators()
                if response.status != 200 and not unchanged:
                    raise _refused(response)
                return Fetched(
                    url=str(response.url),
                    permanent=permanent,
                    content=None if unchanged else await self._body(response),
                    media_type=response.headers.get("Content-Type"),
                    validators=known if unchanged else _validators(response),
                    fresh_s=_fresh_s(response),
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


def _unreachable(public: str, *, connected: bool = True) -> FetchError:
    return FetchError(public, trouble="unreachable", connected=connected)


def _refused(response: aiohttp.ClientResponse) -> FetchError:
    status = response.status
    said = _SAID.get(status, f"answers with an error ({status})")
    trouble: Trouble = (
        "later" if status in _LATER else _TROUBLE.get(status, "unreachable" if status >= 500 else "unfit")
    )
    return FetchError(f"It {said}.", trouble=trouble, retry_after_s=retry_after_s(response.headers))


def _conditions(known: Validators) -> dict[str, str]:
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in asked.items() if value}


def _validators(response: aiohttp.ClientResponse) -> Validators:
    etag, last_modified = (response.headers.get(name, "")[:_LONGEST_VALIDATOR] for name in ("ETag", "Last-Modified"))
    return Validators(etag=etag, last_modified=last_modified)


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """The seconds that a server asks us to wait, told as seconds or as a date; a date counts from the server's own."""
    said = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,9}", said):
        return float(said)
    until, now = _date(said), _date(headers.get("Date", ""))
    return max(0.0, (until - now).total_seconds()) if until and now else None


def _date(said: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(said)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _fresh_s(response: aiohttp.ClientResponse) -> int:
    said = re.search(r"\bmax-age=(\d{1,9})", response.headers.get("Cache-Control", ""))
    return int(said[1]) if said else 0


def _refuse_other_schemes(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError("It is not fetched: only http:// and https:// are.")


_SPECIAL = tuple(
    ip_network(block)
    for block in (
        # IANA's registry of special-purpose IPv4 addresses, those that are routed everywhere among them (192.31.196.0,
        # 192.52.193.0, 192.88.99.0, 192.175.48.0): no publisher is there. Then multicast, and what is kept for later.
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # … and of IPv6 addresses: within 2000::/3, which is all that is given out. 2001::/23 has Teredo in it.
        "2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20",
    )
)  # fmt: skip
_GIVEN_OUT = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")


def is_public(host: str) -> bool:
    """Whether an IP address belongs to the public internet. IPv4 inside IPv6 counts as the IPv4 it carries."""
    address = ip_address(host.partition("%")[0])
    if isinstance(address, IPv6Address):
        translated = IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
        carried = address.ipv4_mapped or address.sixtofour or translated
        if carried is None and address not in _GIVEN_OUT:
            return False
        address = carried or address
    return address.is_global and not any(address in block for block in _SPECIAL)
