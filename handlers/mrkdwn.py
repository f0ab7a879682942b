"""The one place where text from articles and people becomes text for Slack, and back. Knows no blocks.

Three carriers, three needs: rich text and plain text show characters as they are, so `clean` is enough; mrkdwn is
a language, so it needs `escape`; a link needs an address that passes `address` and a `label` that cannot pass for
another address.
"""

import re
from urllib.parse import urlsplit

ADDRESS_LIMIT = 2_000
"""Characters; Slack takes 3,000, but a longer address is not one that people can check."""

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab, newline and return
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, fillers, Arabic letter mark
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff"  # zero width, bidi, byte order mark
    "\ud800-\udfff"  # halves of a pair: not encodable
    "\U000e0000-\U000e0fff"  # tags
    "]"
)
_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85]")
_SPACE = re.compile(r"\s+")
_ADDRESS_LIKE = re.compile(r"://|\bwww\.|\b[\w-]+\.[a-z]{2,}(?=[/\s:?#]|$)", re.IGNORECASE)
_TOKEN = re.compile(r"<([^<>]*)>|&(lt|gt|amp);")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}


def clean(text: str) -> str:
    """Without what cannot be seen: controls, bidirectional overrides, zero-width characters."""
    return _INVISIBLE.sub("", _BREAKS.sub("\n", text))


def line(text: str) -> str:
    """Cleaned, and on one line."""
    return _SPACE.sub(" ", clean(text)).strip()


def escape(text: str) -> str:
    """For mrkdwn: nothing in it can mention, ping or link any more."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def address(url: str | None) -> str | None:
    """The URL if it may be linked: http or https, a host, nobody's password, nothing that ends a link early."""
    if not url or len(url) > ADDRESS_LIMIT or clean(url) != url or re.search(r"[\s<>|\"\\^`{}]", url):
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return url if usable else None


def label(text: str, url: str) -> str:
    """What a link says: one line, no pipe; a label that looks like an address is followed by the true host."""
    words = line(text.replace("|", " ")) or url
    host = urlsplit(url).hostname or ""
    if _ADDRESS_LIKE.search(words) and words != url:
        words = f"{words} ({host})"
    return words


def cut(text: str, limit: int) -> str:
    """At most `limit` characters; the sign of omission is in square brackets, so that it is not taken for text."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 4]
    space = kept.rfind(" ")
    return (kept[:space] if space > limit // 2 else kept).rstrip() + " […]"


def heard(text: str, *, bot: str = "") -> str:
    """Incoming text as its writer saw it: entities resolved in one pass, links as addresses, the bot's name gone."""
    return line(_TOKEN.sub(lambda match: _said(match, bot), text))


def mentioned(text: str) -> tuple[str, ...]:
    """The ids of the people named in incoming text, in order."""
    return tuple(re.findall(r"<@([^<>|\s]+)(?:\|[^<>]*)?>", text))


def links(text: str) -> tuple[str, ...]:
    """The web addresses that incoming text links to, in order, each once."""
    found = re.findall(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>", text)
    return tuple(dict.fromkeys(one for one in map(_unescape, found) if address(one)))


def _said(match: re.Match[str], bot: str) -> str:
    inner, entity = match.groups()
    if entity:
        return _ENTITIES[entity]
    target, _, name = (_unescape(part) for part in inner.partition("|"))
    sign, rest = target[:1], target[1:]
    if sign == "@":
        # An id that comes without its name says nothing to a reader, and would be looked for as a name.
        return f"@{name}" if name and rest != bot else ""
    if sign == "#":
        return f"#{name}" if name else ""
    if sign == "!":
        return name or "@" + rest.split("^")[0]
    return name if target.startswith("mailto:") and name else target


def _unescape(text: str) -> str:
    return re.sub(r"&(lt|gt|amp);", lambda match: _ENTITIES[match[1]], text)
