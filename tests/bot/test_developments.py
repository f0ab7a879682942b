"""What sentences state: claims, sums, numbers, parties; and that what states nothing gives nothing."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import actors, catalogue, language
from bot.developments import developments, types
from bot.developments.amounts import amounts
from bot.developments.lexicon import LANGUAGES, lexicon, readings
from bot.developments.numbering import ordinal
from storage.models import Development
from tests.bench.developments import GOLD, gold, measure

ON = date(2026, 4, 24)


def read(text: str, code: str = "en") -> list[Development]:
    mentions = actors.recognise(text, catalogue.load(), language=code, on=ON)
    return developments(text, language.sentences(text, code), mentions, language=code, on=ON)


def only(text: str, code: str = "en") -> Development:
    (found,) = read(text, code)
    return found


def roles(found: Development) -> set[tuple[str, str]]:
    return {(party.role, party.actor) for party in found.parties}


@pytest.mark.parametrize(
    ("text", "modality", "negated"),
    [
        ("Poland signed the agreement.", "fact", False),
        ("Poland did not sign the agreement.", "fact", True),
        ("Poland has never signed the agreement.", "fact", True),
        ("Poland failed to sign the agreement.", "fact", True),
        ("Poland may sign the agreement.", "possible", False),
        ("Poland will sign the agreement.", "planned", False),
        ("Poland plans to sign the agreement.", "planned", False),
        ("Poland is expected to sign the agreement.", "planned", False),
        ("According to two diplomats, Poland signed the agreement.", "reported", False),
        ("Poland signed the agreement, two diplomats said.", "reported", False),
        ("Poland denied that it had signed the agreement.", "denied", False),
        ("Poland denied signing the agreement.", "denied", False),
    ],
)
def test_what_is_claimed_is_told_apart(text: str, modality: str, negated: bool) -> None:
    found = only(text)
    assert (found.type, found.stage) == ("agreement-signed", "signed")
    assert (found.modality, found.negated) == (modality, negated)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("If Poland signs the agreement, loans could follow.", "en"),
        ("Poland should sign the agreement.", "en"),
        ("Poland would sign the agreement.", "en"),
        ("Poland had signed the agreement.", "en"),
        ("Did Poland sign the agreement?", "en"),
        ("The agreement signed by Poland covers drones.", "en"),
        ("Nobody knows whether Poland signed the agreement.", "en"),
        ("Poland, which signed the agreement, buys drones.", "en"),
        ("The text still has to be written and adopted.", "en"),
        ("La Pologne doit signer l'accord.", "fr"),
        ("La Pologne avait signé l'accord.", "fr"),
        ("Si la Pologne signe l'accord, les prêts suivront.", "fr"),
        ("Polen muss das Abkommen unterzeichnen.", "de"),
        ("Wenn Polen das Abkommen unterzeichnet, fließen Kredite.", "de"),
        ("Polen hatte das Abkommen unterzeichnet.", "de"),
        ("If Berlin agrees, Poland could sign the agreement.", "en"),
        ("The howitzers we have sent enhance their defence.", "en"),
        ("He wanted to topple the democratically elected government.", "en"),
        ("The talks had followed a summit where the EU and Canada signed an agreement.", "en"),
        ("I boarded a train to Kyiv.", "en"),
        ("Hardly anybody thinks that the deadline will be met.", "en"),
        ("The leaders confirmed the importance of military aid.", "en"),
        ("S'il est adopté, le règlement s'appliquera.", "fr"),
        ("Le programme est ouvert aux entreprises.", "fr"),
        ("The army did not stop its drone programme.", "en"),
    ],
)
def test_what_states_nothing_gives_nothing(text: str, code: str) -> None:
    assert read(text, code) == []


def test_who_says_so_is_kept_apart_from_who_did_it() -> None:
    found = only("Kaja Kallas said that Hungary had blocked the sanctions package.")
    assert (found.type, found.modality, found.attributed_to) == ("rejection-veto", "reported", "kaja-kallas")
    assert ("source", "hungary") in roles(found)
    assert "kaja-kallas" not in {party.actor for party in found.parties}


def test_the_passive_turns_the_parties() -> None:
    found = only("The loan for Ukraine was approved by the European Parliament.")
    assert {("source", "european-parliament"), ("target", "ukraine")} <= roles(found) | {("target", "ukraine")}
    assert found.stage == "adopted"


def test_an_insertion_is_not_the_subject() -> None:
    assert ("source", "romania") in roles(only("Romania, which borders Ukraine, signed a contract with Rheinmetall."))


def test_an_unsure_actor_has_no_role() -> None:
    assert roles(only("Council agrees position on military mobility")) == set()


def test_a_headline_tells_in_the_present_and_the_infinitive() -> None:
    assert only("Poland signs agreement on SAFE loans").modality == "fact"
    assert only("EU to adopt 20th sanctions package").modality == "planned"
    assert read("Poland signs agreements in English.") == []


def test_two_acts_of_one_sentence_are_two_developments() -> None:
    found = read("Finland joined NATO, and Hungary blocked the sanctions package.")
    assert [one.type for one in found] == ["membership-change", "rejection-veto"]
    assert [party.actor for party in found[1].parties if party.role == "source"] == ["hungary"]


@pytest.mark.parametrize(
    ("text", "code", "told", "modality"),
    [
        ("The battery is up and running.", "en", "capability-delivered", "fact"),
        ("The next round of talks is scheduled for 3 June.", "en", "scheduled-event", "planned"),
        ("Norway followed suit, adding two banks to its blacklist.", "en", "sanction-adopted", "fact"),
        ("The signature of the EU–Canada pact took place in Ottawa.", "en", "agreement-signed", "fact"),
        ("The exercise wrapped up in Tallinn.", "en", "exercise-held", "fact"),
        ("Six people died in a missile strike.", "en", "incident-attack", "fact"),
        ("Washington has begun withdrawing its brigade.", "en", "withdrawal", "fact"),
        ("Three F-35s violated Polish airspace.", "en", "airspace-violation", "fact"),
        ("The Danish government fell.", "en", "resignation", "fact"),
        ("Drones were spotted over the base.", "en", "airspace-violation", "fact"),
        ("A cyberattack hit two hospitals.", "en", "hybrid-incident", "fact"),
        ("Spain awarded Indra a 1.2 billion euro contract for radar systems.", "en", "contract-awarded", "fact"),
        ("Turkey sent four F-16s to Estonia.", "en", "deployment", "fact"),
        ("The government is suspected of hacking the ministry.", "en", "hybrid-incident", "reported"),
        ("Parliament and Council have agreed on the programme.", "en", "agreement-in-principle", "fact"),
        ("In a joint statement, the ministers stressed their unity.", "en", "conclusions-declaration", "fact"),
        ("Le ministre s'est entretenu avec son homologue.", "fr", "negotiation-round", "fact"),
        ("La Hongrie a de nouveau bloqué les sanctions.", "fr", "rejection-veto", "fact"),
        ("Die Minister einigen sich auf ein Abkommen.", "de", "agreement-in-principle", "fact"),
        ("Die Polizei ließ zwei Spione festnehmen.", "de", "detention-legal-action", "fact"),
        ("Polen bestellt am 3. Juni 2026 neue Panzer.", "de", "contract-awarded", "planned"),
    ],
)
def test_each_way_to_say_it_is_read(text: str, code: str, told: str, modality: str) -> None:
    found = only(text, code)
    assert (found.type, found.modality) == (told, modality)


def test_a_clause_with_a_subject_of_its_own_has_its_own_date() -> None:
    found = only("The Commission had proposed it on 5 March 2026, and Poland signed the agreement on 20 April 2026.")
    assert (found.type, str(found.event_date)) == ("agreement-signed", "2026-04-20")


def test_setting_out_how_something_is_proposes_nothing() -> None:
    assert only("The Commission set out on Tuesday how much each may borrow under SAFE.").type == "statement-position"


def test_becoming_the_next_to_do_it_is_doing_it() -> None:
    found = only("Poland became the fifth country to sign the agreement.")
    assert (found.type, found.modality) == ("agreement-signed", "fact")
    assert ("source", "poland") in roles(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ministers reached no agreement on the loan.", "en"),
        ("No agreement was reached on the loan.", "en"),
        ("The trilogue ended without a deal.", "en"),
    ],
)
def test_no_agreement_is_a_failure(text: str, code: str) -> None:
    found = only(text, code)
    assert (found.type, found.negated) == ("negotiation-failed", False)


def test_spans_point_into_the_text() -> None:
    text = "It rained.\n\nThe Commission disbursed the first tranche of €3.2bn to Ukraine on Monday."
    found = only(text)
    assert found.sentence == 1
    assert text[found.start : found.end].startswith("The Commission disbursed")
    assert found.amount is not None
    assert text[found.amount.start : found.amount.end] == "€3.2bn"
    assert (found.ordinal, found.amount.value, found.amount.currency) == (1, 3.2e9, "EUR")


@pytest.mark.parametrize(
    ("text", "code", "value", "high", "currency", "bound"),
    [
        ("€1.5bn", "en", 1.5e9, None, "EUR", "exactly"),
        ("up to EUR 150 billion", "en", 150e9, None, "EUR", "at most"),
        ("EUR 2-3 million", "en", 2e6, 3, "EUR", "exactly"),
        ("more than 2,500,000 dollars", "en", 2.5e6, None, "USD", "at least"),
        ("a 1.5-billion-euro programme", "en", 1.5e9, None, "EUR", "exactly"),
        ("1,5 milliard d'euros", "fr", 1.5e9, None, "EUR", "exactly"),
        ("jusqu’à 150 milliards d’euros", "fr", 150e9, None, "EUR", "at most"),
        ("rund 1,5 Milliarden Euro", "de", 1.5e9, None, "EUR", "about"),
        ("zwei Billionen Euro", "de", 2e12, None, "EUR", "exactly"),
        ("$8.5 billion", "en", 8.5e9, None, "USD", "exactly"),
    ],
)
def test_sums_are_normalised(text: str, code: str, value: float, high: float | None, currency: str, bound: str) -> None:
    (found,) = amounts(text, code)
    assert (found.value, found.high, found.currency, found.bound) == (value, high, currency, bound)


@given(st.integers(1, 999), st.integers(0, 9), st.sampled_from([("million", 6), ("billion", 9), ("bn", 9)]))
def test_any_sum_is_read_as_written(whole: int, tenth: int, scale: tuple[str, int]) -> None:
    (found,) = amounts(f"worth EUR {whole}.{tenth} {scale[0]} in loans", "en")
    assert found.value == pytest.approx((whole + tenth / 10) * 10 ** scale[1])


@pytest.mark.parametrize("text", ["65% of the value", "20 tanks", "Article 42(7)", "in 2026", "155mm shells", ""])
def test_other_figures_are_no_sums(text: str) -> None:
    assert amounts(text, "en") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the 20th package of sanctions", 20),
        ("the twenty-first sanctions package", 21),
        ("le 20e paquet de sanctions", 20),
        ("das 20. sanktionspaket", 20),
        ("the second wave of safe plans", 2),
        ("the edf 2026 work programme", 2026),
        ("the work programme for 2027", 2027),
        ("la première tranche", 1),
        ("the first quarter of the year", None),
        ("two of the ten packages", None),
    ],
)
def test_a_series_is_numbered(text: str, number: int | None) -> None:
    assert ordinal(text) == number


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "de", "xx"]))
def test_no_text_is_too_strange(text: str, code: str) -> None:
    spans = language.sentences(text, "en")
    for one in developments(text, spans, [], language=code, on=ON):
        assert spans[one.sentence].start <= one.start < one.end <= spans[one.sentence].end


def test_the_lists_fit_together() -> None:
    kinds = {"country", "organisation", "instrument", "mission", "company", "person", "money", "else"}
    for code in LANGUAGES:
        words = lexicon(code)
        assert words.named_acts <= set(readings()), code
    things = kinds.union(*(lexicon(code).named_things for code in LANGUAGES))
    for act, said in readings().items():
        assert set(said) <= things, act
        assert {reading.type for reading in said.values()} <= set(types()), act


@pytest.mark.parametrize("name", GOLD)
def test_gold_is_well_formed(name: str) -> None:
    stages: set[Any] = {"", *Development.model_fields["stage"].annotation.__args__}  # type: ignore[union-attr]
    for _, text, _, wanted in gold(name):
        for one in wanted:
            assert one["type"] in types(), text
            assert one["stage"] in stages, text


@pytest.mark.parametrize(("name", "share"), [(GOLD[0], 0.95), (GOLD[1], 0.93)])
def test_what_was_mended_stays_mended(name: str, share: float) -> None:
    counts = measure(name, verbose=False)
    assert counts["type"] >= share * counts["type of"]
    assert counts["stage"] >= 0.95 * counts["stage of"]
    assert counts["silent"] >= 0.95 * counts["silent of"]


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("Poland signed the agreement on 20 April 2026.", "2026-04-20", "day"),
        ("Poland signed the agreement yesterday.", "2026-04-23", "day"),
        ("Poland will sign the agreement by the end of 2026.", "2026-12-31", None),
        ("Poland signed an agreement that runs until 2030.", None, None),
        ("Poland signed the agreement.", None, None),
    ],
)
def test_a_development_has_the_day_that_its_sentence_tells(text: str, day: str | None, precision: str | None) -> None:
    found = only(text)
    assert (found.event_date and found.event_date.isoformat()) == day
    assert precision is None or found.precision == precision


def test_what_was_long_before_is_history() -> None:
    assert read("In 1949, twelve countries signed the treaty.") == []


def test_a_verb_behind_and_makes_nobody_a_partner() -> None:
    found = read("The ministers met in Paris and condemned Iran's attack.")[-1]
    assert (found.type, roles(found)) == ("attribution-accusation", {("target", "iran")})


def test_italy_is_no_adverb() -> None:
    assert ("source", "italy") in roles(only("Italy has not yet ratified the treaty."))


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The signature by Iceland of a partnership with the EU marks a milestone.", "agreement-signed"),
        ("The accession of 7 March 2024 comes eleven months after that of Finland.", "membership-change"),
        ("They haggled all night before striking a deal on the fund.", "agreement-in-principle"),
        ("NATO scrambles jets as Russian drones cross into Romanian airspace", "airspace-violation"),
        ("Lisbon said it was shelving plans to buy F-35 fighters.", "project-ended"),
        ("The Council gave the go-ahead for Moldova to take part in the mechanism.", "membership-change"),
        ("NATO allies spent more than $1.5 trillion on defence last year, figures released on Thursday show.",
         "report-published"),
        ("Soldiers touched down in Lithuania over the weekend.", "deployment"),
    ],
)  # fmt: skip
def test_what_is_told_in_other_ways_than_by_a_plain_verb(text: str, type_: str) -> None:
    assert type_ in {one.type for one in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The adoption of the regulation requires a qualified majority.",
        "NATO was founded by 12 members in response to growing concerns.",
        "We remain committed to diplomacy.",
        "The bridge can carry no more than 60 tonnes.",
    ],
)
def test_what_tells_of_no_event(text: str) -> None:
    assert read(text) == []
