"""What every record that crosses boundaries is: frozen, and strict about its fields. Not a record itself."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record; a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
