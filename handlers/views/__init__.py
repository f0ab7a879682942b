"""What the desk returns, as pieces of a message: one function a record. Decides nothing, only shows.

What is essential comes first and is never dropped: the heading, a reason, the first sentence, the coverage.
"""

from collections.abc import Sequence

from bot.records import (
    Answer,
    Beside,
    Choice,
    Cited,
    Event,
    Ingested,
    Officeholder,
    Officeholders,
    Profile,
    Summary,
    Timeline,
)
from handlers import wording
from handlers.blocks import (
    QUOTED,
    QUOTED_SHORT,
    Button,
    Element,
    Group,
    bullets,
    buttons,
    form,
    heading,
    link,
    paragraph,
    publisher,
    quotation,
    quoted,
    small,
    source,
    source_line,
    table,
    word,
)
from handlers.calls import Press
from handlers.limits import Piece, Weight
from handlers.views import actors as actor_views
from handlers.views import listed as listed_views
from handlers.views import said as said_views
from handlers.views import stories as story_views

OFFICES = 12
"""Lines of a long list that go together when there is no room."""
LISTED, ROWS = 3, 40
"""So many holders of an office are a table, of at most so many rows."""


def answer(shown: Answer) -> tuple[Piece, ...]:
    """Cited sentences; or the reason for having none, what was covered, and the nearest that is known."""
    if shown.about == "sources":
        said = shown.reason or f"The sources of my answer to “{shown.understood}”:"
        return (paragraph(said), *(source(number, cited) for number, cited in enumerate(shown.sentences, 1)))
    covered = small(wording.coverage(shown.coverage, shown.as_of))
    taken = [small(f"Understood as: {shown.understood}", weight=Weight.SPARE)] if shown.understood else []
    if shown.compared:
        row = [
            Button(side.name, "actor_open", Press(command="/actor", text=side.name)) for side in shown.compared.sides
        ]
        return (*actor_views.comparison(shown.compared), *buttons(row))
    if shown.outcome == "answered":
        note = [small(shown.note, weight=Weight.LINE)] if shown.note else []
        aside = [paragraph(shown.aside)] if shown.aside else []
        if shown.events or shown.coming:
            answering = [*(_step(event, about="") for event in shown.events), *map(said_views.upcoming, shown.coming)]
        elif shown.listed:
            answering = listed_views.listed(shown.listed)
        else:
            answering = _quotations(shown.sentences, shown.notes)
        answering += story_views.differing(shown.differing)
        answering += [small(wording.standing(shown))] if shown.timely else []
        return (*taken, *aside, *answering, *note, covered)
    nearest: list[Piece] = []
    if shown.nearest:
        nearest = [
            paragraph("Nearest I have:", bold=True, weight=Weight.LINE),
            *(quotation(cited) for cited in shown.nearest),
        ]
    return (paragraph(shown.reason or "I have nothing that answers this."), *taken, covered, *nearest)


def summary(shown: Summary) -> tuple[Piece, ...]:
    """The sentences of a summary, each with its source, and outside the quotation what its days mean, who agrees."""
    sentences = _quotations(shown.sentences, shown.notes)
    return (
        heading(shown.subject),
        small(wording.summary_of(shown)),
        *([small(wording.excerpt(shown.excerpt))] if shown.excerpt else []),
        *(sentences or [paragraph("There is nothing to summarise here yet.")]),
        *story_views.differing(shown.differing),
        small(wording.coverage(shown.coverage, shown.as_of)),
    )


def profile(shown: Profile) -> tuple[Piece, ...]:
    """What and who an actor is, what the newest articles say of it, and in whose company."""
    seen = f"Named in {wording.count(shown.articles, 'article')}"
    seen += f", {wording.span(shown.first, shown.last)}." if shown.first or shown.last else "."
    pieces = [heading(shown.name), *_identity(shown), small(seen)]
    if shown.statements:
        pieces += [paragraph("What articles say", bold=True, weight=Weight.LINE)]
        pieces += _quotations(shown.statements)
    pieces += [*said_views.turned(shown.turned), *said_views.positions(shown.positions)]
    pieces += [*actor_views.events(shown.events), *actor_views.chart(shown.months)]
    if shown.latest:
        pieces += [paragraph("Latest", bold=True, weight=Weight.SPARE), *map(story_views.headline, shown.latest)]
    if shown.company:
        named = wording.listed((f"{other.name} ({other.articles:,})" for other in shown.company), limit=8)
        of = f", in its newest {shown.company_of:,} articles" if shown.company_of else ""
        pieces += [small(f"Most often named with{of}: {named}.", weight=Weight.SPARE)]
    return (*pieces, small(wording.coverage(shown.coverage, shown.as_of)))


def timeline(shown: Timeline) -> tuple[Piece, ...]:
    """What happened, oldest first: day, stage, instrument and sum of each step, the sentence, its source."""
    since = f" since {wording.day(shown.since)}" if shown.since else ""
    earlier = f" {wording.count(shown.earlier, 'earlier step')} found no room." if shown.earlier else ""
    where = f"{wording.count(len(shown.events), 'step')}{since}, the newest last.{earlier}"
    nothing = paragraph(f"No article I hold states a development about {shown.subject.name}{since}.")
    return (
        heading(f"Timeline: {shown.subject.name}"),
        *(
            [small(where), *(_step(event, about=shown.subject.name) for event in shown.events)]
            if shown.events
            else [nothing]
        ),
        small(wording.coverage(shown.coverage, shown.as_of)),
    )


def officeholders(shown: Officeholders) -> tuple[Piece, ...]:
    """Who holds an office on a day."""
    held = [[*word(holder.name, bold=True), *_titled(holder)] for holder in shown.holders]
    told = [bullets(held)] if held else [paragraph(wording.nobody(shown))]
    if len(held) >= LISTED:
        rows = [
            (holder.name, holder.office, wording.term(holder.valid_from, holder.valid_to)) for holder in shown.holders
        ]
        told = [table([("Who", "Office", "Term"), *rows[:ROWS]], otherwise=told[0].forms[0])]
    return (
        *told,
        small(wording.checked(shown)),
    )


def kept(became: Sequence[Ingested]) -> tuple[Piece, ...]:
    """What became of links and files: kept under which title, known already, or why not."""
    return (bullets([_became(one) for one in became], weight=Weight.ESSENTIAL),)


def choices(sentence: str, named: Sequence[Choice], *, command: str, typed: Sequence[str] = ()) -> tuple[Piece, ...]:
    """Did you mean …? A button for each name, which asks for what is `typed` with it, else for the name."""
    texts = typed or [choice.name for choice in named]
    row = [
        Button(choice.name, "choose", Press(command=command, text=text))
        for choice, text in zip(named, texts, strict=True)
    ]
    return (paragraph(sentence), *buttons(row))


def remark(*sentences: str) -> tuple[Piece, ...]:
    """A sentence or two of our own: usage, a failure."""
    first, *others = sentences
    return (paragraph(first), *(small(sentence) for sentence in others if sentence))


def _quotations(sentences: Sequence[Cited], notes: Sequence[Beside] = ()) -> list[Piece]:
    """Sentences with their sources, and outside the quotation what is said beside them."""
    said = [_beside(note) for note in notes] if len(notes) == len(sentences) else [[]] * len(sentences)
    return [
        quotation(cited, beside=beside, weight=Weight.LINE if index else Weight.ESSENTIAL)
        for index, (cited, beside) in enumerate(zip(sentences, said, strict=True))
    ]


def _beside(note: Beside) -> list[Element]:
    """What is said beside a sentence in our words, others who say the same with their articles."""
    runs = word(wording.beside(note.model_copy(update={"others": ()})))
    if note.others:
        count = wording.count(len(note.others), "independent source")
        runs += word(f"{' · ' if runs else ''}also: {count} (")
        for index, one in enumerate(note.others):
            runs += [*word(", " if index else ""), *link(one.url, publisher(one))]
            runs += word(f", {wording.published(one)}")
        runs += word(")")
    return runs


def _identity(shown: Profile) -> list[Piece]:
    what = ", ".join(filter(None, (shown.kind, shown.role)))
    lines: list[list[Element]] = [word(what[:1].upper() + what[1:])]
    if shown.parent:
        lines.append(word(f"Part of {shown.parent.name}"))
    if shown.aliases:
        lines.append(word(f"Also called {wording.listed(shown.aliases, limit=6)}"))
    offices = [
        *(_office(holder, holder.name) for holder in shown.holders),
        *(_office(holder, holder.organisation) for holder in shown.held),
    ]
    lines += offices[:OFFICES]
    if len(offices) > OFFICES:
        lines.append(word(f"and {len(offices) - OFFICES} more offices"))
    return [bullets(lines, weight=Weight.ESSENTIAL)] if any(lines) else []


def _office(holder: Officeholder, who: str) -> list[Element]:
    held = wording.term(holder.valid_from, holder.valid_to)
    return [*word(f"{holder.office}: "), *word(who, bold=True), *(word(f", {held}") if held else [])]


def _step(event: Event, *, about: str) -> Piece:
    title: Group = (
        "section",
        [*word(wording.happened(event), bold=True), *word(f": {wording.step(event, about=about)}")],
    )
    more = f" · {wording.count(event.publishers, 'independent publisher')}" if event.publishers > 1 else ""
    source: Group = ("section", [*source_line(event.said.citations), *word(more)])
    cuts = [form(title, quoted(event.said, limit), source) for limit in (QUOTED, QUOTED_SHORT)]
    return Piece(forms=(*cuts, form(title, source)))


def _became(one: Ingested) -> list[Element]:
    said = {"added": "Kept: ", "revised": "Kept, a new version: ", "failed": "Not kept: "}.get(one.outcome, "Known: ")
    if one.outcome == "failed":
        return [*word(said, bold=True), *word(f"{one.input}. {one.reason}")]
    return [*word(said, bold=True), *word(f"{one.title}, {wording.day(one.published_at)}")]


def _titled(holder: Officeholder) -> list[Element]:
    held = wording.term(holder.valid_from, holder.valid_to)
    return word(f", {holder.office}{f', {held}' if held else ''}")
