"""The bytes of a file that somebody shared in Slack. Only Slack's own hosts are ever shown the token."""

from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import FetchError
from bot.incoming.inputs import MAX_BYTES
from bot.reading import Raw
from handlers.calls import Attachment
from handlers.refusals import Refused
from handlers.speaking import asked

SLACK = (".slack.com", ".slack-edge.com", ".slack-files.com")
LOGIN = "Slack does not let me have the file: does the app have the scope files:read?"


class Downloads:
    """Fetches files with the bot's token."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client = client
        self._session = session

    async def document(self, file: Attachment) -> Raw:
        """The file, to be read.

        Raises:
            FetchError: it cannot be had; the message says why.
            Unavailable: Slack does not answer for now.
        """
        if file.size > MAX_BYTES:
            raise FetchError(f"It has more than {MAX_BYTES // 1_000_000} MB.")
        if file.withheld or not file.url:
            file = await self._known(file)
        if not self._slacks(file.url):
            raise FetchError("It does not lie in Slack, so I cannot read it here; share a link to it instead.")
        try:
            content, media_type = await self._fetched(file.url)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise FetchError("Slack did not hand it over; please try again.") from error
        # To whoever may not have a file Slack sends its sign-in page, with status 200.
        if "html" in media_type and "html" not in file.media_type:
            raise FetchError(LOGIN)
        return Raw(name=file.name, content=content, media_type=file.media_type or media_type)

    async def _known(self, file: Attachment) -> Attachment:
        """A file shared from another organisation comes without its address; Slack tells it when asked."""
        try:
            reply = await asked(lambda: self._client.files_info(file=file.id))
        except Refused as error:
            raise FetchError(LOGIN) from error
        return Attachment.of(reply.get("file") or {})

    async def _fetched(self, url: str) -> tuple[bytes, str]:
        headers = {"Authorization": f"Bearer {self._client.token}"}
        async with self._session.get(url, headers=headers, allow_redirects=False, proxy=self._client.proxy) as response:
            if response.status != 200:
                raise FetchError(LOGIN if response.status in (302, 401, 403) else "Slack no longer has it.")
            content = bytearray()
            async for chunk in response.content.iter_any():
                content += chunk
                if len(content) > MAX_BYTES:
                    raise FetchError(f"It has more than {MAX_BYTES // 1_000_000} MB.")
            return bytes(content), response.content_type or ""

    def _slacks(self, url: str) -> bool:
        parts, api = urlsplit(url), urlsplit(self._client.base_url)
        if (parts.scheme, parts.netloc) == (api.scheme, api.netloc):
            return True
        return parts.scheme == "https" and (parts.hostname or "").endswith(SLACK)
