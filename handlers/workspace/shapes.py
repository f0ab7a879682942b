"""A small language for what a JSON value may be; `blocks` and `elements` are written in it. Knows nothing of Slack.

A shape looks at a value and adds complaints, worded as Slack words them, each with its JSON pointer. Shapes never
raise, whatever they are given.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

MAX_COMPLAINTS = 20
"""Enough to mend a message by; a table of two thousand bad cells needs no more."""


class Complaints:
    """What was found wrong so far."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, message: str, pointer: str) -> None:
        """Note `message` about the value at `pointer`."""
        if len(self.found) < MAX_COMPLAINTS:
            self.found.append(f"{message} [json-pointer:{pointer}]")


Shape = Callable[[Any, str, Complaints], None]


class Needed:
    """A field that must be there."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape


def text(limit: int, *, least: int = 1, blank: bool = False) -> Shape:
    """A string of `least` to `limit` characters; white space alone is as good as nothing, unless `blank` is allowed."""

    def check(value: Any, at: str, complaints: Complaints) -> None:
        if not isinstance(value, str):
            complaints.add("must provide a string", at)
        elif least and len(value if blank else value.strip()) < least:
            complaints.add(f"must be more than {least - 1} characters", at)
        elif len(value) > limit:
            complaints.add(f"must be less than {limit + 1} characters", at)

    return check


def boolean(value: Any, at: str, complaints: Complaints) -> None:
    """`true` or `false`, not 1 or "true"."""
    if not isinstance(value, bool):
        complaints.add("must provide a boolean", at)


def number(least: float, most: float, *, whole: bool = True) -> Shape:
    """A number between the two, both included."""

    def check(value: Any, at: str, complaints: Complaints) -> None:
        kinds = (int,) if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            complaints.add(f"must provide {'an integer' if whole else 'a number'}", at)
        elif not least <= value <= most:
            complaints.add(f"must be between {least} and {most}", at)

    return check


def one_of(*words: str) -> Shape:
    """One of the given words."""

    def check(value: Any, at: str, complaints: Complaints) -> None:
        if not isinstance(value, str) or value not in words:
            complaints.add(f"must be one of {', '.join(words)}", at)

    return check


def url(limit: int) -> Shape:
    """An absolute http(s) address. Slack takes some other schemes in some places; here none passes."""
    length = text(limit)

    def check(value: Any, at: str, complaints: Complaints) -> None:
        before = len(complaints.found)
        length(value, at, complaints)
        if len(complaints.found) == before and not _is_web_address(value):
            complaints.add("must be a valid http or https URL", at)

    return check


def _is_web_address(value: Any) -> bool:
    if not isinstance(value, str) or any(character.isspace() for character in value):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def listed(shape: Shape, least: int, most: int) -> Shape:
    """An array of `least` to `most` items of one shape."""

    def check(value: Any, at: str, complaints: Complaints) -> None:
        if not isinstance(value, list):
            complaints.add("must provide an array", at)
            return
        if len(value) < least:
            complaints.add(f"no fewer than {least} items allowed", at)
        if len(value) > most:
            complaints.add(f"no more than {most} items allowed", at)
        for index, item in enumerate(value[: most + 1]):
            shape(item, f"{at}/{index}", complaints)

    return check


def fields(known: Mapping[str, Shape | Needed], *, any_of: tuple[str, ...] = ()) -> Shape:
    """An object with these fields and no others; `any_of` names fields of which one must be there."""

    def check(value: Any, at: str, complaints: Complaints) -> None:
        if not isinstance(value, dict):
            complaints.add("must provide an object", at)
            return
        for name, rule in known.items():
            if name in value:
                shape = rule.shape if isinstance(rule, Needed) else rule
                shape(value[name], f"{at}/{name}", complaints)
            elif isinstance(rule, Needed):
                complaints.add(f"missing required field: {name}", at)
        if any_of and not any(name in value for name in any_of):
            complaints.add(f"missing required field: {' or '.join(any_of)}", at)
        for name in value:
            if name not in known:
                complaints.add(f"invalid additional property: {name}", at)

    return check


def by_type(kinds: Mapping[str, Shape]) -> Shape:
    """An object whose `type` says which of `kinds` it is; the kind's own shape does not see to `type`."""

    def check(value: Any, at: str, complaints: Complaints) -> None:
        if not isinstance(value, dict):
            complaints.add("must provide an object", at)
            return
        kind = value.get("type")
        if kind is None:
            complaints.add("missing required field: type", at)
        elif not isinstance(kind, str) or kind not in kinds:
            complaints.add(f"unsupported type: {str(kind)[:60]}", f"{at}/type")
        else:
            kinds[kind]({name: item for name, item in value.items() if name != "type"}, at, complaints)

    return check


def both(*shapes: Shape) -> Shape:
    """A value that satisfies each shape."""

    def check(value: Any, at: str, complaints: Complaints) -> None:
        for shape in shapes:
            shape(value, at, complaints)

    return check


def anything(value: Any, at: str, complaints: Complaints) -> None:
    """No demands: for what only Slack itself looks into."""
