"""Judging beside the event loop, so that the bot hears and acknowledges while it thinks. No decisions, no reading.

One thread, since Python's threads compute one at a time anyway. What is judged is bounded where it comes in: a
question by `wishes.LONGEST_QUESTION`, the articles read for it by `retrieve.MOST_ARTICLES`.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_THREAD = ThreadPoolExecutor(1, "judging")


async def judged(judge: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """What a pure function returns for these arguments."""
    return await asyncio.get_running_loop().run_in_executor(_THREAD, partial(judge, *args, **kwargs))
