"""Actors as pieces of a message: the chart of mentions, what they did, several side by side. Decides nothing."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from bot.records import Cited, Comparison, Event, Point, Side
from handlers import mrkdwn, wording
from handlers.blocks import bullets, form, heading, link, paragraph, publisher, small, table, word
from handlers.limits import Form, Piece, Weight

BARS = 24
"""Characters of the longest bar: a line that a phone does not break."""
ON = "On "
NOTHING = "nothing I hold"
CELL, QUOTE = 800, 180
"""Characters of a cell, of which a table may hold 10,000 in all; and of a sentence in it."""


def chart(months: Sequence[tuple[date, int]]) -> list[Piece]:
    """Articles by month as bars; nothing where there are none."""
    most = max((count for _, count in months), default=0)
    if not most:
        return []
    first = next(index for index, (_, count) in enumerate(months) if count)
    lines = [
        f"{wording.short_month(month)} {'█' * -(-count * BARS // most)}{' ' if count else ''}{count:,}"
        for month, count in months[first:]
    ]
    shown = "\n".join(lines)
    bars = {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": word(shown)}]}
    return [Piece(weight=Weight.SPARE, forms=(Form(blocks=(bars,), text=shown),))]


def events(shown: Iterable[Event]) -> list[Piece]:
    """Steps as a list, the newest first, each with its source."""
    lines = []
    for event in reversed(list(shown)):
        source = event.said.citations[0]
        runs = [*word(wording.happened(event), bold=True), *word(f": {wording.step(event)} (")]
        lines.append([*runs, *link(source.url, publisher(source)), *word(f"{wording.amended(source.amended)})")])
    return [paragraph("Latest developments", bold=True, weight=Weight.SPARE), bullets(lines)] if lines else []


def comparison(shown: Comparison) -> tuple[Piece, ...]:
    """A table with a column for each actor; the same in plain lines where no table is taken.

    What stands in a cell from an article has the number of its source below.
    """
    sources = _Sources()
    rows = [(label, [told(side, sources) for side in shown.sides]) for label, told in _rows(shown)]
    rows = [(label, cells) for label, cells in rows if any(cells) or label.startswith(ON)]
    names = [side.name for side in shown.sides]
    lines = [
        "\n".join([side.name, *(f"{label}: {cells[place] or NOTHING}" for label, cells in rows)])
        for place, side in enumerate(shown.sides)
    ]
    plain = [form(("section", word(mrkdwn.cut(one, 2_400)))) for one in lines]
    fallback = Form(blocks=tuple(block for one in plain for block in one.blocks), text="\n\n".join(lines))
    cells = [(label, *(mrkdwn.cut(one or NOTHING, CELL) for one in told)) for label, told in rows]
    on = f": {shown.about.name}" if shown.about else ""
    return (
        heading(f"{wording.listed(names)}{on}"),
        table([(wording.day(shown.as_of), *names), *cells], otherwise=fallback),
        *sources.pieces(),
        small(
            f"“What it is” and offices are the catalogue's, as of {wording.day(shown.as_of)}; the rest is of articles."
        ),
        small(wording.coverage(shown.coverage, shown.as_of)),
    )


def spoken(shown: Comparison) -> list[str]:
    """The same in plain lines, whole."""
    return [piece.forms[0].text for piece in comparison(shown)]


class _Sources:
    """The sentences on which a table stands, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[Cited, int] = {}

    def number(self, said: Cited) -> str:
        return f"[{self._numbers.setdefault(said, len(self._numbers) + 1)}]"

    def pieces(self) -> list[Piece]:
        lines = []
        for said, number in self._numbers.items():
            first = said.citations[0]
            runs = [*word(f"[{number}] {publisher(first)}, "), *link(first.url, first.title)]
            lines.append([*runs, *word(f"{wording.part(first)}, {wording.day(first.published_at)}")])
        return [paragraph("Sources", bold=True, weight=Weight.SPARE), bullets(lines)] if lines else []

    def quoted(self, when: str, said: Cited) -> str:
        return f"{when}: “{mrkdwn.cut(mrkdwn.line(said.text), QUOTE)}” {self.number(said)}"


Row = tuple[str, Callable[[Side, _Sources], str]]


def _rows(shown: Comparison) -> list[Row]:
    """On one subject, that alone; else what each did, what is with the Union apart, nothing twice."""
    what: Row = ("What it is", lambda side, _: side.role)
    offices: Row = ("Offices", lambda side, _: "\n".join(f"{one.office}: {one.name}" for one in side.offices))
    mentions: Row = ("Named in", lambda side, _: _mentions(side))
    if shown.about:
        return [(f"{ON}{shown.about.name}", _on), what, offices]
    abroad = any(side.kind in ("country", "international-organisation") for side in shown.sides)
    union: Row = ("With the EU" if abroad else "Agreed", lambda side, sources: _steps(side.agreements, sources))
    newest: Row = ("Newest developments", lambda side, sources: _steps(_others(side), sources))
    return [what, offices, union, newest, mentions]


def _on(side: Side, sources: _Sources) -> str:
    return "\n".join(sources.quoted(_when(one), one.said) for one in side.about)


def _when(one: Point) -> str:
    if one.step is not None and one.step.on is not None:
        return wording.happened(one.step)
    return wording.day(one.said.citations[0].published_at)


def _others(side: Side) -> list[Event]:
    """The newest developments that are not among the agreements already, the newest first."""
    return [event for event in reversed(side.events) if event.said not in {one.said for one in side.agreements}]


def _steps(shown: Iterable[Event], sources: _Sources) -> str:
    return "\n".join(sources.quoted(wording.happened(event), event.said) for event in shown)


def _mentions(side: Side) -> str:
    return f"{wording.count(side.articles, 'article')}, {sum(count for _, count in side.months):,} in twelve months"
