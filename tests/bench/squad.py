"""SQuAD 2.0 outside our domain: is the sentence that holds the answer chosen, is what has none refused.

Its unanswerable questions are made to look answerable, in the words of their paragraph: a check of sentence choice
more than of refusals. The data is not ours and stays outside the project: a folder with `queries.json` and
`ground_truth.json`, as zc277584121/search-datasets has them, named by `--squad PATH`.
"""

import asyncio
import json
import tempfile
from collections import Counter
from pathlib import Path

from bot import archive, catalogue
from bot.desk import Desk
from bot.incoming.drafting import digest
from bot.incoming.ingest import ingest
from bot.incoming.inputs import expand
from bot.reading import Raw
from storage.models import EVERYONE, Audience
from tests.bench.answers import NOW


async def measure(folder: Path) -> Counter[str]:
    """Ask everything of an archive of all paragraphs, and count."""
    queries = json.loads((folder / "queries.json").read_text(encoding="utf-8"))["queries"]
    truth = json.loads((folder / "ground_truth.json").read_text(encoding="utf-8"))
    counts: Counter[str] = Counter()

    async def run(raw: Raw, audience: Audience, at: object) -> object:
        return digest(raw, audience, at)  # type: ignore[arg-type]

    texts = dict.fromkeys(query["context"] for query in queries)
    with tempfile.TemporaryDirectory() as place:
        paths = [_written(Path(place) / f"{number}.txt", text) for number, text in enumerate(texts)]
        known = catalogue.load()
        database = await archive.opened(Path(place) / "squad.db", known)
        inputs = expand(paths, fetch=None, standard_input=bytes)  # type: ignore[arg-type]
        async for _ in ingest(inputs, database, audience=EVERYONE, now=lambda: NOW, run=run):  # type: ignore[arg-type]
            pass
        desk = Desk(database, known, lambda: NOW)
        for query in queries:
            answer, _ = await desk.answer(EVERYONE, query["question"])
            wanted = [] if truth[query["id"]]["is_impossible"] else truth[query["id"]]["answers"]
            first = answer.sentences[0].text if answer.sentences else ""
            counts["answerable" if wanted else "unanswerable"] += 1
            counts["refused" if wanted else "rightly refused"] += not answer.sentences
            counts["right first"] += any(words in first for words in wanted)
            counts["right in three"] += any(words in one.text for one in answer.sentences for words in wanted)
        await database.close()
    return counts


def _written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def main(folder: Path) -> None:
    """Print the table."""
    counts = asyncio.run(measure(folder))
    for name, of in (
        ("right first", "answerable"), ("right in three", "answerable"), ("refused", "answerable"),
        ("rightly refused", "unanswerable"),
    ):  # fmt: skip
        print(f"SQuAD, {name:33} {counts[name]:4} of {counts[of]:4}  {counts[name] / counts[of]:.2f}")  # noqa: T201
