"""Answers told again, and names read otherwise, as pieces of a message. Decides nothing, only shows."""

from datetime import date

from bot.records import Cited, Reading, Retold
from handlers import mrkdwn, wording
from handlers.blocks import paragraph, publisher, quotation, small, source, word
from handlers.limits import Form, Piece, Weight
from handlers.views import digests as digest_views

LINE = 1_200
"""Characters of a line to be forwarded: two long sentences with their sources."""


def retold(shown: Retold) -> tuple[Piece, ...]:
    """The sentences of an answer given before; first of all, what of it no longer holds."""
    asked = f"My answer of {wording.day(shown.asked_on)} to “{shown.question}”"
    since = digest_views.overtaken(shown.overtaken, shown.change) if shown.overtaken else ()
    withheld = (
        [small(f"{wording.count(shown.withheld, 'sentence')} of it may not be shown here any more.")]
        if shown.withheld
        else []
    )
    if not shown.sentences:
        said = [paragraph(shown.reason or "Nothing of that answer may be shown here any more.")]
    elif shown.shape == "sources":
        said = [source(number, cited) for number, cited in enumerate(shown.sentences, 1)]
    else:
        said = [
            quotation(cited, weight=Weight.LINE if index else Weight.ESSENTIAL)
            for index, cited in enumerate(shown.sentences)
        ]
    line = [_forwardable(shown.sentences, as_of=shown.as_of)] if shown.shape == "shorter" and shown.sentences else []
    title = f"The sources of my answer of {wording.day(shown.asked_on)}" if shown.shape == "sources" else asked
    return (
        small(f"{title}.", weight=Weight.SPARE),
        *since,
        *said,
        *line,
        *withheld,
        small(wording.coverage(shown.coverage, shown.as_of)),
    )


def reading(shown: Reading) -> Piece:
    """Which of the actors that a name may mean was taken."""
    if shown.taken is None:
        return small(f"“{shown.name}” may mean several; none of these surely is named in what I found:")
    return small(f"“{shown.name}” taken as {shown.taken.name}. It may also mean:")


def _forwardable(sentences: tuple[Cited, ...], *, as_of: date) -> Piece:
    """The same in plain characters, to be copied whole into a mail; who reads it there knows no other date."""
    lines = [f"“{mrkdwn.line(one.text)}” ({_cited(one)})" for one in sentences]
    said = mrkdwn.clean("\n".join([*lines, f"As of {wording.day(as_of)}."]))
    shown = mrkdwn.cut(said, LINE)
    block = {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": word(shown)}]}
    return Piece(weight=Weight.LINE, forms=(Form(blocks=(block,), text=shown),))


def _cited(one: Cited) -> str:
    first = one.citations[0]
    address = f", {first.url}" if mrkdwn.address(first.url) else ""
    return f"{publisher(first)}, {wording.published(first)}{address}"
