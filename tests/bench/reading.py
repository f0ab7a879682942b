"""How well pages and feeds are read, beside bare trafilatura, htmldate and feedparser, on these projects' own sets.

`python -m tests.bench reading --trafilatura PATH --htmldate PATH --feedparser PATH`: each a copy of that project; a
set whose path is not given is left out. Titles and days count as exact or not; of texts the segments wanted and
unwanted are looked for, as trafilatura's own evaluation does.
"""

import ast
import json
import re
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.errors import ParseError
from bot.reading import Raw, Reading, read
from bot.reading.cleaning import line
from bot.reading.markup import plain
from bot.reading.urls import canonical

TODAY = date(2026, 11, 24)
_SERVED = "http://127.0.0.1:8097/"
"""Where feedparser's tests serve its cases, for links that are relative to their place."""

_EXPECTED = re.compile(
    r"^\s*(?:not bozo and )?entries\[0\]\['(title|link|author|published_parsed|updated_parsed)'\] == (.+?)\s*$"
)


def main(verbose: bool) -> None:
    """Print the tables."""
    del verbose
    sets = {"trafilatura": _pages, "htmldate": _days, "feedparser": _feeds}
    for name, bench in sets.items():
        place = sys.argv.index(f"--{name}") if f"--{name}" in sys.argv[:-1] else None
        if place is not None:
            bench(Path(sys.argv[place + 1]) / "tests")
        else:
            _tell(f"{name}: left out; give --{name} PATH")


def _tell(figures: str) -> None:
    sys.stdout.write(f"{figures}\n")


def _documents(tests: Path, listed: str) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    for url, item in sorted(json.loads((tests / listed).read_text(encoding="utf-8")).items()):
        found = next((path for path in tests.glob(f"*/{item['file']}")), None)
        if found is not None:
            yield url, item, found.read_bytes()


def _ours(url: str, content: bytes) -> Reading | None:
    try:
        return read(Raw(name=url, content=content, media_type="text/html", url=url), today=TODAY)[0]
    except ParseError:
        return None


def _page(job: tuple[str, dict[str, Any], bytes]) -> dict[str, tuple[tuple[int, int, int], bool | None, bool | None]]:
    from trafilatura import bare_extraction, extract

    url, item, content = job
    ours, bare = _ours(url, content), bare_extraction(content, url=url, with_metadata=True)
    text = extract(content, include_comments=False) or ""
    day = str(ours.published_at)[:10] if ours and ours.published_at else None
    found = {"ours": (ours.text if ours else "", ours.title if ours else "", day),
             "trafilatura": (text, getattr(bare, "title", ""), getattr(bare, "date", None))}  # fmt: skip
    return {who: (_segments(item, one[0]), _same(item, "title", one[1]), _same(item, "date", one[2])) for who, one in found.items()}  # fmt: skip  # noqa: E501


def _segments(item: dict[str, Any], text: str) -> tuple[int, int, int]:
    said = " ".join(text.split())
    wanted = sum(" ".join(part.split()) in said for part in item["with"])
    return wanted, sum(" ".join(part.split()) in said for part in item["without"]), len(item["with"]) - wanted


def _same(item: dict[str, Any], key: str, found: str | None) -> bool | None:
    return line(str(item[key])) == line(found or "") if item.get(key) else None


def _pages(tests: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(_page, _documents(tests, "evaldata.json"), chunksize=20))
    for who in ("ours", "trafilatura"):
        good, bad, missed = (sum(one[who][0][place] for one in results) for place in range(3))
        titles, days = ([one[who][place] for one in results if one[who][place] is not None] for place in (1, 2))
        _tell(
            f"pages, {who}: F1 {2 * good / (2 * good + bad + missed):.3f}, titles exact {_share(titles)},"
            f" dates exact {_share(days)}"
        )


def _share(outcomes: list[Any]) -> str:
    return f"{sum(map(bool, outcomes)) / max(1, len(outcomes)):.3f} of {len(outcomes)}"


def _day(job: tuple[str, dict[str, Any], bytes]) -> tuple[bool, bool]:
    from htmldate import find_date

    url, item, content = job
    ours = _ours(url, content)
    bare = find_date(content.decode("utf-8", "replace"), url=url, original_date=True)
    return str(ours.published_at)[:10] == item["date"] if ours else False, bare == item["date"]


def _days(tests: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(_day, _documents(tests, "eval_default.json"), chunksize=20))
    _tell(f"days, ours: {_share([one[0] for one in results])}; htmldate: {_share([one[1] for one in results])}")


def _feeds(tests: Path) -> None:
    """Of feedparser's own cases those of the fields that we keep, and in which there is an article."""
    import feedparser

    outcomes: dict[str, list[tuple[bool, bool]]] = {}
    warnings.simplefilter("ignore")
    for path in sorted([*tests.glob("wellformed/**/*.xml"), *tests.glob("illformed/**/*.xml")]):
        content = path.read_bytes()
        said = re.search(rb"Expect:\s*(.+)", content)
        expected = _EXPECTED.match(said[1].decode("utf-8", "replace").strip()) if said else None
        if expected is None:
            continue
        try:
            meant = ast.literal_eval(expected[2])
            found: Reading | None = _first(path.name, content)
        except (ParseError, ValueError, SyntaxError):
            continue  # without title and text there is no article
        assert found is not None
        bare = feedparser.parse(str(path), response_headers={"content-location": _SERVED}).entries
        same = bool(bare) and bare[0].get(expected[1]) == meant
        outcomes.setdefault(expected[1], []).append((_kept(found, expected[1], meant), same))
    for field, right in outcomes.items():
        _tell(
            f"feeds, {field}: ours {_share([one[0] for one in right])}, feedparser {_share([one[1] for one in right])}"
        )


def _first(name: str, content: bytes) -> Reading:
    """The first item; a case that states one field alone is given a title, since without one there is no article."""
    try:
        return read(Raw(name=name, content=content, media_type="application/rss+xml", url=_SERVED), today=TODAY)[0]
    except ParseError:
        titled = re.sub(rb"</((?:\w+:)?(?:item|entry))>", rb"<title>A title</title></\1>", content, count=1)
        return read(Raw(name=name, content=titled, media_type="application/rss+xml", url=_SERVED), today=TODAY)[0]


def _kept(found: Reading, field: str, meant: Any) -> bool:
    if field in ("published_parsed", "updated_parsed"):
        at = datetime(*meant[:6], tzinfo=UTC)
        return found.published_at in (at, at.date())
    if field == "link":
        return found.url == canonical(meant)
    value = {"title": found.title, "link": found.url, "author": found.author}[field]
    return value == meant or line(plain(str(meant))) == (value or "")
