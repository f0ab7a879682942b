"""PDFs, Word documents and mails: their text in order, a title that is one, a day that is stated, reasons otherwise."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.errors import ParseError
from bot.reading import mailbox
from tests.bot import documents
from tests.bot.reading_from import read_all, read_one, refused

BODY = [
    "The Council adopted on Tuesday a regulation that lets the Union lend up to 150 billion euros to",
    "member states for joint procurement of defence equip-",
    "ment. The loans run for forty-five years.",
    "Ministers of nineteen countries have asked for a share of it, and the Commission will decide in",
    "autumn who gets how much.",
]


def three_pages() -> bytes:
    """With a running head, a foot with numbers, a title in large letters, a day."""
    pages: list[list[documents.Row]] = []
    for number in range(1, 4):
        head: list[documents.Row] = ["EU Defence Review | Issue 12"]
        if number == 1:
            head += [("Loans for joint procurement", 22), "Brussels, 27 May 2025"]
        words = ("one", "two", "three")[number - 1]
        said = [f"Only page {words} says {word}." for word in ("Narvik", "Bodø", "Oslo", "Bergen")]
        pages.append([*head, *said[:3], *BODY, *said[3:], f"Page {number} of 3"])
    return documents.pdf(*pages, title="Microsoft Word - note_v3.docx")


def test_a_pdf_is_read_as_one_text_with_its_pages() -> None:
    found = read_one(three_pages(), name="note.pdf")
    assert (found.title, found.kind, found.language) == ("Loans for joint procurement", "pdf", "en")
    assert found.published_at == date(2025, 5, 27)
    assert "procurement of defence equipment. The loans run for forty-five years." in found.text
    assert "Issue 12" not in found.text and "of 3" not in found.text
    assert len(found.pages) == 3 and found.pages[0] == 0
    for number, start in enumerate(found.pages, 1):
        end = found.pages[number] if number < 3 else len(found.text)
        words = ("one", "two", "three")[number - 1]
        assert f"Only page {words} says Oslo" in found.text[start:end]


def test_a_pdf_is_known_by_its_first_bytes_whatever_it_is_called() -> None:
    assert read_one(three_pages(), name="download", media_type="application/octet-stream").kind == "pdf"
    assert read_one(three_pages(), name="-", media_type="text/html").kind == "pdf"


def test_several_days_at_the_head_of_a_pdf_are_none() -> None:
    found = read_one(documents.pdf(["Meetings on 3 May 2025 and 4 May 2025", *BODY]))
    assert found.published_at is None


def test_a_scan_and_a_damaged_pdf_say_what_they_are() -> None:
    assert "text recognition" in refused(documents.pdf([], []))
    assert "damaged" in refused(three_pages()[:300])
    assert "damaged" in refused(b"%PDF-1.7\n" + b"\x00\x01\x02" * 400)


def test_a_word_document_keeps_headings_lists_and_tables_in_order() -> None:
    made = documents.word(
        ("Title", "Loans for joint procurement"),
        ("", "Brussels, 27 May 2025"),
        ("Heading 2", "What was decided"),
        ("", "The Council adopted the regulation."),
        ("List Bullet", "up to 150 billion euros"),
        rows=[["Country", "Share"], ["Poland", "43.7 billion"]],
    )
    found = read_one(made, name="note.docx")
    assert (found.title, found.kind, found.published_at) == ("Loans for joint procurement", "docx", date(2025, 5, 27))
    assert found.text.endswith("- up to 150 billion euros\n\nCountry | Share\nPoland | 43.7 billion")
    assert "What was decided\n\nThe Council" in found.text


def test_a_zip_that_is_no_document_and_a_bomb_are_refused() -> None:
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as parts:
        parts.writestr("a.txt", "a")
    assert "no Word document" in refused(plain.getvalue())
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * 101_000_000)
    assert "unpacks" in refused(bomb.getvalue())
    assert "damaged" in refused(documents.word(("", "Some words here."))[:900])


SENT = "Tue, 27 May 2025 09:15:00 +0200"


def test_a_mail_is_an_article_of_its_sender_on_its_day() -> None:
    text = "The Council adopted the regulation on Monday.\n\nThe loans run for 45 years.\n\nUnsubscribe here: x"
    found = read_one(documents.mail(text, subject="FW: Loans agreed", day=SENT, sender="Defence Letter <a@b.example>"))
    assert (found.title, found.publisher, found.kind) == ("Loans agreed", "Defence Letter", "mail")
    assert found.published_at == datetime(2025, 5, 27, 7, 15, tzinfo=UTC)
    assert found.text == "The Council adopted the regulation on Monday.\n\nThe loans run for 45 years."


@pytest.mark.parametrize("day", ["Fri, 31 Dec 9999 23:59:59 -0500", "Mon, 01 Jan 0001 00:00:00 +0100", "now"])
def test_a_mail_of_no_day_of_ours_is_undated(day: str) -> None:
    mail = documents.mail("The Council adopted the regulation on Monday.", subject="Rules", day=SENT)
    assert read_one(mail.replace(SENT.encode(), day.encode())).published_at is None


def test_a_mail_in_html_alone_is_read_as_its_reader_sees_it() -> None:
    html = "<table><tr><td><h1>Letter</h1><p>The Council adopted the regulation on Monday.</p></td></tr></table>"
    found = read_one(documents.mail("View this email in your browser", html=html, subject="Letter of May", day=SENT))
    assert "The Council adopted the regulation on Monday." in found.text
    assert "<" not in found.text


def test_what_was_forwarded_keeps_its_own_day_and_title() -> None:
    text = (
        "---------- Forwarded message ---------\nFrom: Wire <w@x.example>\nDate: 3 March 2025\n"
        "Subject: Norway joins\n\nNorway joined the programme on Monday."
    )
    found = read_one(documents.mail(text, subject="Fwd: Norway joins", day=SENT))
    assert (found.title, found.published_at) == ("Norway joins", date(2025, 3, 3))


def test_a_document_attached_is_an_article_too() -> None:
    found = read_all(documents.mail("See the note attached, please.", day=SENT, attached=three_pages()))
    assert [one.kind for one in found] == ["mail", "pdf"]


def test_a_mailbox_holds_many_and_a_broken_mail_costs_no_other() -> None:
    good = documents.mail("Norway joined the programme on Monday.", subject="Norway", day=SENT)
    other = documents.mail("Chile left the programme on Friday.\n>From now on it is alone.", subject="Chile", day=SENT)
    box = b"".join(b"From a@b Tue May 27 09:15:00 2025\n" + one + b"\n\n" for one in (good, b"\x00\xff broken", other))
    found = read_all(box, name="letters.mbox")
    assert [one.title for one in found] == ["Norway", "Chile"]
    assert "From now on" in found[1].text


def test_a_mailbox_is_read_to_its_end_and_a_sentence_opens_no_mail() -> None:
    said = "Norway joined the programme on Monday.\n\nFrom Oslo came no word.\nNobody was surprised."
    one = b"From - Tue May 27 09:15:00 2025\n" + documents.mail(said, subject="Norway", day=SENT) + b"\n\n"
    found = read_all(one * 2300, name="letters.mbox")
    assert len(found) == 2300
    assert {reading.text for reading in found} == {said}


def test_a_mail_that_is_too_long_is_cut_where_its_reader_sees_it() -> None:
    box = b"From a@b Tue May 27 09:15:00 2025\nSubject: a\n\nlong\n\nFrom c@d Tue May 27 09:15:00 2025\nTo: d\n\nb\n"
    assert [len(one) for one in mailbox.mails(io.BytesIO(box), most=10)] == [11, 9]


def test_a_text_that_begins_with_headers_is_no_mail() -> None:
    assert read_one("title: Norway joins\ndate: 2025-05-27\n\nNorway joined the programme.").kind == "text"


@given(some.sampled_from(["pdf", "docx", "mail"]), some.data())
def test_whatever_is_broken_is_read_or_refused(kind: str, data: some.DataObject) -> None:
    whole = {"pdf": three_pages, "docx": lambda: documents.word(("", "Some words here.")), "mail": lambda: MAIL}[kind]()
    at = data.draw(some.integers(0, len(whole) - 1))
    noise = data.draw(some.binary(max_size=12))
    broken = whole[:at] + noise + whole[at + data.draw(some.integers(0, 40)) :]
    try:
        for one in read_all(broken, name=f"a.{kind}"):
            assert one.text.strip() and one.title.strip()
    except ParseError as error:
        assert error.public.endswith(".")


MAIL = documents.mail(
    "Norway joined.", html="<p>Norway joined.</p>", subject="Norway", day=SENT, attached=three_pages()
)
