"""A title for what has none: always words of the article or of its file's name, never ours."""

import re
from pathlib import PurePosixPath

from bot.language import sentences

LONGEST = 140
_SHORTEST = 30
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s")
_LEADING = re.compile(
    r"(?:In|As|With|While|Amid|Amidst|After|Following|Despite|Although|Though|During|Since|Under|At|On|For|By|Before|"
    r"When|Over|Against|Dans|Après|Alors|Lors|Malgré|Avec|Pour|En|Nach|Während|Trotz|Mit|Bei|Im|Angesichts|Unter)\b"
)
_ARTICLE = re.compile(r"(?:the|an?|le|la|les|l['’]|un|une|der|die|das|ein|eine)\s*(?=[A-ZÀ-Þ])")


def from_text(text: str, language: str) -> str:
    """The first sentence, shortened at a clause; an opening such as "In a strategic pivot," gives way to what follows.

    A substring of `text`, on one line; empty only when the text is.
    """
    spans = sentences(text, language)
    if not spans:
        return ""
    first = text[spans[0].start : spans[0].end].split("\n", maxsplit=1)[0].strip()
    if len(first) > LONGEST and _LEADING.match(first):
        clause = re.search(r",\s+", first)
        if clause and len(first) - clause.end() > _SHORTEST:
            rest = first[clause.end() :]
            article = _ARTICLE.match(rest)
            first = rest[article.end() :] if article else rest
    return _shortened(first).rstrip(" .,;:–—-") or first


def _shortened(sentence: str) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    ends = [match.start() for match in _CLAUSE.finditer(sentence[:LONGEST]) if match.start() >= _SHORTEST]
    if ends:
        return sentence[: ends[-1]]
    return sentence[:LONGEST].rsplit(None, 1)[0]


def from_name(name: str) -> str:
    """The file's name made readable: `2024-03-21-defence-pact.txt` is "defence pact"; empty where nothing is left."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    stem = re.sub(r"^\d{4}-?\d{2}-?\d{2}", "", stem)
    return " ".join(re.sub(r"[-_+]+", " ", stem).split())
