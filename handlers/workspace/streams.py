"""Messages that grow while people look on: what has come so far, how it is shown, and when a stream is over.

The documents leave out much of this. What stands here was seen of Slack by others: a stream ends five minutes after
its start, whatever is appended (python-slack-sdk#1859, node-slack-sdk#2702); it stays with what it began with, text
or chunks; while it lasts, nobody else may change or delete the message.
"""

from dataclasses import dataclass, field
from typing import Literal

from handlers.workspace import payloads
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.timers import Timers
from handlers.workspace.world import Post, World

LIFETIME_S = 300.0
TEXT = 12_000  # characters of markdown in one call (docs.slack.dev, chat.appendStream)
WHOLE_TEXT = 40_000  # undocumented; as much as a message may have that is posted at once
BLOCKS = 50  # through chunks, and as many again when the stream is stopped

Mode = Literal["", "text", "chunks"]
End = Literal["", "done", "expired", "stopped_by_user"]


@dataclass
class Stream:
    """One message under way. `pieces` are chunks of Slack's shape, neighbouring texts made one."""

    post: Post
    plan: bool = False  # tasks together in a plan block instead of one by one
    mode: Mode = ""
    end: End = ""
    pieces: list[Json] = field(default_factory=list)

    def add(self, mode: Mode, pieces: list[Json]) -> None:
        """Append what one call has brought.

        Raises:
            Refusal: `streaming_mode_mismatch`, `msg_too_long`, `msg_blocks_too_many`.
        """
        if self.mode and mode and mode != self.mode:
            raise Refusal("streaming_mode_mismatch")
        together = self._together(pieces)
        if len(_text(together)) > WHOLE_TEXT:
            raise Refusal("msg_too_long")
        if sum(len(piece["blocks"]) for piece in together if piece["type"] == "blocks") > BLOCKS:
            raise Refusal("msg_blocks_too_many")
        self.mode, self.pieces = self.mode or mode, together

    def shown(self, last: list[Json] | None = None) -> Json:
        """Text and blocks of the message so far, with the blocks that end it."""
        blocks: list[Json] = []
        tasks = [_task(piece) for piece in self.pieces if piece["type"] == "task_update"]
        title = next((piece["title"] for piece in self.pieces if piece["type"] == "plan_update"), "")
        planned = self.plan or bool(title)
        for piece in self.pieces:
            if piece["type"] == "markdown_text" and piece["text"].strip():
                blocks.append({"type": "markdown", "text": piece["text"]})
            elif piece["type"] == "blocks":
                blocks += piece["blocks"]
            elif piece["type"] == "task_update" and not planned:
                blocks.append(_task(piece))
            elif piece["type"] != "markdown_text" and not any(block["type"] == "plan" for block in blocks):
                blocks.append({"type": "plan", "title": title or "Plan", "tasks": tasks})
        return {"text": _text(self.pieces), "blocks": payloads.completed([*blocks, *(last or [])])}

    def _together(self, pieces: list[Json]) -> list[Json]:
        result = [dict(piece) for piece in self.pieces]
        for piece in pieces:
            known = next((one for one in result if _same(one, piece)), None)
            if known is not None:
                known.update(piece)
            elif piece["type"] == "markdown_text" and result and result[-1]["type"] == "markdown_text":
                result[-1]["text"] += piece["text"]
            else:
                result.append(dict(piece))
        return result


class Streams:
    """All streams, those that have ended too: Slack remembers how one ended."""

    def __init__(self, world: World, timers: Timers) -> None:
        self.world = world
        self.timers = timers
        self.known: dict[tuple[str, str], Stream] = {}

    def begin(self, post: Post, *, plan: bool) -> Stream:
        """The message has been posted and will grow."""
        stream = Stream(post, plan=plan)
        self.known[post.channel, post.ts] = stream
        self.timers.at(self.world.clock() + LIFETIME_S, lambda: self.finish(stream, "expired"))
        return stream

    def of(self, post: Post) -> Stream | None:
        """The stream behind a message that still grows."""
        stream = self.known.get((post.channel, post.ts))
        return None if stream is None or stream.end else stream

    def running(self, channel: str, thread: str) -> list[Stream]:
        """Those that still grow in a thread."""
        posts = (stream.post for stream in self.known.values())
        found = (self.of(post) for post in posts if post.channel == channel and post.thread == thread)
        return [stream for stream in found if stream is not None]

    def grow(self, stream: Stream) -> None:
        """Show what has come. People see it; the app, whose words they are, is not told each time."""
        self.world.edit(stream.post, stream.shown(), silent=True)

    def finish(self, stream: Stream, end: End, *, last: list[Json] | None = None, metadata: Json | None = None) -> None:
        """The message is what it is."""
        if stream.end:
            return
        stream.end = end
        state = "completed" if end == "done" else "errored"
        changes = {**stream.shown(last), "streaming_state": state}
        self.world.edit(stream.post, changes, metadata=metadata, silent=end != "done")


def _same(one: Json, other: Json) -> bool:
    """Whether the later takes the place of the earlier: a task by its id, the plan's title always."""
    if one["type"] != other["type"]:
        return False
    if one["type"] == "task_update":
        return bool(one["id"] == other["id"])
    return bool(one["type"] == "plan_update")


def _text(pieces: list[Json]) -> str:
    return "".join(piece["text"] for piece in pieces if piece["type"] == "markdown_text")


def _task(piece: Json) -> Json:
    task: Json = {"type": "task_card", "task_id": piece["id"], "title": piece["title"]}
    task["status"] = piece.get("status", "in_progress")
    for name in ("details", "output"):
        if piece.get(name):
            section = {"type": "rich_text_section", "elements": [{"type": "text", "text": piece[name]}]}
            task[name] = {"type": "rich_text", "elements": [section]}
    return task | ({"sources": piece["sources"]} if piece.get("sources") else {})
