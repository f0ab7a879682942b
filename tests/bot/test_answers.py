"""What counts as an answer, and what does not: the traps that were met while reading answers by hand."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot import archive, catalogue
from bot.desk import Desk
from bot.incoming.drafting import digest
from bot.incoming.ingest import ingest
from bot.reading import Raw
from bot.records import Answer
from storage.models import EVERYONE, Audience

ARTICLES = {
    "japan.txt": """date 2024-03-21
Union seeks a pact with Tokyo
Amidst concerns over China and North Korea, Japan has been proactive in bolstering its defence ties, including the
development of new fighter jets in collaboration with the UK and Italy. The European Union hopes for a closer pact.
""",
    "debate.txt": """date 2025-03-11
Debate on the future of European defence
Adam Bielan (ECR): Madam President, for too long the Commission has neglected the defence industry.

The joint resolution before us is a concern. Europe should strengthen ties with states like the UK, Canada, Brazil,
India and Japan.

Ursula von der Leyen,: We offer loans of EUR 150 billion. This is why we have chosen the procedure under Article 122.

Hannah Neumann (Verts/ALE): Madam President, we support the joint resolution.

Ireland will not join NATO, but we must ensure that others can defend themselves.
""",
    "loans.txt": """date 2025-09-09
Commission divides SAFE loans
Poland comes first with EUR 43.7 billion, almost a third of the total. Romania follows at some distance.
It is still to be told when the money flows.
The Council cleared the first four plans of SAFE on Monday. They are those of Estonia, Finland, Latvia and Spain.
The mission of EUMAM was extended by two years of training for Ukrainian soldiers.
""",
    "minister.txt": """date 2022-05-10
German defence minister visits Vilnius
German Defence Minister Christine Lambrecht said in Vilnius on Tuesday that Germany would send more troops.
""",
    "drones.txt": """date 2025-09-12
Alliance reinforces its flank
The decision comes two days after Russian drones entered Polish airspace. On 10 September 2025 drones fell in Lublin.
""",
    "spending.txt": """date 2025-09-02
Union counts what its armed forces cost
A total of EUR 343 billion was spent on defence by member states of the European Union in 2024.
A proposal would add EUR 1.5 billion from the budget of the European Union for the defence industry.
""",
}


@pytest.fixture
async def ask(tmp_path: Path, clock: Callable[[], datetime]) -> AsyncIterator[Callable[..., object]]:
    """A desk upon the articles above; `await ask(question)` is its answer."""
    known = catalogue.load()
    database = await archive.opened(tmp_path / "archive.db", known)

    async def inputs() -> AsyncIterator[tuple[str, Raw]]:
        for name, text in ARTICLES.items():
            yield name, Raw(name=name, content=text.encode())

    async def run(raw: Raw, audience: Audience, at: datetime) -> object:
        return digest(raw, audience, at)

    async for one in ingest(inputs(), database, audience=EVERYONE, now=clock, run=run):  # type: ignore[arg-type]
        assert one.outcome == "added", one
    desk = Desk(database, known, clock)

    async def asked(question: str) -> Answer:
        answer, _ = await desk.answer(EVERYONE, question)
        return answer

    yield asked
    await database.close()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who develops new fighter jets with Japan?", "in collaboration with the UK and Italy"),
        ("which countries build a fighter with japan", "in collaboration with the UK and Italy"),
        ("How much does Poland get from SAFE?", "EUR 43.7 billion"),
        ("What does Bielan think of the joint resolution?", "is a concern"),
        ("How much did EU countries spend on defence in 2024?", "EUR 343 billion was spent"),
        ("Whose SAFE plans did the Council clear?", "They are those of Estonia, Finland, Latvia and Spain."),
        ("Will Ireland become a NATO member?", "Ireland will not join NATO"),
        ("Why did the Commission choose Article 122?", "This is why we have chosen"),
        ("What does Neumann say of the joint resolution?", "we support"),
    ],
)
async def test_the_sentence_that_answers_comes_first(ask: Callable[..., object], question: str, said: str) -> None:
    answer: Answer = await ask(question)  # type: ignore[misc]
    assert answer.outcome == "answered", answer.reason
    assert said in " ".join(answer.sentences[0].text.split())


async def test_nothing_stands_beside_a_list_that_adds_nothing_to_it(ask: Callable[..., object]) -> None:
    answer: Answer = await ask("Whose SAFE plans did the Council clear?")  # type: ignore[misc]
    assert all("Estonia" in one.text for one in answer.sentences), [one.text for one in answer.sentences]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What did Brazil sign with Japan?", "a list that names both does not say what they signed"),
        ("What did the Union agree with South Korea?", "North Korea is not South Korea"),
        ("Why did Ireland join NATO?", "it did not"),
        ("How many Ukrainian soldiers did EUMAM train?", "two years are no number of soldiers"),
        ("How many drones entered Poland?", "two days are no number of drones, and 2025 is none"),
        ("How many drones fell in Lublin?", "a year is no number of drones"),
        ("How many countries get loans under SAFE?", "the share is no number of countries"),
        ("What can Romania borrow under SAFE?", "the amount is Poland's"),
        ("Who is the German defence minister?", "the one named has left office"),
        ("Should we support SAFE?", "that asks for advice"),
        ("What did Zembla sign with Japan?", "nobody names Zembla"),
        ("How much is lent, according to Bielan?", "another said so"),
    ],
)
async def test_what_does_not_answer_is_not_shown(ask: Callable[..., object], question: str, why: str) -> None:
    answer: Answer = await ask(question)  # type: ignore[misc]
    shown = [sentence.text for sentence in answer.sentences]
    if "Romania" in question:
        assert not any("43.7" in text for text in shown), why
        return
    assert answer.outcome == "refused", (why, shown)
    assert answer.reason.endswith(".")
    assert answer.coverage.articles == len(ARTICLES)
