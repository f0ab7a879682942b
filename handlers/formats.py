"""Papers as files: Markdown, CSV, DOCX; and as citations to be copied. Untrusted words do nothing in any of them."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping

from handlers import wording
from handlers.mrkdwn import address
from handlers.papers import Entry, Paper

COLUMNS = (
    "published", "happened", "type", "stage", "actors", "instrument", "amount", "speaker", "office", "reported",
    "heading", "sentence", "publisher", "title", "url", "retrieved", "publishers", "article",
)  # fmt: skip

_FORMULA = re.compile(r"^[\s\x00-\x20]*[=+\-@|%\t\r]")
"""What a spreadsheet takes for a formula, also behind blanks."""
_MARKED = re.compile(r"([\\`*_{}\[\]<>#+|~!&-])")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def citations(paper: Paper) -> str:
    """One citation a line: publisher, day, title, address, when it was read."""
    return "\n".join(dict.fromkeys(map(citation, paper.entries)))


def citation(entry: Entry) -> str:
    """`Council of the EU, 27 May 2025: Council adopts SAFE. https://… (retrieved on 28 May 2025)`."""
    read = f" (retrieved on {wording.day(entry.retrieved)})" if entry.retrieved else ""
    url = f" {entry.url}" if entry.url else ""
    on = f", {wording.day(entry.published)}" if entry.article is not None else ""
    return _line(f"{entry.publisher}{on}: {entry.title}.{url}{read}")


def markdown(paper: Paper) -> bytes:
    """A heading, and each sentence as a quotation with its source under it."""
    lines = [f"# {_plain(paper.title)}", "", *(f"- {_plain(fact)}" for fact in paper.facts), ""]
    for entry in paper.entries:
        heading = entry.heading or entry.title
        lines += [f"## {_plain(heading)}", "", *[f"{_plain(one)}\n" for one in _stated(entry)]]
        said = [f"> {_plain(_quoted(entry))}", ""] if entry.article is not None else []
        lines += [*said, f"— {_source(entry)}", ""]
    return "\n".join([*lines, f"*{_plain(paper.covered)}*", ""]).encode()


def table(paper: Paper) -> bytes:
    """CSV (RFC 4180) with a byte order mark, and no cell that a spreadsheet would take for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for entry in paper.entries:
        told = entry.model_dump(mode="json")
        writer.writerow([_cell(told[column]) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def document(paper: Paper) -> bytes:
    """A Word document with the same content as the Markdown."""
    import docx  # noqa: PLC0415 - a third of a second, and seldom wanted

    made = docx.Document()
    made.add_heading(_printable(paper.title), level=1)
    for fact in paper.facts:
        made.add_paragraph(_printable(fact), style="List Bullet")
    for entry in paper.entries:
        made.add_heading(_printable(entry.heading or entry.title), level=2)
        for one in _stated(entry):
            made.add_paragraph(_printable(one))
        if entry.article is not None:
            made.add_paragraph(_printable(_quoted(entry)), style="Quote")
        made.add_paragraph(_printable(citation(entry)))
    made.add_paragraph().add_run(_printable(paper.covered)).italic = True
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _quoted(entry: Entry) -> str:
    """The sentence in quotation marks, but for what is reported in the writer's words."""
    said = _line(entry.sentence)
    return said if entry.reported else f"“{said}”"


def _stated(entry: Entry) -> Iterator[str]:
    told = (entry.happened, entry.type, entry.stage, entry.actors, entry.instrument, entry.amount)
    if any(told):
        yield " · ".join(filter(None, told))
    if entry.publishers > 1:
        yield wording.count(entry.publishers, "independent publisher")


def _source(entry: Entry) -> str:
    url = address(entry.url)
    title = f"[{_plain(entry.title)}](<{url}>)" if url and not re.search(r"[<>\s]", url) else _plain(entry.title)
    read = f" (retrieved on {wording.day(entry.retrieved)})" if entry.retrieved else ""
    on = f", {wording.day(entry.published)}" if entry.article is not None else ""
    return f"{_plain(entry.publisher)}{on}: {title}{read}"


def _cell(value: object) -> str:
    text = _printable("" if value is None else str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def _plain(text: str) -> str:
    return _MARKED.sub(r"\\\1", _line(text))


def _line(text: str) -> str:
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


FORMATS: Mapping[str, Callable[[Paper], bytes]] = {"md": markdown, "csv": table, "docx": document}
"""By the ending of the file."""
