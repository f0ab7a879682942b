"""Folding: one form for all spellings of a name, character by character. No words, no meaning.

Both foldings keep every character in its place, so that offsets found in folded text hold in the original.
"""

import re
import unicodedata

_SAME = {
    **dict.fromkeys("‘’ʼ′´`", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\t\n\r\v\f\x85\u00a0\u2007\u2009\u200a\u202f\u2028\u2029\u3000", " "),
    # Letters that Unicode does not decompose, as they are written where the letter is missing.
    **dict(zip("łŁøØđĐıðÐ²³", "lLoOdDidD23", strict=True)),
}
_ACCENTED = (*range(0xC0, 0x250), *range(0x370, 0x460), *range(0x1E00, 0x2000))


def _table() -> dict[int, str]:
    table = {}
    for code in _ACCENTED:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            table[code] = base
    table.update({ord(character): plain for character, plain in _SAME.items()})
    return table


_PLAIN = _table()
_PLAIN_ASCII = [(chr(code), same) for code, same in _PLAIN.items() if code < 128]
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def plain(text: str) -> str:
    """Without accents, with one kind of hyphen, apostrophe and space; as long as `text`, case kept."""
    # Not one translate(): a single character beyond ASCII makes it look up each of a text's.
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda run: run[0].translate(_PLAIN), text)
    for character, same in _PLAIN_ASCII:
        text = text.replace(character, same)
    return text


def folded(text: str) -> str:
    """As `plain`, and in lower case; as long as `text`."""
    lower = plain(text).lower()
    # Outside the scripts we know, a capital may become two letters; then case is kept rather than the offsets lost.
    return lower if len(lower) == len(text) else plain(text)


def key(name: str) -> str:
    """The form under which a name is looked up when a person types it: folded, `defence` for `defense`, no article."""
    words = folded(name).replace("defense", "defence").strip(" .,;:!?\"'()").split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words).removesuffix("'s")
