"""The day on which a page was published: what readers see beside the headline, else what the page states of itself.

A page without a whole date of its own is undated: neither a copyright year nor an image's path dates it.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from lxml import etree

from bot.reading import dates
from bot.reading.cleaning import line
from bot.reading.page import Page

_BEFORE = 400
_AFTER = 700
"""Characters around the headline within which a date is taken for the article's own."""

_LABEL = 100  # characters; a date in a longer text is part of the story
DATE = re.compile(
    r"""(?<![\w/.-])(?: \d{4}-\d{2}-\d{2}
      | \d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2}(?![\d:.]))
      | \d{1,2}/\d{1,2}/\d{4}
      | \d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?,?\s+(?:de\s+)?\d{4}
      | [^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}
    )(?![\w/])""",
    re.VERBOSE,
)
_DIGITS = re.compile(r"\d\d")  # a year has two at least
_CHANGED = re.compile(r"updat|aktualis|mis à jour|modif|geändert|bearbeitet|edited|actualiza|aggiorna|stand:", re.I)
_IN_PATH = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)")
_APART = timedelta(days=7)
_DATELINE = re.compile(
    r"[(\[]?(?:(?!(?:On|In|Am|Im|Le|El|Since|Seit|By|Until|Bis)\b)[^\W\d_][\w .’'-]{1,25},?\s+(?:den\s+|le\s+)?)?"
)
"""What may stand before a date that opens a paragraph: nothing, or a place."""

_HEADINGS = frozenset({"h1", "h2", "h3"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "select", "svg"})


class _Written(NamedTuple):
    """A date as it stands in the visible text. `label`: in a text short enough to say when rather than to tell."""

    position: int
    day: date
    changed: bool  # it says when the page was changed


def published_on(page: Page, title: str, today: date) -> date | None:
    """The day of first publication, or None.

    The day beside the headline is the local one, and is what a citation should say; but where the page declares
    another day, more than `_APART` from it, what stands there was the day of an event or a change. No page was
    published after a change that it states.
    """
    written, headings = _survey(page, today)
    declared = _declared(page, today)
    near = _near(written, headings, title, once=declared is not None)
    beside = [item.day for item in near if not item.changed]
    if beside:
        if declared and (declared in beside or abs(beside[0] - declared) > _APART):
            return declared
        stated = _found(page, today, thorough=False) if len(set(beside)) > 1 else None
        return stated if stated in beside else beside[0]
    days = {item.day for item in written if not item.changed}
    stated = declared or _found(page, today, thorough=False)
    if stated and stated not in days and (swapped := _swapped(stated)) in days:
        return swapped
    if stated and (stated in days or _states(page, stated)):
        return min([stated, *(item.day for item in near if item.changed)])
    if len(days) == 1:
        return days.pop()
    likely = _found(page, today, thorough=True)
    return likely if likely and (likely in days or _states(page, likely)) else None


def _declared(page: Page, today: date) -> date | None:
    """The day that the page's address or its meta elements give for its first publication."""
    url = page.fetched_from or page.url or ""
    if match := _IN_PATH.search(url):
        return _day(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", today)
    said = (
        page.meta.get("article:published_time"),
        page.article.get("datePublished"),
        page.meta.get("datepublished"),
    )
    return next((day for text in said if isinstance(text, str) and (day := _day(text[:10], today))), None)


def _day(text: str, today: date) -> date | None:
    found = dates.understand(text, today)
    return found.date() if isinstance(found, datetime) else found


def _survey(page: Page, today: date) -> tuple[list[_Written], list[tuple[int, str, str]]]:
    """All dates in short visible texts, and all headings as position, level and text; positions count characters."""
    written: list[_Written] = []
    headings: list[tuple[int, str, str]] = []
    position, before = 0, ""
    body = page.tree.find("body")
    walk = etree.iterwalk(page.tree if body is None else body, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if (tag := element.tag) in _UNSEEN:
                walk.skip_subtree()
                continue
            if tag in _HEADINGS:
                headings.append((position, tag, line("".join(element.itertext()))))
            elif tag == "time" and (stamp := _day((element.get("datetime") or "")[:10], today)):
                around = f"{before} {''.join(element.itertext())}"
                written.append(_Written(position, stamp, bool(_CHANGED.search(around))))
            found = element.text
        else:
            found = element.tail
        if not found or found.isspace():
            continue
        text = " ".join(found.split())
        if _DIGITS.search(text, 0, _LABEL):
            written.extend(_Written(position, day, changed) for day, changed in _days(text, before, today))
        before = text if len(text) < 40 else ""
        position += len(text) + 1
    return written, headings


def _days(text: str, before: str, today: date) -> Iterator[tuple[date, bool]]:
    """The dates of a label, or the one that opens a paragraph ("Berlin, 3 March 2024 – ...").

    With each whether it is that of a change: of several, the words before it say so.
    """
    matches = list(DATE.finditer(text[:_LABEL]))
    for index, match in enumerate(matches):
        opens = _DATELINE.fullmatch(text[: match.start()]) and text[match.end() :].lstrip()[:1] in '-–—:|)„“«"'
        if len(text) > _LABEL and not opens:
            break
        if "/" in match[0] and all(int(part) <= 12 for part in match[0].split("/")[:2]):
            continue  # 03/04/2024 is another day in America
        spelt = re.sub(r"(\.\s?)(\d{2})$", r"\g<1>20\2", match[0]) if re.search(r"\.\s?\d{2}$", match[0]) else match[0]
        if day := _day(spelt, today):
            start = matches[index - 1].end() if index else 0
            end = match.start() if len(matches) > 1 else _LABEL
            yield day, bool(_CHANGED.search(text[start:end] if index else before + text[:end]))


def _near(written: list[_Written], headings: list[tuple[int, str, str]], title: str, *, once: bool) -> list[_Written]:
    """What stands near the headline, by its distance; unless `once`, near the first of several that has a date."""
    key = re.sub(r"\W+", "", title.casefold())
    keys = [(position, level, re.sub(r"\W+", "", text.casefold())) for position, level, text in headings]
    same = [position for position, _, text in keys if key and key in text]
    same = same or [position for position, level, text in keys if level == "h1" and text][:1]
    for start in same[:1] if once else same:
        end = start + len(title)
        near = [
            item for item in written if start - _BEFORE <= item.position < start or end <= item.position <= end + _AFTER
        ]
        if near:
            distance = {
                item: start - item.position if item.position < start else 0.8 * max(0, item.position - end)
                for item in near
            }
            return sorted(near, key=distance.__getitem__)
    return []


def _swapped(day: date) -> date | None:
    """What the same numbers mean in the other order: 11/01/2023 is the 1st of November in America."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else None


def _found(page: Page, today: date, *, thorough: bool) -> date | None:
    from htmldate import find_date

    found = find_date(
        page.tree,
        extensive_search=thorough,
        original_date=True,
        url=page.fetched_from or page.url,
        max_date=f"{today + timedelta(days=1):%Y-%m-%d}",
    )
    return date.fromisoformat(found) if found else None


def _forms(day: date) -> tuple[str, ...]:
    return (
        f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}", f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}",
        f"{day.year}-{day.month}-{day.day}", f"{day.year}/{day.month}/{day.day}", f"{day:%d %b %Y}",
    )  # fmt: skip


def _states(page: Page, day: date) -> bool:
    """Whether the page's address, meta elements, JSON-LD or time stamps name this day."""
    places = [page.fetched_from or "", page.url or "", *page.meta.values()]
    for element in page.tree.iter("script", "time", "abbr", "span", "meta"):
        if element.tag == "script":
            places.append(element.text or "" if "json" in (element.get("type") or "") else "")
        else:
            places.extend(element.get(name) or "" for name in ("datetime", "title", "content"))
    return any(form in place for place in places for form in _forms(day))
