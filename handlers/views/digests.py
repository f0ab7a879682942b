"""Digests and subscriptions as pieces of a message. Decides nothing, only shows; the rest of the views are `views`."""

from collections.abc import Sequence

from bot.records import Ahead, Choice, Digest, Overtaken, Standing, StoryLine
from handlers import mrkdwn, wording
from handlers.blocks import (
    QUOTED,
    QUOTED_SHORT,
    Button,
    Group,
    buttons,
    form,
    heading,
    paragraph,
    quoted,
    rich,
    small,
    source_line,
    word,
)
from handlers.calls import Press
from handlers.limits import Form, Piece, Weight
from handlers.views import stories as story_views
from storage.models import Change

CUTS = (600, 120)
"""Characters of a line of the list, in full and bare."""

_SINCE: dict[Change, str] = {
    "": "An article that I quoted here has been changed since.",
    "correction": "An article that I quoted here has been corrected.",
    "retraction": "An article that I quoted here has been withdrawn.",
}

_LATE = {
    "stopped": "I was not running at",
    "unreachable": "Slack could not be reached at",
    "delayed": "I was held up at",
}


def digest(shown: Digest) -> tuple[Piece, ...]:
    """What is new, updated and corrected; what is ahead; what was not covered. An empty one says so and is short."""
    sections: list[Piece] = []
    for title, pieces in (
        ("New", [story_views.story(line, quoted_at=QUOTED_SHORT) for line in shown.new]),
        ("Updated: new articles", [story_views.story(line, quoted_at=QUOTED_SHORT) for line in shown.updated]),
        ("Corrected since it was told", [story_views.correction(one) for one in shown.corrected]),
        ("The newest I have", [_bare(line) for line in shown.earlier]),
        ("Dates ahead, as articles name them", [_ahead(one) for one in shown.ahead if _anything(shown)]),
    ):
        if pieces:
            sections += [paragraph(title, bold=True), *pieces]
    said = [*_notes(shown), *([] if _news(shown) else [paragraph(_nothing(shown))])]
    kind = "News" if shown.at_once else "Digest"
    return (heading(f"{kind}{_on(shown.subjects)}"), small(_when(shown)), *said, *sections, *_left_out(shown))


def kept(shown: Standing, user: str) -> tuple[Piece, ...]:
    """A subscription that was just begun, for everyone in the conversation."""
    first = f"The first one comes on {wording.moment(shown.following, shown.zone)}. " if shown.following else ""
    tells = "Each tells what is new, updated and corrected since the one before."
    if shown.at_once:
        first = "It comes within minutes when there is a new story or a correction, more rarely on a busy day. "
    asked = [*word(f"{first}{tells} Asked for by "), {"type": "user", "user_id": user}, *word(".")]
    runs: Group = ("section", asked)
    return (
        paragraph(f"Digest {shown.id}: {wish(shown)}.", bold=True),
        Piece(weight=Weight.ESSENTIAL, forms=(Form(blocks=rich(runs), text=f"{first}{tells}"),)),
        *_row(shown),
    )


def overtaken(shown: Sequence[Overtaken], change: Change) -> tuple[Piece, ...]:
    """That what was quoted in this thread no longer stands in its article, and what stands there now."""
    pieces: list[Piece] = []
    for one in shown:
        said: list[Group] = []
        if one.now:
            said += [("section", word("Now:", bold=True)), quoted(one.now, QUOTED_SHORT)]
        said += [("section", word("Before:" if one.now else "No longer:", bold=True)), quoted(one.before, QUOTED_SHORT)]
        source: Group = ("section", source_line((one.now or one.before).citations))
        pieces.append(Piece(weight=Weight.ESSENTIAL, forms=(form(*said, source), form(source))))
    return (paragraph(_SINCE[change], bold=True), *pieces)


def listing(standing: Sequence[Standing], *, remark: str = "") -> tuple[Piece, ...]:
    """The digests of a conversation, each with its buttons."""
    pieces: list[Piece] = [paragraph(remark)] if remark else []
    if not standing:
        new = Button("Begin one", "digest_new", Press(command="/digest"))
        return (*pieces, paragraph("There is no digest in this conversation."), *buttons([new]))
    pieces.append(heading("Digests in this conversation"))
    pieces += map(_standing, standing)
    return (*pieces, *buttons([Button("Begin another", "digest_new", Press(command="/digest"))]))


def wish(shown: Standing) -> str:
    """`weekdays at 08:00, Europe/Brussels, on SAFE and Japan`."""
    if shown.at_once:
        return f"at once{_on(shown.subjects, ', on ')}"
    return f"{wording.weekdays(shown.weekdays)} at {shown.at:%H:%M}, {shown.zone}{_on(shown.subjects, ', on ')}"


def _on(subjects: Sequence[Choice], lead: str = " on ") -> str:
    names = wording.listed((subject.name for subject in subjects), limit=12)
    return f"{lead}{names}" if names else f"{lead}everything" if lead != " on " else ""


def _standing(one: Standing) -> Piece:
    """One subscription with its buttons, all of it or cut; it goes as a whole where there is no room."""
    row = [form for piece in _row(one) for form in piece.forms[:1]]
    said = []
    for limit in CUTS:
        name: Group = ("section", word(mrkdwn.cut(f"{one.id}: {wish(one)}", limit), bold=True))
        state: Group = ("section", word(mrkdwn.cut(_state(one), limit)))
        told = form(name, state)
        said.append(Form(blocks=(*told.blocks, *(block for each in row for block in each.blocks)), text=told.text))
    return Piece(forms=tuple(said))


def _row(one: Standing) -> list[Piece]:
    change = (
        Button("Pause", "digest_pause", Press(command="/digest", text=f"pause {one.id}"))
        if one.state == "active"
        else Button("Resume", "digest_resume", Press(command="/digest", text=f"resume {one.id}"))
    )
    preview = Button("Preview", "digest_preview", Press(command="/digest", text=f"preview {one.id}"))
    return buttons([preview, change, Button("Stop", "digest_stop", Press(command="/digest", text=f"stop {one.id}"))])


def _state(one: Standing) -> str:
    said = f"Next: {wording.moment(one.following, one.zone)}." if one.following else "Paused."
    if one.at_once and one.state == "active":
        said = "Next: when there is news."
    if one.made_at:
        said += f" Last: {wording.moment(one.made_at, one.zone)}."
    return f"{said} The last one could not be posted: {one.trouble}" if one.trouble else said


def _when(shown: Digest) -> str:
    made = f"{wording.moment(shown.due or shown.made_at, shown.zone)}, {shown.zone}"
    if shown.since is None:
        return f"{made}; the first one, from {wording.day(shown.news_from)} on."
    return f"{made}; since {wording.moment(shown.since, shown.zone)}."


def _notes(shown: Digest) -> list[Piece]:
    said = []
    if shown.late and shown.due:
        due = wording.moment(shown.due, shown.zone).rpartition(" ")[2]
        said.append(f"This digest is late: {_LATE[shown.late]} {due}.")
    if shown.missed:
        were = "one before it was" if shown.missed == 1 else f"{shown.missed} before it were"
        said.append(f"The {were} not posted; this one covers the time since the last that was.")
    return [paragraph(" ".join(said))] if said else []


def _news(shown: Digest) -> bool:
    return bool(shown.new or shown.updated or shown.corrected)


def _anything(shown: Digest) -> bool:
    return _news(shown) or bool(shown.earlier)


def _nothing(shown: Digest) -> str:
    since = shown.since
    if since is None:
        return f"Nothing new{_on(shown.subjects)} since {wording.day(shown.news_from)}."
    return f"Nothing new{_on(shown.subjects)} since {wording.moment(since, shown.zone)}."


def _left_out(shown: Digest) -> list[Piece]:
    said = []
    if shown.more:
        said.append(f"{wording.count(shown.more, 'more story', 'more stories')} found no room: /latest shows them.")
    if shown.undated:
        said.append(f"Not told: {wording.count(shown.undated, 'article')} that came without a date.")
    if shown.old:
        came = wording.count(shown.old, "article")
        said.append(f"Not told: {came} that came now but were published before {wording.day(shown.news_from)}.")
    return [small(" ".join([*said, wording.coverage(shown.coverage, shown.as_of)]))]


def _bare(line: StoryLine) -> Piece:
    return Piece(forms=(form(story_views.forwardable(line)),))


def _ahead(one: Ahead) -> Piece:
    day: Group = ("section", word(wording.day(one.on), bold=True))
    source: Group = ("section", source_line(one.said.citations))
    cut = [form(day, quoted(one.said, limit), source) for limit in (QUOTED, QUOTED_SHORT)]
    return Piece(weight=Weight.SPARE, forms=(*cut, form(day, source)))
