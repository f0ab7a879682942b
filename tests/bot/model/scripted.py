"""A language model on this machine that says what it is told to: the protocol of OpenAI's chat, and a memory."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Said = tuple[str, list[int]]
"""A sentence and the numbers of its passages."""

Script = Callable[[str, list[str]], Sequence[Said] | str]
"""From the question and the passages to sentences, or to the raw text that stands in their place."""


class Scripted:
    """Answers as its script says; remembers what it was sent. `fault` is a status, `delay_s` a wait before each."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.fault = 0
        self.delay_s = 0.0
        self.body: str | None = None  # sent whole, whatever it is
        self.usage = {"prompt_tokens": 400, "completion_tokens": 60, "total_tokens": 460}
        self.meanwhile: Callable[[], Awaitable[Any]] | None = None  # what happens while it thinks
        self.url = ""

    @property
    def told(self) -> list[dict[str, Any]]:
        """What each request told: question and passages."""
        return [json.loads(one["messages"][-1]["content"]) for one in self.asked]

    async def answer(self, request: web.Request) -> web.Response:
        """One request."""
        asked = await request.json()
        self.asked.append(asked)
        self.headers.append(dict(request.headers))
        await asyncio.sleep(self.delay_s)
        if self.meanwhile is not None:
            await self.meanwhile()
        if self.fault:
            return web.json_response({"error": {"message": "no", "type": "x"}}, status=self.fault)
        if self.body is not None:
            return web.Response(text=self.body, content_type="application/json")
        told = json.loads(asked["messages"][-1]["content"])
        made = self.script(told["question"], [one["text"] for one in told["passages"]])
        content = made if isinstance(made, str) else draft(made)
        return web.json_response(
            {
                "id": "1",
                "object": "chat.completion",
                "created": 1,
                "model": asked["model"],
                "choices": [
                    {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
                ],
                "usage": self.usage,
            }
        )


def draft(sentences: Sequence[Said]) -> str:
    """Sentences as the JSON that is asked for."""
    return json.dumps({"sentences": [{"text": text, "passages": numbers} for text, numbers in sentences]})


@asynccontextmanager
async def serving(script: Script) -> AsyncIterator[Scripted]:
    """The model, served at `url` until the block ends."""
    model = Scripted(script)
    app = web.Application()
    app.router.add_post("/v1/chat/completions", model.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    model.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield model
    finally:
        await runner.cleanup()
