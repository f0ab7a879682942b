"""files.*: an upload in three steps, what is known of a file, and its bytes for whoever holds a token."""

from aiohttp import web

from handlers.workspace import files as store
from handlers.workspace import posting, sharing
from handlers.workspace.arguments import Arguments
from handlers.workspace.methods.places import member_of
from handlers.workspace.refusals import Json, Refusal, invalid
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Channel

CHANNELS = 100  # docs.slack.dev, files.completeUploadExternal


def upload_url(workspace: Workspace, args: Arguments) -> Json:
    """files.getUploadURLExternal"""
    name = args.needed("filename")
    try:
        length = int(args.needed("length"))
    except ValueError:
        raise invalid("invalid_arguments", ["must provide an integer [json-pointer:/length]"]) from None
    store.checked(name, length)
    if len(args.text("alt_txt")) > store.ALT_TEXT:
        raise Refusal("alt_txt_too_large")
    file, path = workspace.files.announce(name, length, workspace.world.bot)
    return {"upload_url": workspace.origin + path, "file_id": file.id}


def complete_upload(workspace: Workspace, args: Arguments) -> Json:
    """files.completeUploadExternal: without a conversation the file stays the app's own."""
    given = args.structure("files")
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        raise invalid("invalid_arguments", ["must provide an array of objects [json-pointer:/files]"])
    found = [workspace.files.known.get(str(one.get("id"))) for one in given]
    files = [file for file in found if file is not None and file.content is not None and not file.complete]
    if len(files) != len(given) or any(file.user != workspace.world.bot for file in files):
        raise Refusal("file_not_found")
    places = _places(workspace, args)
    body = posting.authored(workspace.world, _comment(args, places))
    for file, one in zip(files, given, strict=True):
        workspace.files.complete(file, title=str(one.get("title") or ""))
    for place in places:
        workspace.faults.spend(place.id)
        sharing.publish(workspace, place, files, body)
    return {"files": [workspace.files.shown(file) for file in files]}


def info(workspace: Workspace, args: Arguments) -> Json:
    """files.info"""
    file = workspace.files.visible(args.needed("file"), workspace.world.bot)
    shares: Json = {}
    for channel, shared in file.shares.items():
        kind = "public" if workspace.world.channels[channel].kind == "channel" else "private"
        shares.setdefault(kind, {})[channel] = shared
    kinds: dict[str, list[str]] = {"channels": [], "groups": [], "ims": []}
    for name in sorted(file.channels):
        kind = workspace.world.channels[name].kind
        kinds["ims" if kind == "im" else "channels" if kind == "channel" else "groups"].append(name)
    return {"file": {**workspace.files.shown(file), **kinds, "shares": shares}, "comments": []}


def delete(workspace: Workspace, args: Arguments) -> Json:
    """files.delete: its own only; the messages that show it say so."""
    file = workspace.files.visible(args.needed("file"), workspace.world.bot)
    if file.user != workspace.world.bot:
        raise Refusal("cant_delete_file")
    del workspace.files.known[file.id]
    for name in file.channels:
        for post in list(workspace.world.channels[name].posts.values()):
            if any(shown["id"] == file.id for shown in post.body.get("files", ())):
                gone = {"id": file.id, "mode": "tombstone"}
                files = [gone if shown["id"] == file.id else shown for shown in post.body["files"]]
                workspace.world.edit(post, {"files": files})
    return {}


def download(workspace: Workspace, request: web.Request) -> web.Response:
    """What stands at `url_private`: the bytes for a token with `files:read`, for all others a page with status 200."""
    allowed = workspace.scopes is None or "files:read" in workspace.scopes
    file = request.match_info["file"].rpartition("-")[2]
    if not allowed or request.headers.get("Authorization") != f"Bearer {workspace.bot_token}":
        return web.Response(text=store.LOGIN, content_type="text/html")
    try:
        return workspace.files.response(workspace.files.visible(file, workspace.world.bot))
    except Refusal:
        return web.Response(text=store.LOGIN, content_type="text/html", status=404)


def _places(workspace: Workspace, args: Arguments) -> list[Channel]:
    names = [args.text("channel_id")] if args.text("channel_id") else []
    names += [name.strip() for name in args.text("channels").split(",") if name.strip()]
    if len(names) > CHANNELS:
        raise Refusal("channels_limit_exceeded")
    return [member_of(workspace, name) for name in dict.fromkeys(names)]


def _comment(args: Arguments, places: list[Channel]) -> Json:
    text, thread = args.text("initial_comment"), args.text("thread_ts")
    if len(text) > posting.POSTED_TEXT:
        raise Refusal("msg_too_long")
    body: Json = {"text": text}
    if thread:
        parents = [place.posts.get(thread) for place in places]
        if not places or any(post is None or post.viewer is not None or post.thread is not None for post in parents):
            raise Refusal("thread_not_found")
        body["thread_ts"] = thread
    return body
