"""The weights of `bot.answers.weighing` fitted to the questions of the corpus; prints them, changes nothing.

For each question the choice is among its sentences and saying nothing (score 0): the likelihood of the right ones
grows, with a small pull towards 0. Asked for by name only: `python -m tests.bench fitting`.
"""

import asyncio
import tempfile
from pathlib import Path

import numpy as np

from bot import catalogue, followups, retrieve
from bot.answers import weighing
from bot.answers.sentences import may
from bot.desk import Desk
from storage.models import EVERYONE, Turn
from tests.bench.answers import NOW, demo_archive, questions, right

PULL = 0.003
STEPS = 1500
RATE = 0.05

Choice = tuple[np.ndarray, np.ndarray]
"""The signs of saying nothing and of each sentence, a row each; and which rows are right."""


async def choices() -> list[Choice]:
    """What is to be chosen among, for each question whose answer was found at all."""
    found: list[Choice] = []
    known = catalogue.load()
    with tempfile.TemporaryDirectory() as folder:
        database = await demo_archive(Path(folder) / "demo.db")
        desk = Desk(database, known, lambda: NOW)
        for thread in questions():
            history: tuple[Turn, ...] = ()
            for item in thread:
                done = followups.complete(item["question"], history, known, today=NOW.date())
                also = history[-1].cited if done.leaning and history else ()
                evidence = await retrieve.gather(
                    database, EVERYONE, done.question, catalogue=known, as_of=NOW.date(), also=also
                )
                _, turn = await desk.answer(EVERYONE, item["question"], history=history)
                history = (*history, turn)
                scored = [
                    one for one in weighing.rank(done.question, evidence) if one.named and may(done.question, one)
                ]
                answers = [item["answerable"] and right(item, [one.passage.text]) for one in scored]
                if not scored or done.question.advice or (item["answerable"] and not any(answers)):
                    continue
                signs = np.array([[one.signs[sign] for sign in weighing.WEIGHTS] for one in scored])
                rows = np.vstack([np.zeros(len(weighing.WEIGHTS)), signs])
                found.append((rows, np.array([not any(answers), *answers])))
        await database.close()
    return found


def fit(found: list[Choice]) -> np.ndarray:
    """The weights, by Adam; the threshold (`silence`) is not pulled."""
    pulled = np.array([sign != "silence" for sign in weighing.WEIGHTS])
    weights = np.array(list(weighing.WEIGHTS.values()))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = sum((_slope(rows, answers, weights) for rows, answers in found), np.zeros_like(weights)) / len(found)
        slope += PULL * weights * pulled
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def _slope(rows: np.ndarray, answers: np.ndarray, weights: np.ndarray) -> np.ndarray:
    scores = rows @ weights
    likely = np.exp(scores - scores.max())
    likely /= likely.sum()
    among = likely * answers
    return rows.T @ (likely - among / among.sum())


def main(verbose: bool) -> None:
    """Print the weights as they would stand in the module."""
    del verbose
    for sign, weight in zip(weighing.WEIGHTS, fit(asyncio.run(choices())), strict=True):
        print(f'    "{sign}": {weight:.2f},')  # noqa: T201
