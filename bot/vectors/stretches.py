"""What of an article an encoder reads: its title and beginning, then what follows, in stretches of whole sentences."""

from collections.abc import Sequence

from storage.models import Span

LENGTH = 400
"""Characters from which a stretch is long enough: some sixty words, which one vector can stand for."""

LONGEST = 1200
"""Characters of a stretch: of a sentence without an end the beginning must do."""

MOST = 2
"""Stretches of an article: it is to be found by what it is about, which its beginning tells. Each takes a tenth of a
second of a processor, once, and at 100,000 articles 40 MB of memory."""


def cut(title: str, text: str, sentences: Sequence[Span]) -> list[str]:
    """The stretches of an article, at least one."""
    found: list[str] = []
    parts = [title]
    for span in sentences:
        if len(found) == MOST:
            return found
        parts.append(text[span.start : span.end])
        if sum(map(len, parts)) >= LENGTH:
            found.append(_joined(parts))
            parts = []
    if parts and len(found) < MOST:
        found.append(_joined(parts))
    return found


def _joined(parts: Sequence[str]) -> str:
    return " ".join(" ".join(parts).split())[:LONGEST]
