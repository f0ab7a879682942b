"""The weights of `bot.answers.weighing` fitted to the questions of the corpus; prints them, changes nothing.

For each question the choice is among its sentences and saying nothing (score 0): the likelihood of the right ones
grows, with a small pull towards 0. What the weights are worth is told by questions that they were not fitted to: each
fifth of the threads is answered with the weights fitted to the others. Asked for by name only: `python -m tests.bench
fitting`.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot import catalogue
from bot.answers import Evidence, offices, steps, weighing
from bot.answers.sentences import choose, may
from bot.answers.weighing import Scored
from bot.asking import followups
from bot.asking.questions import Question
from bot.desk import Desk
from bot.talk import retrieve
from storage.models import EVERYONE, Turn
from tests.bench.answers import NOW, Item, demo_archive, questions, right

PULL = 0.003
STEPS = 500
RATE = 0.05
FOLDS = 5

SIGNS = tuple(weighing.WEIGHTS)


class Put(NamedTuple):
    """A question as it was put, with the sentences found for it; of `thread`, which is in one fold as a whole."""

    thread: int
    item: Item
    question: Question
    evidence: Evidence
    ranked: Sequence[Scored]
    elsewhere: Sequence[str] | None  # what another strategy answers, whatever the weights

    @property
    def may(self) -> list[Scored]:
        """The sentences that the weights choose among."""
        return [one for one in self.ranked if one.named and may(self.question, one)]

    def verdict(self, weights: np.ndarray) -> str:
        """What becomes of it with these weights."""
        shown = self.elsewhere
        if shown is None:
            told = [
                one.model_copy(update={"score": float(_row(one) @ weights)}) if one.signs else one
                for one in self.ranked
            ]
            shown = [passage.text for passage in choose(self.question, self.evidence, told).passages]
        if not self.item["answerable"]:
            return "wrongly answered" if shown else "rightly refused"
        if not shown:
            return "wrongly refused"
        return (
            "right first" if right(self.item, list(shown[:1])) else "in three" if right(self.item, list(shown)) else ""
        )


async def put() -> list[Put]:
    """Every question of the corpus with what is found for it, but those that ask for the sources alone."""
    found: list[Put] = []
    known = catalogue.load()
    with tempfile.TemporaryDirectory() as folder:
        database = await demo_archive(Path(folder) / "demo.db")
        desk = Desk(database, known, lambda: NOW)
        for number, thread in enumerate(questions()):
            history: tuple[Turn, ...] = ()
            for item in thread:
                done = followups.complete(item["question"], history, known, today=NOW.date())
                also = history[-1].cited if done.leaning and history else ()
                evidence = await retrieve.gather(
                    database, EVERYONE, done.question, catalogue=known, as_of=NOW.date(), also=also
                )
                _, turn = await desk.answer(EVERYONE, item["question"], history=history)
                history = (*history, turn)
                other = offices.find(done.question, evidence) or steps.find(done.question, evidence)
                elsewhere = [passage.text for passage in other.passages] if other else None
                ranked = weighing.rank(done.question, evidence)
                if not done.sources_only:
                    found.append(Put(number, item, done.question, evidence, ranked, elsewhere))
        await database.close()
    return found


def _row(one: Scored) -> np.ndarray:
    return np.array([one.signs[sign] for sign in SIGNS])


def fit(found: Sequence[Put]) -> np.ndarray:
    """The weights, by Adam; the threshold (`silence`) is not pulled."""
    choices = []
    for one in found:
        answers = [one.item["answerable"] and right(one.item, [each.passage.text]) for each in one.may]
        decided = one.elsewhere is not None or one.evidence.missing or one.evidence.apart or one.question.advice
        if one.may and not decided and (any(answers) or not one.item["answerable"]):
            rows = np.vstack([np.zeros(len(SIGNS)), *(_row(each) for each in one.may)])
            choices.append((rows, np.array([not any(answers), *answers])))
    pulled = np.array([sign != "silence" for sign in SIGNS])
    weights = np.array(list(weighing.WEIGHTS.values()))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = sum((_slope(rows, answers, weights) for rows, answers in choices), np.zeros_like(weights))
        slope = slope / len(choices) + PULL * weights * pulled
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def _slope(rows: np.ndarray, answers: np.ndarray, weights: np.ndarray) -> np.ndarray:
    scores = rows @ weights
    likely = np.exp(scores - scores.max())
    likely /= likely.sum()
    among = likely * answers
    return np.asarray(rows.T @ (likely - among / among.sum()))


def crossed(found: Sequence[Put]) -> Counter[str]:
    """The verdicts, each by weights fitted to other threads."""
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = fit([one for one in found if one.thread % FOLDS != fold])
        for one in found:
            if one.thread % FOLDS == fold:
                counts[one.verdict(weights)] += 1
                counts["answerable" if one.item["answerable"] else "unanswerable"] += 1
    return counts


def main(verbose: bool) -> None:
    """Print the weights as they would stand in the module, and what others are worth by questions they do not know."""
    del verbose
    found = asyncio.run(put())
    for sign, weight in zip(SIGNS, fit(found), strict=True):
        print(f'    "{sign}": {weight:.2f},')  # noqa: T201
    counts = crossed(found)
    answerable, unanswerable = counts["answerable"], counts["unanswerable"]
    for name, count, of in (
        ("right sentence first", counts["right first"], answerable),
        ("right in the first three", counts["right first"] + counts["in three"], answerable),
        ("wrongly refused", counts["wrongly refused"], answerable),
        ("rightly refused", counts["rightly refused"], unanswerable),
    ):
        print(f"cross-validated, {name:30} {count:4} of {of:4}  {count / of:.2f}")  # noqa: T201
