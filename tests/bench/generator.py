"""A seeded generator of articles for benches, made of real texts: sentences recombined, actors, numbers, dates changed.

An article tells an *event*: the first sentences come from one source text, in order, with some of its actors changed
for others of their kind (the same ones in every article of the event); the rest are sentences of other texts in that
language. Lengths, publishers, actors and articles for each event are distributed as unevenly as in the world. Each
article names a person whom nobody else names, so that the vocabulary grows with the archive as it does in life.

The draft of an article comes with it: where actors stand is known, because they were put there. Nothing is recognised
again, and 100,000 drafts take minutes. The same articles as web pages (`page`) are what the ingest bench reads.
"""

import hashlib
import html
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from bot import catalogue, language
from bot.demo import articles as demo_articles
from bot.errors import ParseError
from bot.incoming import copies
from bot.incoming.drafting import draft, publisher_of
from bot.reading import Raw, Reading, read
from storage.models import EVERYONE, Draft, Mention, Span
from tests.bench.stating import Stated, Told, stated

CORPUS = Path(__file__).parent.parent / "corpus" / "reading"
TODAY = date(2026, 11, 24)
"""The day as of which benches ask; the newest article is of the day before."""
YEARS = 5
GENERATION = 2
"""To be raised when the same texts give other articles: archives are kept by it."""

MEDIAN_SENTENCES = 18
LONGEST = 400
SPREAD = 0.7
"""Sentences of an article are log-normal: half have 18, one in a hundred more than ninety, as debates do."""

TOLD_AGAIN = 0.45
"""The chance that an event is told by one article more."""

SWAPPED = frozenset(["country", "company", "person", "programme", "mission-operation"])
KEPT = 0.6
"""The chance that an actor of the source text stays in an event."""

_NUMBER = re.compile(r"(?<![\w/.,(-])\d+(?![\w/),-])")
_YEAR = re.compile(r"\b20[12]\d\b")
_PAPERS = ("Courier", "Wire", "Lantern", "Monitor", "Gazette", "Observer", "Herald", "Dispatch", "Mirror", "Ledger")
_SYLLABLES = (
    "ba",
    "de",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "zel",
    "dor",
    "mak",
    "ven",
    "ilo",
    "ara",
)


class Piece(NamedTuple):
    """A stretch of a sentence; `actor` where it names one."""

    text: str
    actor: str | None = None
    sure: bool = True


Pieces = tuple[Piece, ...]


class Sentence(NamedTuple):
    """A sentence with what it states."""

    pieces: Pieces
    stated: Stated = Stated(None)


class Source(NamedTuple):
    """A real text, taken apart."""

    title: Pieces
    sentences: tuple[Sentence, ...]
    language: str
    actors: tuple[str, ...]
    file: str  # hash of what it was read from


class Event(NamedTuple):
    """What several articles tell."""

    source: Source
    swaps: Mapping[str, str]
    day: date
    number: int


class Generated(NamedTuple):
    """An article with the number of its event."""

    event: int
    reading: Reading
    draft: Draft


def sources(folder: Path | None = None) -> list[Source]:
    """The real texts: those of a folder, or what ships with the project."""
    shipped = [*demo_articles(), CORPUS / "note.md", CORPUS / "page.html"]
    files = sorted(folder.glob("*.json")) if folder else shipped
    found = []
    for path in files:
        try:
            readings = read(Raw(name=path.name, content=path.read_bytes()), today=TODAY)
        except ParseError:
            continue
        file = hashlib.sha256(path.read_bytes()).hexdigest()
        found += [_taken_apart(reading, file) for reading in readings if reading.language in ("en", "fr", "de")]
    return [source for source in found if len(source.sentences) > 3]


def _taken_apart(reading: Reading, file: str) -> Source:
    made = draft(reading, audience=EVERYONE, retrieved_at=datetime(2026, 1, 1, tzinfo=UTC))
    title = draft(
        reading.model_copy(update={"text": reading.title}), audience=EVERYONE, retrieved_at=made.retrieved_at
    ).mentions
    sentences = tuple(
        Sentence(_pieces(reading.text, span, made.mentions), stated(made, ordinal))
        for ordinal, span in enumerate(made.sentences)
    )
    actors = dict.fromkeys(mention.actor for mention in (*title, *made.mentions) if mention.sure)
    return Source(
        title=_pieces(reading.title, Span(start=0, end=len(reading.title)), title),
        sentences=tuple(sentence for sentence in sentences if sum(len(piece.text) for piece in sentence.pieces) < 600),
        language=reading.language,
        actors=tuple(actors),
        file=file,
    )


def _pieces(text: str, span: Span, mentions: Sequence[Mention]) -> Pieces:
    pieces, at = [], span.start
    for mention in mentions:
        if mention.start >= at and mention.end <= span.end:
            pieces += [Piece(text[at : mention.start]), Piece(mention.surface, mention.actor, mention.sure)]
            at = mention.end
    return tuple(piece for piece in (*pieces, Piece(text[at : span.end])) if piece.text)


class Generator:
    """An endless newspaper: the same for the same texts and seed."""

    def __init__(self, texts: Sequence[Source], *, seed: int = 1) -> None:
        self.sources = texts
        self.random = random.Random(seed)
        self.catalogue = catalogue.load()
        self._pool = {
            known: [sentence for source in texts if source.language == known for sentence in source.sentences]
            for known in {source.language for source in texts}
        }
        self._others = {
            kind: sorted(actor.id for actor in self.catalogue.actors.values() if actor.kind == kind) for kind in SWAPPED
        }
        for others in self._others.values():
            self.random.shuffle(others)
        self._uneven = {kind: list(accumulate(1 / (n + 3) for n in range(len(o)))) for kind, o in self._others.items()}
        self.publishers = [f"{self._name()} {self.random.choice(_PAPERS)}" for _ in range(240)]
        self._read = list(accumulate(1 / (n + 2) for n in range(len(self.publishers))))

    def articles(self, count: int) -> Iterator[Generated]:
        """So many articles over five years, the oldest first."""
        first, days = TODAY - timedelta(days=365 * YEARS), 365 * YEARS
        made, number = 0, 0
        while made < count:
            event = self._event(number, first + timedelta(days=days * made // count))
            number += 1
            telling = 1
            while telling < 9 and self.random.random() < TOLD_AGAIN:
                telling += 1
            for _ in range(min(telling, count - made)):
                yield self._article(event, made)
                made += 1

    def _event(self, number: int, day: date) -> Event:
        source = self.random.choice(self.sources)
        swaps = {}
        for actor in source.actors:
            kind = self.catalogue.actors[actor].kind
            if kind in SWAPPED and self.random.random() > KEPT:
                swaps[actor] = self.random.choices(self._others[kind], cum_weights=self._uneven[kind])[0]
        return Event(source, swaps, day, number)

    def _article(self, event: Event, number: int) -> Generated:
        draw = self.random
        length = max(4, min(LONGEST, int(MEDIAN_SENTENCES * 2.718 ** draw.gauss(0, SPREAD))))
        lead = min(length - 2, len(event.source.sentences), draw.randint(2, 6))
        chosen = [*event.source.sentences[:lead], *draw.choices(self._pool[event.source.language], k=length - lead)]
        told = _Text(self, event)
        for place, sentence in enumerate(chosen):
            told.add(sentence, gap="" if not place else "\n\n" if place % 3 == 0 else " ")
        told.add(Sentence((Piece(f"{self._name()} {self._name()} was present."),)), gap="\n\n")
        title = _Text(self, event)
        title.add(Sentence(event.source.title))
        publisher = draw.choices(self.publishers, cum_weights=self._read)[0]
        host = publisher.lower().replace(" ", "-")
        reading = Reading(
            title=title.text, text=told.text, published_at=None if draw.random() < 0.02 else event.day,
            language=event.source.language, publisher=publisher, kind="html",
            url=f"https://{host}.example/{event.day:%Y/%m/%d}/{number}",
        )  # fmt: skip
        return Generated(event.number, reading, self._draft(reading, title, told))

    def _draft(self, reading: Reading, title: "_Text", told: "_Text") -> Draft:
        text_hash = hashlib.sha256(reading.text.encode()).hexdigest()
        arrived = reading.published_at or TODAY - timedelta(days=1)
        return Draft(
            audience=EVERYONE.key, identity=reading.url or "", url=reading.url, title=reading.title, text=reading.text,
            text_hash=text_hash, language=reading.language, published_at=reading.published_at,
            retrieved_at=datetime(arrived.year, arrived.month, arrived.day, 12, tzinfo=UTC),
            publisher=publisher_of(reading), sentences=tuple(told.spans), mentions=tuple(told.mentions),
            title_actors=tuple(sorted({mention.actor for mention in title.mentions if mention.sure})),
            topics=self.catalogue.topics_in(f"{reading.title}\n\n{reading.text}"),
            developments=tuple(told.said.developments), quotations=tuple(told.said.quotations),
            milestones=tuple(told.said.milestones), signature=copies.signature(language.words(reading.text)),
        )  # fmt: skip

    def _name(self) -> str:
        return "".join(self.random.choice(_SYLLABLES) for _ in range(self.random.randint(2, 4))).capitalize()


class _Text:
    """A text that grows sentence by sentence, and knows where everything stands."""

    def __init__(self, generator: Generator, event: Event) -> None:
        self.text = ""
        self.spans: list[Span] = []
        self.mentions: list[Mention] = []
        self.said = Told(event.swaps, event.day)
        self._generator = generator
        self._event = event

    def add(self, sentence: Sentence, *, gap: str = "") -> None:
        self.text += gap
        start = at = len(self.text)
        parts = []
        for piece in sentence.pieces:
            surface, actor = self._changed(piece)
            if actor is not None:
                end = at + len(surface)
                self.mentions.append(Mention(surface=surface, start=at, end=end, actor=actor, sure=piece.sure))
            parts.append(surface)
            at += len(surface)
        self.text += "".join(parts)
        self.said.add(sentence.stated, len(self.spans), Span(start=start, end=at), self.text[start:at])
        self.spans.append(Span(start=start, end=at))

    def _changed(self, piece: Piece) -> tuple[str, str | None]:
        if piece.actor is None:
            return self._figures(piece.text), None
        other = self._event.swaps.get(piece.actor)
        if other is None:
            return piece.text, piece.actor
        return self._generator.catalogue.actors[other].name, other

    def _figures(self, text: str) -> str:
        draw, year = self._generator.random, self._event.day.year

        def number(match: re.Match[str]) -> str:
            if _YEAR.fullmatch(match.group()):
                return str(year - draw.choice((0, 0, 0, 1, 2)))
            return "".join(draw.choice("123456789") for _ in match.group())

        return _NUMBER.sub(number, text) if any(map(str.isdigit, text)) else text


def page(article: Generated, *, seed: int = 1) -> str:
    """The article as a web page: a navigation, a cookie banner, teasers, scripts and a footer around it."""
    draw, reading = random.Random(f"{seed} {article.reading.url}"), article.reading
    day = reading.published_at
    stamp = f'<meta property="article:published_time" content="{day}T08:30:00+01:00">' if day else ""
    shown = f'<time datetime="{day}">{day:%-d %B %Y}</time>' if isinstance(day, date) else ""
    paragraphs = "\n".join(
        f'<p class="paragraph">{html.escape(part)}</p><div class="ad" data-slot="{number}"></div>'
        for number, part in enumerate(reading.text.split("\n\n"))
    )
    links = "\n".join(
        f'<li class="menu-item"><a href="/{section}/{n}">{section} {n}</a></li>'
        for section in ("europe", "security", "industry", "opinion")
        for n in range(12)
    )
    teasers = "\n".join(
        f'<div class="teaser"><a href="/t/{draw.randrange(10**6)}"><img src="/i/{n}.jpg" alt=""><h3>{_words(draw, 7)}'
        f"</h3></a><p>{_words(draw, 14)}</p></div>"
        for n in range(24)
    )
    script = f"<script>var state = {{{', '.join(f'k{n}: {draw.random()}' for n in range(300))}}};</script>"
    return f"""<!DOCTYPE html>
<html lang="{reading.language}"><head><meta charset="utf-8"><title>{html.escape(reading.title)}</title>
<link rel="canonical" href="{reading.url}"><meta property="og:title" content="{html.escape(reading.title)}">
<meta property="og:site_name" content="{reading.publisher}">{stamp}{script}</head>
<body><div class="cookies">We use cookies. <button>Accept</button></div>
<header><nav><ul>{links}</ul></nav></header>
<main><article><h1>{html.escape(reading.title)}</h1><p class="meta">{shown} <span class="author">A. Writer</span></p>
{paragraphs}</article><aside>{teasers}</aside></main>
<footer><ul>{links}</ul><p>Imprint. Contact. All rights reserved.</p></footer>{script}</body></html>"""


def _words(draw: random.Random, count: int) -> str:
    return " ".join("".join(draw.choice(_SYLLABLES) for _ in range(2)) for _ in range(count)).capitalize()


def digest_of(texts: Sequence[Source]) -> str:
    """What tells the archives made of these texts, by this generation of the generator, from others."""
    files = " ".join(source.file for source in texts)
    return hashlib.sha256(f"{GENERATION} {files}".encode()).hexdigest()[:12]
