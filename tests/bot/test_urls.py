"""One page has one address, however it was shared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.urls import canonical, host, own, resolved, same_page


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://harbour.example/quay", "https://harbour.example/quay"),
        ("  HTTPS://Harbour.Example:443/Quay#top ", "https://harbour.example/Quay"),
        ("http://harbour.example:80", "http://harbour.example/"),
        ("http://harbour.example:8080/", "http://harbour.example:8080/"),
        ("https://user:secret@harbour.example/quay", "https://harbour.example/quay"),
        ("https://harbour.example./quay", "https://harbour.example/quay"),
        ("https://kläranlage.example/ö", "https://xn--klranlage-w2a.example/ö"),
        ("https://harbour.example/a b?c=d e", "https://harbour.example/a%20b?c=d%20e"),
        ("https://[2001:DB8::1]:8443/quay", "https://[2001:db8::1]:8443/quay"),
    ],
)
def test_an_address_has_one_plain_form(url: str, plain: str) -> None:
    assert canonical(url) == plain
    assert canonical(plain) == plain


@pytest.mark.parametrize(
    "tracking",
    [
        "utm_source=a&utm_medium=b", "fbclid=x", "gclid=x&dclid=y", "mc_cid=1&mc_eid=2", "at_medium=RSS", "_hsenc=p2",
        "xtor=RSS-1", "msclkid=1", "igshid=1", "wt_mc=1", "UTM_Source=A",
    ],
)  # fmt: skip
def test_tracking_goes_and_everything_else_stays_in_order(tracking: str) -> None:
    first, *rest = tracking.split("&")
    mixed = "&".join([first, "z=1", *rest, "a=", "id=7"])
    assert canonical(f"https://harbour.example/quay?{mixed}") == "https://harbour.example/quay?z=1&a=&id=7"
    assert canonical(f"https://harbour.example/quay?{tracking}") == "https://harbour.example/quay"


def test_parameters_that_only_look_like_tracking_stay() -> None:
    url = "https://harbour.example/?utm=1&ref=2&source=3&campaign=4&p=5"
    assert canonical(url) == url


@pytest.mark.parametrize(
    "url",
    ["", "quay", "/quay", "harbour.example", "ftp://harbour.example/", "javascript:alert(1)", "mailto:a@b.example",
     "file:///etc/passwd", "https://", "https:///quay", "http://[", "http://a b.example/", "http://x:99999/",
     "http://<script>/", "data:text/html,x", "https://" + "a" * 70 + ".example/"],
)  # fmt: skip
def test_what_is_no_web_address_has_none(url: str) -> None:
    assert canonical(url) is None


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda text: f"https://harbour.example/{text}"))
def test_the_plain_form_of_a_plain_form_is_itself(url: str) -> None:
    plain = canonical(url)
    if plain is not None:
        assert plain.startswith(("http://", "https://"))
        assert canonical(plain) == plain
        assert not any(char.isspace() for char in plain)


def test_relative_addresses_need_a_base() -> None:
    assert resolved("../quay?gclid=1", "https://harbour.example/a/b/c") == "https://harbour.example/a/quay"
    assert resolved("//other.example/x", "https://harbour.example/") == "https://other.example/x"
    assert resolved("quay", None) is None
    assert resolved("http://[", "https://harbour.example/") is None


def test_the_host_stands_for_the_publisher() -> None:
    assert host("https://www.Harbour.example:8080/quay") == "harbour.example"
    assert host("quay") is None
    assert host(None) is None


@pytest.mark.parametrize(
    "url",
    ["https://amp.harbour.example/quay/amp/", "https://m.harbour.example/quay", "http://www.harbour.example/quay/?amp=1",
     "https://www-harbour-example.cdn.ampproject.org/c/s/www.harbour.example/quay",
     "https://www.google.com/amp/s/harbour.example/amp/quay", "https://harbour.example/quay/index.html#top"],
)  # fmt: skip
def test_a_page_is_the_same_under_all_its_addresses(url: str) -> None:
    assert same_page(url) == "harbour.example/quay"


PARTS = st.sampled_from(
    ["amp", "amp/", "m.", "www.", "amp.", "mobile.", "index.html", "index.php", "/", "?amp=1", "&b=2", "?a=%41",
     "%c3%a9", "é", "%25", ".amp.html", "#top", "harbour", ".example", "c/s/", ":443", ":8080", "?", "+", "%20", "//"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=8).map("".join), st.lists(PARTS, max_size=2).map("".join))
def test_the_key_of_a_page_is_its_own_key(rest: str, before: str) -> None:
    key = same_page(f"https://{before}harbour.example/{rest}")
    if key is not None:
        assert same_page(f"https://{key}") == key
        assert same_page(f"http://{key}#part") == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://harbour.example/caf%C3%A9", "https://harbour.example/café"),
        ("https://harbour.example/%7equay", "https://harbour.example/~quay"),
        ("https://harbour.example/?b=2&a=1", "https://www.harbour.example/?a=1&utm_source=x&b=2"),
        ("https://harbour.example/quay.amp.html", "https://m.harbour.example/quay.html"),
    ],
)
def test_one_page_under_two_addresses(one: str, other: str) -> None:
    assert same_page(one) == same_page(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://harbour.example/quay", "https://harbour.example/Quay"),
        ("https://harbour.example/?id=1", "https://harbour.example/?id=2"),
        ("https://harbour.example/amp-meters", "https://harbour.example/-meters"),
        ("https://m.example/quay", "https://example/quay"),
        ("https://harbour.example:8080/", "https://harbour.example/"),
    ],
)
def test_other_pages_have_other_keys(one: str, other: str) -> None:
    assert same_page(one) != same_page(other)


@pytest.mark.parametrize(
    ("said", "fetched", "credible"),
    [
        ("https://harbour.example/quay-built", "https://amp.harbour.example/quay-built/amp", True),
        ("https://news.harbour.co.uk/ships-arrive-123456", "https://www.harbour.co.uk/x/123456", True),
        ("https://harbour.example/", "https://harbour.example/quay", False),
        ("https://harbour.example/other-news", "https://harbour.example/ships-arrive", False),
        ("https://north.co.uk/ship-arrives", "https://south.co.uk/ship-arrives", False),
    ],
)
def test_a_page_is_believed_about_its_own_address_only(said: str, fetched: str, credible: bool) -> None:
    assert own(said, fetched) is credible
