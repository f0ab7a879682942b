"""`antici ask`, `chat`, `latest`, `actor`, `summary`, `sources`: what scripts rely on, and what a person is told."""

import pytest

from bot.demo import articles
from tests.bot.documents import pdf
from tests.shell.antici import COVERAGE, JETS, Antici


def test_ask_prints_one_object_with_the_sentence_and_its_citation(filled: Antici) -> None:
    (answer,) = filled.lines("ask", "Who develops new fighter jets with Japan?")
    assert (answer["outcome"], answer["reason"]) == ("answered", "")
    sentence = answer["sentences"][0]
    assert set(sentence) == {"text", "verbatim", "citations"}
    assert (sentence["text"], sentence["verbatim"]) == (JETS, True)
    (citation,) = sentence["citations"]
    assert set(citation) >= {"article", "title", "publisher", "published_at", "url", "start", "end"}
    assert (citation["title"], citation["published_at"], citation["url"]) == (
        "EU seeks pact with Japan",
        "2024-03-21",
        None,
    )
    assert citation["end"] - citation["start"] == len(JETS)
    assert set(answer["coverage"]) == COVERAGE
    assert (answer["coverage"]["first"], answer["coverage"]["last"]) == ("2024-03-21", "2026-09-01")


def test_ask_refuses_with_a_reason_and_the_coverage(filled: Antici) -> None:
    (answer,) = filled.lines("ask", "What", "did", "Brazil", "sign", "with", "Japan?")
    assert (answer["outcome"], answer["sentences"]) == ("refused", [])
    assert "Brazil" in answer["reason"]
    assert answer["coverage"]["articles"] == 2


def test_a_refusal_to_a_person_says_what_was_looked_at(filled: Antici) -> None:
    result = filled("ask", "What did Brazil sign with Japan?")
    assert result.exit_code == 0
    assert "Nothing I hold names Brazil." in result.stdout
    assert "Looked at 2 articles from 2 publishers, 21 March 2024 – 1 September 2026" in result.stdout


def test_chat_answers_a_thread_line_by_line(filled: Antici) -> None:
    typed = "Who develops new fighter jets with Japan?\n\nAnd Brazil?\nWhat did Japan sign with Canada?\n"
    first, second, third = filled.lines("chat", typed=typed)
    assert first["sentences"][0]["text"] == JETS
    assert (second["outcome"], second["understood"]) == ("refused", "Who develops new fighter jets with Brazil?")
    assert third["outcome"] == "answered"
    assert all(set(answer["coverage"]) == COVERAGE for answer in (first, second, third))


def test_what_a_terminal_cannot_decode_is_still_a_question(filled: Antici) -> None:
    (answer,) = filled.lines("chat", typed=b"caf\xe9 \xff Japan?\n")
    assert answer["outcome"] in ("answered", "refused")
    (answer,) = filled.lines("ask", "caf\udce9 Brazil?")
    assert "Brazil" in answer["reason"]


def test_as_of_a_day_nothing_later_is_known(filled: Antici) -> None:
    question = "What did Japan sign with Canada?"
    assert filled.lines("ask", question)[0]["outcome"] == "answered"
    (early,) = filled.lines("ask", question, "--as-of", "2024-12-31")
    assert (early["outcome"], early["as_of"], early["coverage"]["articles"]) == ("refused", "2024-12-31", 1)
    (latest,) = filled.lines("latest", "--as-of", "2024-12-31")
    assert [line["headline"] for line in latest["lines"]] == ["EU seeks pact with Japan"]


def test_offices_are_those_of_the_day(filled: Antici) -> None:
    (profile,) = filled.lines("actor", "High", "Representative", "on", "2023-05-01")
    assert [one["name"] for one in profile["holders"]] == ["Josep Borrell"]
    shown = filled("actor", "High Representative", "--as-of", "2025-03-01").stdout
    assert "Kaja Kallas" in shown
    assert "catalogue, as of 1 March 2025" in shown


def test_latest_comes_in_pages(antici: Antici) -> None:
    places = ["Norway", "Chile", "India", "Greece", "Poland", "Brazil"]
    for number, place in enumerate(places):
        antici.write(f"{number}.txt", f"date 2026-05-1{number}\nNavy of {place}\n\nA frigate of {place} left port.\n")
    antici.lines("ingest", *(str(antici.folder / f"{number}.txt") for number in range(len(places))))
    (first,) = antici.lines("latest")
    assert (first["total"], first["following"], len(first["lines"])) == (6, 5, 5)
    (second,) = antici.lines("latest", "--offset", "5")
    assert [line["headline"] for line in second["lines"]] == ["Navy of Norway"]
    assert "--offset 5" in antici("latest").stdout


def test_summary_by_number_and_length(filled: Antici) -> None:
    (summary,) = filled.lines("summary", "1", "long")
    assert (summary["kind"], summary["subject"], summary["size"]) == ("article", "EU seeks pact with Japan", "long")
    assert JETS in [sentence["text"] for sentence in summary["sentences"]]


def test_sources_name_every_publisher(filled: Antici) -> None:
    (sources,) = filled.lines("sources")
    assert {line["name"] for line in sources["lines"]} == {"The Fictional Courier", "publisher not stated"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["actor"], "Usage: /actor"),
        (["summary"], "Usage: /summary"),
        (["actor", "Jpan"], "Japan (japan)"),
        (["latest", "xyzzy"], "xyzzy"),
        (["latest", "since", "2026-13-01"], "since 2026-13-01"),
        (["summary", "99"], "no article 99"),
        (["actor", "Japan", "on", "2025-02-30"], "2025-02-30"),
        (["latest", "--as-of", "yesterday"], "--as-of"),
        (["latest", "--offset", "-1"], "--offset"),
        (["ask"], "QUESTION"),
        (["run"], "SLACK_BOT_TOKEN"),
    ],
)
def test_a_slip_is_answered_with_what_would_be_right(filled: Antici, words: list[str], told: str) -> None:
    result = filled(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_the_last_day_of_the_calendar_is_a_day(filled: Antici) -> None:
    assert filled.lines("latest", "--as-of", "9999-12-31")[0]["total"] == 2


def test_who_holds_an_office_on_a_day(antici: Antici) -> None:
    (line,) = antici.lines("who", "High Representative", "--as-of", "2023-05-01")
    assert line == {
        "actor": "josep-borrell", "name": "Josep Borrell", "office": "High Representative / Vice-President",
        "valid_from": "2019-12-01", "valid_to": "2024-11-30", "as_of": "2023-05-01", "checked": None,
    }  # fmt: skip
    (nobody,) = antici.lines("who", "German", "defence", "minister", "on", "1990-01-01")
    assert (nobody["actor"], nobody["as_of"]) == (None, "1990-01-01")
    assert "Nothing verified" in nobody["reason"]
    assert "Kaja Kallas" in antici("who", "High Representative", "--as-of", "2025-03-01").stdout


def test_a_sentence_of_a_pdf_is_cited_with_its_page(antici: Antici) -> None:
    first = ["Norway plans a harbour", "The plan of the harbour is two hundred pages long, and was written in Oslo."]
    second = ["The harbour of Narvik will cost 90 million euros, says the ministry of Norway."]
    antici.lines("ingest", antici.write("plan.pdf", pdf(first, second)))
    (answer,) = antici.lines("ask", "What will the harbour of Narvik cost?")
    assert answer["sentences"][0]["citations"][0]["page"] == 2
    assert ", p. 2, undated" in antici("ask", "What will the harbour of Narvik cost?").stdout.replace("\xa0", " ")


def test_the_report_tells_what_is_understood(filled: Antici) -> None:
    (report,) = filled.lines("report")
    assert report["totals"]["stories"] == 2 and report["coverage"]["articles"] == 2
    assert ("japan", 2) in [(one["id"], one["count"]) for one in report["counts"]["actors"]]
    assert "Newest developments" in filled("report").stdout


def test_nobody_quoted_is_said_in_words(filled: Antici) -> None:
    assert "No article I hold quotes Kaja Kallas on" in filled("quotes", "Kallas", "on", "sanctions").stdout


def test_the_next_page_is_asked_for_in_the_words_that_were_typed(filled: Antici) -> None:
    assert filled("ingest", *(str(path) for path in articles() if "partnership" in path.name)).exit_code == 0
    assert "More: antici latest EU since 2024 --offset 5" in filled("latest", "EU", "since", "2024").stdout


def test_a_text_is_read_with_what_it_states_quotes_and_foretells(antici: Antici) -> None:
    text = "EU and Japan signed a partnership. “We will not stop here,” Kaja Kallas said. It starts on 12 May 2026."
    read = antici("read", "-", "--date", "2026-03-02", typed=text).stdout
    assert "States: agreement-signed (signed): “EU and Japan signed a partnership" in read
    assert "Quotes: Kaja Kallas: “We will not stop here" in read
    assert "To come: 2026-05-12 (day)" in read
