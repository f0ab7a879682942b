"""Lists that were asked for, as tables: who, when, the sentence that says so, its source. Decides nothing."""

from collections import Counter
from collections.abc import Sequence

from bot.records import Listed
from handlers import mrkdwn, wording
from handlers.blocks import Cell, Element, link, paragraph, publisher, small, table_form, word
from handlers.limits import Form, Piece, Weight
from storage.models import Stage

CUTS = (240, 110)
"""Characters of a sentence in a cell, in full and cut; barer, the source alone stands beside the name."""
ROWS = 40
HEAD = ("Who", "When", "What the article says", "Source")


def listed(shown: Sequence[Listed]) -> list[Piece]:
    """A table with a row for each, and in plain lines where no table is taken: in notices, in a terminal."""
    lines = [line(one) for one in shown[:ROWS]]
    plain = "\n".join(lines)
    forms = [
        *(table_form([HEAD, *(_row(one, cut) for one in shown[:ROWS])], text=plain) for cut in CUTS),
        *(
            table_form([_apart(HEAD), *(_apart(_row(one, 0, linked=linked)) for one in shown[:ROWS])], text=plain)
            for linked in (True, False)
        ),
    ]
    bare = [f"{one.who.name}: {when(one)}" for one in shown[:ROWS]]
    barest = Form(blocks=paragraph("\n".join(bare)).forms[0].blocks, text=plain)
    usual, _ = Counter(one.event.stage for one in shown).most_common(1)[0]
    names = wording.listed([_name(one, usual) for one in shown], limit=ROWS)
    return [
        paragraph(f"{len(shown)} in the articles I hold, the newest first: {names}."),
        Piece(weight=Weight.ESSENTIAL, forms=(*forms, barest)),
        small("Only what an article states is listed; there may be others.", weight=Weight.LINE),
    ]


def _name(one: Listed, usual: Stage) -> str:
    """The name, with how far it came where that is another stage than most have."""
    stage = one.event.stage
    return one.who.name if stage in (usual, "none") else f"{one.who.name} ({wording.stage(stage)})"


def line(one: Listed) -> str:
    """`Ghana, 24 March 2026, signed: “…” (The Paper Lantern, 24 March 2026)`."""
    said = mrkdwn.line(one.event.said.text)
    return f"{one.who.name}, {when(one)}: “{said}” ({_spoken(one)})"


def when(one: Listed) -> str:
    """`24 March 2026, signed`: the day, and how far it had come then."""
    event = one.event
    stage = "" if event.stage == "none" else f", {wording.stage(event.stage)}"
    return f"{wording.happened(event)}{stage}"


def _row(one: Listed, cut: int, *, linked: bool = True) -> tuple[Cell, ...]:
    said = mrkdwn.cut(mrkdwn.line(one.event.said.text), cut) if cut else ""
    return (one.who.name, when(one), f"“{said}”", _source(one) if linked else _spoken(one))


def _apart(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """A row without its sentence."""
    return (*row[:2], *row[3:])


def _source(one: Listed) -> list[Element]:
    first = one.event.said.citations[0]
    more = f" · {wording.count(one.event.publishers, 'independent publisher')}" if one.event.publishers > 1 else ""
    return [*link(first.url, publisher(first)), *word(f", {wording.published(first)}{more}")]


def _spoken(one: Listed) -> str:
    first = one.event.said.citations[0]
    return f"{publisher(first)}, {wording.published(first)}"
