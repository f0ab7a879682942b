"""What goes into reading and what comes out of it. Nothing here reads."""

from collections.abc import Callable
from datetime import date

from storage.models import Published, Record


class Raw(Record):
    """Something to read: a file, a page, a pasted text. `name` is a path, a URL or `-`, for messages and suffixes."""

    name: str
    content: bytes
    media_type: str | None = None  # as the server said, parameters included
    url: str | None = None  # where it was fetched from


class Reading(Record):
    """What Antici reads in it; nothing is stored.

    `text` is clean (see `cleaning.clean`), its paragraphs parted by a blank line. `language` is ISO 639-1 or `und`;
    `publisher` a name or a host; `origin` the address of the publisher that a feed names, where `url` is another's;
    `guid` what its feed tells it from the others by.
    `partial` says in a sentence why `text` is not the whole, where that is so; `stamped`, that `published_at` is the
    day of its last change, the only one stated.
    """

    title: str
    text: str
    published_at: Published = None
    stamped: bool = False
    language: str = "und"
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    origin: str | None = None
    guid: str | None = None
    kind: str
    demo: bool = False
    pages: tuple[int, ...] = ()  # of a paged document: where in `text` each page begins
    partial: str = ""


class Link(Record):
    """An article that a list names, with what the list says of it. `changed_at` is no day of publication."""

    url: str
    title: str = ""
    published_at: Published = None
    changed_at: Published = None


class Kind(Record):
    """One form that articles come in, and all that is known of it."""

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    signatures: tuple[bytes, ...] = ()  # first bytes of what is no text
    recognises: Callable[[str], bool]  # from the first characters, decoded
    parse: Callable[[Raw, date], list[Reading]]  # `date` is today's; raises ParseError
