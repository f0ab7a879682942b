"""A sentence that only the one before explains is quoted with it, as it stands in the article."""

from pathlib import Path

import pytest

from bot.desk import Desk
from bot.records import Answer
from storage import articles
from storage.models import EVERYONE
from tests.bot.making import KNOWN, NOW, article, keep, opened

SIGNED = "The European Union and Ghana signed a security and defence partnership in Accra on Tuesday."
FIRST = "It is the first that the Union has concluded with an African state."
QUESTION = "With which African state did the Union first conclude a partnership?"


async def ask(path: Path, body: str, question: str = QUESTION) -> Answer:
    database = await opened(path / "archive.db")
    try:
        await keep(database, article("Partnership signed", body, day="2026-03-24", url="https://one.example/1"))
        answer, _ = await Desk(database, KNOWN, lambda: NOW).answer(EVERYONE, question)
        for sentence in answer.sentences:
            (cited,) = sentence.citations
            stored = await database.read(articles.get, EVERYONE, article=cited.article)
            assert stored is not None and stored.text[cited.start : cited.end] == sentence.text
        return answer
    finally:
        await database.close()


async def test_it_is_explained_by_the_sentence_before(tmp_path: Path) -> None:
    answer = await ask(tmp_path, f"{SIGNED} {FIRST} Officers of both sides will meet twice a year.")
    assert f"{SIGNED} {FIRST}" in [one.text for one in answer.sentences]
    assert SIGNED not in [one.text for one in answer.sentences], "it is shown once"


@pytest.mark.parametrize(
    "body",
    [
        f"{SIGNED}\n\n{FIRST} Officers of both sides will meet twice a year.",
        f"{SIGNED[:-1]}, {'after a long day of talks on a great many things, ' * 9}it said. {FIRST}",
    ],
    ids=["another paragraph", "too long to be read"],
)
async def test_nothing_is_joined_across_a_paragraph_or_beyond_reading(tmp_path: Path, body: str) -> None:
    answer = await ask(tmp_path, body)
    assert all(not one.text.endswith(f" {FIRST}") for one in answer.sentences)


async def test_a_sentence_that_stands_alone_stays_alone(tmp_path: Path) -> None:
    answer = await ask(tmp_path, f"Talks took a year. {SIGNED}", "Where did Ghana sign its partnership with the EU?")
    assert [one.text for one in answer.sentences][:1] == [SIGNED]
