"""The pieces of which every answer is made, as Block Kit. Knows Slack's shapes, not what an answer is about.

Words from articles and people stand in rich text and plain text only, where every character is shown as it is and
nothing mentions, pings or links. No mrkdwn object is ever built here.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bot.records import Citation, Cited
from handlers import mrkdwn, wording
from handlers.calls import Press
from handlers.limits import (
    BUTTON_TEXT,
    BUTTONS,
    HEADER,
    OPTION_TEXT,
    OPTION_VALUE,
    OPTIONS,
    Block,
    Form,
    Piece,
    Weight,
    size,
)

Element = dict[str, Any]
Group = tuple[str, Sequence[Element]]
"""A section or a quote of rich text: its kind and its runs."""

Cell = str | Sequence[Element]
"""What stands in a cell of a table: words, or runs of rich text."""

QUOTED = 2_400
"""Characters of a quotation shown whole; a sentence longer than that is a list that lost its line breaks."""
QUOTED_SHORT = 240
TITLE = 200
PARAGRAPH = (2_400, 400)
SMALL = (1_000, 300)
"""Characters of our own words, in full and bare."""
BULLETS = ((40, 300), (4, 80))
"""Lines of a list and characters of each run in them, in full and bare."""
ROW = 2_500
"""Bytes of a row of buttons."""
CITATIONS = 6
"""Citations of one sentence; more than that say no more."""


class Button(NamedTuple):
    """A button that runs a command once more. `action` is a key of `handlers.ACTIONS`."""

    label: str
    action: str
    press: Press


def plain(text: str, limit: int) -> dict[str, Any]:
    """A plain text object; emoji names in it stay words."""
    return {"type": "plain_text", "text": mrkdwn.cut(mrkdwn.line(text) or "–", limit), "emoji": False}


def word(text: str, **style: bool) -> list[Element]:
    """A run of words for rich text; empty when there is nothing to see."""
    shown = mrkdwn.clean(text)
    if not shown:
        return []
    return [{"type": "text", "text": shown, **({"style": style} if style else {})}]


def link(url: str | None, label: str, **style: bool) -> list[Element]:
    """A link if the address may be linked, else its label as words."""
    shown = mrkdwn.cut(label, TITLE)
    address = mrkdwn.address(url)
    if address is None:
        return word(mrkdwn.line(shown), **style)
    element = {"type": "link", "url": address, "text": mrkdwn.label(shown, address)}
    return [{**element, "style": style} if style else element]


def channel(id: str) -> list[Element]:
    """A channel by its id: Slack shows its name to those who may see it."""
    return [{"type": "channel", "channel_id": id}]


def rich(*groups: Group) -> tuple[Block, ...]:
    """One rich text block of sections and quotes, or none when nothing in it can be seen."""
    elements = [{"type": f"rich_text_{kind}", "elements": list(runs)} for kind, runs in groups if runs]
    return ({"type": "rich_text", "elements": elements},) if elements else ()


def heading(text: str) -> Piece:
    """The title of an answer."""
    shown = plain(text, HEADER)
    return Piece(
        weight=Weight.ESSENTIAL, forms=(Form(blocks=({"type": "header", "text": shown},), text=shown["text"]),)
    )


def paragraph(text: str, *, bold: bool = False, weight: Weight = Weight.ESSENTIAL) -> Piece:
    """Our own words, or the words of a catalogue."""
    style = {"bold": True} if bold else {}
    said = [mrkdwn.cut(mrkdwn.clean(text), limit) for limit in PARAGRAPH]
    return Piece(weight=weight, forms=tuple(form(("section", word(shown, **style))) for shown in said))


def bullets(lines: Iterable[Sequence[Element]], *, weight: Weight = Weight.LINE) -> Piece:
    """A list of lines; barer, its first lines."""
    shown = [runs for runs in lines if runs]
    if not shown:
        return Piece(weight=weight, forms=(Form(blocks=(), text=""),))
    return Piece(weight=weight, forms=tuple(_bullets(shown[:most], limit) for most, limit in BULLETS))


def table(rows: Sequence[Sequence[Cell]], *, otherwise: Form) -> Piece:
    """A table, the first row its head; `otherwise` is the same where no table is taken, and its words."""
    return Piece(weight=Weight.ESSENTIAL, forms=(table_form(rows, text=otherwise.text), otherwise))


def table_form(rows: Sequence[Sequence[Cell]], *, text: str) -> Form:
    """One way to show a table, and the same in plain words."""
    cells = [[_cell(one) for one in row] for row in rows]
    block = {"type": "table", "rows": cells, "column_settings": [{"is_wrapped": True}] * len(rows[0])}
    return Form(blocks=(block,), text=text)


def _cell(one: Cell) -> Element:
    if isinstance(one, str):
        return {"type": "raw_text", "text": mrkdwn.clean(one) or "–"}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(one) or word("–")}]}


def small(text: str, *, weight: Weight = Weight.ESSENTIAL) -> Piece:
    """A remark in small print."""
    said = [plain(text, limit) for limit in SMALL]
    return Piece(
        weight=weight,
        forms=tuple(
            Form(blocks=({"type": "context", "elements": [shown]},), text=str(shown["text"])) for shown in said
        ),
    )


def buttons(row: Iterable[Button], *, weight: Weight = Weight.ESSENTIAL) -> list[Piece]:
    """A row of buttons; one that could not carry what it asks for, or finds no room, is left out."""
    elements: list[Element] = []
    for index, button in enumerate(row):
        element = {
            "type": "button",
            "action_id": f"{button.action}:{index}",  # Slack wants them distinct within a row
            "text": plain(button.label, BUTTON_TEXT),
            "value": button.press.value,
        }
        if button.press.fits and len(elements) < BUTTONS and size([*elements, element]) <= ROW:
            elements.append(element)
    if not elements:
        return []
    return [Piece(weight=weight, forms=(Form(blocks=({"type": "actions", "elements": elements},), text=""),))]


def menu(label: str, action: str, options: Iterable[tuple[str, Press]]) -> list[Piece]:
    """A menu of which each choice runs a command once more; what could not be carried is left out."""
    listed = [
        {"text": plain(shown, OPTION_TEXT), "value": press.value}
        for shown, press in options
        if len(press.value) <= OPTION_VALUE
    ]
    if not listed:
        return []
    select = {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(label, OPTION_TEXT),
        "options": listed[:OPTIONS],
    }
    return [Piece(weight=Weight.SPARE, forms=(Form(blocks=({"type": "actions", "elements": [select]},), text=""),))]


def shared_by(user: str, what: str) -> Piece:
    """Who shows an answer to everyone. Naming somebody in their own post notifies nobody."""
    runs = [*word("Shared by "), {"type": "user", "user_id": user}, *word(f": {mrkdwn.cut(mrkdwn.line(what), TITLE)}")]
    shown = Form(blocks=rich(("section", runs)), text=f"Shared: {mrkdwn.cut(mrkdwn.line(what), TITLE)}")
    return Piece(weight=Weight.ESSENTIAL, forms=(shown,))


def unposted(place: str, why: str) -> tuple[Piece, ...]:
    """That an answer could not be posted where it was asked for, told to whoever asked."""
    runs = [*word("I could not post my answer in "), *channel(place), *word(f": {why}. You may ask me here.")]
    shown = Form(blocks=rich(("section", runs)), text=f"I could not post my answer: {why}. You may ask me here.")
    return (Piece(weight=Weight.ESSENTIAL, forms=(shown,)),)


def source(number: int, cited: Cited) -> Piece:
    """A source of an answer: title, publisher, date, host, and the sentence that was quoted of it; or without that."""
    first = cited.citations[0]
    told = [
        publisher(first),
        wording.day(first.published_at),
        *([urlsplit(first.url).hostname or ""] if first.url else []),
    ]
    runs = [*word(f"{number}. "), *link(first.url, first.title, bold=True)]
    runs += word(f"{wording.part(first)}\n{' · '.join(told)}")
    head: Group = ("section", runs)
    return Piece(
        weight=Weight.LINE, forms=(*(form(head, quoted(cited, limit)) for limit in (QUOTED, QUOTED_SHORT)), form(head))
    )


def quotation(cited: Cited, *, beside: Sequence[Element] = (), weight: Weight = Weight.LINE) -> Piece:
    """A sentence with its sources under it: whole, cut, the sources alone, the first of them alone.

    What is said `beside` it in our words follows its sources.
    """
    sources = ("section", [*source_line(cited.citations), *(word("\n") if beside else []), *beside])
    first = ("section", source_line(cited.citations, most=1))
    said = [quoted(cited, limit) for limit in (QUOTED, QUOTED_SHORT)]
    return Piece(weight=weight, forms=(*(form(words, sources) for words in said), form(sources), form(first)))


def publisher(citation: Citation) -> str:
    """Who published it, short enough for a line."""
    return wording.publisher(mrkdwn.cut(mrkdwn.line(citation.publisher), TITLE), demo=citation.demo)


def quoted(cited: Cited, limit: int) -> Group:
    """The words of a sentence as a group of rich text: in quotation marks if verbatim, else marked as the model's.

    Raises:
        ValueError: there is nothing to quote, or nothing to cite. That is a bug of whoever made the sentence.
    """
    said = mrkdwn.cut(mrkdwn.clean(cited.text), limit)
    if not said.strip() or not cited.citations:
        raise ValueError("a sentence is shown with its words and its citation, or not at all")
    return ("quote", word(f"“{said}”")) if cited.verbatim else ("section", word(f"{said} (in the model's words)"))


def form(*groups: Group) -> Form:
    """Groups of rich text as one block, and the same in plain words."""
    return Form(blocks=rich(*groups), text="\n".join(_spoken(runs, addresses=True) for _, runs in groups if runs))


def source_line(citations: Sequence[Citation], *, most: int = CITATIONS) -> list[Element]:
    """Publisher, linked title, date; a line for each citation."""
    runs: list[Element] = []
    for index, citation in enumerate(citations[:most]):
        runs += word("\n") if index else []
        runs += word(f"{publisher(citation)}, ")
        runs += link(citation.url, citation.title)
        runs += word(f"{wording.part(citation)}, {wording.day(citation.published_at)}")
    if len(citations) > most:
        runs += word(f"\nand {len(citations) - most} more")
    return runs


def _bullets(lines: Sequence[Sequence[Element]], limit: int) -> Form:
    cut = [[_cut(run, limit) for run in runs] for runs in lines]
    items = [{"type": "rich_text_section", "elements": runs} for runs in cut]
    block = {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": items}]}
    return Form(blocks=(block,), text="\n".join(f"• {_spoken(runs)}" for runs in cut))


def _spoken(runs: Iterable[Element], *, addresses: bool = False) -> str:
    return "".join(
        f"{run['text']} ({run['url']})" if addresses and run["type"] == "link" else run.get("text", "a channel")
        for run in runs
    )


def _cut(run: Element, limit: int) -> Element:
    return {**run, "text": mrkdwn.cut(run["text"], limit)} if "text" in run else run
