"""The record of a name that people added to what the catalogue knows. Nothing here reads or stores."""

from storage.models.record import Record


class Added(Record):
    """An actor of one workspace; of all of them, where `team` is empty. `aliases` are found beside its name."""

    id: str
    team: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
