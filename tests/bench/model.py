"""What a language model changes: are answers as right, and is what they say as well supported, with it as without.

The model is the one of ANTICI_MODEL, else the small one of `make model`. Support is counted by other means than those
that the product judges by: each figure, name and quotation shown is looked for in the text of the passages cited.

`--qags PATH` measures the support check alone, on QAGS's XSum part (W4ngatang/qags, `data/mturk_xsum.jsonl`): people's
judgements of machine summaries, each of which names no passage but its whole article.
"""

import asyncio
import json
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

from bot import catalogue
from bot.desk import Desk
from bot.language import words
from bot.model.support import judge
from bot.model.writer import Writer
from bot.records import Answer
from bot.settings import Settings, load
from storage.models import EVERYONE, Passage
from tests.bench.answers import NOW, demo_archive, questions, right
from tests.bot.model.small import installed, small_model
from tests.bot.model.test_attacks import stands

ASKED = 40
"""Questions asked, evenly from all: a small model takes seconds for each."""


@asynccontextmanager
async def _settings() -> AsyncIterator[Settings | None]:
    chosen = load()
    if chosen.model:
        yield chosen
    elif installed():
        async with small_model() as settings:
            yield settings
    else:
        yield None


def supported(answer: Answer, stored: dict[int, str]) -> tuple[int, int]:
    """Of the sentences shown, how many stand in what they cite."""
    count = 0
    for one in answer.sentences:
        cited = [stored[citation.article][citation.start : citation.end] for citation in one.citations]
        if one.verbatim:
            count += cited == [one.text]
            continue
        try:
            stands(one.text, cited)
        except AssertionError:
            continue
        count += 1
    return count, len(answer.sentences)


async def measure(*, verbose: bool) -> Counter[str] | None:
    """Ask each question with the model and without, and count."""
    counts: Counter[str] = Counter()
    known = catalogue.load()
    answerable = [thread[0] for thread in questions() if thread[0]["answerable"]]
    with tempfile.TemporaryDirectory() as folder:
        async with _settings() as settings:
            if settings is None:
                return None
            database = await demo_archive(Path(folder) / "demo.db")
            stored = dict(
                await database.read(lambda db: db.execute("select article_id, text from revision").fetchall())
            )
            writer = Writer(database, known, settings)
            without = Desk(database, known, lambda: NOW)
            asking = Desk(database, known, lambda: NOW, writer=writer)
            for item in answerable[:: max(1, len(answerable) // ASKED)]:
                for name, desk in (("without", without), ("with", asking)):
                    answer, _ = await desk.answer(EVERYONE, item["question"])
                    stand, shown = supported(answer, stored)
                    texts = [one.text for one in answer.sentences]
                    counts[f"{name}: stand"] += stand
                    counts[f"{name}: shown"] += shown
                    counts[f"{name}: asked"] += 1
                    counts[f"{name}: right first"] += right(item, texts[:1])
                    counts[f"{name}: right among all"] += right(item, texts)
                own = [one.text for one in answer.sentences if not one.verbatim]
                counts["in the model's words"] += len(own)
                counts[answer.note or "no note"] += 1
                if verbose:
                    print(f"{item['question']}\n   {answer.note}\n   {own}")  # noqa: T201
            await writer.close()
            await database.close()
    return counts


def qags(path: Path) -> None:
    """How well the check tells what people found supported from what they did not, and what it rejects."""
    known = catalogue.load()
    truth: list[bool] = []
    scores: list[float] = []
    plain: list[float] = []
    rejected: Counter[tuple[str, bool]] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for summary in row["summary_sentences"]:
            votes = [answer["response"] for answer in summary["responses"]]
            held = votes.count("yes") > votes.count("no")
            article, sentence = _tidy(row["article"]), _tidy(summary["sentence"])
            verdict = judge(sentence, [_passage(article)], known)
            truth.append(held)
            scores.append(verdict.score)
            plain.append(_pairs_in(sentence, article))
            rejected["figures, dates, names" if verdict.fault and not verdict.score else "else", held] += bool(
                verdict.fault
            )
    for name, values in (("support check", scores), ("word pairs in common", plain)):
        print(f"QAGS XSum, {len(truth)} sentences, {name}: AUC {auc(truth, values):.3f}")  # noqa: T201
    for kind in ("figures, dates, names", "else"):
        wrong, all_of_it = rejected[kind, False], rejected[kind, False] + rejected[kind, True]
        print(f"rejected for {kind}: {all_of_it}, {wrong / all_of_it:.2f} of them rightly")  # noqa: T201
    through = len(truth) - sum(rejected.values())
    held = sum(truth) - sum(count for (_, one), count in rejected.items() if one)
    print(f"let through: {through}, {held / through:.2f} of them supported; of all {sum(truth) / len(truth):.2f}")  # noqa: T201


def auc(truth: Sequence[bool], scores: Sequence[float]) -> float:
    """How often a supported sentence scores higher than one that is not; ties count half."""
    yes = [score for held, score in zip(truth, scores, strict=True) if held]
    no = [score for held, score in zip(truth, scores, strict=True) if not held]
    return sum((one > other) + 0.5 * (one == other) for one in yes for other in no) / (len(yes) * len(no))


def _pairs_in(sentence: str, article: str) -> float:
    mine, theirs = words(sentence), words(article)
    held = set(pairwise(theirs))
    pairs = list(pairwise(mine))
    return sum(pair in held for pair in pairs) / max(1, len(pairs))


def _tidy(text: str) -> str:
    """The data's own signs for quotation marks and brackets, as people write them."""
    for sign, usual in (("`` ", "“"), ("``", "“"), ("''", "”"), ("( ", "("), (" )", ")"), ("£ ", "£"), ("$ ", "$")):
        text = text.replace(sign, usual)
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _passage(text: str) -> Passage:
    return Passage(
        sentence=1, ordinal=0, article=1, revision=1, start=0, end=len(text), text=text, title="", url=None,
        publisher="", publisher_family="", language="en", published_at=None, demo=False,
    )  # fmt: skip


def main(verbose: bool) -> None:
    """Print the table."""
    counts = asyncio.run(measure(verbose=verbose))
    if counts is None:
        print("no model: set ANTICI_MODEL, or install the small one by make model")  # noqa: T201
        return
    for name in ("stand", "right first", "right among all"):
        of = "shown" if name == "stand" else "asked"
        for way in ("without", "with"):
            count, whole = counts[f"{way}: {name}"], counts[f"{way}: {of}"]
            print(f"{name:16} {way:8} {count:4} of {whole:4}  {count / whole:.2f}")  # noqa: T201
    own = counts["in the model's words"]
    print(f"sentences in the model's words: {own}")  # noqa: T201
    for note, count in counts.items():
        if note.endswith(".") or note == "no note":
            print(f"{count:4}  {note}")  # noqa: T201
