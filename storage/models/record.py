"""What every record that crosses boundaries is: frozen, and strict about its fields. Not a record itself."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record; a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Published = date | datetime | None
"""A day when only the day is known, an instant when the hour is, None when nothing is: never guessed."""
