"""Files of every kind with bytes lost, doubled and put in: readings or a reason, and a bad item costs no other."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.errors import BadRequest, ParseError
from bot.incoming.drafting import Undigested
from bot.reading import Raw, read
from bot.reading.listing import listing
from bot.reading.sitemap import sitemap
from bot.sources import opml
from bot.sources.survey import survey
from tests.bot import documents
from tests.bot.reading_from import CORPUS, TODAY, read_all

MAIL = (
    b"From: Desk <desk@harbour.example>\nSubject: =?utf-8?q?Qu=C3=A9?=\nDate: Tue, 12 May 2026 10:00:00 +0200\n"
    b"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=XX\n\n--XX\nContent-Type: text/plain\n\n"
    b"The harbour builds a quay.\n--XX\nContent-Type: text/html\n\n<p>The harbour builds a quay.</p>\n--XX--\n"
)
SITEMAP = (
    b"<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://a.example/x</loc><lastmod>"
    b"2026-05-12</lastmod><news:news><news:publication_date>2026-05-11</news:publication_date></news:news></url></urlset>"
)
OPML = b"<opml><body><outline text='a'><outline type='rss' xmlUrl='https://a.example/f.xml'/></outline></body></opml>"
LISTING = b"<html><body><ul>%s</ul></body></html>" % b"".join(
    b"<li><a href='/n/%d'>The council has decided on quay number %d today</a> 12 May 2026</li>" % (one, one)
    for one in range(8)
)
FILES: dict[str, bytes] = {
    "a.pdf": documents.pdf(["A quay is built", "The harbour builds a quay for three navies."], title="A quay"),
    "a.docx": documents.word(("Title", "A quay"), ("", "The harbour builds a quay."), rows=[["a", "b"]]),
    "a.eml": MAIL,
    "a.mbox": b"From a@b Tue May 12 10:00:00 2026\n" + MAIL + b"\n\nFrom a@b Tue May 12 11:00:00 2026\n" + MAIL,
    "map.xml": SITEMAP,
    "list.opml": OPML,
    "list.html": LISTING,
    **{path.name: path.read_bytes() for path in sorted(CORPUS.iterdir()) if path.is_file()},
}
SHARP = some.sampled_from(
    [b"<", b">", b"\x00", b"\xff\xfe", b"&#x110000;", b"%", b"]]>", b"<![CDATA[", b"9" * 400, b"(", b"<<", b"endobj",
     b"--XX", b"\nFrom a@b Tue\n", b"Content-Type: text/html; charset=none\n", b"Content-Transfer-Encoding: base64\n",
     b"Date: 99 Foo 20x6\n", b"=?utf-8?b?////?=", b"http://[", b"<loc>", b"\xed\xa0\x80", b"1e999", b"[" * 500,
     b"(" * 400, b"<div>" * 300, b"> " * 300, b"<!DOCTYPE x [<!ENTITY a 'b'>", b"<?xml version='1.0' encoding='x-1'?>",
     b"2026-02-30", b"<base href='http://[x'>", b":99999"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(some.data(), some.sampled_from(sorted(FILES)))
def test_a_damaged_file_is_read_or_refused_with_a_reason(data: some.DataObject, name: str) -> None:
    content = FILES[name]
    for _ in range(data.draw(some.integers(1, 4))):
        start = data.draw(some.integers(0, len(content)))
        end = min(len(content), start + data.draw(some.integers(0, 60)))
        content = content[:start] + data.draw(SHARP | some.binary(max_size=8)) + content[end:]
    ends(Raw(name=name, content=content, url="https://a.example/p"))


def ends(raw: Raw) -> None:
    """Every reader takes it or says in a sentence why not."""
    for reader in (read, listing):
        try:
            reader(raw, today=TODAY)
        except ParseError as error:
            assert error.public.endswith(".")
    for listed in (lambda: sitemap(raw, TODAY), lambda: opml.read(raw.content)):
        try:
            listed()
        except (ParseError, BadRequest) as error:
            assert error.public.endswith(".")
    found = survey(raw, "site", today=TODAY)
    assert not isinstance(found, Undigested) or found.reason.endswith(".")


@pytest.mark.parametrize(
    "broken",
    [
        MAIL.replace(b"Desk <desk@harbour.example>", b"(" * 3000),
        MAIL.replace(b"multipart/alternative; boundary=XX", b"multipart/alternative"),
        MAIL.replace(b"text/plain", b"text/plain; charset=none").replace(b"quay", b"\xff\xfe"),
        b"no mail at all\n",
    ],
)
def test_a_broken_mail_costs_no_other_of_its_box(broken: bytes) -> None:
    between = b"\n\nFrom a@b Tue May 12 11:00:00 2026\n"
    box = between.lstrip() + MAIL + between + broken + between + MAIL
    assert sum(one.text == "The harbour builds a quay." for one in read_all(box, name="a.mbox")) >= 2


@pytest.mark.parametrize(
    "broken",
    [
        "<item><title>\ufffe</title></item>",
        "<item><title>&bad;</title><pubDate>x</pubDate></item>",
        "<item></item>",
        "<item><link>http://[x</link><title>A</title></item>",
    ],
)
def test_a_broken_item_costs_no_other_of_its_feed(broken: str) -> None:
    good = "<item><title>A quay is built</title><pubDate>Tue, 12 May 2026 10:00:00 GMT</pubDate></item>"
    found = read_all(f"<rss version='2.0'><channel><title>H</title>{good}{broken}{good}</channel></rss>", name="a.rss")
    assert sum(one.title == "A quay is built" for one in found) == 2


def test_an_address_that_is_none_costs_no_other_of_its_map() -> None:
    bad = b"<url><loc>http://[x</loc></url><url/><url><loc>ftp://a.example/</loc></url><url><lastmod>x</lastmod></url>"
    raw = Raw(name="map.xml", content=SITEMAP.replace(b"<url>", bad + b"<url>", 1), url="https://a.example/map.xml")
    [found] = sitemap(raw, TODAY).links
    assert (found.url, found.published_at) == ("https://a.example/x", date(2026, 5, 11))


def test_a_document_damaged_within_its_zip_is_refused(tmp_path: Path) -> None:
    content = bytearray(FILES["a.docx"])
    for place in range(200, len(content) - 200, 37):
        content[place] ^= 0xFF
    ends(Raw(name="a.docx", content=bytes(content), url=None))
