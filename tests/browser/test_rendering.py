"""mrkdwn, Markdown, rich text and blocks as the page draws them: the exact nodes, for what is usual and for attacks."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page

from handlers import workspace

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PAGE = Path(workspace.__path__[0]) / "page"
DRAW = """async ([module, name, argument]) => {
  const draw = (await import(`/page/${module}.js`))[name];
  const people = { U1: { label: "Mira", mine: false }, U2: { label: "You", mine: true } };
  const names = { user: (id) => people[id] ?? null, channel: (id) => (id === "C1" ? { label: "desk" } : null) };
  const box = document.createElement("div");
  box.append(draw(argument, name === "blocks" ? { names, act: () => {} } : names));
  for (const node of box.querySelectorAll("a")) node.removeAttribute("target"), node.removeAttribute("title");
  return box.innerHTML;
}"""
Draw = Callable[[str, str, Any], Awaitable[str]]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    async def blank(_: web.Request) -> web.Response:
        return web.Response(text="<!doctype html><title>blank</title>", content_type="text/html")

    app = web.Application()
    app.add_routes([web.get("/", blank), web.static("/page", PAGE)])
    async with TestServer(app) as server:
        page = await browser.new_page(locale="en-GB", timezone_id="Europe/Brussels")
        await page.goto(str(server.make_url("/")))

        yield page
        await page.close()


@pytest.fixture
def draw(page: Page) -> Draw:
    async def drawn(module: str, name: str, argument: Any) -> str:
        return str(await page.evaluate(DRAW, [module, name, argument]))

    return drawn


A = '<a rel="noopener noreferrer" href="https://a.example/">'
INERT = '<span class="inert-link">'

INLINE = {
    "*bold* _italic_ ~gone~ `code`": "<strong>bold</strong> <em>italic</em> <s>gone</s> <code>code</code>",
    "*bold _both_*, then": "<strong>bold <em>both</em></strong>, then",
    "snake_case_name 2*3*4 a~b~c": "snake_case_name 2*3*4 a~b~c",
    "* not bold* and *not bold *": "* not bold* and *not bold *",
    "`*as it is*`": "<code>*as it is*</code>",
    "<https://a.example/|label>": f"{A}label</a>",
    "*<https://a.example/|a *label*>*": f"<strong>{A}a *label*</a></strong>",
    "see https://a.example/, then": f"see {A}https://a.example/</a>, then",
    "<mailto:x@a.example|write>": '<a rel="noopener noreferrer" href="mailto:x@a.example">write</a>',
    "<@U1> <@U2> <@U9> <#C1> <#C9|gone>": '<span class="mention">@Mira</span> <span class="mention mine">@You</span> '
    '<span class="mention">@U9</span> <span class="mention">#desk</span> <span class="mention">#gone</span>',
    "<!channel>": '<span class="mention broadcast">@channel</span>',
    "<!date^1795478400^{date_num} {time}|then>": "<time>2026-11-24 01:00</time>",
    "<!date^1795478400^{no_such}|then>": "<time>then</time>",
    "&lt;!channel&gt; &amp;lt; &amp; &quot;": "&lt;!channel&gt; &amp;lt; &amp; &amp;quot;",
    "<img src=x onerror=alert(1)>": "&lt;img src=x onerror=alert(1)&gt;",
    "<javascript:alert(1)|click>": f"{INERT}click (javascript:alert(1))</span>",
    "<data:text/html,x|click>": f"{INERT}click (data:text/html,x)</span>",
    '<https://a.example/" onclick="x|click>': f'{INERT}click (https://a.example/" onclick="x)</span>',
    "<!date^1^x^javascript:alert(1)|when>": "<time>x</time>",
    "3 < 4 and 5 > 4": "3 &lt; 4 and 5 &gt; 4",
    "on 2 November 2024, 3. März 2025 and 12 of 2024": 'on <span class="whole">2 November 2024</span>, '
    '<span class="whole">3. März 2025</span> and 12 of 2024',
    ":eyes: :no_such:": '<span role="img" aria-label="eyes">👀</span> :no_such:',
}


@pytest.mark.parametrize("text", INLINE)
async def test_inline_mrkdwn(draw: Draw, text: str) -> None:
    assert await draw("mrkdwn", "inline", text) == INLINE[text]


LINE = '<div class="line">'
PRE = '<pre class="code" tabindex="0">'
LINES = {
    "one\ntwo\n\nthree": f'{LINE}one<br>two</div><div class="gap"></div>{LINE}three</div>',
    "&gt; one\n&gt;two\nthree": f"<blockquote>one<br>two</blockquote>{LINE}three</div>",
    "> raw": "<blockquote>raw</blockquote>",
    "• one\n  ◦ two": '<div class="listed" data-depth="0"><span class="marker">•</span><span>one</span></div>'
    '<div class="listed" data-depth="1"><span class="marker">◦</span><span>two</span></div>',
    "a\n```\n*x* &lt;b&gt;\n y```\nb": f"{LINE}a</div>{PRE}*x* &lt;b&gt;\n y</pre>{LINE}b</div>",
    "```never closed": f"{LINE}```never closed</div>",
}


@pytest.mark.parametrize("text", LINES)
async def test_lines_of_mrkdwn(draw: Draw, text: str) -> None:
    assert await draw("mrkdwn", "mrkdwn", text) == LINES[text]


MARKDOWN = {
    "**b** *i* _i_ ~~s~~": "<p><strong>b</strong> <em>i</em> <em>i</em> <s>s</s></p>",
    "`c*` snake_case_x 2 * 3": "<p><code>c*</code> snake_case_x 2 * 3</p>",
    "## Title ##\ntext": '<h4 class="md-heading" data-level="2">Title</h4><p>text</p>',
    "- a\n- b\n  1. c\n  2. d\n- e": "<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li><li>e</li></ul>",
    "3. c\n4. d": '<ol start="3"><li>c</li><li>d</li></ol>',
    "> a\n> - b": "<blockquote><p>a</p><ul><li>b</li></ul></blockquote>",
    "| a | b |\n|---|--:|\n| 1 | **2** |": '<div class="table-frame" tabindex="0"><table><thead><tr>'
    '<th data-align="left">a</th><th data-align="right">b</th></tr></thead><tbody><tr><td data-align="left">1</td>'
    '<td data-align="right"><strong>2</strong></td></tr></tbody></table></div>',
    "```py\n<b> **x**\n```": '<pre class="code" tabindex="0">&lt;b&gt; **x**</pre>',
    "[label](https://a.example/) <https://a.example/>": f"<p>{A}label</a> {A}https://a.example/</a></p>",
    "[x](javascript:alert(1))": f"<p>{INERT}x (javascript:alert(1)</span>)</p>",
    "<script>alert(1)</script>": "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "![map](https://a.example/)": f"<p>{A}Image: map</a></p>".replace(" href", ' class="image-link" href'),
    "\\*not\\* &amp; &lt;": "<p>*not* &amp; &lt;</p>",
    "a\n***\nb": "<p>a</p><hr><p>b</p>",
}


@pytest.mark.parametrize("text", MARKDOWN)
async def test_markdown(draw: Draw, text: str) -> None:
    assert await draw("markdown", "markdown", text) == MARKDOWN[text]


async def test_rich_text_is_never_read_as_mark_up(draw: Draw) -> None:
    text = {"type": "text", "text": "*a* <!channel> <b>", "style": {"bold": True, "code": True}}
    link = {"type": "link", "url": "javascript:alert(1)", "text": "click"}
    section = {"type": "rich_text_section", "elements": [text, link, {"type": "user", "user_id": "U1"}]}
    drawn = await draw("richtext", "richText", {"type": "rich_text", "elements": [section]})
    assert drawn == (
        '<div class="rich"><div class="line pre-line"><strong><code>*a* &lt;!channel&gt; &lt;b&gt;</code></strong>'
        f'{INERT}click</span><span class="mention">@Mira</span></div></div>'
    )


async def test_plain_text_is_never_read_as_mark_up(draw: Draw) -> None:
    hostile = {"type": "plain_text", "text": "*x* <@U1> <img src=x onerror=alert(1)>"}
    drawn = await draw("blocks", "blocks", [{"type": "section", "text": hostile}, {"type": "header", "text": hostile}])
    assert drawn.count("*x* &lt;@U1&gt; &lt;img src=x onerror=alert(1)&gt;") == 2


async def test_an_image_is_described_and_never_fetched(draw: Draw) -> None:
    image = {"type": "image", "image_url": "https://a.example/x.png", "alt_text": "A map"}
    drawn = await draw("blocks", "blocks", [image, {"type": "context", "elements": [image]}])
    assert drawn.count(">Image: A map</a>") == 2
    assert "<img" not in drawn


async def test_what_is_unknown_is_shown_as_unknown(draw: Draw) -> None:
    unknown = [{"type": "hologram"}, {"type": "actions", "elements": [{"type": "lever"}]}, {"type": "constructor"}]
    drawn = await draw("blocks", "blocks", unknown)
    for words in ("unsupported block: hologram", "unsupported element: lever", "unsupported block: constructor"):
        assert words in drawn


async def test_a_table_has_a_header_and_its_alignment(draw: Draw) -> None:
    rows = [
        [{"type": "raw_text", "text": "Partner"}, {"type": "raw_text", "text": "Year"}],
        [{"type": "raw_text", "text": "<b>Japan</b>"}, {"type": "raw_number", "value": 2024}],
    ]
    drawn = await draw("blocks", "blocks", [{"type": "table", "rows": rows}])
    assert '<th data-align="left" data-wrap="1" scope="col">Partner</th>' in drawn
    assert '<td data-align="left" data-wrap="1">&lt;b&gt;Japan&lt;/b&gt;</td>' in drawn
    assert '<td data-align="right" data-wrap="1">2024</td>' in drawn


TYPED = {
    "@Mira Holm, @mira and @MIRA HOLM?": "<@U1>, <@U1> and <@U1>?",
    "@Mirabelle mira@mira.example #desk-two ##desk": "@Mirabelle mira@mira.example #desk-two ##desk",
    "(#desk) &lt; <b>": "(<#C1>) &lt; <b>",
    "@You,@Mira": "<@U2>,<@U1>",
}


@pytest.mark.parametrize("text", TYPED)
async def test_names_of_several_words_become_ids(page: Page, text: str) -> None:
    users = [
        ("U1", {"id": "U1", "label": "Mira Holm", "name": "mira"}),
        ("U2", {"id": "U2", "label": "You", "name": "you"}),
    ]
    channels = [("C1", {"id": "C1", "name": "desk", "kind": "channel"}), ("D1", {"id": "D1", "name": "", "kind": "im"})]
    script = """async ([text, users, channels]) => (await import("/page/completion.js"))
        .withIds(text, { users: new Map(users), channels: new Map(channels) })"""
    assert await page.evaluate(script, [text, users, channels]) == TYPED[text]
