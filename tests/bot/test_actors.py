"""Recognising actors: measured on a gold set, and held to what must be true of any text whatever."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actors import recognise
from bot.catalogue import load
from storage.models import Mention

GOLD = Path(__file__).parent / "gold_actors.toml"
LINK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
PRECISION, RECALL = 0.97, 0.90


class Text(NamedTuple):
    text: str
    language: str
    on: date | None
    wanted: tuple[tuple[int, int, str], ...]
    allowed: tuple[tuple[int, int, str], ...]


def parse(line: str, language: str) -> Text:
    on = None
    if re.match(r"\d{4}-\d\d-\d\d: ", line):
        on, line = date.fromisoformat(line[:10]), line[12:]
    text, links, at = "", [], 0
    for match in LINK.finditer(line):
        text += line[at : match.start()]
        links.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    text += line[at:]
    wanted = tuple(link for link in links if not link[2].endswith("?"))
    allowed = tuple((start, end, actor[:-1]) for start, end, actor in links if actor.endswith("?"))
    return Text(text, language, on, wanted, allowed)


def gold() -> list[Text]:
    lists = tomllib.loads(GOLD.read_text())
    return [parse(line, language) for language, lines in lists.items() for line in lines]


def named(text: str, language: str = "en", on: date | None = None) -> dict[str, str]:
    """Surface → actor of the sure mentions."""
    mentions = recognise(text, load(), language=language, on=on)
    return {mention.surface: mention.actor for mention in mentions if mention.sure}


def meets(link: tuple[int, int, str], others: tuple[tuple[int, int, str], ...]) -> bool:
    return any(link[2] == actor and link[0] < end and start < link[1] for start, end, actor in others)


def test_precision_and_recall_on_the_gold_set() -> None:
    right = wrong = missed = 0
    report = []
    for text in gold():
        mentions = recognise(text.text, load(), language=text.language, on=text.on)
        found = tuple((mention.start, mention.end, mention.actor) for mention in mentions if mention.sure)
        misses = [link for link in text.wanted if not meets(link, found)]
        errors = [link for link in found if not meets(link, text.wanted + text.allowed)]
        right += len(text.wanted) - len(misses)
        wrong += len(errors)
        missed += len(misses)
        for word, links in (("missed", misses), ("wrong", errors)):
            report.extend(f"{word} {text.text[start:end]!r} as {actor} in: {text.text}" for start, end, actor in links)
    precision, recall = right / (right + wrong), right / (right + missed)
    message = f"precision {precision:.3f}, recall {recall:.3f}\n" + "\n".join(report)
    assert precision >= PRECISION, message
    assert recall >= RECALL, message


def test_the_gold_set_is_large_and_names_only_actors_of_the_catalogue() -> None:
    texts = gold()
    assert len(texts) >= 150
    assert {text.language for text in texts} == {"en", "fr", "de"}
    assert {link[2] for text in texts for link in text.wanted + text.allowed} <= set(load().actors)


def test_an_acronym_defined_in_the_text_is_bound_for_all_of_it() -> None:
    text = "The Southern Animal Fund for Europe (SAFE) met. SAFE loans worth EUR 2 billion were a joke about SAFE."
    assert "SAFE" not in named(text)
    text = "SAFE opens in June. Security Action for Europe (SAFE) lends EUR 150 billion."
    assert [m.actor for m in recognise(text, load()) if m.surface == "SAFE"] == ["safe", "safe"]


def test_a_party_in_brackets_defines_nothing() -> None:
    text = "Sven Mikser (S&D): Madam President. Thijs Reuten (S&D): the European Parliament agrees."
    assert set(named(text).values()) == {"sven-mikser", "thijs-reuten", "sd-group", "european-parliament"}


@pytest.mark.parametrize(
    ("on", "holder"),
    [
        (date(2023, 5, 1), "josep-borrell"),
        (date(2025, 5, 1), "kaja-kallas"),
        (date(2024, 12, 1), "kaja-kallas"),
        (date(2001, 1, 1), "high-representative"),
        (None, "high-representative"),
    ],
)
def test_an_office_is_whoever_held_it_that_day(on: date | None, holder: str) -> None:
    assert named("The High Representative will chair the meeting.", on=on) == {"High Representative": holder}


def test_a_former_holder_is_not_the_present_one() -> None:
    text = "A former High Representative was there, and the High Representative Federica Mogherini once said so."
    actors = [mention.actor for mention in recognise(text, load(), on=date(2025, 5, 1))]
    assert actors == ["high-representative", "federica-mogherini", "federica-mogherini"]


def test_a_surname_needs_its_full_name_a_title_or_its_circle() -> None:
    assert "Weber" not in named("Weber lost the race.")
    assert named("Manfred Weber spoke. Weber was cheered.")["Weber"] == "manfred-weber"
    assert named("Commissioner Kos went to the meeting.") == {"Commissioner Kos": "marta-kos"}
    assert named("Chancellor Merz left.") == {"Merz": "friedrich-merz"}
    assert named("Commissioner Merz left.") == {}


def test_unsure_readings_are_marked_not_hidden_among_the_sure() -> None:
    mentions = recognise("Korean officials met Americans.", load())
    assert all(not mention.sure for mention in mentions)


def test_a_soft_line_break_and_odd_spaces_do_not_break_a_name() -> None:
    text = "The European\nCommission and Kaja\u00a0Kallas met the UK‑based team at BAE\u202fSystems."
    assert set(named(text).values()) == {"european-commission", "kaja-kallas", "united-kingdom", "bae-systems"}
    assert "European\n\nCommission" not in named("It is European\n\nCommission work is done by others.")


def test_possessives_and_genitives() -> None:
    assert named("Japan's and Japan’s ministers") == {"Japan": "japan"}
    assert named("Japans Regierung und Scholz’ Amt", "de") == {"Japans": "japan", "Scholz": "olaf-scholz"}
    assert named("Five F-35s landed.") == {"F-35s": "f-35"}


def test_addresses_are_no_names() -> None:
    assert named("Write to press@NATO.int or see https://www.nato.int/Ukraine/page today.") == {}


NAMES = st.sampled_from([name for actor in load().actors.values() for name in (*actor.aliases, *actor.ambiguous)])
GLUE = st.sampled_from([" ", ", ", ". ", "\n\n", "'s ", " (", ") ", "-", " and ", " in ", " said ", "’", "\u00a0", ""])
PATCHWORK = st.lists(st.one_of(NAMES, GLUE, st.text(max_size=6)), max_size=30).map("".join)


def check(text: str, mentions: list[Mention]) -> None:
    end = 0
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.start >= end
        assert mention.surface
        assert mention.actor in load().actors
        end = mention.end


@given(st.text(max_size=300), st.sampled_from(["en", "fr", "de", "und"]))
def test_any_text_at_all_is_read(text: str, language: str) -> None:
    check(text, recognise(text, load(), language=language, on=date(2025, 1, 1)))


@given(PATCHWORK, st.sampled_from(["en", "fr", "de"]), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_spans_are_exact_and_apart_whatever_stands_beside_a_name(text: str, language: str, on: date) -> None:
    mentions = recognise(text, load(), language=language, on=on)
    check(text, mentions)
    assert recognise(text, load(), language=language, on=on) == mentions


def test_an_apposition_names_the_office_of_whom_a_common_surname_means() -> None:
    assert named("Costa, the former prime minister of Portugal, met the press.")["Costa"] == "antonio-costa"
    assert "Michel" not in named("Michel, president of the tennis club, spoke of NATO.")


def test_a_stop_without_a_space_ends_a_sentence_and_is_no_address() -> None:
    assert named("It stays within the framework of the UN Security Council.In this respect, talks go on.")
    assert named("See www.europa.eu and Council.in for more.") == {}
