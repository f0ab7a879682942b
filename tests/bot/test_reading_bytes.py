"""Whatever bytes come, under whatever name: articles or a sentence that says why not; never a crash, never a hang."""

import json
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ParseError
from bot.language import sentences
from bot.reading import KINDS, Raw, kind_of, read
from bot.reading.cleaning import clean, line
from tests.bot.reading_from import CORPUS, TODAY, read_one, refused

SUFFIXES = sorted({suffix for kind in KINDS for suffix in kind.suffixes} | {"", ".xml", ".bin"})
SLOW = 10.0  # seconds of work, most of them spare; waiting for others does not count

PIECES = st.sampled_from(
    [b"<", b">", b"</p>", b"<p>", b"<div ", b"<h1>", b"<title>", b"<rss version='2.0'><channel>", b"<item>", b"<feed>",
     b"<?xml version='1.0'?>", b"<time datetime='2026-05-12'>", b"&#0;", b"&amp;", b"<![CDATA[", b"]]>", b"<!--",
     b'{"text": "', b'"}', b'[{"title":', b"---\n", b"# ", b"- ", b"> ", b"|", b"\r\n", b"\n\n", b"date 2026-05-12 ",
     b"From: a\nSubject: b\n", b"12.05.2026", b"\xff", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc3\xa9", b"\xed\xa0",
     b"<script type='application/ld+json'>", b"</script>", b"<meta property='og:title' content='", b"'>",
     b"The town will build a quay. ", b"<link rel='canonical' href='http://[x'>"]
)  # fmt: skip
SOUP = st.lists(st.one_of(PIECES, st.binary(max_size=12)), max_size=40).map(b"".join)


def holds(content: bytes, name: str) -> None:
    """Readings that keep their promises, or a refusal; quickly."""
    began = time.process_time()
    try:
        found = read(Raw(name=name, content=content, url=None), today=TODAY)
    except ParseError as error:
        assert error.public.endswith(".")
        found = []
    assert time.process_time() - began < SLOW
    for reading in found:
        assert reading.title == line(reading.title) != ""
        assert reading.text == clean(reading.text) != ""
        assert reading.published_at is None or isinstance(reading.published_at, date)
        for span in sentences(reading.text, reading.language):
            piece = reading.text[span.start : span.end]
            assert piece == piece.strip() != ""


@settings(max_examples=200)
@given(SOUP, st.sampled_from(SUFFIXES))
def test_any_bytes_under_any_name(content: bytes, suffix: str) -> None:
    holds(content, f"x{suffix}")


@settings(max_examples=80)
@given(st.data(), st.sampled_from(sorted(path.name for path in CORPUS.iterdir())))
def test_good_files_with_pieces_cut_out_and_put_in(data: st.DataObject, name: str) -> None:
    content = (CORPUS / name).read_bytes()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 200)))
        content = content[:start] + data.draw(SOUP) + content[end:]
    holds(content, name)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "It is empty."),
        (b" \n\x00\x00 ", "It is empty."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "It is a damaged PDF."),
        (b"PK\x03\x04\x14\x00", "It is a damaged Word document or zip file."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "It is an image, which is not read yet: save it as text and try again."),
        (bytes(range(256)) * 20, "It is not text: if it is a document, save it as text and try again."),
    ],
)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_no_text_is_said_to_be_none(content: bytes, reason: str, suffix: str) -> None:
    assert refused(content, name=f"x{suffix}") == reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_read_in_the_encodings_that_editors_write(encoding: str) -> None:
    text = "L’été à Kallavik – « c’est l’usage », a dit le maire. Les pêcheurs sont d’accord."
    assert read_one(text.encode(encoding)).text == text


def test_a_few_broken_bytes_do_not_make_utf_8_something_else() -> None:
    text = "Über Öl und Übungen für die Küste. " * 20
    broken = text.encode()[:-10] + b"\xff " + text.encode()[-10:]
    assert "Über Öl" in read_one(broken).text


def test_invisible_characters_are_no_part_of_a_text() -> None:
    assert clean("a\u200bb\u00adc\ufeff d\u202ee\x07\r\nf  g\u00a0h \n\n\n\n i\u2028j") == "abc de\nf  g h\n\ni\nj"
    assert clean("e\u0301") == "é"
    assert clean("a" + " " * 2_000_000 + "b") == "a" + " " * 2_000_000 + "b"  # in one pass: a square would take hours


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("name", "media_type", "content", "kind"),
    [
        ("x.txt", None, "<p>not a page", "text"),
        ("x", None, "<!doctype html><p>a page", "html"),
        ("https://x.example/a.pdf?b=c.md", "text/html", "<p>a page", "html"),
        ("x", "application/json; charset=utf-8", "[]", "json"),
        ("x", None, json.dumps({"text": "a"}), "json"),
        ("x", "text/markdown", "a", "markdown"),
        ("x.xml", "application/octet-stream", "<?xml version='1.0'?><rss>", "feed"),
        ("x", "image/svg+xml", "plain words", "text"),
    ],
)
def test_the_kind_is_told_by_server_name_and_looks(name: str, media_type: str | None, content: str, kind: str) -> None:
    assert kind_of(Raw(name=name, content=content.encode(), media_type=media_type)).name == kind
