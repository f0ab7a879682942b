"""Web pages: the article by trafilatura, its day by htmldate under our rules. Feeds use `markup` alone."""

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from bot.errors import ParseError
from bot.language import detect
from bot.reading import markup, titles
from bot.reading.cleaning import decode
from bot.reading.headline import headline
from bot.reading.page import Page
from bot.reading.published import published_on
from bot.reading.records import Kind, Raw, Reading

if TYPE_CHECKING:
    from trafilatura.settings import Extractor

_IN_PARAGRAPHS = etree.XPath(
    "body//p[not(ancestor::aside or ancestor::nav or ancestor::footer)]//text()", smart_strings=False
)
_TELLING = 1000
_FOUND = 0.25
"""Characters in paragraphs, and the share of them, from which trafilatura's first finding is taken (set on its own 990
pages: F1 0.926 with and without)."""

_SHORT = 800
"""Characters below which a page may be an obstacle rather than an article."""

_OBSTACLES = (
    (
        re.compile(
            r"(?:enable|turn on|activate|requires?|need)\s+(?:\w+\s+){0,2}javascript|javascript\s+(?:is|est|ist)\s+"
            r"(?:\w+\s+)?(?:disabled|required|désactivé|deaktiviert|erforderlich)|javascript\s+(?:\w+\s+)?aktivier"
            r"|activer\s+javascript|without javascript",
            re.IGNORECASE,
        ),
        "shows its text only with JavaScript",
    ),
    (
        re.compile(
            r"just a moment\s*(?:\.\.\.|…)|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human"
            r"|are you a robot|unusual traffic|attention required|access denied|request (?:was )?blocked"
            r"|ddos protection|captcha",
            re.IGNORECASE,
        ),
        "shows a check for robots instead of the article",
    ),
    (
        re.compile(
            r"before you continue to|we (?:value|respect|care about) your privacy"
            r"|wir (?:respektieren|schätzen) ihre privatsphäre|nous respectons votre vie privée"
            r"|\b(?:we|wir|nous)\b[^.!?]{0,60}\b(?:our|unsere\w?|nos)\s+(?:\w+\s+){0,3}(?:partners?|partner|partenaires)\b"
            r"[^.!?]{0,120}\b(?:cookies?|personal data|personenbezogene|données personnelles|on (?:a|your) device)\b"
            r"|accept (?:all )?(?:cookies|and continue)|cookies? (?:akzeptieren|zustimmen)|alle akzeptieren"
            r"|(?:mit werbung|with ads) (?:weiterlesen|continue)|tout accepter|accepter (?:et|les cookies)"
            r"|manage (?:your )?(?:cookie )?(?:preferences|consent)|consent to the use",
            re.IGNORECASE,
        ),
        "asks for consent to cookies instead of showing the article",
    ),
)
_CONSENT = re.compile(
    r"^before you continue\W*$|\bwe use (?:\w+ )?cookies\b|\bwir (?:verwenden|nutzen|setzen) (?:\w+ )?cookies\b"
    r"|\bnous utilisons (?:\w+ )?des cookies\b|\baccept all\b.{0,40}\breject all\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What a banner beside an article says too: it tells an obstacle only where it is the text itself."""

_FIRST = 300
"""Characters in which an obstacle says what it wants; an article may speak of such things further on."""

WALLED = "Only its beginning can be read without paying."
_WHOLE = 2000
"""Characters from which a page that is said to cost something shows more than a beginning."""

_SIGN_IN = re.compile(
    r"sign[ -]?in|log[ -]?in|anmelden|einloggen|connexion|se connecter|password|passwort", re.IGNORECASE
)
_KICKER = 40
"""Letters that may stand beside the title in its heading."""

_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔]")
"""A form or a list of links has none."""

_MISSING = re.compile(
    r"(?:error )?40[34]\b|(?:page|seite|article) (?:not found|nicht gefunden)|page introuvable|not found$", re.I
)


def parse(raw: Raw, today: date) -> list[Reading]:
    """The article of one page."""
    tree = markup.tree(decode(raw))
    if tree is None or tree.find("body") is None:
        raise ParseError("It holds no article text.")
    page = Page(tree, raw.url)
    title = headline(page)
    text = _without_title(_text(page), title)
    _refuse_obstacles(page, title, text)
    language = detect(text)
    taken = title or titles.from_text(text, language)
    return [
        Reading(
            title=taken,
            text=text if title else _without_title(text, taken),
            published_at=published_on(page, title, today),
            language=language if language != "und" else page.language or "und",
            url=page.url,
            author=page.author,
            publisher=page.publisher,
            kind="html",
            partial=WALLED if page.is_walled and len(text) < _WHOLE else "",
        )
    ]


def _text(page: Page) -> str:
    """The article's text.

    trafilatura compares its finding with readability's, which takes as long again. A page that tells much in
    paragraphs needs no second opinion when the first has a fair part of them.
    """
    told = sum(map(len, _IN_PARAGRAPHS(page.tree)))
    if told >= _TELLING:
        text = _extracted(page, fast=True)
        if len(text) >= _FOUND * told:
            return text
    return _extracted(page, fast=False)


def _extracted(page: Page, *, fast: bool) -> str:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(page.tree, url=page.url, options=_options(fast=fast))
    except (etree.LxmlError, RecursionError, ValueError, AttributeError, TypeError, IndexError):
        return ""  # trafilatura stumbles over some broken trees; that page holds nothing for us
    body = getattr(found, "body", None)
    return "" if body is None else markup.text_of(body)


@cache
def _options(*, fast: bool) -> "Extractor":
    """trafilatura's own defaults but for readers' comments; made once, since it parses its configuration each time."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=fast, comments=False)


def _without_title(text: str, title: str) -> str:
    """The text without the title as its first paragraph, its kicker or deck with it: it is kept once."""
    first, _, rest = text.partition("\n\n")
    shown, key = (re.sub(r"\W+", "", part.casefold()) for part in (first, title))
    beside = bool(key) and (shown.startswith(key) or shown.endswith(key)) and len(shown) - len(key) <= _KICKER
    heading = (shown == key and first[-1:] != ".") or (beside and first[-1:] not in '.!?…”"»')
    return rest if rest and heading else text


def _refuse_obstacles(page: Page, title: str, text: str) -> None:
    if len(text) < _SHORT:
        seen = (
            f"{title}\n{text}\n{markup.text_of(page.tree)[:3000]}" if len(text) < 200 else f"{title}\n{text[:_FIRST]}"
        )
        if len(text) < 200:
            seen += "\n".join("".join(element.itertext())[:300] for element in page.tree.iter("noscript"))
        for pattern, what in _OBSTACLES:
            if pattern.search(seen):
                raise ParseError(f"It {what}.")
        if _CONSENT.search(f"{title}\n{text[:_FIRST]}"):
            raise ParseError("It asks for consent to cookies instead of showing the article.")
        if _SIGN_IN.search(seen) and page.asks_for_password and len(text) < _SHORT // 2:
            raise ParseError("It asks for a sign-in instead of showing the article.")
        if page.is_walled and not _SENTENCE_END.search(text):
            raise ParseError("It shows nothing without payment.")
        if _MISSING.match(title):
            raise ParseError(f"It is the site's page for what it does not have ({title}).")
    if not _SENTENCE_END.search(text):
        raise ParseError("It holds no article text, not one whole sentence.")


def _recognises(head: str) -> bool:
    start = head.lstrip().lower()
    return bool(
        start.startswith(("<!doctype html", "<html", "<head", "<body"))
        or re.search(r"<(?:html|head|body|meta|article|div|p|h1)\b[^<>]*>", start)
    )


KIND = Kind(
    name="html",
    media_types=("text/html", "application/xhtml+xml"),
    suffixes=(".html", ".htm", ".xhtml", ".shtml"),
    recognises=_recognises,
    parse=parse,
)
