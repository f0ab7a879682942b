"""OPML, in which feed readers hand their sources to one another: in and out. Pure; keeps and fetches nothing."""

from collections.abc import Iterable
from datetime import datetime
from xml.etree import ElementTree

from bot.errors import BadRequest
from bot.reading import LONGEST_NAME
from bot.reading.cleaning import line
from bot.reading.urls import canonical
from storage.models import Record

MOST = 5_000
"""Sources in one file; a longer list is no reader's."""


class Outline(Record):
    """One source of a list."""

    url: str
    name: str = ""
    home: str = ""
    group: str = ""  # the folder that it lies in


def read(content: bytes) -> list[Outline]:
    """The sources of a list, each address once, in its order.

    Raises:
        BadRequest: it is no OPML, names no source, or more than anybody reads.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(content)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadRequest("That is no OPML file: it cannot be read as XML.") from error
    found: dict[str, Outline] = {}
    waiting = [(child, "") for child in reversed(root.findall("./body/outline"))]
    while waiting and len(found) <= MOST:  # not recursive: a hostile list may be deep
        outline, group = waiting.pop()
        told = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        name = line(told.get("title") or told.get("text") or "")[:LONGEST_NAME]
        home = canonical(told.get("htmlurl", "")) or ""
        url = canonical(told.get("xmlurl") or told.get("url") or "") or home
        if url:
            found.setdefault(url, Outline(url=url, name=name, home=home, group=group))
        waiting += [(child, group if url else name) for child in reversed(outline.findall("./outline"))]
    if not found:
        raise BadRequest("That OPML file names no source.")
    if len(found) > MOST:
        raise BadRequest(f"That OPML file names more than {MOST:,} sources; nothing of it is read. Split it.")
    return list(found.values())


def write(outlines: Iterable[Outline], *, made_at: datetime) -> bytes:
    """A list that feed readers take, in folders by group."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "Sources of Antici"
    ElementTree.SubElement(head, "dateCreated").text = made_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    body = ElementTree.SubElement(root, "body")
    folders: dict[str, ElementTree.Element] = {"": body}
    for one in outlines:
        if one.group not in folders:
            folders[one.group] = ElementTree.SubElement(body, "outline", text=_printable(one.group))
        told = {"type": "rss", "text": _printable(one.name or one.url), "title": _printable(one.name or one.url)}
        told |= {"xmlUrl": one.url, **({"htmlUrl": one.home} if one.home else {})}
        ElementTree.SubElement(folders[one.group], "outline", told)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _printable(text: str) -> str:
    """What XML can carry."""
    return "".join(character for character in text if character.isprintable())
