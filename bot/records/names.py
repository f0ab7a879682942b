"""What the desk returns of names that the catalogue does not know, or that people added. Frozen records."""

from datetime import date

from bot.records.cited import Cited, Coverage
from storage.models import Added, Record


class Proposal(Record):
    """A name that keeps appearing: in how many articles of how many independent publishers, with sentences."""

    name: str
    aliases: tuple[str, ...]
    kind: str  # a guess
    articles: int
    publishers: int
    examples: tuple[Cited, ...]


class Names(Record):
    """What may be added to the catalogue, the most told first, and what this workspace added."""

    proposals: tuple[Proposal, ...]
    added: tuple[Added, ...]
    looked_at: int  # articles, the newest
    coverage: Coverage
    as_of: date


class Naming(Record):
    """What became of a name: added, said anew, removed or ignored; `found` in how many articles that there were.

    Not `whole`: the rest of what there is is looked through in the background.
    """

    name: str
    done: str
    added: Added | None = None
    found: int = 0
    whole: bool = True
