"""Developments: type, stage, roles, sums, ordinals and claims on gold sentences, and what an article costs."""

import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot import actors, catalogue, language
from bot.demo import articles as demo_articles
from bot.developments import developments
from bot.when import find
from storage.models import Development, Span

BOT = Path(__file__).parent.parent / "bot"
GOLD = ("gold_developments.toml", "gold_developments_press.toml", "gold_developments_held_out.toml")
ROLES = {"s": "source", "t": "target", "p": "partner", "a": "about"}


def gold(name: str) -> Iterator[tuple[str, str, date, list[dict[str, Any]]]]:
    """Language, sentence, day and what the sentence states."""
    content = tomllib.loads((BOT / name).read_text(encoding="utf-8"))
    for code in ("en", "fr", "de"):
        for text, said in content.get(code, ()):
            yield code, text, content["on"], [parsed(one) for one in said.split(";") if one.strip()]


def parsed(said: str) -> dict[str, Any]:
    """`type/stage key=value …` as a dictionary; `actors` are pairs of role and id."""
    head, *rest = said.split()
    type_, _, stage = head.partition("/")
    wanted: dict[str, Any] = {"type": type_, "stage": stage, "modality": "fact", "negated": False, "actors": set()}
    for pair in rest:
        key, _, value = pair.partition("=")
        if key in ROLES:
            wanted["actors"].add((ROLES[key], value))
        elif key == "negated":
            wanted["negated"] = True
        else:
            wanted[key] = value
    return wanted


def read(text: str, code: str, on: date) -> list[Development]:
    """What is read in one sentence."""
    mentions = actors.recognise(text, catalogue.load(), language=code, on=on)
    return developments(text, [Span(start=0, end=len(text))], mentions, language=code, on=on)


def compare(wanted: dict[str, Any], found: Development | None, counts: Counter[str]) -> list[str]:
    """Count what is right of one development, and tell what is not."""
    wrong = []
    checks: list[tuple[str, Any, Any]] = [("type", wanted["type"], found and found.type)]
    if found is not None and found.type == wanted["type"]:
        if wanted["stage"]:
            checks.append(("stage", wanted["stage"], found.stage))
        checks += [("modality", wanted["modality"], found.modality), ("negated", wanted["negated"], found.negated)]
        if "ordinal" in wanted:
            checks.append(("ordinal", int(wanted["ordinal"]), found.ordinal))
        if "amount" in wanted:
            checks.append(("amount", float(wanted["amount"]), found.amount and found.amount.value))
        if "instrument" in wanted:
            checks.append(("instrument", wanted["instrument"], found.instrument))
        if "date" in wanted:
            checks.append(("date", wanted["date"], found.event_date and found.event_date.isoformat()))
        roles = {(party.role, party.actor) for party in found.parties}
        checks += [("role", pair, pair if pair in roles else tuple(sorted(roles))) for pair in sorted(wanted["actors"])]
    for name, right, got in checks:
        counts[f"{name} of"] += 1
        counts[name] += right == got
        if right != got:
            wrong.append(f"{name}: {got}, not {right}")
    return wrong


def measure(name: str, *, verbose: bool) -> Counter[str]:
    """Read every sentence of a gold file, and count."""
    counts: Counter[str] = Counter()
    for code, text, on, wanted in gold(name):
        found = read(text, code, on)
        wrong = []
        for one in wanted:
            match = next((dev for dev in found if dev.type == one["type"]), found[0] if found else None)
            wrong += compare(one, match, counts)
            counts["missed"] += match is None
        if not wanted:
            counts["silent of"] += 1
            counts["silent"] += not found
            wrong += [f"states {dev.type}" for dev in found]
        counts["stated"] += len(found)
        counts["rightly stated"] += sum(any(dev.type == one["type"] for one in wanted) for dev in found)
        if wrong and verbose:
            print(f"  [{code}] {text}\n       {'; '.join(wrong)}")  # noqa: T201
    return counts


def cost() -> float:
    """Milliseconds for 600 words of the demo's articles with their dates known, the best of five."""
    texts = []
    for path in demo_articles():
        body = path.read_text(encoding="utf-8").partition("---\n")[2].partition("---\n")[2]
        if "language: en" in path.read_text(encoding="utf-8"):
            mentions = actors.recognise(body, catalogue.load())
            texts.append((body, language.sentences(body, "en"), mentions, find(body, on=date(2026, 6, 1))))
    words = sum(len(text.split()) for text, *_ in texts)
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        for text, spans, mentions, dates in texts:
            developments(text, spans, mentions, dates=dates)
        best = min(best, time.process_time() - began)
    return best * 1000 * 600 / words


def main(verbose: bool) -> None:
    """Print the table."""
    for name in GOLD:
        if not (BOT / name).exists():
            continue
        counts = measure(name, verbose=verbose)
        print(f"  {name}")  # noqa: T201
        for what in (
            "type",
            "stage",
            "modality",
            "negated",
            "ordinal",
            "amount",
            "instrument",
            "date",
            "role",
            "silent",
        ):
            of = counts[f"{what} of"]
            if of:
                print(f"    {what:12} {counts[what]:4} of {of:4}  {counts[what] / of:.2f}")  # noqa: T201
        print(f"    {'precision':12} {counts['rightly stated']:4} of {counts['stated']:4}  "  # noqa: T201
              f"{counts['rightly stated'] / max(1, counts['stated']):.2f}")  # fmt: skip
    print(f"  600 words cost {cost():.2f} ms")  # noqa: T201
