"""How well questions over the demo archive are answered: right sentence first, right refusals, beside plain BM25."""

import asyncio
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot import archive, catalogue
from bot.demo import articles as demo_articles
from bot.desk import Desk
from bot.incoming.drafting import digest
from bot.incoming.ingest import ingest
from bot.incoming.inputs import expand
from bot.records import Answer
from bot.vectors.encoder import Model, installed
from bot.vectors.filling import Filling
from bot.vectors.finding import Finder
from storage import articles, search
from storage.database import Database
from storage.models import EVERYONE, Audience, Turn
from tests.bench import citations

CORPUS = Path(__file__).parent.parent / "corpus"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

Item = dict[str, Any]


def questions(name: str = "questions") -> Iterator[list[Item]]:
    """Each thread of questions; a single question is a thread of one. `fresh` are those put later, reported apart."""
    corpus = tomllib.loads((CORPUS / f"{name}.toml").read_text(encoding="utf-8"))
    for question in corpus["question"]:
        yield [question]
    for thread in corpus["thread"]:
        yield sorted(thread["question"], key=lambda item: item.get("order", 0))


async def demo_archive(path: Path) -> Database:
    """The demo archive in a new file."""

    async def run(raw: Any, audience: Audience, at: datetime) -> Any:
        return digest(raw, audience, at)

    async def fetch(url: str) -> Any:
        raise AssertionError(url)

    database = await archive.opened(path, catalogue.load())
    inputs = expand([str(file) for file in demo_articles()], fetch=fetch, standard_input=bytes)
    async for one in ingest(inputs, database, audience=EVERYONE, now=lambda: NOW, run=run):
        assert one.outcome == "added", one
    return database


def right(item: Item, texts: list[str]) -> bool:
    """Whether one of these sentences holds what the answer must hold."""
    return any(wanted in text for text in texts for wanted in item["answer_contains"])


async def plainly(database: Database, item: Item) -> list[str]:
    """The baseline: the first sentences of the article that BM25 puts first, for any question."""
    counts, total = await database.read(search.frequencies, EVERYONE, words=item["question"].split())
    found = await database.read(search.articles, EVERYONE, words=search.rare(counts, total), limit=1)
    passages = await database.read(articles.passages, EVERYONE, articles=found)
    return [passage.text for passage in passages[:3]]


def judge(item: Item, answer: Answer) -> str:
    """What became of a question."""
    texts = [sentence.text for sentence in answer.sentences]
    if not item["answerable"]:
        return "rightly refused" if answer.outcome == "refused" else "WRONGLY ANSWERED"
    if answer.outcome == "refused":
        return "WRONGLY REFUSED"
    if right(item, texts[:1]):
        return "right first"
    return "right in three" if right(item, texts) else "WRONG"


async def measure(*, verbose: bool, name: str = "questions", model: Model | None = None) -> Counter[str]:
    """Ask everything, and count; with an encoder's help, if one is given."""
    with tempfile.TemporaryDirectory() as folder:
        database = await demo_archive(Path(folder) / "demo.db")
        finder = Finder(database, model) if model is not None else None
        if finder is not None:
            filling = Filling(finder)
            while await filling.once():
                pass
        try:
            desk = Desk(database, catalogue.load(), lambda: NOW, finder=finder)
            return await asked(desk, questions(name), verbose=verbose)
        finally:
            if finder is not None:
                await finder.close()
            await database.close()


async def asked(desk: Desk, threads: Iterable[list[Item]], *, verbose: bool) -> Counter[str]:
    """What became of the questions, in all and by language."""
    counts: Counter[str] = Counter()
    for thread in threads:
        history: tuple[Turn, ...] = ()
        for item in thread:
            answer, turn = await desk.answer(EVERYONE, item["question"], history=history)
            history = (*history, turn)
            verdict = judge(item, answer)
            counts[verdict] += 1
            counts["answerable" if item["answerable"] else "unanswerable"] += 1
            if item["answerable"] and answer.outcome == "answered":
                counts += citations.counted(answer, item["article"], verbose=verbose)
            if item["answerable"]:
                foreign = item["language"] != "en"
                counts["foreign"] += foreign
                counts["foreign right"] += foreign and verdict == "right first"
                counts["baseline right in three"] += right(item, await plainly(desk.database, item))
            if verbose and verdict.isupper():
                said = answer.sentences[0].text if answer.sentences else answer.reason
                print(f"{verdict}: {item['question']}\n   {answer.understood}\n   → {said}")  # noqa: T201
    return counts


def main(verbose: bool) -> None:
    """Print the table; where an encoder is installed, once without it and once with it."""
    table(asyncio.run(measure(verbose=verbose)))
    print("questions reported apart")  # noqa: T201
    table(asyncio.run(measure(verbose=verbose, name="fresh")))
    if (model := installed()) is not None:
        print(f"the same, and articles found by {model.name}")  # noqa: T201
        table(asyncio.run(measure(verbose=verbose, model=model)))


def table(counts: Counter[str]) -> None:
    """Print what was counted."""
    answerable, unanswerable = counts["answerable"], counts["unanswerable"]
    for name, count, of in (
        ("right sentence first", counts["right first"], answerable),
        ("  in French or German", counts["foreign right"], counts["foreign"]),
        ("right in the first three", counts["right first"] + counts["right in three"], answerable),
        ("  plain BM25, first three sentences", counts["baseline right in three"], answerable),
        ("wrongly refused", counts["WRONGLY REFUSED"], answerable),
        ("rightly refused", counts["rightly refused"], unanswerable),
        ("citation precision", counts["citations that bear out"], counts["citations"]),
        ("citation recall", counts["lines supported"], counts["lines"]),
        ("  of lines with labels of ours", counts["ours supported"], counts["ours"]),
        ("  first line cites a gold article", counts["first gold"], counts["first"]),
    ):
        print(f"{name:40} {count:4} of {of:4}  {count / of:.2f}")  # noqa: T201
