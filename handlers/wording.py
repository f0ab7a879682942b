"""How dates, counts and coverage are put into words; the only place that does. Knows no blocks.

A date is written as "21 March 2024", in English whatever the machine's locale, and never as "now" or "today".
"""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.developments.lexicon import types
from bot.records import (
    Answer,
    Beside,
    Citation,
    Coverage,
    Event,
    Latest,
    Milestones,
    Officeholders,
    Quotations,
    Said,
    Summary,
)
from storage.models import Amended, Amount, Article, Published, Stage

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(when: Published) -> str:
    """`21 March 2024`, or `undated`."""
    if when is None:
        return "undated"
    on = when.date() if isinstance(when, datetime) else when
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def short_month(month: date) -> str:
    """`Mar 2026`."""
    return f"{_MONTHS[month.month - 1][:3]} {month.year}"


def happened(event: Event) -> str:
    """When a development happened, as far as it is told; else when it was reported."""
    return f"reported {day(event.published_at)}" if event.on is None else vaguely(event.on, event.precision)


def vaguely(on: date, precision: str | None) -> str:
    """A day as far as it is known: `27 May 2025`, `week of …`, `May 2025`, `quarter 2 of 2025`, `2025`."""
    month = f"{_MONTHS[on.month - 1]} {on.year}"
    told = {
        "day": day(on),
        "week": f"week of {day(on)}",
        "month": month,
        "quarter": f"quarter {(on.month + 2) // 3} of {on.year}",
        "half-year": f"{'first' if on.month < 7 else 'second'} half of {on.year}",
        "year": str(on.year),
    }
    return told.get(precision or "day", f"about {month}")


def step(event: Event, *, about: str = "") -> str:
    """`Legal act adopted · in force · SAFE · EUR 150 billion`: what a development is, in few words.

    What goes without saying is left out: the stage that its type reaches anyway, the instrument that all is `about`.
    """
    number = f" {event.ordinal}" if event.ordinal is not None else ""
    named = f"{event.instrument}{number}" if event.instrument and (number or event.instrument != about) else ""
    kind = types().get(event.type)
    # What is signed by its type and was announced only, was not signed.
    usual = ("none", kind.stage if kind else "none", "" if kind and kind.stage == "signed" else "announced")
    told = "" if event.stage in usual else stage(event.stage)
    label = event.label
    if told == "announced" and kind and label.endswith(f" {kind.stage}"):
        label, told = f"{label.removesuffix(kind.stage)}{told}", ""  # "Agreement or partnership announced"
    parts = (label, told, named, amount(event.amount) if event.amount else "")
    return " · ".join(filter(None, parts))


def stage(one: Stage) -> str:
    """`in force`, `provisional deal`."""
    return one.replace("-", " ")


def deed(event: Event) -> str:
    """The same with who did it and when, for a line: `Council of the EU · Legal act adopted · … · 27 May 2025`."""
    who = listed(event.actors, limit=3) if event.actors else ""
    when = happened(event) if event.on is not None else ""
    return " · ".join(filter(None, (who, step(event), when)))


def latest_of(shown: Latest) -> str:
    """What a page of stories is of: `Latest on SAFE and Poland: adopted, from primary`."""
    named = listed([one.name for one in (shown.subject, *shown.also) if one])
    kept = ", ".join(shown.narrowed)
    return f"Latest{f' on {named}' if named else ''}{f': {kept}' if kept else ''}"


def page_of(shown: Latest) -> str:
    """Which of the stories are shown; or what came since the reader looked, in counts."""
    until = f" until {day(shown.until)}" if shown.until and shown.until < shown.as_of else ""
    since = (f", since {day(shown.since)}" if shown.since else "") + until
    of = f"{'' if shown.whole else 'more than '}{shown.total:,}"
    if shown.looked_at is not None:
        kinds = (("new", shown.new), ("updated", shown.updated), ("corrected", shown.corrected))
        came = listed([f"{len(lines)} {kind}" for kind, lines in kinds if lines]) or "nothing new"
        more = f", and {shown.more:,} more" if shown.more else ""
        return f"Since the last look here, on {moment(shown.looked_at, 'UTC')} UTC: {came}{more}; {of} in all."
    if shown.lines:
        last = shown.offset + len(shown.lines)
        return f"Stories {shown.offset + 1}–{last} of {of}{since}, newest first."
    return f"No stories{since}." if not shown.offset else "No further stories."


def amount(sum_: Amount) -> str:
    """`EUR 150 billion`, `EUR 1.5–2 million`, `up to EUR 800 billion`."""
    scales = {10**12: " trillion", 10**9: " billion", 10**6: " million", 10**3: " thousand"}
    high = f"–{sum_.high:,g}" if sum_.high is not None else ""
    bound = {"at most": "up to ", "at least": "at least ", "about": "about "}.get(sum_.bound, "")
    return f"{bound}{sum_.currency} {sum_.number:,g}{high}{scales.get(sum_.scale, '')}"


def publisher(name: str, *, demo: bool) -> str:
    """A publisher's name; one made up for the demo is marked so, once."""
    name = name or "unknown publisher"
    return f"{name} (demo)" if demo and not name.lower().endswith(("(demo)", "(démo)")) else name


def part(citation: Citation) -> str:
    """What of an article is cited, and what became of it: `, p. 3`, ` (teaser only)`, ` (withdrawn)`, or nothing."""
    page = f", p. {citation.page}" if citation.page else ""
    return page + (" (teaser only)" if citation.teaser else "") + amended(citation.amended)


def published(one: Citation | Article) -> str:
    """When it was published, and what became of it: `1 November 2026 (corrected on 3 November 2026)`."""
    return f"{day(one.published_at)}{amended(one.amended)}"


def amended(one: Amended | None) -> str:
    """That an article was mended: ` (corrected on 3 November 2026)`, ` (withdrawn by 3 November 2026)`, or nothing.

    By a day: it was read so on that day, and does not say when.
    """
    if one is None:
        return ""
    on = f" on {day(one.on)}" if one.on else f" by {day(one.seen)}" if one.seen else ""
    return f" ({'withdrawn' if one.change == 'retraction' else 'corrected'}{on})"


def moment(at: datetime, zone: str) -> str:
    """`Wednesday 25 November 2026, 08:00`, as a clock in the zone shows it."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{_WEEKDAYS[local.weekday()]} {day(local)}, {local:%H:%M}"


def weekdays(days: Iterable[int]) -> str:
    """`weekdays`, `every day`, `Mondays and Thursdays`; Monday is 0."""
    chosen = tuple(sorted(days))
    whole = {(0, 1, 2, 3, 4): "weekdays", tuple(range(7)): "every day", (5, 6): "weekends"}
    return whole.get(chosen) or listed((f"{_WEEKDAYS[number]}s" for number in chosen), limit=7)


def span(first: date | None, last: date | None) -> str:
    """From the first day to the last, in the fewest words."""
    if first is None or last is None:
        return day(first or last)
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 article`, `1,240 articles`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Iterable[str], *, limit: int = 5) -> str:
    """`A, B and C`, `A, B and 4 more`."""
    all_names = list(names)
    shown = all_names[:limit]
    if len(all_names) > limit:
        return f"{', '.join(shown)} and {len(all_names) - limit} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def term(start: date | None, end: date | None) -> str:
    """How long an office is held: `since 1 December 2024`, `1 May 2019 – 30 November 2024`, or nothing."""
    if start and end:
        return span(start, end)
    if start:
        return f"since {day(start)}"
    return f"until {day(end)}" if end else ""


def nobody(found: Officeholders) -> str:
    """That nothing is known of who holds an office, and on which day."""
    return f"Nothing verified is known of who held the office “{found.asked}” on {day(found.as_of)}."


def said_on(one: Said) -> str:
    """Who said something as what and when: `3 May 2026, Kaja Kallas, High Representative (as reported)`."""
    office = f", {one.office}" if one.office else ""
    return f"{day(one.said.citations[0].published_at)}, {one.speaker}{office}{'' if one.direct else ' (as reported)'}"


def unquoted(found: Quotations) -> str:
    """That nobody quotes somebody, and on what and since when."""
    on = f" on {found.topic.name}" if found.topic else ""
    since = f" since {day(found.since)}" if found.since else ""
    return f"No article I hold quotes {found.subject.name}{on}{since}."


def nothing_ahead(found: Milestones) -> str:
    """That no day to come is named."""
    return f"No article I hold names a day to come{f' about {found.subject.name}' if found.subject else ''}."


def checked(found: Officeholders) -> str:
    """As of when a look-up holds, and how fresh the catalogue is."""
    since = f" The catalogue was last checked about {day(found.checked)}." if found.checked else ""
    return f"From the catalogue of offices, as of {day(found.as_of)}.{since}"


def coverage(looked_at: Coverage, as_of: date) -> str:
    """What was looked at, in one sentence, and what could not be."""
    if not looked_at.articles:
        words = f"Looked at no articles: the archive holds none for this conversation, as of {day(as_of)}."
    else:
        parts = [f"{count(looked_at.articles, 'article')} from {count(looked_at.publishers, 'publisher')}"]
        if looked_at.first or looked_at.last:
            parts[0] += f", {span(looked_at.first, looked_at.last)}"
        if looked_at.undated:
            parts.append(f"{looked_at.undated:,} undated")
        words = f"Looked at {'; '.join((*parts, f'as of {day(as_of)}'))}."
    if looked_at.failing:
        words += f" Sources that could not be reached: {listed(looked_at.failing)}."
    return words


def offline(since: datetime) -> str:
    """That nothing can be fetched for now, and that it is no source's fault."""
    return (
        f"Antici itself has had no network since {moment(since, 'UTC')} UTC: nothing is read until it is back. "
        "The sources are not to blame, and none is reported."
    )


def summary_of(shown: Summary) -> str:
    """Which summary it is: its size, of how many articles, of which period."""
    of = "" if shown.kind == "article" else f" of {count(shown.articles, 'article')}"
    since = f" since {day(shown.since)}" if shown.since and not shown.until else ""
    period = f", {span(shown.since, shown.until)}" if shown.until else since
    days = [on for said in shown.sentences for one in said.citations if (on := day_of(one.published_at))]
    newest = f", the newest sentence of {day(max(days))}" if days and shown.articles > 1 else ""
    return f"{shown.size.capitalize()} summary{of}{newest}{period}, in the articles' own sentences."


def beside(note: Beside) -> str:
    """What is said beside a sentence: `“on Tuesday”: 27 May 2025 · also: 1 independent source (First Wire)`."""
    said = [f"“{one.words}”: {vaguely(one.on, one.precision)}" for one in note.days]
    if note.others:
        names = listed([publisher(one.publisher, demo=one.demo) for one in note.others])
        said.append(f"also: {count(len(note.others), 'independent source')} ({names})")
    return " · ".join(said)


def standing(shown: Answer) -> str:
    """As of when an answer holds that may change from day to day, and how old the newest of its sentences is."""
    days = [day_of(one.published_at) for said in shown.sentences for one in said.citations]
    newest = max((one for one in days if one), default=None)
    of = f"the newest sentence here was published on {day(newest)}" if newest else "no sentence here is dated"
    return f"As of {day(shown.as_of)}: {of}."


def day_of(when: Published) -> date | None:
    """The day of an instant."""
    return when.date() if isinstance(when, datetime) else when


def excerpt(reason: str) -> str:
    """That only what its source shows of an article could be had, and why."""
    return f"I hold only what its source shows of it. {reason}"
