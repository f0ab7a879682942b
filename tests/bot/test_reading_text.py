"""Plain text as people paste it: with headers or without, from mails, wrapped by hand, all on one line."""

from datetime import date

import pytest

from tests.bot.reading_from import TODAY, read_file, read_one, refused

BODY = "The two navies will share a repair ship. It sails in autumn."


@pytest.mark.parametrize(
    "pasted",
    [
        f"date 2026-05-12\nA ship for two navies\n{BODY}",
        f"date 2026-05-12\n\nA ship for two navies\n\n{BODY}\n",
        f"Date: 12 May 2026\r\nTitle: A ship for two navies\r\n\r\n{BODY}",
        f"Titel: A ship for two navies\nDatum: 12.05.2026\n\n{BODY}",
        f"title = A ship for two navies\npublié le 12 mai 2026\n\n{BODY}",
        f"2026-05-12\n\nA ship for two navies\n\n{BODY}",
        f"A ship for two navies\n12 May 2026\n\n{BODY}",
        f"\ufeffPublished: 2026-05-12\u00a0\n\u200bA ship for two navies\n{BODY}",
    ],
)
def test_title_date_and_body_are_told_apart(pasted: str) -> None:
    found = read_one(pasted)
    assert (found.title, found.published_at, found.text) == ("A ship for two navies", date(2026, 5, 12), BODY)
    assert (found.kind, found.language, found.url, found.publisher) == ("text", "en", None, None)


def test_a_date_and_the_text_may_stand_on_one_line() -> None:
    found = read_one(f"date 2026-05-12 {BODY}")
    assert found.published_at == date(2026, 5, 12)
    assert found.text == BODY
    assert found.title == "The two navies will share a repair ship"


def test_a_long_opening_gives_way_to_the_clause_that_tells() -> None:
    [found] = read_file("pasted.txt")
    assert found.published_at == date(2026, 5, 12)
    assert found.title == "The navies of the two coasts agreed to share a repair ship"
    assert found.text.startswith("After two years of talks")
    assert "\n\nWho commands it\n\nThe command changes" in found.text


def test_every_header_is_taken_once() -> None:
    found = read_one(
        "Title: A ship for two navies\nSource: Harbour Review\nAuthor: Ines Calder\nLanguage: en-GB\n"
        "URL: HTTPS://Harbour-Review.example:443/ship?utm_source=mail&id=7#top\n"
        f"Date: 2026-05-12T08:00:00+02:00\n\n{BODY}"
    )
    assert (found.publisher, found.author, found.language) == ("Harbour Review", "Ines Calder", "en")
    assert found.url == "https://harbour-review.example/ship?id=7"
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2026-05-12T06:00:00+00:00"
    assert found.text == BODY


@pytest.mark.parametrize(
    "text",
    [
        f"A ship for two navies\n\n{BODY}",
        f"A ship for two navies\n\n{BODY} The treaty dates from 12 May 2019.",
        f"A ship for two navies\n\nOn 3 May 2026 the ministers met. {BODY}",
        f"date tomorrow, they say\n\n{BODY}",
        f"date: in spring\ntitle: A ship\n\n{BODY}",
        f"date 2026-13-45\n\n{BODY}",
        f"date 2099-01-01\nA ship for two navies\n{BODY}",
        f"Date: {TODAY.year + 1}-01-01\n\n{BODY}",
    ],
)
def test_a_date_that_is_missing_vague_false_or_to_come_stays_unknown(text: str) -> None:
    found = read_one(text)
    assert found.published_at is None
    assert BODY in found.text


def test_words_that_look_like_headers_stay_in_the_text() -> None:
    text = "Source countries will pay. Links between ports matter. By Tuesday all had signed."
    assert read_one(text).text == text


def test_the_first_line_of_a_wrapped_text_is_no_title() -> None:
    first = "The two navies of the northern and the southern coast will share"
    wrapped = f"{first}\na repair ship from next autumn on. It is old.\n"
    found = read_one(wrapped)
    assert found.text == wrapped.strip()
    assert (
        found.title
        == "The two navies of the northern and the southern coast will share a repair ship from next autumn on"
    )


def test_the_first_item_of_a_list_is_no_title() -> None:
    assert read_one("- ships\n- quays and cranes of both ports").text.startswith("- ships")


def test_a_dateline_dates_the_text_and_stays_in_it() -> None:
    found = read_one(f"A ship for two navies\n\nKALLAVIK, 4 March 2025 (Wire) – {BODY}")
    assert found.published_at == date(2025, 3, 4)
    assert found.text.startswith("KALLAVIK, 4 March 2025 (Wire) – The two")


def test_a_byline_below_the_title_is_the_author() -> None:
    found = read_one(f"A ship for two navies\nBy Ines Calder and Jan de Wit\n4 March 2025\n\n{BODY}")
    assert (found.author, found.published_at, found.text) == ("Ines Calder and Jan de Wit", date(2025, 3, 4), BODY)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (
            "---------- Forwarded message ---------\nFrom: Ines Calder <ines@harbour.example>\n"
            "Date: Tue, May 12, 2026 at 10:15 AM\nSubject: A ship for two navies\nTo: <list@policy.example>\n\n\n",
            date(2026, 5, 12),
        ),
        (
            "-----Ursprüngliche Nachricht-----\nVon: Ines Calder\nGesendet: Di 12.05.2026 10:15\nAn: Verteiler\n"
            "Betreff: WG: AW: A ship for two navies\n\n",
            date(2026, 5, 12),
        ),
        (
            "*De :* Ines Calder\n*Envoyé :* mardi 12 mai 2026 10:15\n*À :* liste\n"
            "*Objet :* TR: A ship for two navies\n\n",
            date(2026, 5, 12),
        ),
        ("From: Ines Calder\nSent: 5/12/2026 10:15 AM\nSubject: A ship for two navies\n\n", None),
    ],
)
def test_the_head_of_a_pasted_mail_is_read_and_no_address_is_kept(head: str, day: date | None) -> None:
    found = read_one(head + BODY)
    assert (found.title, found.author, found.published_at) == ("A ship for two navies", "Ines Calder", day)
    assert found.text == BODY


def test_of_two_heads_that_of_the_forwarded_mail_counts() -> None:
    outer = "From: A Colleague\nSubject: FW: see below\n\n________________________________\n\n"
    inner = "From: Ines Calder\nSubject: A ship for two navies\n\n"
    assert read_one(outer + inner + BODY).title == "A ship for two navies"


def test_the_marks_of_quoting_are_no_part_of_the_text() -> None:
    found = read_one(
        "On Tue, 12 May 2026 at 10:15, Ines Calder wrote:\n"
        "> The two navies of the northern and the southern coast will share\n"
        "> a repair ship from next autumn on.\n>\n> It is old."
    )
    assert found.published_at == date(2026, 5, 12)
    assert found.text.endswith("will share\na repair ship from next autumn on.\n\nIt is old.")


def test_a_header_without_anything_below_it_is_the_text() -> None:
    assert read_one("title: A ship for two navies").text == "title: A ship for two navies"


@pytest.mark.parametrize("text", ["date 2026-05-12", "…", "12,5 %\n\n33"])
def test_what_holds_no_words_is_refused(text: str) -> None:
    assert refused(text) == "It holds no article text."


def test_a_title_is_on_one_line_with_single_spaces() -> None:
    assert read_one("!  d\n\nWho commands it\n\nThe command changes every six months.\n").title == "! d"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            b"<opml version='2.0'><body><outline text='a' xmlUrl='https://a.example/f'/></body></opml>",
            "list of sources",
        ),
        (b"<?xml version='1.0'?>\n<urlset><url><loc>https://a.example/x</loc></url></urlset>", "list of its pages"),
    ],
)
def test_a_list_is_no_article(written: bytes, said: str) -> None:
    assert said in refused(written, name="list.xml")


def test_a_title_has_an_end() -> None:
    feed = (
        f"<rss><channel><item><title>{'word ' * 1000}</title><description>A text.</description></item></channel></rss>"
    )
    assert len(read_one(feed, name="feed.rss").title) <= 400
