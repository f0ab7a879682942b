"""Text from outside is inert in Slack, and Slack's text is what its writer saw."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import mrkdwn


@given(st.text())
def test_escaped_text_holds_no_control_sequence(text: str) -> None:
    escaped = mrkdwn.escape(text)
    assert "<" not in escaped and ">" not in escaped
    assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", escaped, re.DOTALL)


@given(st.text())
def test_what_is_escaped_comes_back_as_it_was_seen(text: str) -> None:
    assert mrkdwn.heard(mrkdwn.escape(text)) == mrkdwn.line(text)


@pytest.mark.parametrize(
    ("seen", "hidden"),
    [
        ("price", "pr\u200bice"),
        ("exe.gnp", "\u202eexe.gnp\u202c"),
        ("a b", "a\x00 b\x07"),
        ("défense", "dé\u00adfense"),
        ("two\nlines", "two\r\nlines"),
        ("tagged", "tag\U000e0041ged"),
        ("half", "half\ud800"),
        ("isolated", "\u2066isolated\u2069"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(seen: str, hidden: str) -> None:
    assert mrkdwn.clean(hidden) == seen


def test_what_can_be_seen_stays() -> None:
    text = "“Verteidigung” – l’Europe *et* _la_ défense ~50 %~ `x` 防衛 🇪🇺"
    assert mrkdwn.clean(text) == text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "slack://open",
        "mailto:a@b.eu",
        "//example.eu/x",
        "https://",
        "https://good.example@evil.example/",
        "https://example.eu/|label",
        "https://example.eu/>x",
        "https://example.eu/\u202ex",
        "https://example.eu/ x",
        "http://[broken",
        "https://example.eu/" + "a" * 2_000,
        "",
        None,
    ],
)
def test_only_plain_web_addresses_are_linked(url: str | None) -> None:
    assert mrkdwn.address(url) is None


def test_web_addresses_are_linked_as_they_are() -> None:
    for url in ("https://example.eu/a?b=1&c=2#d", "http://example.eu", "https://example.eu/%C3%A9"):
        assert mrkdwn.address(url) == url


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("SAFE: €150 bn", "SAFE: €150 bn"),
        ("a|b", "a b"),
        ("https://good.example/x", "https://good.example/x (evil.example)"),
        ("www.good.example", "www.good.example (evil.example)"),
        ("See ec.europa.eu for more", "See ec.europa.eu for more (evil.example)"),
        ("The U.S. and the E.U. agree", "The U.S. and the E.U. agree"),
        ("", "https://evil.example/x"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_label_cannot_pass_for_another_address(title: str, shown: str) -> None:
    assert mrkdwn.label(title, "https://evil.example/x") == shown


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("<@UBOT> what of R&amp;D?", "what of R&D?"),
        ("&lt;!channel&gt;", "<!channel>"),
        ("&amp;lt;", "&lt;"),
        ("<https://example.eu/a?b=1&amp;c=2|example.eu>", "https://example.eu/a?b=1&c=2"),
        ("<https://example.eu>", "https://example.eu"),
        ("<mailto:a@b.eu|a@b.eu>", "a@b.eu"),
        ("ask <@U2|mira> in <#C1|defence-desk>", "ask @mira in #defence-desk"),
        ("ask <@U2>", "ask"),
        ("<!here> <!subteam^S1|@team> <!date^1^{date}|21 March>", "@here @team 21 March"),
        ("  two   spaces\nand a line ", "two spaces and a line"),
        ("", ""),
    ],
)
def test_incoming_text_is_read_as_its_writer_saw_it(raw: str, read: str) -> None:
    assert mrkdwn.heard(raw, bot="UBOT") == read


def test_who_is_named() -> None:
    assert mrkdwn.mentioned("<@U1> and <@W2|mira>, not &lt;@U3&gt;") == ("U1", "W2")


@given(st.text(min_size=20), st.integers(10, 30))
def test_cutting_keeps_to_the_limit_and_to_the_beginning(text: str, limit: int) -> None:
    cut = mrkdwn.cut(text, limit)
    assert len(cut) <= limit
    assert text.startswith(cut.removesuffix(" […]"))
    assert cut == text or cut.endswith("[…]")
