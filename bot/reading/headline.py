"""The title of a page without the site's name. Weighs what the page says of itself against what it shows."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from bot.reading.cleaning import line
from bot.reading.page import Page

_LONGEST = 300
_SEPARATOR = re.compile(r"\s+[|–—•·»«›‹:-]{1,2}\s+|\s*[|]\s*|_(?=\S+$)")
_INLINE = frozenset({"b", "i", "em", "strong", "a", "sup", "sub", "mark", "abbr", "u", "small", "q", "cite"})
_KICKER = re.compile(r"kicker|overline|dachzeile|eyebrow|roofline|topline|super-?title|sub-?title|tagline|badge", re.I)
_SPACELESS = re.compile(r"(?<=[\u3040-\ud7af？！。」』）])\s*[-_|–—]+\s*(?=[^-_|–—]{2,8}$)")
"""What parts the site's name from a title in scripts that write no spaces."""

_DATED = re.compile(r"^\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?::|\s+[|–—-])\s+(?=\w)")
_SURE = 0.6  # of a heading's words are in the stated title, or the other way round
_BEGINS = 2.4  # a heading says what the stated title says, and goes on at most
_TELLING = 12  # letters; a shorter part of a heading is no title by itself


def headline(page: Page) -> str:
    """The title as readers see it; empty where the page has none.

    The heading that agrees with a stated title (`og:title`, JSON-LD, `<title>`) is what the editors wrote; a kicker
    or a deck in an element of its own is left away where the stated title leaves it away. Without such a heading
    a lower one that agrees is taken, the only one that there is, or the stated title less the name of the site.
    """
    stated = [title for title in map(line, _stated(page)) if title]
    headings = [pieces for element in page.tree.iter("h1") if 0 < len(_joined(pieces := _pieces(element))) <= _LONGEST]
    names = _site_names(page, stated, [_joined(pieces) for pieces in headings])
    plain = [title for title in (_without_site(title, names) for title in stated) if not _is_site(title, names)]
    shown = {text: pieces for pieces in headings if not _is_site(text := _joined(pieces), names)}
    best = max(shown, key=lambda title: _agreement(title, plain or stated), default="")
    if best and _agreement(best, plain or stated) >= _SURE:
        return _bare(_without_kicker(shown[best], plain) or best)
    return _bare(next(iter([*_below(page, plain), *_alone(shown), *plain, *shown, *stated]), ""))


def _below(page: Page, plain: list[str]) -> Iterator[str]:
    """Lower headings that say what the page states, as where `h1` is the site's name."""
    for element in page.tree.iter("h2", "h3"):
        text = _joined(_pieces(element))
        if len(_key(text)) > _TELLING and len(text) <= _LONGEST and _agreement(text, plain) >= _BEGINS:
            yield text


def _alone(shown: dict[str, list[str]]) -> list[str]:
    """The only heading of its level, where it says something: it is read as the title whatever the page states."""
    return [text for text in shown if len(shown) == 1 and len(_key(text)) > _TELLING]


def _bare(title: str) -> str:
    """Without a separator or a date that a part left behind at its start."""
    return _DATED.sub("", title.strip().lstrip(":|–—- ")) or title


def _stated(page: Page) -> Iterator[str]:
    yield str(page.article.get("headline") or "")
    yield page.meta.get("og:title", "")
    yield page.meta.get("twitter:title", "")
    for element in page.tree.iter("title"):
        if element.getparent().tag != "svg":
            yield element.text_content()
            break


def _pieces(heading: HtmlElement) -> list[str]:
    """The texts of a heading between its tags, with a space where two would else be glued together."""
    pieces: list[str] = []
    apart = False
    walk = etree.iterwalk(heading, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element is not heading and _KICKER.search(element.get("class") or ""):
            walk.skip_subtree()
            continue
        text = element.text if event == "start" else element.tail if element is not heading else None
        apart = apart or element.tag not in _INLINE
        if not text or not text.strip():
            apart = apart or bool(text)
            continue
        if pieces and apart and text[0] not in ",.:;!?…":
            pieces[-1] += " "
        pieces.extend(re.split(r"(?<=\s\|\s)", text))
        apart = False
    return pieces


def _joined(pieces: list[str]) -> str:
    return line("".join(pieces))


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _site_names(page: Page, stated: list[str], shown: list[str]) -> frozenset[str]:
    """The names by which the site may sign its titles, as keys.

    A heading that is the last part of a longer title (`What was decided | The Gazette`), or that only leads to the
    start page, is such a name.
    """
    host = (urlsplit(page.url or "").hostname or "").removeprefix("www.")
    labels = host.split(".")
    names = [page.site_name, page.meta.get("twitter:site", "").lstrip("@"), host, ".".join(labels[-2:])]
    names.extend(label for label in labels[:-1] if len(label) > 3 or label == labels[-2])
    signatures = [
        _key(parts[-1]) for title in stated if len(parts := _SEPARATOR.split(title)) > 1 and len(parts[0]) > 15
    ]
    whole = {_key(title) for title in stated}
    names.extend(text for text in shown if _key(text) in signatures and _key(text) not in whole)
    for heading in page.tree.iter("h1"):
        links = list(heading.iter("a"))
        if len(links) == 1 and urlsplit(links[0].get("href") or "?").path == "/":
            names.append(line(links[0].text_content()))
    return frozenset(filter(None, map(_key, names)))


def _is_site(text: str, names: frozenset[str]) -> bool:
    return not _key(text) or _key(text) in names


def _without_site(title: str, names: frozenset[str]) -> str:
    if (match := _SPACELESS.search(title)) and match.start() > 2 * (len(title) - match.end()):
        return title[: match.start()]
    while separators := list(_SEPARATOR.finditer(title)):
        first, last = separators[0], separators[-1]
        if _signs(title[last.end() :], names):
            title = title[: last.start()].strip()
        elif _signs(title[: first.start()], names):
            title = title[first.end() :].strip()
        else:
            break
    return title


def _signs(segment: str, names: frozenset[str]) -> bool:
    """Whether a segment of a title is the site's name, or close to it (`The Gazette Online` for `gazette`)."""
    key = _key(segment)
    if not key or key in names:
        return True
    close = any(len(name) > 3 and len(key) > 3 and (key in name or name in key) for name in names)
    return close and len(segment.split()) <= 6


def _agreement(heading: str, titles: list[str]) -> float:
    """How well a heading agrees with the titles stated: 3 is the same, below 0.6 is another text.

    Of two that are the same as a title, the longer one says more: `News` is one as well.
    """
    key, best = _key(heading), 0.0
    tokens = set(re.findall(r"\w+", heading.casefold()))
    for title in titles:
        other = _key(title)
        if key == other:
            return 3.0 + min(len(key), _TELLING) / 100
        if len(key) > 8 and key in other:
            best = max(best, 2.5 if other.startswith(key) else 2.0)
        if len(other) > _TELLING and key.startswith(other):
            best = max(best, _BEGINS)
        theirs = set(re.findall(r"\w+", title.casefold()))
        smaller = min(len(tokens), len(theirs))
        if smaller:
            best = max(best, len(tokens & theirs) / smaller * (1.5 if smaller > 2 else 1.0))
    return best


def _without_kicker(pieces: list[str], plain: list[str]) -> str:
    """The end of the heading, or its beginning, that is a stated title or a part of one; empty where there is none."""
    whole = {_key(title) for title in plain}
    parts = whole | {_key(part) for title in plain for part in _SEPARATOR.split(title)}
    for cut in range(1, len(pieces)):
        for part, titles in ((_joined(pieces[cut:]), parts), (_joined(pieces[:cut]), whole)):
            if len(_key(part)) > _TELLING and _key(part) in titles:
                return part.strip(" :|–—-")
    return ""
