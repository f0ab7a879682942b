"""The way to a language model, by pydantic-ai. Loaded when first used; nothing here judges what comes back.

Only the address that the settings name is spoken to: it is not left to a provider's library to find another one in the
environment, nor to ask again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from decimal import Decimal
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.errors import Unavailable
from bot.model.drafts import INSTRUCTIONS, Draft, prompt
from bot.settings import Settings

if TYPE_CHECKING:
    from pydantic_ai import Agent
    from pydantic_ai.models import Model

ADDRESSES = {
    "openai": "https://api.openai.com/v1",
    "mistral": "https://api.mistral.ai",
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://127.0.0.1:11434/v1",
}
KEYS = {"openai": "OPENAI_API_KEY", "mistral": "MISTRAL_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
NO_KEY = "none"
"""What the libraries are given where an endpoint of one's own wants no key."""

CHARACTERS = 3
"""Characters of a token, at the least: what is asked is counted before it is sent."""
FEWEST = 64
"""Tokens without which no answer is worth asking for."""


Closing = Callable[[], Awaitable[None]]


class Drafted(NamedTuple):
    """A draft, and what it took; `dollars` is None where the price is not known."""

    draft: Draft
    tokens: int
    dollars: Decimal | None


def problem(settings: Settings) -> str:
    """Why the model that the settings name cannot be asked; empty if it can, as far as can be told without asking."""
    kind, _, name = settings.model.partition(":")
    if kind not in ADDRESSES or not name:
        return f"ANTICI_MODEL must be {', '.join(f'{one}:…' for one in ADDRESSES)}, not {settings.model}"
    if find_spec("pydantic_ai") is None:
        return "ANTICI_MODEL is set, but what it needs is not installed: pip install 'antici[model]'"
    if kind in KEYS and not settings.model_url and not _key(settings, kind):
        return f"ANTICI_MODEL is set, but {KEYS[kind]} is not"
    return ""


def address(settings: Settings) -> str:
    """Where questions and passages are sent."""
    return str(settings.model_url or ADDRESSES[settings.model.partition(":")[0]])


def size(question: str, passages: Sequence[str]) -> int:
    """The tokens of what is asked, at the most."""
    return (len(INSTRUCTIONS) + len(prompt(question, passages))) // CHARACTERS + 200  # and the form of the draft


class Provider:
    """The model that the settings name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._agent: Agent[None, Draft] | None = None
        self._hang_up: Closing | None = None
        self._loading = asyncio.Lock()

    async def ready(self) -> None:
        """Load what is needed to ask, beside the event loop: it takes seconds."""
        async with self._loading:
            if self._agent is None:
                self._agent, self._hang_up = await asyncio.to_thread(partial(_agent, self._settings))

    async def close(self) -> None:
        """Give the connections back."""
        if self._hang_up is not None:
            await self._hang_up()
            self._agent = self._hang_up = None

    async def draft(self, question: str, passages: Sequence[str]) -> Drafted:
        """What the model makes of the passages, within the time and the tokens that an answer may take.

        Raises:
            Unavailable: it says nothing, too late, too much, or nothing of the form asked for.
        """
        from pydantic_ai.exceptions import AgentRunError, UserError
        from pydantic_ai.usage import UsageLimits

        await self.ready()
        assert self._agent is not None
        room = self._settings.model_tokens - size(question, passages)
        if room < FEWEST:
            raise Unavailable("What was found is too long for the model's allowance.")
        try:
            async with asyncio.timeout(self._settings.model_seconds):
                run = await self._agent.run(
                    prompt(question, passages),
                    model_settings={"max_tokens": room, "timeout": self._settings.model_seconds},
                    usage_limits=UsageLimits(request_limit=1),
                    infer_name=False,
                )
        except TimeoutError as error:
            raise Unavailable("The model did not answer in time.") from error
        except (AgentRunError, UserError) as error:
            raise Unavailable("The model did not answer as it was asked to.") from error
        except Exception as error:  # a provider's library may raise anything at what it is sent
            raise Unavailable("The model could not be asked.") from error
        usage = run.usage
        return Drafted(run.output, usage.total_tokens or self._settings.model_tokens, usage.cost)


def price(settings: Settings, tokens_in: int, tokens_out: int) -> Decimal | None:
    """What so many tokens cost, in dollars; None where that is not known: an endpoint of one's own, a new model."""
    if settings.model_url or settings.model.startswith("ollama:"):
        return None
    from genai_prices import Usage, calc_price

    kind, _, name = settings.model.partition(":")
    try:
        return calc_price(Usage(input_tokens=tokens_in, output_tokens=tokens_out), name, provider_id=kind).total_price
    except LookupError:
        return None


def _key(settings: Settings, kind: str) -> str:
    secret = {
        "openai": settings.openai_key, "mistral": settings.mistral_key, "anthropic": settings.anthropic_key,
    }.get(kind)  # fmt: skip
    return secret.get_secret_value() if secret else ""


def _agent(settings: Settings) -> "tuple[Agent[None, Draft], Closing]":
    from pydantic_ai import Agent, NativeOutput

    model, hang_up = _model(settings)
    price(settings, 1, 1)  # the list of prices is read here too
    typed: Any = NativeOutput(Draft) if model.profile.get("supports_json_schema_output") else Draft
    return Agent(model, output_type=typed, instructions=INSTRUCTIONS, deps_type=type(None), retries=0), hang_up


def _model(settings: Settings) -> "tuple[Model, Closing]":
    kind, _, name = settings.model.partition(":")
    at, key = address(settings), _key(settings, kind) or NO_KEY
    if kind == "mistral":
        from mistralai.client import Mistral
        from pydantic_ai.models.mistral import MistralModel
        from pydantic_ai.providers.mistral import MistralProvider

        mistral = Mistral(api_key=key, server_url=at)
        hang_up = partial(mistral.__aexit__, None, None, None)
        return MistralModel(name, provider=MistralProvider(mistral_client=mistral)), hang_up
    if kind == "anthropic":
        from anthropic import AsyncAnthropic
        from pydantic_ai.models.anthropic import AnthropicModel
        from pydantic_ai.providers.anthropic import AnthropicProvider

        asking = AsyncAnthropic(api_key=key, base_url=at, max_retries=0)
        return AnthropicModel(name, provider=AnthropicProvider(anthropic_client=asking)), asking.close
    from openai import AsyncOpenAI
    from pydantic_ai.models.ollama import OllamaModel
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.ollama import OllamaProvider
    from pydantic_ai.providers.openai import OpenAIProvider

    client = AsyncOpenAI(api_key=key, base_url=at, max_retries=0)
    if kind == "ollama":
        return OllamaModel(name, provider=OllamaProvider(openai_client=client)), client.close
    return OpenAIChatModel(name, provider=OpenAIProvider(openai_client=client)), client.close
