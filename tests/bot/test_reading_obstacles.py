"""Pages that cost something or ask who one is: told from articles, in plain words."""

import pytest

from tests.bot.reading_from import read_one, refused

TOLD = "<p>The harbour was dug deeper this year, and ships of all sizes come in again.</p>"
BEFORE = "".join(TOLD.replace("this year", f"in {year}") for year in range(1980, 1986))
PAGE = """<html><head><title>The harbour is deep</title><script type="application/ld+json">
{{"@type": "NewsArticle", "headline": "The harbour is deep", "isAccessibleForFree": {free}}}</script></head>
<body><article><h1>The harbour is deep</h1>{told}</article></body></html>"""


def test_the_beginning_of_a_page_that_costs_something_says_so() -> None:
    found = read_one(PAGE.format(free="false", told=TOLD * 3))
    assert found.partial == "Only its beginning can be read without paying."
    assert found.text.startswith("The harbour was dug deeper")
    assert read_one(PAGE.format(free='"False"', told=TOLD * 3)).partial
    assert not read_one(PAGE.format(free="true", told=TOLD * 3)).partial
    whole = "".join(TOLD.replace("this year", f"in {year}") for year in range(1980, 2020))
    assert not read_one(PAGE.format(free="false", told=whole)).partial


def test_a_page_that_asks_for_a_sign_in_is_no_article() -> None:
    form = "<form><p>Please log in to go on reading.</p><input type='text'><input type='password'></form>"
    said = refused(f"<html><head><title>Log in</title></head><body>{form}<p>Log in to go on.</p></body></html>")
    assert "sign-in" in said


@pytest.mark.parametrize(
    "said",
    [
        "We stand by our partners in the Baltic, the minister said, and we will order the ships together with Norway.",
        "Wir stehen zu unseren Partnern, sagte die Ministerin; die Schiffe werden gemeinsam mit Norwegen bestellt.",
        "Nous comptons sur nos partenaires, a dit la ministre, et les navires seront commandés avec la Norvège.",
        "Before you continue the debate, the chair told the members, vote on the order of the ships for the fleet.",
        BEFORE + "<p>Two pilots were told that access was denied: “Access denied”, they read.",
        BEFORE + "<p>Those who book a berth now solve a captcha, since robots had booked them all.",
    ],
)
def test_a_short_article_may_speak_of_partners_and_robots(said: str) -> None:
    found = read_one(
        f"<html><head><title>The ships</title></head><body><article><p>{said}</p>{TOLD}</article></body></html>"
    )
    assert "harbour was dug deeper" in found.text


@pytest.mark.parametrize(
    "said",
    [
        "We and our 842 partners store and access personal data, like browsing data, on your device.",
        "We use cookies. We and our trusted partners process personal data.",
        "We value your privacy. Choose below.",
        "Wir und unsere 150 Partner verarbeiten personenbezogene Daten.",
        "Nous et nos 90 partenaires utilisons des cookies sur cet appareil.",
        "Before you continue to the site, choose what we may keep.",
        "We use cookies and data to deliver services. Accept all or reject all.",
        "Wir verwenden Cookies. Bitte wählen Sie.",
    ],
)
def test_a_page_that_asks_for_consent_is_no_article(said: str) -> None:
    page = f"<html><head><title>The ships</title></head><body><div><p>{said}</p><p>{TOLD}</p></div></body></html>"
    assert "consent" in refused(page)
