"""Who holds an office, as the desk returns it: from the dated catalogue, from no article."""

from datetime import date

from storage.models import Record


class Officeholder(Record):
    """Who holds which office; from the catalogue, not from an article."""

    person: str
    name: str
    office: str
    organisation: str
    valid_from: date | None
    valid_to: date | None


class Officeholders(Record):
    """Who held an office on the day `as_of`; nobody where nothing verified is known.

    `checked` is when the catalogue was last compared with the world, where the day asked about lies after it.
    """

    asked: str
    holders: tuple[Officeholder, ...]
    checked: date | None
    as_of: date
