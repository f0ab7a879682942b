"""Slack's limits, and fitting an answer into one message. Cuts words before sentences, sentences before citations.

A message is made of pieces. A piece has forms, the fullest first: a quotation is shown whole, then cut, then as its
citation alone. A sentence and its citation are one piece, so neither is ever shown without the other.
"""

import json
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from storage.models import Record

Block = dict[str, Any]

BLOCKS = 50
"""Blocks in a message."""
BUDGET = 11_000
"""Bytes of JSON in the blocks of a message. Slack states no figure and refuses from about 13,200 on."""
TEXT = 3_800
"""Characters of a message's plain text; Slack advises 4,000."""
SECTION = 3_000
"""Characters of a section's text."""
HEADER = 150
CONTEXT = 2_000
BUTTONS = 25
BUTTON_TEXT = 75


class Weight(IntEnum):
    """What goes first when there is no room. What is essential is never dropped, only shortened."""

    SPARE = 0
    LINE = 1
    ESSENTIAL = 2


class Form(Record):
    """One way to show a piece. `text` says the same in plain words, for notices, screen readers and refusals."""

    blocks: tuple[Block, ...]
    text: str


class Piece(Record):
    """A part of a message, in forms from the fullest to the barest."""

    forms: tuple[Form, ...]
    weight: Weight = Weight.LINE

    def form(self, level: int) -> Form:
        """The form at this level of bareness, or the barest."""
        return self.forms[min(level, len(self.forms) - 1)]


class Fitted(Record):
    """What is sent. `dropped` counts the lines that found no room."""

    blocks: tuple[Block, ...]
    text: str
    shortened: bool = False
    dropped: int = 0


def size(blocks: Sequence[Block]) -> int:
    """Bytes of the blocks as JSON: more than Slack counts, never less."""
    return len(json.dumps(blocks, ensure_ascii=False).encode())


def fit(pieces: Sequence[Piece], *, budget: int = BUDGET) -> Fitted:
    """The fullest message that keeps within Slack's limits.

    In this order: spare pieces go, last first; quotations are cut; quotations give way to their citations; lines
    go, last first. When anything went, the message says so.
    """
    kept = list(pieces)
    level = 0
    barest = max((len(piece.forms) for piece in pieces), default=1) - 1
    dropped = 0
    while True:
        shortened = level > 0 or len(kept) < len(pieces)
        forms = [piece.form(level) for piece in kept]
        if shortened:
            forms.append(_note(dropped))
        blocks = tuple(block for form in forms for block in form.blocks)
        if len(blocks) <= BLOCKS and size(blocks) <= budget:
            return Fitted(blocks=blocks, text=_text(forms), shortened=shortened, dropped=dropped)
        if (spare := _last(kept, Weight.SPARE)) is not None:
            del kept[spare]
        elif level < barest:
            level += 1
        elif (line := _last(kept, Weight.LINE)) is not None:
            del kept[line]
            dropped += 1
        else:  # the essentials are bounded where they are built; this is for budgets below that
            return Fitted(blocks=(), text=_text(forms), shortened=True, dropped=dropped)


def plain(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same pieces in the simplest blocks there are, for when Slack refuses ours."""
    return tuple(
        Piece(
            weight=piece.weight,
            forms=tuple(
                Form(
                    text=form.text,
                    blocks=tuple(
                        {"type": "section", "text": {"type": "plain_text", "text": part, "emoji": False}}
                        for start in range(0, len(form.text), SECTION)
                        if (part := form.text[start : start + SECTION]).strip()
                    ),
                )
                for form in piece.forms
            ),
        )
        for piece in pieces
    )


def _last(pieces: Sequence[Piece], weight: Weight) -> int | None:
    return next((index for index in reversed(range(len(pieces))) if pieces[index].weight == weight), None)


def _note(dropped: int) -> Form:
    words = "Shortened to fit into one message"
    words += f"; {dropped} more not shown." if dropped else "; the sources have the full text."
    element = {"type": "plain_text", "text": words, "emoji": False}
    return Form(blocks=({"type": "context", "elements": [element]},), text=words)


def _text(forms: Sequence[Form]) -> str:
    lines: list[str] = []
    room = TEXT
    for form in forms:
        room -= len(form.text) + 1
        if room < 0 and lines:
            lines.append("…")
            break
        if form.text:
            lines.append(form.text)
    return "\n".join(lines)[:TEXT] or "(no words)"
