"""What a person types, as Slack keeps it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.workspace.composer import composed

PEOPLE = {"U1": "Antici", "U2": "Mira"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("@Antici hello", "<@U1> hello"),
        ("@antici, hello", "<@U1>, hello"),
        ("<@U2> and @Mira.", "<@U2> and <@U2>."),
        ("<@U9> @nobody", "&lt;@U9&gt; @nobody"),
        ("mail@Antici.eu", "mail@Antici.eu"),
        ("<!channel> & <#C1>", "&lt;!channel&gt; &amp; <#C1>"),
        ("see https://a.eu/b?c=1&d=2, ok", "see <https://a.eu/b?c=1&amp;d=2>, ok"),
        ("<https://evil.eu|https://good.eu>", "&lt;<https://evil.eu>|<https://good.eu>&gt;"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_composed(typed, kept):
    assert composed(typed, PEOPLE, frozenset({"C1"}))[0] == kept


@given(st.text())
def test_only_three_characters_are_escaped_and_nothing_is_lost(typed):
    text, blocks = composed(typed, {})
    parts = blocks[0]["elements"][0]["elements"]
    assert "".join(part.get("text", part.get("url", "")) for part in parts) == typed
    assert not html.unescape(text).startswith("<!") or typed.startswith(("<!", "&lt;!"))
