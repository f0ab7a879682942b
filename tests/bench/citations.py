"""Whether what is shown stands on what it cites: citation precision and recall over the answers to the gold questions.

After ALCE (Gao et al., 2023), for answers that quote. A line is a sentence that is shown, or something that we write
ourselves: the day that a sentence means, who else says so, who is on a list and how far it came, what is told
otherwise, what we say aside. It is supported where the words and labels of it are borne out by the sentences that it
cites, as they stand in the files of the demo articles; nothing of the bot is asked for that.

    recall      lines that are supported, of all lines: one that cites nothing is not, but where it names the catalogue
    precision   citations that bear out their line themselves, of all citations
    labels      the same as recall, of the lines of which we wrote a part
    gold        of the questions answered, those whose first line cites an article that may be cited for it
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from bot.demo import articles as demo_articles
from bot.records import Answer, Citation, Event

MONTHS = tuple(
    names.split()
    for names in (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "januar februar märz april mai juni juli august september oktober november dezember",
    )
)
WEEKDAYS = (
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
)
STAGES = {
    "signed": r"sign|unterzeichn", "announced": r"announc|present|made public|annonc|vorgestellt|launch|pledg|promis",
    "adopted": r"adopt|approv|gave|decid|agree|launch|start|began|beg[ou]nnen|verabschied|angenommen|final|set up"
               r"|extend|grant|impos|clear|allocat|endorse|lanc|creat",
    "proposed": r"propos|present|draft|vorgeschlagen", "provisional-deal": r"agree|deal|conclu|provisional|accord",
    "in-force": r"force|effect|apply|applies|Kraft|vigueur", "ratified": r"ratif", "mandate": r"mandate|position",
    "disbursed": r"disburs|paid|transfer|vers", "ended": r"end|clos|expir|without agreement",
}  # fmt: skip
"""What a sentence says at each stage, by the beginnings of words; written for this measure alone."""


_RELATIVE = r"\b(?:same|today|yesterday|tomorrow|weeks?|night|days?|months?|later|before|ago|hier|heute)\b"


class Line(NamedTuple):
    """What is shown: words that must stand in each sentence cited, and labels that one of them must bear out."""

    words: str
    labels: Sequence[tuple[str, Any]]
    citations: Sequence[Citation]
    said: bool = True  # whether the words are the cited sentence itself


@cache
def files() -> dict[str, dict[str, str]]:
    """The demo articles by their address: front matter, `text`, and the name of the `file`."""
    found = {}
    for file in demo_articles():
        _, head, text = file.read_text(encoding="utf-8").split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
        found[fields["url"]] = {**fields, "text": " ".join(text.split()), "file": file.name}
    return found


def lines(answer: Answer) -> Iterator[Line]:
    """Everything that an answer claims."""
    steps = [*answer.events, *(one.event for one in answer.listed)]
    for said in () if steps or answer.coming else answer.sentences:
        yield Line(said.text, (), said.citations)
    for note, said in zip(answer.notes, answer.sentences, strict=False):
        for one in note.days:
            yield Line(one.words, [("day", one.on)], said.citations, said=False)
        for other in note.others:
            yield Line(said.text, [("same", said.citations[0])], (other,), said=False)
    for one in answer.listed:
        yield Line(one.event.said.text, [("name", one.who.name), *_step(one.event)], one.event.said.citations)
    for event in answer.events:
        yield Line(event.said.text, _step(event), event.said.citations)
    for coming in answer.coming:
        yield Line(coming.said.text, [("day", coming.on)], coming.said.citations)
    for differing in answer.differing:
        for claim in differing.claims:
            yield Line(claim.value, (), claim.said.citations, said=False)
    if answer.aside:
        cited = [one for said in answer.sentences for one in said.citations]
        days = [("date", one) for one in re.findall(r"\d{1,2} [A-Z][a-z]+ \d{4}", answer.aside)]
        yield Line("", [("aside", answer.aside)] if "catalogue" in answer.aside else days, cited, said=False)


def _step(event: Event) -> list[tuple[str, Any]]:
    labels: list[tuple[str, Any]] = [("stage", event.stage)] if event.stage != "none" else []
    labels += [("day", event.on)] if event.on and event.precision == "day" else []
    return labels + ([("sum", event.amount.number)] if event.amount else [])


def counted(answer: Answer, gold: Sequence[str], *, verbose: bool) -> Counter[str]:
    """The lines and citations of an answer, and how many of each hold."""
    counts: Counter[str] = Counter()
    for place, line in enumerate(lines(answer)):
        holding = [one for one in line.citations if stands(line, one)]
        borne = {label for label in line.labels for one in line.citations if bears(label, one, line)}
        bare = not line.citations and bool(line.labels) and all(kind == "aside" for kind, _ in line.labels)
        supported = (bool(holding) and len(holding) == len(line.citations)) or bare
        supported = supported and (bare or len(borne) == len(set(line.labels)))
        counts["lines"] += 1
        counts["lines supported"] += supported
        counts["citations"] += len(line.citations)
        bearing = [one for one in holding if not line.labels or any(bears(label, one, line) for label in line.labels)]
        counts["citations that bear out"] += len(bearing)
        if line.labels:
            counts["ours"] += 1
            counts["ours supported"] += supported
        if place == 0:
            counts["first"] += 1
            counts["first gold"] += any(_file(one).get("file") in gold for one in line.citations)
        if verbose and not supported:
            print(f"UNSUPPORTED: {answer.question}\n   {line.words[:140]}\n   {line.labels}")  # noqa: T201
    return counts


def _file(one: Citation) -> dict[str, str]:
    return files().get(one.url or "", {})


def stands(line: Line, one: Citation) -> bool:
    """Whether a citation is right in all that it says, and has the words of its line."""
    file = _file(one)
    if not file or one.title != file["title"] or str(one.published_at)[:10] != file["date"]:
        return False
    if not file["publisher"].startswith(one.publisher.removesuffix(" (demo)")):
        return False
    return not line.said or " ".join(line.words.split()) in file["text"]


def bears(label: tuple[str, Any], one: Citation, line: Line) -> bool:
    """Whether what we wrote beside a line is borne out by the file that is cited."""
    kind, value = label
    file = _file(one)
    text = f"{file.get('title', '')}. {line.words if line.said else file.get('text', '')}"
    if kind == "stage":
        return re.search(STAGES.get(value, r"$^"), text, re.IGNORECASE) is not None
    if kind == "name":
        return all(word in text for word in value.split()[:1]) or _called(value, text)
    if kind == "sum":
        return f"{value:,g}" in text or f"{value:g}" in text or f"{value:g}".replace(".", ",") in text
    if kind == "date":
        day, month, year = value.split()
        on = date(int(year), MONTHS[0].index(month.lower()) + 1, int(day))
        return _says(on, file.get("text", ""), date.fromisoformat(file["date"]))
    if kind == "day":
        return _says(value, f"{line.words}", date.fromisoformat(file["date"]))
    if kind == "same":
        mine, theirs = _stems(line.words), _stems(file.get("text", ""))
        return file["publisher"] != _file(value).get("publisher") and len(mine & theirs) >= len(mine) / 2
    return kind == "aside"


def _called(name: str, text: str) -> bool:
    return {"South Korea": "Republic of Korea", "United Kingdom": "Brit"}.get(name, name) in text


def _says(on: date, text: str, published: date) -> bool:
    """Whether a text names a day: by its number and month, or by its weekday near its publication, or as that day's."""
    low = text.lower()
    for months, weekdays in zip(MONTHS, WEEKDAYS, strict=True):
        if re.search(rf"\b{on.day}(?:st|nd|rd|th|er|\.)? {months[on.month - 1]}\b", low):
            return True
        if re.search(rf"\b{months[on.month - 1]}\b", low) and not re.search(rf"\d {months[on.month - 1]}\b", low):
            return True
        if weekdays[on.weekday()] in low and abs(on - published) <= timedelta(days=8):
            return True
    if str(on.year) in low or "year" in low or "année" in low or "jahr" in low:
        return True
    return (
        re.search(r"\b(?:same|today|yesterday|tomorrow|week|night|days?|months?|later|before|ago|hier|heute)\b", low)
        is not None
    )


def _stems(text: str) -> set[str]:
    return {word[:5].lower() for word in re.findall(r"[^\W_]{4,}|\d+", text)}
