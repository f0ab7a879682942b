"""Records → a terminal: what Slack would get, in plain lines. The terminal's counterpart of `handlers.views`."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.records import (
    Answer,
    Comparison,
    Digest,
    History,
    Latest,
    Milestones,
    Names,
    Naming,
    Officeholders,
    Overview,
    Profile,
    Quotations,
    Sources,
    Summary,
    Timeline,
    Upcoming,
)
from handlers import source_words
from handlers.shell import facts
from handlers.shell.lines import Lines
from handlers.views import actors
from handlers.wording import (
    checked,
    count,
    day,
    excerpt,
    happened,
    latest_of,
    listed,
    nobody,
    nothing_ahead,
    offline,
    page_of,
    publisher,
    standing,
    step,
    term,
    unquoted,
    vaguely,
)  # fmt: skip

if TYPE_CHECKING:
    from handlers.check import Finding

_COUNTED = {"attributed": "of them by somebody of the catalogue", "milestones": "days to come"}
"""What is counted, where its name does not say it."""


class Terminal(Lines):
    """Prints records."""

    def answer(self, found: Answer) -> None:
        """An answer, or a refusal with its reason and what was covered."""
        if found.about == "sources" and found.sentences:
            self._line(f"The sources of the answer to “{found.understood}”:", style="bold")
        elif found.understood:
            self._line(f"Taken as: {found.understood}", style="dim")
        if found.outcome == "refused":
            self._line(found.reason, style="bold")
        if found.aside:
            self._line(found.aside)
        if found.compared:
            self.comparison(found.compared)
            return
        for event in found.events:
            self._line(f"{happened(event)}: {step(event)}", style="bold")
            self._quotation(event.said)
        self._coming(found.coming)
        if not (found.listed or found.events or found.coming):
            self._quotations(found.sentences, found.notes, marked=True)
        for one_of in found.listed:
            self._line(f"{one_of.who.name}: {happened(one_of.event)}", style="bold")
            self._quotation(one_of.event.said)
        self._differing(found.differing)
        if found.timely and found.sentences:
            self._line(standing(found), style="dim")
        if found.note:
            self._line(found.note, style="dim")
        if found.nearest:
            self._line("Nearest I have:", style="bold")
        for one in found.nearest:
            self._quotation(one)
        self._coverage(found.coverage, found.as_of)

    def comparison(self, found: Comparison) -> None:
        """Actors side by side, one under the other: a terminal is no wider than a phone."""
        for text in actors.spoken(found):
            self._line(text)

    def latest(self, found: Latest) -> None:
        """Stories, newest first."""
        self._line(latest_of(found), style="bold")
        self._line(page_of(found), style="dim")
        for line in found.lines:
            self._story(line)
        self._more("latest", found.following)
        self._coverage(found.coverage, found.as_of)

    def summary(self, found: Summary) -> None:
        """A summary in cited sentences."""
        self._line(f"{found.subject} ({count(found.articles, 'article')})", style="bold")
        if found.excerpt:
            self._line(excerpt(found.excerpt), style="dim")
        if not found.sentences:
            self._line("Nothing I hold says anything on that.")
        self._quotations(found.sentences, found.notes)
        self._differing(found.differing)
        self._coverage(found.coverage, found.as_of)

    def profile(self, found: Profile) -> None:
        """An actor: the catalogue first, then the articles."""
        self._line(f"{found.name} ({found.kind})", style="bold")
        for fact in facts.facts(found):
            self._line(fact)
        if found.statements:
            self._line("What articles say", style="bold")
        for one in found.statements:
            self._quotation(one)
        self._turned(found.turned)
        for position in found.positions:
            self._line(f"On {position.topic.name} ({count(position.total, 'statement')})", style="bold")
            for said in position.said:
                self._said(said)
        if found.latest:
            self._line("Latest developments", style="bold")
        for line in found.latest:
            self._story(line)
        self._coverage(found.coverage, found.as_of)

    def timeline(self, found: Timeline) -> None:
        """What happened, oldest first."""
        self._line(f"Timeline: {found.subject.name} ({count(len(found.events), 'step')})", style="bold")
        for event in found.events:
            self._line(f"{happened(event)}: {step(event)}", style="bold")
            self._quotation(event.said)
        if not found.events:
            self._line("No article I hold states a development about it.")
        if found.earlier:
            self._line(f"{count(found.earlier, 'earlier step')} found no room.", style="dim")
        self._coverage(found.coverage, found.as_of)

    def quotations(self, found: Quotations) -> None:
        """What somebody said."""
        on = f" on {found.topic.name}" if found.topic else ""
        self._line(f"{found.subject.name}{on}: {count(found.total, 'quotation')}", style="bold")
        self._turned(found.turned)
        for one in found.said:
            self._said(one)
        if not found.said:
            self._line(unquoted(found))
        self._more("quotes", found.following)
        self._coverage(found.coverage, found.as_of)

    def milestones(self, found: Milestones) -> None:
        """What is to come."""
        self._line(f"What is next{f': {found.subject.name}' if found.subject else ''}", style="bold")
        self._coming(found.days)
        if not found.days:
            self._line(nothing_ahead(found))
        if found.more:
            self._line(f"{count(found.more, 'further day')} found no room.", style="dim")
        self._coverage(found.coverage, found.as_of)

    def _coming(self, days: Sequence[Upcoming]) -> None:
        for one in days:
            sure = "" if one.certain else " (expected or planned)"
            self._line(f"{vaguely(one.on, one.precision)}{sure}", style="bold")
            self._quotation(one.said)

    def history(self, found: History) -> None:
        """How an article changed."""
        self._line(f"{found.article.title}, first seen {day(found.first_seen)}", style="bold")
        for change in found.changes:
            self._line(f"{day(change.retrieved_at)}: {change.change or 'changed'}", style="bold")
            for edit in change.edits:
                for sign, text in (("-", edit.before), ("+", edit.after)):
                    if text is not None:
                        self._line(f"  {sign} {text}")
        if not found.changes:
            self._line("It has not changed since.")
        if found.copies:
            self._line(f"The same text at {listed(found.copies)}")

    def overview(self, found: Overview) -> None:
        """What is understood of the archive."""
        told = ", ".join(f"{number:,} {_COUNTED.get(about, about)}" for about, number in found.totals.items())
        self._line(f"{told[:1].upper()}{told[1:]}", style="bold")
        for about, rows in found.counts.items():
            self._line(f"{about.capitalize()}: {', '.join(f'{one.name} ({one.count:,})' for one in rows) or 'none'}")
        self._line("Told by the most independent publishers", style="bold")
        for line in found.stories:
            self._story(line)
        self._line("Newest developments", style="bold")
        for event in found.events:
            self._line(f"{happened(event)}: {step(event)}", style="bold")
            self._quotation(event.said)
        if found.days:
            self._line("Days to come", style="bold")
        for day_ in found.days:
            self._line(f"{vaguely(day_.on, day_.precision)}: {day_.what}")
        self._coverage(found.coverage, found.as_of)

    def digest(self, found: Digest) -> None:
        """What is new, updated and corrected; then what is ahead, and what was left out."""
        about = f" on {listed(one.name for one in found.subjects)}" if found.subjects else ""
        self._line(f"Digest{about}, from {day(found.news_from)} on", style="bold")
        for title, lines in (("New", found.new), ("Updated", found.updated), ("The newest I have", found.earlier)):
            if lines:
                self._line(title, style="bold")
            for line in lines:
                self._story(line)
        for one in found.corrected:
            self._line("Corrected", style="bold")
            self._story(one.line)
        if not (found.new or found.updated or found.corrected):
            self._line("Nothing new.")
        if found.ahead:
            self._line("Dates ahead, as articles name them", style="bold")
        for due in found.ahead:
            self._line(day(due.on))
            self._quotation(due.said)
        if found.more:
            self._line(f"{count(found.more, 'more story', 'more stories')} found no room.", style="dim")
        if found.undated:
            self._line(f"Not told: {count(found.undated, 'article')} that came without a date.", style="dim")
        self._coverage(found.coverage, found.as_of)

    def officeholders(self, found: Officeholders) -> None:
        """Who holds an office."""
        for holder in found.holders:
            held = term(holder.valid_from, holder.valid_to)
            self._line(f"{holder.name}: {holder.office}{f', {held}' if held else ''}", style="bold")
        if not found.holders:
            self._line(nobody(found))
        self._line(checked(found), style="dim")

    def sources(self, found: Sources) -> None:
        """What is read again and again, then who published what there is, with their days."""
        if found.offline_since is not None:
            self._line(offline(found.offline_since), style="bold")
        for one in found.watched:
            self._line(f"{one.id} {one.name}: {source_words.state(one)}. {' '.join(source_words.told(one))}")
            self._line(f"    {one.kind}, {one.url}", style="dim")
        if found.watched and found.unwatched:
            self._line(f"Not read, of the shipped set: {listed(found.unwatched, limit=12)}.")
        for line in found.lines:
            days = f"{day(line.first)} to {day(line.last)}" if line.first else "no dated article"
            undated = f", {line.undated} undated" if line.undated else ""
            self._line(f"{publisher(line.name, demo=line.demo)}: {count(line.articles, 'article')}, {days}{undated}")
        self._coverage(found.coverage, found.as_of)

    def names(self, found: Names) -> None:
        """Names that keep appearing, each with a sentence; and what was added."""
        for one in found.proposals:
            told = f"{count(one.articles, 'article')} of {count(one.publishers, 'publisher')}"
            self._line(f"{listed((one.name, *one.aliases))} ({one.kind}?): {told}", style="bold")
            self._quotation(one.examples[0])
        if not found.proposals:
            self._line(f"No unknown name keeps appearing in the newest {found.looked_at:,} articles.")
        for added in found.added:
            self._line(f"Added: {listed((added.name, *added.aliases))} ({added.kind})")
        self._coverage(found.coverage, found.as_of)

    def naming(self, found: Naming) -> None:
        """What became of a name."""
        where = f"; found in {count(found.found, 'article')}" if found.done == "added" else ""
        self._line(f"{found.name}: {found.done}{where}.")

    def reading(self, found: dict[str, Any]) -> None:
        """What was read in a text, and whom it names."""
        self._line(found["title"], style="bold")
        published = date.fromisoformat(found["published_at"][:10]) if found["published_at"] else None
        self._line(f"{day(published)}, {found['language']}", style="dim")
        self._line(f"\n{found['text']}\n")
        for heading, lines in facts.understood(found).items():
            self._line(f"{heading}: {'; '.join(lines) or 'none'}", style="dim")

    def findings(self, found: Sequence["Finding"]) -> int:
        """What was checked; the exit code is 1 when something is wrong."""
        for one in found:
            state = one.problem or one.fine
            self._line(f"{'✗' if one.problem else '✓'} {one.what}: {state}", style="bold" if one.problem else "")
        return int(any(one.problem for one in found))
