"""Block Kit's blocks as a table: what each may hold and on which surface it may stand. No decisions beyond the table.

Source of each number: docs.slack.dev/reference/block-kit/blocks, compared with slack_sdk.models.blocks 3.47 and the
slackblocks specification 1.4.0 (limits and surfaces). Where they differ, the smaller one stands here.
"""

from typing import Any, Literal

from handlers.workspace import elements
from handlers.workspace.elements import identifier, plain, rich, words
from handlers.workspace.shapes import (
    Complaints,
    Needed,
    Shape,
    anything,
    boolean,
    by_type,
    fields,
    listed,
    number,
    one_of,
    text,
    url,
)

Surface = Literal["message", "modal", "home"]

SECTION_TEXT = 3000
FIELDS = 10
FIELD_TEXT = 2000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
ACTIONS = 25
CONTEXT_ACTIONS = 5
MARKDOWN_TEXT = 12_000  # of one block, and of all of a payload together
LABEL = 2000
TABLE_ROWS = 100
COLUMNS = 20
DATA_ROWS = 101  # with the header; the newest specification says 201
CHART_TITLE = 50
CHART_LABEL = 20
SERIES = 6  # the newest documents say 12
POINTS = 20

_rich_text_lists: dict[str, Shape] = {
    "rich_text_section": fields({"elements": Needed(listed(by_type(elements.RICH_INLINE), 0, 1000))})
}
_inline = Needed(listed(by_type(elements.RICH_INLINE), 0, 1000))
_border = number(0, 1)
RICH_TEXT = listed(
    by_type(
        {
            "rich_text_section": fields({"elements": _inline}),
            "rich_text_preformatted": fields({"elements": _inline, "border": _border, "language": words}),
            "rich_text_quote": fields({"elements": _inline, "border": _border}),
            "rich_text_list": fields(
                {
                    "style": Needed(one_of("bullet", "ordered")),
                    "elements": Needed(listed(by_type(_rich_text_lists), 1, 1000)),
                    "indent": number(0, 8),
                    "offset": number(0, 10_000),
                    "border": _border,
                }
            ),
        }
    ),
    1,
    1000,
)
_rich_text_value: dict[str, Shape] = {"rich_text": fields({"elements": Needed(RICH_TEXT), "block_id": identifier})}
_cells: dict[str, Shape] = {
    "raw_text": fields({"text": Needed(text(elements.TEXT))}),
    "raw_number": fields(
        {"value": Needed(number(-(10**15), 10**15, whole=False)), "text": Needed(text(elements.TEXT))}
    ),
}
_image: dict[str, Shape] = {"image": elements.image}
_column = fields({"align": one_of("left", "center", "right"), "is_wrapped": boolean})
_task: dict[str, Shape | Needed] = {
    "task_id": Needed(words),
    "title": Needed(text(256)),
    "details": by_type(_rich_text_value),
    "output": by_type(_rich_text_value),
    "sources": listed(by_type({"url": fields({"url": Needed(url(3000)), "text": Needed(text(256))})}), 0, 50),
    "status": one_of("pending", "in_progress", "complete", "error"),
}
_task_card = fields({"block_id": identifier, **_task})
_chart_label = Needed(text(CHART_LABEL))
_chart_value = number(-(10**15), 10**15, whole=False)
_points = listed(fields({"label": _chart_label, "value": Needed(_chart_value)}), 1, POINTS)
_axes = fields(
    {
        "categories": Needed(listed(text(CHART_LABEL), 1, POINTS)),
        "x_label": text(CHART_TITLE),
        "y_label": text(CHART_TITLE),
    }
)
_axis_chart = fields(
    {
        "series": Needed(listed(fields({"name": _chart_label, "data": Needed(_points)}), 1, SERIES)),
        "axis_config": _axes,
    }
)
_slice = fields({"label": _chart_label, "value": Needed(number(1e-9, 10**15, whole=False))})
_card = {
    "hero_image": by_type(_image),
    "icon": by_type(_image),
    "title": rich(150),
    "subtitle": rich(150),
    "body": rich(200),
    "subtext": rich(200),
    "actions": listed(by_type(elements.BUTTON), 1, 3),
}


def _block(any_of: tuple[str, ...] = (), **own: Shape | Needed) -> Shape:
    return fields({"block_id": identifier, **own}, any_of=any_of)


BLOCKS: dict[str, Shape] = {
    "actions": _block(elements=Needed(listed(by_type(elements.ACTIONS), 1, ACTIONS))),
    "alert": _block(text=Needed(rich(200)), level=one_of("default", "info", "warning", "error", "success")),
    "card": fields({"block_id": identifier, **_card}, any_of=("hero_image", "title", "body", "actions")),
    "carousel": _block(elements=Needed(listed(by_type({"card": fields({"block_id": identifier, **_card})}), 1, 10))),
    "context": _block(elements=Needed(listed(by_type(elements.CONTEXT), 1, CONTEXT_ELEMENTS))),
    "context_actions": _block(elements=Needed(listed(by_type(elements.CONTEXT_ACTIONS), 1, CONTEXT_ACTIONS))),
    "data_table": _block(
        rows=Needed(listed(listed(by_type(_cells | _rich_text_value), 1, COLUMNS), 2, DATA_ROWS)),
        caption=text(200),
        page_size=number(1, 100),
        row_header_column_index=number(0, COLUMNS - 1),
    ),
    "data_visualization": _block(
        title=Needed(text(CHART_TITLE)),
        chart=Needed(
            by_type(
                {
                    "pie": fields({"segments": Needed(listed(_slice, 1, SERIES))}),
                    "bar": _axis_chart,
                    "area": _axis_chart,
                    "line": _axis_chart,
                }
            )
        ),
    ),
    "divider": _block(),
    "header": _block(text=Needed(plain(HEADER_TEXT))),
    "image": _block(
        any_of=("image_url", "slack_file"),
        image_url=url(elements.IMAGE_URL),
        slack_file=elements.slack_file,
        alt_text=Needed(text(elements.ALT_TEXT)),
        title=plain(2000),
    ),
    "input": _block(
        label=Needed(plain(LABEL)),
        element=Needed(by_type(elements.FORM)),
        hint=plain(LABEL),
        optional=boolean,
        dispatch_action=boolean,
    ),
    "markdown": _block(text=Needed(text(MARKDOWN_TEXT))),
    "plan": _block(title=Needed(text(256)), tasks=listed(by_type({"task_card": _task_card}), 1, 50)),
    "rich_text": _block(elements=Needed(RICH_TEXT)),
    "section": _block(
        any_of=("text", "fields"),
        text=rich(SECTION_TEXT),
        fields=listed(rich(FIELD_TEXT), 1, FIELDS),
        accessory=by_type(elements.ACCESSORIES),
        expand=boolean,
    ),
    "table": _block(
        rows=Needed(listed(listed(by_type(_cells | _rich_text_value), 1, COLUMNS), 1, TABLE_ROWS)),
        column_settings=listed(_column, 1, COLUMNS),
    ),
    "task_card": fields({"block_id": identifier, **_task, "status": one_of("in_progress", "complete", "error")}),
    "video": _block(
        alt_text=Needed(text(elements.ALT_TEXT)),
        title=Needed(plain(200)),
        thumbnail_url=Needed(url(elements.IMAGE_URL)),
        video_url=Needed(url(elements.IMAGE_URL)),
        title_url=url(elements.IMAGE_URL),
        description=plain(200),
        provider_name=text(50),
        provider_icon_url=url(2000),
        author_name=text(50),
    ),
}
_contained = {name: shape for name, shape in BLOCKS.items() if name not in ("alert", "carousel", "input", "video")}
BLOCKS["container"] = _block(
    any_of=("title", "rich_text_title"),
    title=plain(150),
    rich_text_title=by_type(_rich_text_value),
    subtitle=rich(150),
    child_blocks=Needed(listed(by_type(_contained), 1, 10)),
    width=one_of("narrow", "standard", "wide", "full"),
    icon=by_type(_image),
    is_collapsible=boolean,
    default_collapsed=boolean,
    has_header_divider=boolean,
)

# docs.slack.dev/reference/block-kit/blocks, "available in surfaces". `file` blocks exist but no app may post one.
_everywhere = {"actions", "card", "context", "divider", "header", "image", "input", "rich_text", "section", "video"}
SURFACES: dict[Surface, frozenset[str]] = {
    "message": frozenset(BLOCKS) - {"alert"},
    "modal": frozenset(_everywhere | {"alert"}),
    "home": frozenset(_everywhere | {"carousel", "container", "data_table", "data_visualization", "table"}),
}
MOST: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}

VIEW: dict[str, Shape | Needed] = {
    "blocks": Needed(anything),  # looked at by itself, with its surface
    "callback_id": identifier,
    "external_id": text(elements.IDENTIFIER, least=0),
    "private_metadata": text(3000, least=0),
    "title": plain(24),
    "close": plain(24),
    "submit": plain(24),
    "clear_on_close": boolean,
    "notify_on_close": boolean,
    "submit_disabled": boolean,
}


def check(blocks: Any, surface: Surface, at: str, complaints: Complaints) -> None:
    """Look at an array of blocks by the table alone."""
    allowed = by_type({name: shape for name, shape in BLOCKS.items() if name in SURFACES[surface]})
    listed(allowed, 0, MOST[surface])(blocks, at, complaints)
