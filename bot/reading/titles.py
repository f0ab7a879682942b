"""A title for what has none: always words of the article, never ours."""

import re

from bot.language import opening

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

    Words of `text` in their order, on one line, but for a capital at the start; empty only when the text is.
    """
    first = " ".join(opening(text, language).split())
    shortened = len(first) > LONGEST and _LEADING.match(first)
    if shortened:
        clause = re.search(r",\s+", first)
        if clause and len(first) - clause.end() > _SHORTEST:
            rest = first[clause.end() :]
            article = _ARTICLE.match(rest)
            first = rest[article.end() :] if article else rest
    title = _shortened(first).rstrip(" .,;:–—-") or first
    return title[:1].upper() + title[1:] if shortened else title


def _shortened(sentence: str) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    ends = [match.start() for match in _CLAUSE.finditer(sentence[:LONGEST]) if match.start() >= _SHORTEST]
    if ends:
        return sentence[: ends[-1]]
    return sentence[:LONGEST].rsplit(None, 1)[0]
