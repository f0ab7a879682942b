"""What may go wrong with the file, as sentences a reader may see. The root of the whole family of errors.

`bot.errors` draws the tree; it begins here because storage imports nothing of ours.
"""


class AnticiError(Exception):
    """The root of the family.

    `public` is the sentence a reader may see. Whatever is not an `AnticiError` is a bug: it goes to the log,
    and the reader gets a reference number.
    """

    def __init__(self, public: str) -> None:
        super().__init__(public)
        self.public = public


class StorageError(AnticiError):
    """The archive cannot be read or written: missing, locked, full, damaged, or of a newer version."""


class NewerFile(StorageError):
    """The archive was written by a newer Antici; opening it could lose what we do not know of."""
