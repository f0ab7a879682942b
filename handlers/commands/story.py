"""/story: who tells a story, the primary source first, where they differ; "the same" and "not the same", with undo."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import BadRequest
from handlers import wording
from handlers.blocks import Button, bullets, buttons, form, heading, link, menu, paragraph, publisher, small, word
from handlers.calls import Call, Press, Reply
from handlers.limits import Piece, Weight
from handlers.views import stories as story_views

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.records import Account, StoryLine, Teller

USAGE = "Usage: /story <number> [same <number> | apart <number> | without <article>]; /latest opens each by its menu."
TELLERS = 10
"""Articles of a story that are listed."""
TAKEN_OUT = 4
"""… and for how many there is a button that says they are of another."""
OPINIONS = 3

_ASKED = re.compile(r"(\d{1,12})(?: (same|apart|without) (\d{1,12}))?")


class Said(NamedTuple):
    """What was done because a reader said so, and what undoes it."""

    words: str
    story: int
    undo: Press


def choice(lines: "Sequence[StoryLine]") -> list[Piece]:
    """A menu that opens each of these stories in full."""
    options = [(line.headline, Press(command="/story", text=f"{line.story}")) for line in lines]
    return menu("A story in full…", "story_open", options)


async def reply(call: Call, desk: "Desk") -> Reply:
    """The story asked for, after what is said of it was done."""
    asked = _ASKED.fullmatch(" ".join(call.text.split()))
    if asked is None:
        raise BadRequest(USAGE)
    said = await _do(call, desk, int(asked[1]), asked[2], int(asked[3])) if asked[2] else None
    found = await desk.account(call.audience, said.story if said else int(asked[1]))
    done = (small(said.words), *buttons([Button("Undo", "story_said", said.undo)])) if said else ()
    return Reply(pieces=(*done, *pieces(found), *buttons(_row(found))))


async def _do(call: Call, desk: "Desk", one: int, verb: str, other: int) -> Said:
    """What a reader said, done; in words, and how it is undone."""
    if verb == "same":
        story = await desk.same(call.audience, one, other, by=call.user)
        words = f"Stories {one} and {other} are one now, because you said so."
        return Said(words, story, Press(command="/story", text=f"{one} apart {other}"))
    if verb == "apart":
        await desk.apart(call.audience, one, other, by=call.user)
        words = f"Stories {one} and {other} stay apart now, because you said so."
        return Said(words, one, Press(command="/story", text=f"{one} same {other}"))
    story = await desk.without(call.audience, one, other, by=call.user)
    words = f"That article is story {story} now, apart from this one, because you said so."
    return Said(words, one, Press(command="/story", text=f"{one} same {story}"))


def pieces(shown: "Account") -> tuple[Piece, ...]:
    """The line, who tells it, where they differ, what readers said, what it may be the same as."""
    line = shown.line
    told = f"Story {line.story}: {wording.count(line.articles, 'article')}, {line.publishers} independent."
    found = [heading(line.headline), small(told), story_views.story(line)]
    found += story_views.differing(shown.differing)
    found += [paragraph("Who tells it", bold=True, weight=Weight.LINE)]
    found += [bullets(_teller(number, one) for number, one in enumerate(shown.tellers[:TELLERS], start=1))]
    if len(shown.tellers) > TELLERS:
        found.append(small(f"and {wording.count(len(shown.tellers) - TELLERS, 'more article')}"))
    for one in shown.opinions[:OPINIONS]:
        how = "the same as" if one.same else "not the same as"
        runs = [*word(f"Said {wording.day(one.at)} to be {how} story {one.other}, by "), _person(one.by), *word(".")]
        found.append(Piece(weight=Weight.SPARE, forms=(form(("section", runs)),)))
    if shown.near:
        found += [paragraph("Perhaps the same", bold=True, weight=Weight.SPARE)]
        found += [
            bullets([*word(f"{near.story}: "), *word(near.headline), *word(f", {wording.day(near.published_at)}")]
                    for near in shown.near)
        ]  # fmt: skip
    return (*found, small(wording.coverage(shown.coverage, shown.as_of)))


def _person(user: str) -> dict[str, str]:
    return {"type": "user", "user_id": user}


def _teller(number: int, one: "Teller") -> list[dict[str, object]]:
    primary = " (primary source)" if one.kind == "primary" else ""
    again = "" if one.independent else ", of a publisher named above"
    cited = one.citation
    return [
        *word(f"{number}. {publisher(cited)}{primary}, {wording.published(cited)}{again}: "),
        *link(cited.url, cited.title),
    ]


def _row(shown: "Account") -> list[Button]:
    """The same: one of those near. Not the same: one of the articles."""
    story = shown.line.story
    row = [
        Button(f"The same: {near.story}", "story_said", Press(command="/story", text=f"{story} same {near.story}"))
        for near in shown.near
    ]
    articles = list(enumerate(shown.tellers[:TELLERS], start=1)) if len(shown.tellers) > 1 else []
    return row + [
        Button(
            f"Not the same: {number}", "story_said",
            Press(command="/story", text=f"{story} without {one.citation.article}"),
        )
        for number, one in articles[:TAKEN_OUT]
    ]  # fmt: skip
