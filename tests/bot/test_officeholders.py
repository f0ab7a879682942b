"""Who holds an office on a day, by its title, in other words, or by its acronym; and what is not known."""

from datetime import date

import pytest

from bot import catalogue
from bot.dossiers import officeholders
from bot.errors import UnknownName

DAY = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("office", "on", "names"),
    [
        ("German defence minister", DAY, ["Boris Pistorius"]),
        ("defence minister of Germany", DAY, ["Boris Pistorius"]),
        ("the minister of defence of Germany", DAY, ["Boris Pistorius"]),
        ("High Representative", date(2023, 5, 1), ["Josep Borrell"]),
        ("High Representative", DAY, ["Kaja Kallas"]),
        ("SACEUR", DAY, ["Christopher Cavoli"]),
        ("EU defence commissioner", DAY, ["Andrius Kubilius"]),
        ("NATO secretary general", date(2024, 10, 1), ["Mark Rutte"]),
        ("NATO secretary general", date(2024, 9, 30), ["Jens Stoltenberg"]),
        ("NATO Deputy Secretary General", DAY, ["Radmila Shekerinska"]),
        ("Chair of SEDE", DAY, ["Marie-Agnes Strack-Zimmermann"]),
        ("president of the European Council", DAY, ["António Costa"]),
        ("Prime Minister of Bulgaria", date(2026, 6, 1), ["Rumen Radev"]),
        ("deutscher Verteidigungsminister", DAY, ["Boris Pistorius"]),
        ("premier ministre du Japon", date(2026, 1, 1), ["Sanae Takaichi"]),
        ("British prime minister", date(2023, 5, 1), ["Rishi Sunak"]),
    ],
)
def test_the_holder_on_the_day(office: str, on: date, names: list[str]) -> None:
    found = officeholders.who(office, catalogue.load(), on=on)
    assert [holder.name for holder in found.holders] == names


def test_of_a_day_before_all_that_is_known_nobody_is_named() -> None:
    assert officeholders.who("German defence minister", catalogue.load(), on=date(1990, 1, 1)).holders == ()


def test_after_the_catalogue_was_checked_that_is_said() -> None:
    assert officeholders.who("SACEUR", catalogue.load(), on=date(2026, 11, 24)).checked == catalogue.CHECKED
    assert officeholders.who("SACEUR", catalogue.load(), on=DAY).checked is None


@pytest.mark.parametrize("office", ["Grand Vizier of the Moon", "defence", "Japan", "xyzzy"])
def test_what_is_no_office_is_said(office: str) -> None:
    with pytest.raises(UnknownName, match="no office"):
        officeholders.who(office, catalogue.load(), on=DAY)
