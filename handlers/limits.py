"""Slack's limits, and fitting an answer into one message. Cuts words before sentences, sentences before citations.

A message is made of pieces. A piece has forms, the fullest first: a quotation is shown whole, then cut, then as its
citation alone. A sentence and its citation are one piece, so neither is ever shown without the other.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from storage.models import Record

Block = dict[str, Any]

BLOCKS = 50
"""Blocks in a message."""
HOME_BLOCKS = 100
"""Blocks in a view."""
BUDGET = 11_000
"""Bytes of JSON in the blocks of a message. Slack states no figure and refuses from about 13,200 on."""
TEXT = 3_800
"""Characters of a message's plain text; Slack advises 4,000."""
SECTION = 3_000
"""Characters of a section's text."""
NOTE = 200
"""Bytes kept free for the remark that something went."""
BAREST = 9
HEADER = 150
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTIONS = 100
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


class Fitted(Record):
    """What is sent. `dropped` counts the lines that found no room."""

    blocks: tuple[Block, ...]
    text: str
    shortened: bool = False
    dropped: int = 0


def size(blocks: Sequence[Block]) -> int:
    """Bytes of the blocks as JSON: more than Slack counts, never less."""
    return len(json.dumps(blocks, ensure_ascii=False).encode())


def fit(pieces: Sequence[Piece], *, budget: int = BUDGET, blocks: int = BLOCKS) -> Fitted:
    """The fullest message that keeps within Slack's limits.

    In this order, the last first: spare pieces go; lines are cut, then reduced to their citations; essentials are
    cut; lines go; essentials are reduced. When anything went, the message says so.
    """
    shown = [_Shown(piece) for piece in pieces]
    dropped = 0
    while True:
        shortened = len(shown) < len(pieces) or any(one.level for one in shown)
        forms = [one.form for one in shown] + ([_note(dropped)] if shortened else [])
        made = tuple(block for form in forms for block in form.blocks)
        if len(made) <= blocks and sum(one.size for one in shown) + NOTE * shortened <= budget:
            return Fitted(blocks=made, text=_text(forms), shortened=shortened, dropped=dropped)
        if (spare := _last(shown, Weight.SPARE)) is not None:
            shown.remove(spare)
        elif len(made) <= blocks and (long := _longest(shown)) is not None:
            long.level += 1
        elif (line := _last(shown, Weight.LINE)) is not None:
            shown.remove(line)
            dropped += 1
        elif (essential := _last(shown, Weight.ESSENTIAL, below=BAREST)) is not None:
            essential.level += 1
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


@dataclass(eq=False)
class _Shown:
    """A piece at its present level of bareness, with the size of each form counted once."""

    piece: Piece
    level: int = 0

    def __post_init__(self) -> None:
        self.sizes = [size(form.blocks) for form in self.piece.forms]

    @property
    def form(self) -> Form:
        return self.piece.forms[self.level]

    @property
    def size(self) -> int:
        return self.sizes[self.level]


def _last(shown: Sequence[_Shown], weight: Weight, *, below: int | None = None) -> _Shown | None:
    """The last piece of this weight; with `below`, one that can be barer and is less bare than that."""
    for one in reversed(shown):
        barest = len(one.piece.forms) - 1
        if one.piece.weight == weight and (below is None or one.level < min(below, barest)):
            return one
    return None


def _longest(shown: Sequence[_Shown]) -> _Shown | None:
    """The piece whose words are the next to be cut."""
    steps = ((Weight.LINE, 1), (Weight.LINE, BAREST), (Weight.ESSENTIAL, 1))
    return next((one for weight, below in steps if (one := _last(shown, weight, below=below))), None)


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
