"""The names of a sentence, each to be found in its passage as it stands there, or as another name of the same. Pure."""

from collections.abc import Sequence

from bot.actors import recognise
from bot.catalogue import Catalogue
from bot.model.text import Text, Token
from storage.models import Mention


def fault(sentence: Text, passage: Text, *, catalogue: Catalogue, actors: frozenset[str]) -> str:
    """Which name is not the passage's; `actors` are those known to be named in it."""
    if not any(token.capital for token in sentence.tokens):
        return ""
    mentions = recognise(sentence.text, catalogue, language=sentence.language)
    named = actors | {one.actor for one in recognise(passage.text, catalogue, language=passage.language)}
    last: Token | None = None
    for token in sentence.tokens:
        known = any(one.actor in named for one in _around(mentions, token))
        if token.capital and not known and token.folded not in passage.folded and token.stem not in passage.stems:
            return "a name that is not there"
        joined = last is not None and last.surface[:1].isupper() and last.content and token.capital
        if joined and last is not None and not known and (last.folded, token.folded) not in passage.pairs:
            # Each of two words may stand there, and what they make together not.
            return "a name made of others"
        last = token
    unknown = {one.actor for one in mentions if one.sure} - named
    return "a name that is not there" if unknown and not _spelled(mentions, unknown, passage) else ""


def _around(mentions: Sequence[Mention], token: Token) -> list[Mention]:
    return [one for one in mentions if one.start <= token.start < one.end]


def _spelled(mentions: Sequence[Mention], unknown: set[str], passage: Text) -> bool:
    """Whether those that are not recognised there are spelled there all the same."""
    spelled = passage.text.casefold()
    return all(one.surface.casefold() in spelled for one in mentions if one.actor in unknown)
