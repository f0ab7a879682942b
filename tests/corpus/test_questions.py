"""The questions over the demo archive are fair: what they expect stands in the articles that they allow."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from bot.demo import articles

HERE = Path(__file__).parent
FITTED, FRESH = (tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8")) for name in ("questions", "fresh"))
HELD = {kind: FITTED[kind] + FRESH[kind] for kind in ("question", "thread")}
FOLLOW_UPS = [question for thread in HELD["thread"] for question in thread["question"][1:]]
QUESTIONS: list[dict[str, Any]] = HELD["question"] + [q for thread in HELD["thread"] for q in thread["question"]]
BODIES = {path.name: path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in articles()}


def test_there_are_enough_of_all_kinds() -> None:
    assert len(QUESTIONS) >= 150
    assert len(FOLLOW_UPS) >= 30
    assert sum(not question["answerable"] for question in QUESTIONS) >= 50
    languages = Counter(question["language"] for question in QUESTIONS)
    assert languages["fr"] + languages["de"] >= 20
    kinds = {question["kind"] for question in QUESTIONS}
    assert {"who", "what", "when", "how much", "where", "list", "yes-no", "status", "comparison", "why"} <= kinds


def test_nothing_is_asked_twice() -> None:
    """A follow-up may be put in several threads: "Where?" asks something else in each."""
    threads = [[question] for question in HELD["question"]] + [thread["question"] for thread in HELD["thread"]]
    asked = Counter((thread[0]["question"], question["question"]) for thread in threads for question in thread)
    assert not [question for question, times in asked.items() if times > 1]


def test_threads_are_in_order() -> None:
    for thread in HELD["thread"]:
        assert [question["order"] for question in thread["question"]] == list(range(1, len(thread["question"]) + 1))
        assert len(thread["question"]) >= 2


def test_every_article_that_may_be_cited_answers() -> None:
    for question in QUESTIONS:
        for name in question["article"]:
            assert any(words in BODIES[name] for words in question["answer_contains"]), (question["question"], name)


def test_every_alternative_stands_in_an_article_that_may_be_cited() -> None:
    for question in QUESTIONS:
        for words in question["answer_contains"]:
            assert any(words in BODIES[name] for name in question["article"]), (question["question"], words)


def test_only_answerable_questions_expect_an_answer() -> None:
    for question in QUESTIONS:
        assert bool(question["answer_contains"]) == bool(question["article"]) == question["answerable"]
        assert ("why" in question) != question["answerable"]


def test_questions_are_put_in_other_words_than_the_articles() -> None:
    told = " ".join(" ".join(body.split()) for body in BODIES.values()).casefold()
    for question in QUESTIONS:
        asked = question["question"].rstrip(" ?").casefold().split()
        runs = [" ".join(asked[i : i + 5]) for i in range(len(asked) - 4)]
        assert not [run for run in runs if run in told]
