"""Dates on the public cases of Microsoft's Recognizers-Text (its English specs); with them nothing is shipped.

`--recognizers PATH` is a clone of it, with or without a work tree. In scope are cases whose every result is a date or
a range of dates; clock times, durations, recurring sets and cases that expect nothing are not. A case is right when
all that it expects is found, no more is, and each means what one of its values means. The specs end a range on the
day after it (a month), on its last day ("from the 4th to the 22nd") or on the first of its last unit ("from May to
September"): each counts as its end. Dateparser is given
the very words to read, and of a range it need tell only where it begins.

A hash of the input holds a quarter of the cases out: rules are written with the others, and these are for the figures.
"""

import hashlib
import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from bot.when import When, find
from bot.when.calendar import around

SPECS = ("DateParser", "DatePeriodParser", "MergedParser", "DateTimeModel")
KINDS = {"date", "daterange"}
DAY = timedelta(days=1)

Range = tuple[str | None, str | None]


class Case(NamedTuple):
    """One case; for each date it expects its words, where they stand, and the ranges it may mean, as specs end them."""

    spec: str
    text: str
    on: date
    wanted: list[tuple[str, int, set[Range]]]

    @property
    def held_out(self) -> bool:
        """Whether it is in the quarter that no rule was written with."""
        return hashlib.sha256(self.text.casefold().encode()).digest()[0] % 4 == 1


def cases(clone: Path, language: str = "English") -> Iterator[Case]:
    """The cases in scope, each once."""
    seen = set()
    for spec in SPECS:
        for row in _rows(clone, f"Specs/DateTime/{language}/{spec}.json"):
            results = row["Results"]
            types = {str(one.get("TypeName") or one.get("Type")).removeprefix("datetimeV2.") for one in results}
            if not types or not types <= KINDS or "Context" not in row:
                continue
            on = date.fromisoformat(row["Context"]["ReferenceDateTime"][:10])
            wanted = [(one["Text"], one.get("Start", -1), set(_values(one))) for one in results]
            if (row["Input"], on) not in seen and all(values for *_, values in wanted):
                seen.add((row["Input"], on))
                yield Case(spec, row["Input"], on, wanted)


def _rows(clone: Path, path: str) -> list[dict[str, Any]]:
    if (clone / path).exists():
        content = (clone / path).read_bytes()
    else:
        command = ["git", "-C", str(clone), "show", f"HEAD:{path}"]
        content = subprocess.run(command, capture_output=True, check=True).stdout
    rows: list[dict[str, Any]] = json.loads(content.decode("utf-8-sig"))
    return rows


def _values(result: dict[str, Any]) -> Iterator[Range]:
    value = result.get("Value") or {}
    resolved = value.get("values") or (result.get("Resolution") or {}).get("values") or []
    resolved = resolved or [value.get(key) or {} for key in ("FutureResolution", "PastResolution")]
    for one in resolved:
        day = one.get("value") or one.get("date")
        first, last = one.get("start") or one.get("startDate"), one.get("end") or one.get("endDate")
        if day and day[:4].isdigit():
            yield day, day
        elif first or last:
            yield first, last


def _begun(when: When) -> str:
    """The first day of the last unit of a range: where the specs end "from May to September"."""
    return around(when.last, when.precision)[0].isoformat()


def meant(when: When) -> set[Range]:
    """All that counts as what we read: with either end that the specs give a range, and the second reading."""
    first, last = when.first, when.last
    ends = {last.isoformat(), (last + DAY).isoformat(), _begun(when)}
    if when.precision == "year":  # between 2015 and February 2018
        ends.add(around(last, "month")[0].isoformat())
    found: set[Range] = {(first.isoformat(), end) for end in ends}
    if when.other is not None:
        end = when.other + (last - first)
        found |= {(when.other.isoformat(), day.isoformat()) for day in (end, end + DAY)}
    if when.bound == "since":
        found.add((first.isoformat(), None))
    elif when.bound == "after":
        found |= {(end, None) for end in ends}
    elif when.bound == "until":
        found |= {(None, end) for end in (*ends, first.isoformat())}
    elif when.bound == "before":
        found.add((None, first.isoformat()))
    return found


def judge(case: Case) -> tuple[bool, bool, list[When]]:
    """Whether all dates are right, whether all stretches are the same to the letter, and what was found."""
    found = find(case.text, on=case.on)
    same = len(found) == len(case.wanted)
    right = same and all(meant(when) & values for when, (*_, values) in zip(found, case.wanted, strict=True))
    spans = same and all(
        case.text[when.start : when.end].casefold() == words.casefold()
        for when, (words, *_) in zip(found, case.wanted, strict=True)
    )
    return right, spans, found


def theirs(case: Case) -> bool:
    """Whether dateparser, given the very words, tells the day of each or the first day of each range."""
    import dateparser

    base = datetime.combine(case.on, datetime.min.time())
    for words, _, values in case.wanted:
        settings = {"RELATIVE_BASE": base, "PREFER_DAY_OF_MONTH": "first", "PREFER_MONTH_OF_YEAR": "first"}
        read = dateparser.parse(words, languages=["en"], settings=settings)
        if read is None or str(read.date()) not in {day for value in values for day in value[:1] if day}:
            return False
    return True


def main(clone: Path, *, verbose: bool) -> None:
    """Print the table; the wrong ones of those for tuning if asked for."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for case in cases(clone):
        right, spans, found = judge(case)
        half = "held out" if case.held_out else "tuning"
        for spec in (case.spec, "all"):
            counts[half, spec, "of"] += 1
            counts[half, spec, "right"] += right
            counts[half, spec, "spans"] += spans
            counts[half, spec, "dateparser"] += theirs(case)
        if verbose and not right and not case.held_out:
            got = [(case.text[w.start : w.end], f"{w.first}..{w.last}", w.bound) for w in found]
            wanted = [(words, sorted(values, key=str)) for words, _, values in case.wanted]
            print(f"  {case.text} ({case.on:%a} {case.on})\n      {got}\n  not {wanted}")  # noqa: T201
    for half in ("tuning", "held out"):
        for spec in (*SPECS, "all"):
            of = counts[half, spec, "of"]
            shares = ", ".join(
                f"{what} {counts[half, spec, what] / of:.2f}" for what in ("right", "spans", "dateparser")
            )
            print(f"  {half:9} {spec:17} {of:4}  {shares}")  # noqa: T201
