"""Quotations on gold sentences: spans found, speakers right where one is told, and what an article costs."""

import time
import tomllib
from datetime import date
from pathlib import Path

from bot import actors, catalogue, language, when
from bot.demo import articles as demo_articles
from bot.milestones import milestones
from bot.quotations import quotations

GOLD = Path(__file__).parent.parent / "bot" / "gold_quotations.toml"
ON = date(2025, 6, 1)


def main(verbose: bool) -> None:
    """Print the table."""
    known, right, found_, wanted_, told, said = catalogue.load(), 0, 0, 0, 0, 0
    for code, rows in tomllib.loads(GOLD.read_text(encoding="utf-8")).items():
        for text, wanted in rows:
            pairs = [[part.strip() for part in pair.rsplit("=", 1)] for pair in wanted.split(";;") if pair.strip()]
            mentions = actors.recognise(text, known, language=code, on=ON)
            read = quotations(text, language.sentences(text, code), mentions, known, language=code, on=ON)
            found = {one.text: one.speaker_name for one in read if one.direct}
            right += sum(quoted in found for quoted, _ in pairs)
            found_, wanted_ = found_ + len(found), wanted_ + len(pairs)
            for quoted, speaker in pairs:
                if name := found.get(quoted):
                    told += 1
                    pronoun = speaker in ("she", "il", "er", "minister")
                    ok = bool(speaker) and (pronoun or speaker.split()[-1] in name)
                    said += ok
                    if verbose and not ok:
                        print(f"  [{code}] {text}\n       {name}, not {speaker or 'told'}")  # noqa: T201
    print(f"  spans: {right} of {found_} found are right, of {wanted_} wanted; speakers told: {said} of {told} right")  # noqa: T201
    print(f"  dates, quotations and milestones: {cost():.2f} ms CPU for 600 words")  # noqa: T201


def cost() -> float:
    """Milliseconds for 600 words of the demo's English articles, the best of five."""
    known, texts = catalogue.load(), []
    for path in demo_articles():
        content = path.read_text(encoding="utf-8")
        if "language: en" in content:
            body = content.partition("---\n")[2].partition("---\n")[2]
            texts.append((body, language.sentences(body, "en"), actors.recognise(body, known)))
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        for body, sentences, mentions in texts:
            dates = when.find(body, on=ON)
            quotations(body, sentences, mentions, known, on=ON)
            milestones(body, sentences, dates, on=ON)
        best = min(best, time.process_time() - began)
    return best * 1000 * 600 / sum(len(body.split()) for body, _, _ in texts)
