"""chat.startStream, appendStream, stopStream: what each call may bring. A stream's life is in `..streams`."""

from typing import Any

from handlers.workspace import payloads, posting, sessions
from handlers.workspace.arguments import Arguments
from handlers.workspace.elements import words
from handlers.workspace.methods.chat import parent
from handlers.workspace.methods.places import member_of, writable
from handlers.workspace.methods.scopes import need
from handlers.workspace.refusals import Json, Refusal, invalid
from handlers.workspace.shapes import Complaints, Needed, anything, by_type, fields, listed, one_of, text, url
from handlers.workspace.streams import BLOCKS, TEXT, Mode, Stream
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Channel

_source = by_type({"url": fields({"url": Needed(url(3000)), "text": Needed(text(256))})})
CHUNKS = listed(
    by_type(
        {
            "markdown_text": fields({"text": Needed(text(TEXT * 10, blank=True))}),
            "task_update": fields(
                {
                    "id": Needed(words),
                    "title": Needed(text(256)),
                    "status": one_of("pending", "in_progress", "complete", "error"),
                    "details": text(256, least=0),
                    "output": text(256, least=0),
                    "sources": listed(_source, 0, 50),
                }
            ),
            "plan_update": fields({"title": Needed(text(256))}),
            "blocks": fields({"blocks": Needed(anything)}),
        }
    ),
    0,
    100,
)
"""docs.slack.dev/reference/methods/chat.appendStream; task texts have 256 characters there."""


def start(workspace: Workspace, args: Arguments) -> Json:
    """chat.startStream; outside a direct message it must say for whom the stream is."""
    world = workspace.world
    channel = writable(workspace, args.needed("channel"))
    thread = parent(channel, args.needed("thread_ts"))
    if any(args.text(name) for name in ("username", "icon_emoji", "icon_url")):
        need(workspace, "chat:write.customize")
    _recipient(workspace, channel, args)
    display = args.text("task_display_mode", "timeline")
    if display not in ("timeline", "plan"):
        raise invalid("invalid_arguments", ["must be one of timeline, plan [json-pointer:/task_display_mode]"])
    mode, pieces = _brought(args)
    Stream(channel.posts[thread]).add(mode, pieces)  # what is refused leaves no message behind
    workspace.faults.spend(channel.id)
    body = {"text": "", "thread_ts": thread, "streaming_state": "in_progress"}
    post = world.post(channel, posting.authored(world, body))
    stream = workspace.streams.begin(post, plan=display == "plan")
    if pieces:
        stream.add(mode, pieces)
        workspace.streams.grow(stream)
    return {"channel": channel.id, "ts": post.ts}


def append(workspace: Workspace, args: Arguments) -> Json:
    """chat.appendStream"""
    stream = _running(workspace, args)
    mode, pieces = _brought(args)
    if not pieces:
        raise Refusal("no_text")
    stream.add(mode, pieces)
    workspace.streams.grow(stream)
    return {"channel": stream.post.channel, "ts": stream.post.ts}


def stop(workspace: Workspace, args: Arguments) -> Json:
    """chat.stopStream; `blocks` come last, `session_status` is set as by agents.sessions.setStatus."""
    stream = _running(workspace, args)
    mode, pieces = _brought(args)
    given = args.structure("blocks")
    last = payloads.message_blocks(given) if given else []
    metadata = posting.metadata(args)
    status = args.text("session_status")
    if status and status not in sessions.STATES:
        raise invalid(
            "invalid_arguments", [f"must be one of {', '.join(sessions.STATES)} [json-pointer:/session_status]"]
        )
    if not (pieces or last or stream.pieces):
        raise Refusal("no_text")
    stream.add(mode, pieces)
    workspace.streams.finish(stream, "done", last=last, metadata=metadata)
    post = stream.post
    if status and post.thread:
        sessions.set_state(workspace, post.channel, post.thread, status)
    return {"channel": post.channel, "ts": post.ts, "message": workspace.world.shown(post, metadata=True)}


def _recipient(workspace: Workspace, channel: Channel, args: Arguments) -> None:
    user, team = args.text("recipient_user_id"), args.text("recipient_team_id")
    if channel.kind != "im":
        if not user:
            raise Refusal("missing_recipient_user_id")
        if not team:
            raise Refusal("missing_recipient_team_id")
    if user and user not in channel.members:
        raise Refusal("user_not_found")
    if team and team != workspace.world.team:
        raise Refusal("team_not_found")


def _running(workspace: Workspace, args: Arguments) -> Stream:
    channel = member_of(workspace, args.needed("channel"))
    post = channel.posts.get(args.needed("ts"))
    if post is None or post.viewer is not None:
        raise Refusal("message_not_found")
    if post.body["user"] != workspace.world.bot:
        raise Refusal("message_not_owned_by_app")
    stream = workspace.streams.known.get((channel.id, post.ts))
    if stream is not None and stream.end == "stopped_by_user":
        raise Refusal("stopped_by_user")
    if stream is None or stream.end:
        raise Refusal("message_not_in_streaming_state")
    return stream


def _brought(args: Arguments) -> tuple[Mode, list[Json]]:
    """What a call brings, as chunks, and in which of the two ways."""
    markdown, chunks = args.text("markdown_text"), args.structure("chunks")
    if chunks:
        pieces = _valid(chunks)
        if markdown:
            raise invalid("invalid_arguments", ["markdown_text and chunks exclude each other [json-pointer:/chunks]"])
        mode: Mode = "chunks"
    else:
        pieces = [{"type": "markdown_text", "text": markdown}] if markdown else []
        mode = "text" if markdown else ""
    if sum(len(piece["text"]) for piece in pieces if piece["type"] == "markdown_text") > TEXT:
        raise Refusal("msg_too_long")
    return mode, pieces


def _valid(chunks: Any) -> list[Json]:
    complaints = Complaints()
    CHUNKS(chunks, "/chunks", complaints)
    if complaints.found:
        raise invalid("invalid_chunks", complaints.found)
    pieces: list[Json] = []
    for chunk in chunks:
        if chunk["type"] == "blocks":
            if isinstance(chunk["blocks"], list) and len(chunk["blocks"]) > BLOCKS:
                raise Refusal("msg_blocks_too_many")
            pieces.append({"type": "blocks", "blocks": payloads.message_blocks(chunk["blocks"])})
        else:
            pieces.append(chunk)
    return pieces
