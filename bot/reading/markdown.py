"""Markdown: front matter, the first heading as title, the rest as plain paragraphs without mark-up."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from bot.errors import ParseError
from bot.language import detect
from bot.reading import dates, titles, urls
from bot.reading.cleaning import clean, decode, line
from bot.reading.markup import plain
from bot.reading.records import Kind, Raw, Reading

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_][\w-]*)\s*[:=]\s*(.*)")
_NAMES = {
    "date": ("date", "published", "published_at", "publishdate", "pubdate"),
    "publisher": ("publisher", "source", "site"),
    "url": ("url", "link", "canonical", "canonical_url", "canonicalurl"),
    "language": ("language", "lang"),
}


def parse(raw: Raw, today: date) -> list[Reading]:
    """One article."""
    source = decode(raw).replace("\r\n", "\n").lstrip("\ufeff")
    front, body = _front_matter(source)
    blocks = list(_blocks(_markdown().parse(body)))
    title = line(front.get("title", ""))
    if not title and blocks and blocks[0][0] == "heading":
        title, blocks = line(blocks[0][1]), blocks[1:]
    elif title and blocks and blocks[0][0] == "heading" and line(blocks[0][1]).casefold() == title.casefold():
        blocks = blocks[1:]
    day = dates.understand(_of(front, "date"), today)
    if not day and blocks and blocks[0][0] == "paragraph" and (day := dates.understand(blocks[0][1], today)):
        blocks = blocks[1:]
    text = clean("".join(_spaced(blocks)))
    if not any(char.isalpha() for char in text):
        raise ParseError("It holds no article text.")
    language = _of(front, "language").lower()[:2] or detect(text)
    address = _of(front, "url") or raw.url or ""
    url = urls.canonical(address) if address else None
    return [
        Reading(
            title=title or titles.from_text(text, language),
            text=text,
            published_at=day,
            language=language,
            url=url,
            author=line(front.get("author", "")) or None,
            publisher=line(_of(front, "publisher")) or urls.host(url),
            kind="markdown",
            demo=front.get("demo", "").lower() in ("true", "yes"),
        )
    ]


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    """The fields of a YAML or TOML head as plain strings, and what follows it. Only `key: value` lines are read."""
    match = _FRONT.match(source)
    if match is None:
        return {}, source
    fields = (_FIELD.fullmatch(row.strip()) for row in match[2].split("\n"))
    return {field[1].lower(): field[2].strip().strip("\"'") for field in fields if field}, source[match.end() :]


def _of(front: dict[str, str], name: str) -> str:
    return next((front[key] for key in _NAMES[name] if front.get(key)), "")


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True, "maxNesting": 50}).enable(["table", "strikethrough"])


def _blocks(tokens: list["Token"]) -> Iterator[tuple[str, str]]:
    """Each block as its kind (heading, paragraph, item, row, code) and its text."""
    items: list[str | int] = []  # of each open list the number of its next item, or a dash
    marker, kind, row = "", "paragraph", [""]
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            items.append("-" if token.type.startswith("bullet") else int(token.attrs.get("start", 1)))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            items.pop()
        elif token.type == "list_item_open":
            number = items[-1]
            marker = f"{number}. " if isinstance(number, int) else "- "
            items[-1] = number + 1 if isinstance(number, int) else number
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield "row", " | ".join(row)
        elif token.type in ("heading_open", "paragraph_open", "th_open", "td_open"):
            kind = token.type.removesuffix("_open")
        elif token.type == "inline":
            text = _inline(token)
            if kind in ("th", "td"):
                row.append(line(text))
            elif text.strip():
                yield ("item" if marker else kind), marker + text
                marker = ""
        elif token.type in ("fence", "code_block"):
            yield "code", token.content
        elif token.type == "html_block":
            yield "paragraph", plain(token.content)


def _inline(token: "Token") -> str:
    pieces = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append(" " if child.type == "softbreak" else "\n")
    return "".join(pieces)


def _spaced(blocks: list[tuple[str, str]]) -> Iterator[str]:
    """Items and rows stand one a line, everything else is parted by a blank line."""
    before = ""
    for kind, text in blocks:
        if before:
            yield "\n" if kind == before and kind in ("item", "row") else "\n\n"
        yield text.strip("\n")
        before = kind


def _recognises(head: str) -> bool:
    return bool(_FRONT.match(head) or re.match(r"\s*(?:---|\+\+\+)\n\w+\s*[:=]|\s*#{1,3} \S", head))


KIND = Kind(
    name="markdown",
    media_types=("text/markdown", "text/x-markdown"),
    suffixes=(".md", ".markdown", ".mdown"),
    recognises=_recognises,
    parse=parse,
)
