"""Whether a payload of blocks may be posted or shown: the table of `blocks`, and what holds across blocks."""

import json
import secrets
from collections.abc import Iterator
from typing import Any

from handlers.workspace import blocks as table
from handlers.workspace.blocks import Surface
from handlers.workspace.refusals import Json, Refusal, invalid
from handlers.workspace.shapes import Complaints, by_type, fields

PAYLOAD = 13_170
"""Characters of all blocks of a message as JSON. Undocumented; refusals were seen from here on (bolt-js#2509)."""
TABLE_CHARACTERS = 10_000
CHARTS = 2


def message_blocks(value: Any) -> list[Json]:
    """The blocks of a message, completed with the ids that Slack would give them.

    Raises:
        Refusal: `invalid_blocks`, `invalid_blocks_format` or `msg_blocks_too_long`.
    """
    if not isinstance(value, list):
        raise Refusal("invalid_blocks_format")
    complaints = Complaints()
    table.check(value, "message", "/blocks", complaints)
    if not complaints.found:
        _across(value, "/blocks", complaints)
    if complaints.found:
        raise invalid("invalid_blocks", complaints.found)
    if len(json.dumps(value, ensure_ascii=False, separators=(",", ":"))) > PAYLOAD:
        raise Refusal("msg_blocks_too_long")
    return completed(value)


def view(value: Any) -> Json:
    """A view as given to `views.*`, completed with ids.

    Raises:
        Refusal: `invalid_arguments`, with what is wrong where.
    """
    complaints = Complaints()
    by_type({"modal": fields(table.VIEW), "home": fields(table.VIEW)})(value, "/view", complaints)
    if not complaints.found:
        surface: Surface = "home" if value["type"] == "home" else "modal"
        table.check(value["blocks"], surface, "/view/blocks", complaints)
        if surface == "modal":
            _modal(value, complaints)
    if not complaints.found:
        _across(value["blocks"], "/view/blocks", complaints)
    if complaints.found:
        raise invalid("invalid_arguments", complaints.found)
    return {**value, "blocks": completed(value["blocks"])}


def completed(blocks: list[Json]) -> list[Json]:
    """The same blocks, each with a `block_id`, each interactive element with an `action_id`."""
    result: list[Json] = json.loads(json.dumps(blocks))
    for block in result:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for element, _ in interactive(block):
            element.setdefault("action_id", secrets.token_urlsafe(4))
        for child in block.get("child_blocks", ()):
            child.setdefault("block_id", secrets.token_urlsafe(4))
    return result


def interactive(block: Json) -> Iterator[tuple[Json, str]]:
    """The elements of a valid block that a person may act on, with where they stand in it."""
    for name in ("accessory", "element"):
        if isinstance(block.get(name), dict) and block[name]["type"] != "image":
            yield block[name], name
    name = "actions" if block["type"] == "card" else "elements"
    if block["type"] in ("actions", "context_actions", "card"):
        for index, element in enumerate(block.get(name, ())):
            yield element, f"{name}/{index}"
    inner = "child_blocks" if block["type"] == "container" else "elements"
    if block["type"] in ("container", "carousel"):
        for index, child in enumerate(block[inner]):
            for element, path in interactive(child):
                yield element, f"{inner}/{index}/{path}"


def _modal(value: Json, complaints: Complaints) -> None:
    if "title" not in value:
        complaints.add("missing required field: title", "/view")
    blocks = value["blocks"] if isinstance(value["blocks"], list) else []
    if "submit" not in value and any(isinstance(block, dict) and block.get("type") == "input" for block in blocks):
        complaints.add("missing required field: submit", "/view")


def _across(blocks: list[Json], at: str, complaints: Complaints) -> None:
    """What no single block shows: ids used twice, and what a payload may hold once, or in all."""
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        name = block.get("block_id")
        if name is not None and name in seen:
            complaints.add(f'`block_id` "{name}" already exists', f"{at}/{index}/block_id")
        seen.add(name or "")
        actions: set[str] = set()
        for element, path in interactive(block):
            action = element.get("action_id")
            if action is not None and action in actions:
                complaints.add(f'`action_id` "{action}" already exists', f"{at}/{index}/{path}/action_id")
            actions.add(action or "")
            _initial(element, f"{at}/{index}/{path}", complaints)
    flat = [inner for block in blocks for inner in (block, *block.get("child_blocks", ()))]
    if sum(len(block["text"]) for block in flat if block["type"] == "markdown") > table.MARKDOWN_TEXT:
        complaints.add(f"must be less than {table.MARKDOWN_TEXT + 1} characters of markdown in total", at)
    tables = [block for block in flat if block["type"] == "table"]
    if len(tables) > 1:
        complaints.add("only one table allowed", at)
    if sum(len(json.dumps(block["rows"], ensure_ascii=False)) for block in tables) > TABLE_CHARACTERS * 4:
        complaints.add("table is too large", at)
    if sum(block["type"] == "data_visualization" for block in flat) > CHARTS:
        complaints.add("too many data_visualization blocks", at)
    for block in flat:
        if block["type"] in ("table", "data_table"):
            _cells(block, at, complaints)


def _initial(element: Json, at: str, complaints: Complaints) -> None:
    """An option chosen beforehand must be one of those offered."""
    options = list(element.get("options", ()))
    options += [option for group in element.get("option_groups", ()) for option in group["options"]]
    if not options:
        return
    if "initial_option" in element and element["initial_option"] not in options:
        complaints.add("initial_option must be one of the options", at)
    if any(option not in options for option in element.get("initial_options", ())):
        complaints.add("initial_options must be among the options", at)


def _cells(block: Json, at: str, complaints: Complaints) -> None:
    limit = TABLE_CHARACTERS if block["type"] == "table" else 2 * TABLE_CHARACTERS
    if sum(len(cell.get("text", "")) for row in block["rows"] for cell in row) > limit:
        complaints.add(f"must be less than {limit + 1} characters in all cells", at)
    if block["type"] == "data_table" and len({len(row) for row in block["rows"]}) > 1:
        complaints.add("rows must have the same number of cells", at)
    if block["type"] == "data_table" and any(cell["type"] == "rich_text" for cell in block["rows"][0]):
        complaints.add("the header row must not hold rich_text", at)
