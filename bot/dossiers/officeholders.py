"""Who holds an office on a day: a look-up in the dated catalogue, as `/who` asks for it. Reads no article. Pure."""

from datetime import date
from difflib import get_close_matches

from bot.answers import offices
from bot.asking.questions import understand
from bot.catalogue import CHECKED, Catalogue, Office
from bot.catalogue.folding import key
from bot.errors import UnknownName
from bot.records import Officeholder, Officeholders


def who(office: str, catalogue: Catalogue, *, on: date) -> Officeholders:
    """Those who held the office of this title on that day, as far as that is verified.

    Raises:
        UnknownName: the catalogue knows no office of that title.
    """
    known = _entitled(office, catalogue, on=on)
    if known is None:
        titles = {key(one.office): one.office for one in catalogue.offices}
        close = tuple((titles[near], titles[near]) for near in get_close_matches(key(office), titles, n=4, cutoff=0.6))
        raise UnknownName(f"I know of no office “{office[:100]}”; try: German defence minister.", close)
    verified = [one for one in known if offices.verified(one)]
    return Officeholders(
        asked=office,
        holders=tuple(officeholder(one, catalogue) for one in verified),
        checked=CHECKED if on > CHECKED else None,
        as_of=on,
    )


def officeholder(office: Office, catalogue: Catalogue) -> Officeholder:
    """An office as it is shown."""

    def name(actor: str) -> str:
        return catalogue.actors[actor].name if actor in catalogue.actors else actor

    return Officeholder(
        person=office.person,
        name=name(office.person),
        office=office.office,
        organisation=name(office.organisation),
        valid_from=office.valid_from,
        valid_to=office.valid_to,
    )


def _entitled(office: str, catalogue: Catalogue, *, on: date) -> list[Office] | None:
    """The offices meant that were held on that day; None where no such office is known of any day."""
    wanted = key(office)
    titled = [one for one in catalogue.offices if key(one.office) == wanted]
    if titled:
        return [one for one in catalogue.holders(office, on) if key(one.office) == wanted]
    asked = offices.asked_for(understand(f"Who is the {office}?", catalogue, today=on), catalogue, as_of=on)
    if asked is not None:
        return asked.model_copy(update={"first": on, "last": on}).held()
    actors = [actor for actor in catalogue.find_actor(office) if actor.office]
    return [one for actor in actors for one in catalogue.holders(actor.id, on)] if actors else None
