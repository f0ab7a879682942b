"""What the tests of reading share: a text or a file of the corpus, read on one and the same day."""

from datetime import date
from pathlib import Path

import pytest

from bot.errors import ParseError
from bot.reading import Raw, Reading, read

TODAY = date(2026, 11, 24)
CORPUS = Path(__file__).parent.parent / "corpus" / "reading"


def read_all(
    content: str | bytes, *, name: str = "-", media_type: str | None = None, url: str | None = None
) -> list[Reading]:
    """All articles in it."""
    raw = content.encode() if isinstance(content, str) else content
    return read(Raw(name=name, content=raw, media_type=media_type, url=url), today=TODAY)


def read_one(
    content: str | bytes, *, name: str = "-", media_type: str | None = None, url: str | None = None
) -> Reading:
    """The one article in it."""
    [found] = read_all(content, name=name, media_type=media_type, url=url)
    return found


def read_file(name: str, *, url: str | None = None) -> list[Reading]:
    """All articles in a file of the corpus."""
    return read_all((CORPUS / name).read_bytes(), name=name, url=url)


def refused(content: str | bytes, *, name: str = "-", media_type: str | None = None) -> str:
    """The sentence with which it is refused."""
    with pytest.raises(ParseError) as error:
        read_all(content, name=name, media_type=media_type)
    said = error.value.public
    assert said[0].isupper()
    assert said.endswith(".")
    return said
