"""Sitemaps: the pages that a site lists, with the days it states, and further sitemaps. Reads no page."""

import zlib
from datetime import date
from typing import TYPE_CHECKING

from bot.errors import ParseError
from bot.reading import dates, urls
from bot.reading.cleaning import line
from bot.reading.records import Link, Raw
from storage.models import Record

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST = 50_000
LARGEST = 52_428_800
"""Pages, and bytes after unpacking, that sitemaps.org allows one file."""


class Sitemap(Record):
    """What it lists, in its order: pages, or further sitemaps, or both."""

    links: tuple[Link, ...] = ()
    maps: tuple[str, ...] = ()


def sitemap(raw: Raw, today: date) -> Sitemap:
    """A sitemap, a news sitemap or an index of sitemaps; gzipped, too. A news sitemap alone knows days of publication.

    Raises:
        ParseError: it is none, or lists nothing.
    """
    from xml.etree.ElementTree import ParseError as BrokenXml

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(_unpacked(raw.content))
    except (BrokenXml, DefusedXmlException, ValueError, LookupError) as error:
        raise ParseError("It is no sitemap that can be read.") from error
    entries = [entry for entry in root if _name(entry) in ("url", "sitemap")][:MOST]
    links, maps = [], []
    for entry in entries:
        fields = {_name(field): line(field.text or "") for field in entry.iter()}
        address = next((urls.resolved(one.text or "", raw.url) for one in entry if _name(one) == "loc"), None)
        if address and _name(entry) == "sitemap":
            maps.append(address)
        elif address:
            links.append(
                Link(
                    url=address,
                    title=fields.get("title", ""),
                    published_at=dates.understand(fields.get("publication_date", ""), today),
                    changed_at=dates.understand(fields.get("lastmod", ""), today),
                )
            )
    if not links and not maps:
        raise ParseError("It is no sitemap, or one that lists nothing.")
    return Sitemap(links=tuple({link.url: link for link in links}.values()), maps=tuple(dict.fromkeys(maps)))


def _unpacked(content: bytes) -> bytes:
    if content[:2] != b"\x1f\x8b":
        return content
    try:
        unpacking = zlib.decompressobj(wbits=31)
        found = unpacking.decompress(content, LARGEST)
    except zlib.error as error:
        raise ParseError("It is a damaged gzip file.") from error
    if unpacking.unconsumed_tail:
        raise ParseError("It unpacks to more than a sitemap may hold.")
    return found


def _name(element: "Element") -> str:
    return str(element.tag).rpartition("}")[2].lower()
