"""The catalogue: it loads, it is sound, its errors say what to mend, and a person finds in it what they typed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from bot.catalogue import Actor, BadCatalogue, Catalogue, load, problems
from bot.catalogue.folding import folded, key, plain
from bot.catalogue.loading import FOLDER, read
from bot.errors import SettingsError

Mend = Callable[[str, str, str], Path]


@pytest.fixture
def mend(tmp_path: Path) -> Mend:
    """Replaces a passage in a copy of one of the catalogue's files; returns the copy's folder."""
    copytree(FOLDER, tmp_path / "catalogue", ignore=lambda _, names: [n for n in names if not n.endswith(".toml")])

    def replace(file: str, old: str, new: str) -> Path:
        path = tmp_path / "catalogue" / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        return tmp_path / "catalogue"

    return replace


def ids(found: list[Actor]) -> list[str]:
    return [actor.id for actor in found]


def test_the_catalogue_has_no_problems() -> None:
    assert problems(load()) == []


def test_a_mission_belongs_to_whoever_runs_it_not_to_where_it_is() -> None:
    actors = load().actors
    missions = [actor for actor in actors.values() if actor.kind == "mission-operation"]
    of_the_eu = {actor.parent for actor in missions if actor.id.startswith(("eu-", "eubam", "eucap", "eufor", "eum"))}
    assert of_the_eu == {"european-union"}
    assert actors["eunavfor-aspides"].parent == "european-union"
    hosts = {actor.parent for actor in missions if actors[actor.parent or actor.id].kind == "country"}
    assert hosts <= {"france", "united-kingdom", "united-states"}


def test_the_catalogue_is_whole() -> None:
    catalogue = load()
    assert len(catalogue.actors) >= 1007
    assert len(catalogue.offices) >= 315
    assert len(catalogue.topics) >= 40
    assert {"japan", "safe", "kaja-kallas", "high-representative", "art-42-7-teu"} <= set(catalogue.actors)


def test_an_actor_has_all_its_names() -> None:
    japan = load().actors["japan"]
    assert japan.name in japan.aliases
    assert {"Tokyo", "Japanese"} <= set(japan.ambiguous)
    assert "CPI" in load().actors["icc"].aliases


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("safe", ["safe"]),
        ("EU", ["european-union"]),
        ("the commission", ["european-commission"]),
        ("high representative", ["high-representative"]),
        ("Kallas", ["kaja-kallas"]),
        ("von der leyen", ["ursula-von-der-leyen"]),
        ("us", ["united-states"]),
        ("Orban", ["viktor-orban"]),
        ("european defense agency", ["european-defence-agency"]),
        ("Japan's", ["japan"]),
        ("ELYSEE", ["elysee"]),
        ("nobody at all", []),
        ("", []),
    ],
)
def test_a_name_finds_its_actor(typed: str, expected: list[str]) -> None:
    assert ids(load().find_actor(typed)) == expected


def test_an_ambiguous_name_finds_several_the_likeliest_first() -> None:
    assert set(ids(load().find_actor("Korea"))) == {"south-korea", "north-korea"}
    assert {"council-of-the-eu", "european-council"} <= set(ids(load().find_actor("Council")))
    assert ids(load().find_actor("Brussels"))[0] == "european-union"


def test_every_actor_is_found_by_its_id_and_by_its_name() -> None:
    catalogue = load()
    for actor in catalogue.actors.values():
        assert actor in catalogue.find_actor(actor.id), actor.id
        assert actor in catalogue.find_actor(actor.name), actor.name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("japn", "japan"),
        ("Kalas", "kaja-kallas"),
        ("rhinemetall", "rheinmetall"),
        ("european comission", "european-commission"),
        ("joint procurment", "joint-procurement"),
    ],
)
def test_a_misspelt_name_is_suggested_first(typed: str, meant: str) -> None:
    assert load().suggest(typed)[0].id == meant


def test_nothing_is_suggested_for_what_is_like_nothing() -> None:
    assert load().suggest("zzzz qqqq") == []
    assert len(load().suggest("european defence", limit=3)) <= 3


def test_topics_are_found_by_id_label_and_trigger() -> None:
    catalogue = load()
    for typed in ("joint-procurement", "Joint and common procurement", "common procurement"):
        topic = catalogue.find_topic(typed)
        assert topic is not None
        assert topic.id == "joint-procurement"
    assert catalogue.find_topic("drones") == catalogue.find_topic("drone")
    assert catalogue.find_topic("gardening") is None


def test_topics_in_a_text_want_whole_words_and_the_case_of_acronyms() -> None:
    topics = load().topics_in
    assert "loans-joint-debt" in topics("The SAFE instrument lends money.")
    assert "loans-joint-debt" not in topics("Keep it safe.")
    assert "air-missile-defence" in topics("Air defense was discussed.")
    assert "drones-counter-drones" in topics("Two DRONES fell.")
    assert "drones-counter-drones" not in topics("Dronesburg is a town.")
    assert topics("") == ()


def test_holders_change_with_the_day_and_the_successor_has_the_day_of_the_handover() -> None:
    catalogue = load()

    def holders(what: str, on: date) -> list[str]:
        return [office.person for office in catalogue.holders(what, on)]

    assert holders("high-representative", date(2023, 5, 1)) == ["josep-borrell"]
    assert holders("High Representative", date(2025, 5, 1)) == ["kaja-kallas"]
    assert holders("NATO Secretary General", date(2024, 10, 1)) == ["mark-rutte"]
    assert holders("President of France", date(2024, 1, 1)) == ["emmanuel-macron"]
    assert holders("nato-secretary-general", date(1970, 1, 1)) == []
    assert catalogue.held_by("mark-rutte")[0].office == "NATO Secretary General"
    assert catalogue.held_by("japan") == []


def test_a_vague_date_is_widened(mend: Mend) -> None:
    folder = mend("offices.toml", "from = 2019-12-01\n", 'from = "2019"\nto = "2024-02"\n')
    office = read(folder).offices[0]
    assert (office.valid_from, office.valid_to) == (date(2019, 1, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("countries.toml", 'name = "Japan"', 'nmae = "Japan"', '"nmae"'),
        ("countries.toml", 'name = "Japan"\n', "", '"name" is missing'),
        ("countries.toml", 'kind = "country"', 'kind = "planet"', "'planet'"),
        ("countries.toml", 'wikidata = "Q17"', 'wikidata = "17"', "'17'"),
        ("offices.toml", "from = 2019-12-01", 'from = "someday"', "someday"),
        ("countries.toml", "[japan]", "[japan", "quotation mark"),
        ("companies.toml", "[saab]", "[japan]", "already taken"),
    ],
)
def test_an_entry_that_cannot_be_read_is_named(mend: Mend, file: str, old: str, new: str, said: str) -> None:
    with pytest.raises(BadCatalogue) as caught:
        read(mend(file, old, new))
    assert isinstance(caught.value, SettingsError)
    # An id taken twice is told of the later file.
    assert ".toml" in caught.value.public
    assert said in caught.value.public


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("countries.toml", '"Nippon"', '"Deutschland"', "[germany] and [japan]"),
        ("companies.toml", 'parent = "germany"', 'parent = "atlantis"', '"atlantis"'),
        ("offices.toml", 'person = "antonio-costa"', 'person = "nobody"', '"nobody"'),
        ("offices.toml", 'person = "antonio-costa"', 'person = "japan"', "no person"),
        ("offices.toml", "to = 2024-11-30", "to = 1999-11-30", "before it begins"),
        ("offices.toml", "from = 2019-12-01\nto = 2024-11-30\n", "from = 2019-12-01\n", "same office"),
        ("countries.toml", 'demonyms = ["Japanese"]', 'demonyms = ["Nippon"]', "both as a sure"),
        ("institutions.toml", "[european-union]\n", '[european-union]\nparent = "european-union"\n', "own ancestor"),
    ],
)
def test_the_checker_finds(mend: Mend, file: str, old: str, new: str, said: str) -> None:
    found = problems(Catalogue(read(mend(file, old, new))))
    assert any(said in problem for problem in found), found


def test_the_digest_changes_with_the_files(mend: Mend) -> None:
    assert read(mend("topics.toml", "# Topics", "# The topics")).digest != load().digest


def test_folding_keeps_every_character_in_its_place() -> None:
    text = "Šefčovič’s ‘IRIS²’ – Østfold, İzmir, Łódź; Straße\u00a0\u200b"
    assert len(folded(text)) == len(plain(text)) == len(text)
    assert folded("Šefčovič’s") == "sefcovic's"
    assert key("The European Defense Agency ") == "european defence agency"


@pytest.mark.parametrize(
    ("organisation", "offices"),
    [
        ("nato", ["NATO Secretary General", "SACEUR"]),
        ("germany", ["Chancellor of Germany", "German defence minister", "German foreign minister"]),
        ("european-union", ["President of the European Commission", "President of the European Council"]),
        ("european-commission", ["President of the European Commission", "Commissioner for Defence and Space"]),
    ],
)
def test_an_organisation_is_led_by_its_heads_before_its_other_offices(organisation: str, offices: list[str]) -> None:
    led = [office.office for office in load().leaders(organisation, date(2025, 11, 1))]
    assert led[: len(offices)] == offices


def test_a_vague_end_of_term_is_where_the_successor_begins() -> None:
    heads = [office.person for office in load().holders("Prime Minister of Bulgaria", date(2026, 6, 1))]
    assert heads == ["rumen-radev"]
    assert [office.person for office in load().holders("Ukrainian defence minister", date(2026, 1, 20))] == [
        "mykhailo-fedorov"
    ]


def test_a_folder_of_one_s_own_adds_and_replaces(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(
        '[fictional-works]\nname = "Fictional Works"\nkind = "company"\naliases = ["FicWorks"]\n\n'
        '[boris-pistorius]\nname = "Boris Pistorius"\nkind = "person"\nrole = "ours"\n'
    )
    (tmp_path / "offices.toml").write_text(
        '[[office]]\nperson = "boris-pistorius"\noffice = "German defence minister"\norganisation = "germany-mod"\n'
        "from = 2023-01-19\nto = 2026-10-01\n"
    )
    known = Catalogue(read(FOLDER, tmp_path))
    assert [actor.id for actor in known.find_actor("FicWorks")] == ["fictional-works"]
    assert known.actors["boris-pistorius"].role == "ours" and len(known.actors) == len(load().actors) + 1
    assert known.holders("germany-mod", date(2026, 11, 1)) == []
    assert [office.person for office in known.holders("germany-mod", date(2026, 9, 1))] == ["boris-pistorius"]
    assert known.digest != load().digest and problems(known) == []
    with pytest.raises(BadCatalogue, match="no folder"):
        read(FOLDER, tmp_path / "nowhere")
