"""An encoder small enough to follow: words that mean the same, in any of its languages, have one direction.

It remembers in a file what it encoded, is as slow as it is told, and dies at a word of ours, as a real one may at a
text that nobody foresaw.
"""

import os
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from bot.vectors.encoder import Model

WIDTH = 64
MEANT = {
    "quai": "quay", "kai": "quay", "jetty": "quay", "port": "harbour", "hafen": "harbour", "construit": "builds",
    "baut": "builds", "erects": "builds", "erect": "builds",
}  # fmt: skip
FATAL = "xyzzy"


class Words:
    """Texts into the sum of their words' directions."""

    width = WIDTH

    def __init__(self, memory: Path | None, slow_s: float) -> None:
        self._memory = memory
        self._slow_s = slow_s

    def passages(self, texts: Sequence[str]) -> Any:
        for text in texts:
            if FATAL in text:
                os._exit(3)
            time.sleep(self._slow_s)
            if self._memory is not None:
                with self._memory.open("a", encoding="utf-8") as file:
                    file.write(f"{text}\n")
        return np.array([vector(text) for text in texts])

    def question(self, text: str) -> Any:
        return vector(text)


def model(memory: Path | None = None, *, version: str = "1", slow_s: float = 0.0) -> Model:
    """This encoder."""
    return Model(f"words {version}", partial(Words, memory, slow_s))


def vector(text: str) -> Any:
    """The direction of a text."""
    found = np.zeros(WIDTH, dtype=np.float32)
    for word in "".join(letter if letter.isalnum() else " " for letter in text.lower()).split():
        if len(word) > 3 or word in MEANT:
            found += _direction(MEANT.get(word, word))
    return found / (np.linalg.norm(found) or 1.0)


def _direction(word: str) -> Any:
    return np.random.default_rng(crc32(word.encode())).standard_normal(WIDTH).astype(np.float32)
