"""A file is put into a conversation, by a person or by the app: the message that shows it, and who may then see it."""

from handlers.workspace.files import File
from handlers.workspace.refusals import Json
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Channel, Post


def share(
    workspace: Workspace,
    channel: str,
    name: str,
    content: bytes,
    *,
    text: str = "",
    user: str | None = None,
    thread_ts: str | None = None,
    media_type: str | None = None,
    by_reference: bool = False,
) -> Json:
    """A person adds a file to a conversation, with some words perhaps; returns the message.

    `by_reference`: as from a connected organisation, where the message tells no more of the file than its id and that
    files.info has to be asked (`file_access` is `check_file_info`).

    Raises:
        Refusal: as `Workspace.say`, and `missing_argument` for an empty file, `file_upload_size_restricted`.
    """
    place, person = workspace.channel(channel), workspace.person(user)
    body = workspace.written(place, person, text, thread_ts=thread_ts, bare=True)
    file = workspace.files.keep(name, content, person, media_type=media_type)
    return workspace.seen(publish(workspace, place, [file], body, by_reference=by_reference))


def publish(workspace: Workspace, place: Channel, files: list[File], body: Json, *, by_reference: bool = False) -> Post:
    """Post the message that shows files; the app hears of it as `file_share`, and of each file as file_shared."""
    for file in files:
        file.channels.add(place.id)
    if by_reference:
        shown = [{"id": file.id, "mode": "file_access", "file_access": "check_file_info"} for file in files]
    else:
        shown = [workspace.files.shown(file) for file in files]
    post = workspace.world.post(place, {**body, "subtype": "file_share", "files": shown, "upload": True})
    for file in files:
        file.shares.setdefault(place.id, []).append({"ts": post.ts, "channel_name": place.name})
    return post
