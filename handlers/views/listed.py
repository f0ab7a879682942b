"""Lists that were asked for, as tables: who and when, the sentence that says so and its source. Decides nothing."""

from collections import Counter
from collections.abc import Sequence

from bot.records import Listed
from handlers import mrkdwn, wording
from handlers.blocks import Cell, link, paragraph, publisher, small, table_form, word
from handlers.limits import Form, Piece, Weight
from storage.models import Stage

CUTS = (240, 110)
"""Characters of a sentence in a cell, in full and cut; barer, the source alone stands beside the name."""
ROWS = 40
HEAD = ("Who, when", "What the article says")
"""Two columns: a thread is no wider than a phone."""


def listed(shown: Sequence[Listed]) -> list[Piece]:
    """A table with a row for each, and in plain lines where no table is taken: in notices, in a terminal."""
    lines = [line(one) for one in shown[:ROWS]]
    plain = "\n".join(lines)
    forms = [table_form([HEAD, *(_row(one, cut) for one in shown[:ROWS])], text=plain) for cut in (*CUTS, 0)]
    forms.append(table_form([HEAD, *(_barest(one) for one in shown[:ROWS])], text=plain))
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


def _row(one: Listed, cut: int) -> tuple[Cell, ...]:
    said = f"“{mrkdwn.cut(mrkdwn.line(one.event.said.text), cut)}”\n" if cut else ""
    first = one.event.said.citations[0]
    more = f" · {wording.count(one.event.publishers, 'independent publisher')}" if one.event.publishers > 1 else ""
    source = [*link(first.url, publisher(first)), *word(f", {wording.published(first)}{more}")]
    return ([*word(one.who.name, bold=True), *word(f"\n{when(one)}")], [*word(said), *source])


def _barest(one: Listed) -> tuple[Cell, ...]:
    return (f"{one.who.name}, {when(one)}", _spoken(one))


def _spoken(one: Listed) -> str:
    first = one.event.said.citations[0]
    return f"{publisher(first)}, {wording.published(first)}"
