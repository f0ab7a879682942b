"""What Antici knows of its field: actors, offices, topics, in files that a policy officer can read and mend.

    *.toml      the knowledge; each file says at its top how to mend it
    loading     reads the files, names the entry that cannot be read
    records     Actor, Office, Topic
    lookup      the Catalogue: finds what a person typed
    checking    what is wrong with the files although they can be read
    folding     one form for all spellings of a name

Finding actors in a text is not here: that is `bot.actors`.
"""

from datetime import date
from functools import cache

from bot import settings
from bot.catalogue.checking import problems
from bot.catalogue.loading import FOLDER, BadCatalogue, read
from bot.catalogue.lookup import Catalogue
from bot.catalogue.records import Actor, Office, Topic

__all__ = ["CHECKED", "Actor", "BadCatalogue", "Catalogue", "Office", "Topic", "load", "problems"]

CHECKED = date(2026, 7, 1)
"""When its offices were last compared with the world: an open term was open then, and is no proof of later days."""


@cache
def load() -> Catalogue:
    """The catalogue of this installation, read once: what is shipped, and what the settings add to it.

    Raises:
        BadCatalogue: names file, entry and what to mend.
        SettingsError: the settings cannot be used.
    """
    further = settings.load().catalogue
    return Catalogue(read(FOLDER, further) if further else read())
