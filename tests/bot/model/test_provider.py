"""Each provider's own protocol, over a real socket: where it is asked, with which key, in which form, once."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.errors import Unavailable
from bot.model import provider
from bot.model.drafts import Draft
from bot.settings import Settings

SAID = {"sentences": [{"text": "SAFE offers loans.", "passages": [1]}]}
Reply = dict[str, Any]


def openai(asked: Any) -> Reply:
    """As OpenAI answers, and Ollama like it."""
    message: Any = {"role": "assistant", "content": json.dumps(SAID)}
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return {"id": "1", "object": "chat.completion", "created": 1, "model": "x", "choices": [choice], "usage": usage}


def mistral(asked: Any) -> Reply:
    """As Mistral answers: by the tool that it was given."""
    call = {
        "id": "abcdefghi",
        "function": {"name": asked["tools"][0]["function"]["name"], "arguments": json.dumps(SAID)},
    }
    reply = openai(asked)
    reply["choices"][0] |= {
        "finish_reason": "tool_calls",
        "message": {"role": "assistant", "content": "", "tool_calls": [call]},
    }
    return reply


def anthropic(asked: Any) -> Reply:
    """As Anthropic answers: in text where a schema was given, else by the tool."""
    content: Reply = {"type": "text", "text": json.dumps(SAID)}
    if asked.get("tools"):
        content = {"type": "tool_use", "id": "t1", "name": asked["tools"][0]["name"], "input": SAID}
    usage = {"input_tokens": 10, "output_tokens": 5}
    return {
        "id": "m1", "type": "message", "role": "assistant", "model": "x", "content": [content],
        "stop_reason": "end_turn", "stop_sequence": None, "usage": usage,
    }  # fmt: skip


CASES = {
    "openai:gpt-4o": (openai, "/v1", "/v1/chat/completions", "Bearer key", {"openai_key": "key"}),
    "ollama:llama3.2": (openai, "/v1", "/v1/chat/completions", "Bearer none", {}),
    "mistral:mistral-small-latest": (
        mistral, "", "/v1/chat/completions", "Bearer key", {"mistral_key": "key"},
    ),
    "anthropic:claude-sonnet-5": (anthropic, "", "/v1/messages", "Bearer key", {"anthropic_key": "key"}),
}  # fmt: skip


@asynccontextmanager
async def served(reply: Callable[[Any], Reply], *, status: int = 200) -> AsyncIterator[tuple[str, list[web.Request]]]:
    """A provider on this machine: its address and what it was asked."""
    asked: list[web.Request] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request)
        return web.json_response(
            reply(await request.json()) if status == 200 else {"error": {"message": "x"}}, status=status
        )

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", asked
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("model", CASES)
async def test_each_is_asked_in_its_own_way_at_the_address_named(model: str) -> None:
    reply, base, path, key, keys = CASES[model]
    async with served(reply) as (at, asked):
        asking = provider.Provider(Settings(model=model, model_url=f"{at}{base}", **keys))
        drafted = await asking.draft("How much?", ["SAFE offers loans."])
        await asking.close()
    assert drafted.draft == Draft.model_validate(SAID)
    assert drafted.tokens == 15
    assert [(one.path, one.headers["Authorization"]) for one in asked] == [(path, key)]


@pytest.mark.parametrize("model", CASES)
async def test_none_is_asked_twice_when_it_fails(model: str) -> None:
    reply, base, *_, keys = CASES[model]
    async with served(reply, status=500) as (at, asked):
        asking = provider.Provider(Settings(model=model, model_url=f"{at}{base}", **keys))
        with pytest.raises(Unavailable):
            await asking.draft("How much?", ["SAFE offers loans."])
        await asking.close()
    assert len(asked) == 1


@pytest.mark.parametrize("model", CASES)
def test_without_an_address_of_ones_own_it_is_the_providers(model: str) -> None:
    kind = model.partition(":")[0]
    assert provider.address(Settings(model=model)) == provider.ADDRESSES[kind]


@pytest.mark.parametrize("variable", ["OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "OLLAMA_BASE_URL"])
@pytest.mark.parametrize("model", CASES)
async def test_no_variable_of_a_library_sends_it_elsewhere(
    model: str, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply, base, *_, keys = CASES[model]
    monkeypatch.setenv(variable, "http://127.0.0.1:1/v1")
    async with served(reply) as (at, asked):
        asking = provider.Provider(Settings(model=model, model_url=f"{at}{base}", **keys))
        await asking.draft("How much?", ["SAFE offers loans."])
        await asking.close()
    assert len(asked) == 1
