"""The family of errors. Each carries `public`, the sentence a reader may see; only the edge speaks it.

    AnticiError                    the root (storage.errors)
    ├── StorageError               the archive: locked, full, damaged
    │   └── NewerFile              … or written by a newer Antici
    ├── BadRequest                 the reader can mend it: usage, suggestions
    │   └── UnknownName            no such actor or topic; carries what was perhaps meant
    ├── SourceError                one source or file failed: counted and reported, the others go on
    │   ├── FetchError             it could not be fetched
    │   └── ParseError             it holds nothing we can read
    │       └── EmptyFeed          … a feed with nothing in it
    ├── Unavailable                Slack or the network, for now
    └── SettingsError              at start only; lists all problems at once

That nothing was found is no error: it is an `Answer` that says so.
"""

from typing import Literal

from storage.errors import AnticiError, NewerFile, StorageError

__all__ = [
    "AnticiError",
    "BadRequest",
    "EmptyFeed",
    "FetchError",
    "NewerFile",
    "ParseError",
    "SettingsError",
    "SourceError",
    "StorageError",
    "Trouble",
    "Unavailable",
    "UnknownName",
]


class BadRequest(AnticiError):
    """The reader can mend it. `public` says how."""


class UnknownName(BadRequest):
    """No actor or topic of this name. `suggestions` are (id, name) pairs, best first.

    `name` is the name as it was typed, where it stands among other words.
    """

    def __init__(self, public: str, suggestions: tuple[tuple[str, str], ...] = (), *, name: str = "") -> None:
        super().__init__(public)
        self.suggestions = suggestions
        self.name = name


class SourceError(AnticiError):
    """One source, page or file failed; the others go on."""


Trouble = Literal["refused", "gone", "missing", "later", "unreachable", "unfit"]
"""How a fetch failed: it does not let us in; is gone for good; is not there; wants to be asked later; cannot be
reached or answers with a fault of its own; is nothing that may be fetched, or too much."""


class FetchError(SourceError):
    """It could not be fetched. `retry_after_s` is what the server asks for, None where it says nothing.

    `connected` is false where nobody answered at all.
    """

    def __init__(
        self, public: str, *, trouble: Trouble = "unfit", retry_after_s: float | None = None, connected: bool = True
    ) -> None:
        super().__init__(public)
        self.trouble = trouble
        self.connected = connected
        self.retry_after_s = retry_after_s


class ParseError(SourceError):
    """It holds nothing we can read as an article."""


class EmptyFeed(ParseError):
    """It is a feed, and there is nothing in it for now. `name` is what it calls itself."""

    def __init__(self, public: str, *, name: str = "") -> None:
        super().__init__(public)
        self.name = name


class Unavailable(AnticiError):
    """Slack or the network does not answer for now."""


class SettingsError(AnticiError):
    """The settings cannot be used; lists every problem at once."""
