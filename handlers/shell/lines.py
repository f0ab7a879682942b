"""The lines of which every record is made in a terminal: a quotation with its source, a story, the coverage."""

import shlex
from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Console
from rich.text import Text

from bot.records import Beside, Cited, Coverage, Differing, Said, StoryLine, Turned
from handlers.shell import facts
from handlers.wording import amended, beside, coverage, day, deed


class Lines:
    """Prints lines. Article text is never markup: every line is a `Text`. `words` are those that were typed."""

    def __init__(self, console: Console, words: Sequence[str] = ()) -> None:
        self.console = console
        self.words = words

    def _turned(self, found: Iterable[Turned]) -> None:
        for one in found:
            self._line(f"What changed on {one.topic.name}", style="bold")
            self._said(one.now)
            self._line("differs from")
            self._said(one.before)

    def _said(self, one: Said) -> None:
        office = f", {one.office}" if one.office else ""
        on = day(one.said.citations[0].published_at)
        self._line(f"{on}, {one.speaker}{office}{'' if one.direct else ', as reported'}")
        self._quotation(one.said if one.direct else one.said.model_copy(update={"verbatim": False}))

    def _quotation(self, one: Cited, *, marked: bool = False) -> None:
        own = f"{one.text} (in the model's words)" if marked else one.text
        self._line(f"“{one.text}”" if one.verbatim else own)
        for citation in one.citations:
            self._line(f"    — {facts.cited(citation)}", style="dim")

    def _quotations(self, sentences: Sequence[Cited], notes: Sequence[Beside], *, marked: bool = False) -> None:
        for index, one in enumerate(sentences):
            self._quotation(one, marked=marked)
            if index < len(notes) and (said := beside(notes[index])):
                self._line(f"    {said}", style="dim")

    def _differing(self, found: Iterable[Differing]) -> None:
        for one in found:
            self._line("Sources differ:", style="bold")
            for claim in one.claims:
                self._line(f"  “{claim.value}”")
                self._quotation(claim.said)

    def _story(self, line: StoryLine) -> None:
        publishers = f"; {line.publishers} independent publishers" if line.publishers > 1 else ""
        mended = amended(line.lead.citations[0].amended)
        self._line(f"{day(line.published_at)}{mended}: {line.headline}{publishers}", style="bold")
        if line.told:
            self._line(deed(line.told))
        self._quotation(line.lead)
        for other in line.others:
            self._line(f"    also {facts.cited(other)}", style="dim")

    def _more(self, command: str, following: int | None) -> None:
        if following is not None:
            self._line(f"More: antici {shlex.join([command, *self.words])} --offset {following}", style="dim")

    def _coverage(self, found: Coverage, as_of: date) -> None:
        self._line(coverage(found, as_of), style="dim")

    def _line(self, text: str, *, style: str = "") -> None:
        self.console.print(Text(text, style=style), soft_wrap=True)
