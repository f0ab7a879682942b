"""The records of what stories are sought. Nothing here reads or stores."""

from datetime import date, datetime

from storage.models.record import Record


class Sought(Record):
    """Stories with an article about all of these actors and topics, published in a period, and fit for each list.

    `types` and `stages` are those of a development that the article states and, where actors are named, in which one
    of them takes part. `languages` are ISO 639-1, `kinds` those of publishers. An empty list fits everything.
    """

    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def narrow(self) -> bool:
        """Whether it is more than one actor or topic in a period."""
        return bool(
            self.types or self.stages or self.languages or self.kinds or len(self.actors) + len(self.topics) > 1
        )


class Look(Record):
    """Up to where a person has looked: the newest revision there was, and when."""

    revision: int
    at: datetime
