"""Files: announced, sent, completed, shared, fetched. Bytes in memory; who may have them is asked of the caller."""

import mimetypes
import secrets
from dataclasses import dataclass, field

from aiohttp import web

from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.world import World

LARGEST_FILE = 64 * 1024 * 1024
"""Slack takes 1 GB; all of it would lie in memory here, so more is refused as a team's own limit would be."""
ALT_TEXT = 1000  # docs.slack.dev, files.getUploadURLExternal
PLAIN = {"text/markdown": "markdown", "text/plain": "text", "text/html": "html", "application/pdf": "pdf"}
LOGIN = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to see this file.</body></html>"
"""What Slack sends, with status 200, instead of a file to whoever may not have it."""


@dataclass
class File:
    """One file. `channels` are where it has been shared; `content` is None until its bytes have come."""

    id: str
    name: str
    user: str
    created: int
    length: int
    title: str = ""
    media_type: str = "application/octet-stream"
    content: bytes | None = None
    complete: bool = False
    channels: set[str] = field(default_factory=set)
    shares: dict[str, list[Json]] = field(default_factory=dict)


class Files:
    """All files of a workspace, and the addresses to which bytes may be sent."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.origin = ""
        self.known: dict[str, File] = {}
        self._uploads: dict[str, File] = {}

    def announce(self, name: str, length: int, user: str) -> tuple[File, str]:
        """A file to come, and the path to which its bytes go, once."""
        file = File(self.world.identifier("F"), name, user, int(self.world.clock()), length)
        self.known[file.id] = file
        token = secrets.token_urlsafe(24)
        self._uploads[token] = file
        return file, f"/upload/v1/{token}"

    def put(self, token: str, content: bytes) -> None:
        """Take the bytes of an announced file.

        Raises:
            Refusal: 404 for an address that is none, or used; 400 if the length is not the one announced.
        """
        file = self._uploads.get(token)
        if file is None:
            raise Refusal("upload_not_found", status=404)
        if len(content) != file.length:
            raise Refusal("invalid_length", status=400)
        del self._uploads[token]
        file.content = content

    def keep(self, name: str, content: bytes, user: str, *, media_type: str | None = None) -> File:
        """A file that is there at once, as when a person adds one.

        Raises:
            Refusal: `file_upload_size_restricted`, `missing_argument` for an empty one.
        """
        checked(name, len(content))
        file, path = self.announce(name, len(content), user)
        self.put(path.rpartition("/")[2], content)
        self.complete(file, title="", media_type=media_type)
        return file

    def complete(self, file: File, *, title: str, media_type: str | None = None) -> None:
        """An upload is finished; the media type is guessed by the name unless given."""
        file.title = title or file.name
        file.media_type = media_type or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        file.complete = True

    def shown(self, file: File) -> Json:
        """The file as the API shows it."""
        path = f"{self.origin}/files-pri/{self.world.team}-{file.id}"
        kind = PLAIN.get(file.media_type) or file.name.rpartition(".")[2].lower() or "binary"
        public = any(self.world.channels[name].kind == "channel" for name in file.channels)
        return {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": file.media_type,
            "filetype": kind,
            "pretty_type": kind.upper(),
            "user": file.user,
            "user_team": self.world.team,
            "editable": False,
            "size": file.length,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": public,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": f"{path}/{file.name}",
            "url_private_download": f"{path}/download/{file.name}",
            "permalink": f"https://{self.world.domain}.slack.com/files/{file.user}/{file.id}/{file.name}",
            "file_access": "visible",
        }

    def visible(self, name: str, user: str) -> File:
        """A file that somebody may see: their own, or one shared where they are.

        Raises:
            Refusal: `file_not_found`.
        """
        file = self.known.get(name)
        if file is None or not file.complete:
            raise Refusal("file_not_found")
        where = (self.world.channels[channel].members for channel in file.channels)
        if file.user != user and not any(user in members for members in where):
            raise Refusal("file_not_found")
        return file

    async def receive(self, request: web.Request) -> web.Response:
        """The HTTP side of `put`: raw bytes, or one field of a form; no token, the address is secret enough."""
        try:
            if request.content_type == "multipart/form-data":
                parts = (await request.post()).values()
                content = next((part.file.read() for part in parts if isinstance(part, web.FileField)), b"")
            else:
                content = await request.read()
            self.put(request.match_info["token"], content)
        except Refusal as refusal:
            return web.Response(text=refusal.code, status=refusal.status)
        return web.Response(text=f"OK - {len(content)}")

    def response(self, file: File) -> web.Response:
        """The bytes of a file, to be kept and not to be opened as a page of ours."""
        headers = {
            "Content-Disposition": "attachment",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        }
        return web.Response(body=file.content, content_type=file.media_type, headers=headers)


def checked(name: str, length: int) -> None:
    """Whether such a file may be sent.

    Raises:
        Refusal: `missing_argument`, `file_upload_size_restricted`.
    """
    if not name or length <= 0:
        raise Refusal("missing_argument")
    if length > LARGEST_FILE:
        raise Refusal("file_upload_size_restricted")
