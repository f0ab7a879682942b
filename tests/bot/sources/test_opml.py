"""OPML in and out, hostile lists included."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.errors import BadRequest
from bot.sources import opml

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_what_readers_write_is_read() -> None:
    written = b"""<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
      <outline text="EU" title="EU">
        <outline type="rss" text="Bruegel" xmlUrl="https://www.bruegel.org/rss.xml" htmlUrl="https://www.bruegel.org"/>
        <outline text="Twice" xmlUrl="HTTPS://www.bruegel.org:443/rss.xml"/>
        <outline text="No address"/><outline text="Odd" xmlUrl="javascript:alert(1)"/>
      </outline>
      <outline text="Site" htmlUrl="https://site.example/"/>
    </body></opml>"""
    found = opml.read(written)
    assert [(one.url, one.name, one.group) for one in found] == [
        ("https://www.bruegel.org/rss.xml", "Bruegel", "EU"), ("https://site.example/", "Site", ""),
    ]  # fmt: skip


@given(some.lists(some.builds(
    opml.Outline, url=some.integers(0, 999).map(lambda number: f"https://a.example/{number}"),
    name=some.text(max_size=30), group=some.sampled_from(("", "news", "a & b")),
), min_size=1, max_size=9, unique_by=lambda one: one.url))  # fmt: skip
def test_what_is_written_is_read_again(outlines: list[opml.Outline]) -> None:
    again = opml.read(opml.write(outlines, made_at=NOW))
    assert {(one.url, one.group) for one in again} == {(one.url, one.group) for one in outlines}


@pytest.mark.parametrize(
    "content",
    [
        b"", b"nonsense", b"<opml><body/></opml>", b"\xff\xfe", b"<opml>",
        b'<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><opml><body><outline xmlUrl="&b;"/></body></opml>',
        b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&x;"/></body></opml>',
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(BadRequest):
        opml.read(content)


def test_a_deep_list_costs_no_stack() -> None:
    deep = b"<outline text='a'>" * 3_000 + b"<outline xmlUrl='https://a.example/f'/>" + b"</outline>" * 3_000
    assert [one.url for one in opml.read(b"<opml><body>" + deep + b"</body></opml>")] == ["https://a.example/f"]


def test_a_list_too_long_for_any_reader_is_refused_rather_than_cut() -> None:
    many = "".join(f"<outline xmlUrl='https://a.example/{number}'/>" for number in range(opml.MOST + 1))
    with pytest.raises(BadRequest, match="more than 5,000"):
        opml.read(f"<opml><body>{many}</body></opml>".encode())


def test_a_name_is_a_name() -> None:
    outline = f"<outline text='\u202eA\u2066 b{'c' * 900}' xmlUrl='https://a.example/'/>"
    [one] = opml.read(f"<opml><body>{outline}</body></opml>".encode())
    assert one.name.startswith("A bcc") and len(one.name) == 200
