"""Pages that cost something or ask who one is: told from articles, in plain words."""

from tests.bot.reading_from import read_one, refused

TOLD = "<p>The harbour was dug deeper this year, and ships of all sizes come in again.</p>"
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
