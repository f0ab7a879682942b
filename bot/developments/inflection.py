"""The forms of a verb in English, French and German, each with what it tells of tense. Knows no meaning.

Only what developments need: third persons, participles, infinitives. Forms are lower case, with their accents.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

INFINITIVE, PRESENT, PAST, PARTICIPLE, EITHER, GERUND, FUTURE, CONDITIONAL, TO_INFINITIVE, NOUN = range(10)
"""What a form tells. EITHER: past or participle, as most English verbs have it; in German present or participle.
NOUN is no form of a verb: the act told as a noun, "the signature of"."""

_VOWELS = "aeiou"
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")
"""A short verb that doubles its last letter: jam, stop; "book" and "vow" do not."""


class Form(NamedTuple):
    """One form of a verb. `particle` is a German prefix that stands apart from it, at the end of its clause."""

    text: str
    tense: int
    particle: str = ""


def table(text: str) -> dict[str, tuple[str, ...]]:
    """Irregular verbs from a list parted by commas: the infinitive, and the forms behind it."""
    entries = (entry.split() for entry in text.replace("\n", " ").split(","))
    return {entry[0]: tuple(entry[1:]) for entry in entries if entry}


def english(verb: str, irregular: dict[str, tuple[str, ...]], doubled: frozenset[str]) -> Iterator[Form]:
    """Base, third person, past, participle and gerund."""
    stem = verb + verb[-1] if verb in doubled or _SHORT.fullmatch(verb) else verb
    if verb == "be":
        yield from (Form("is", PRESENT), Form("are", PRESENT), Form("was", PAST), Form("were", PAST))
        yield from (Form("be", INFINITIVE), Form("been", PARTICIPLE))
        return
    if stem != verb and verb.endswith("l"):
        yield from english(verb, irregular, frozenset())  # American: canceled
    yield Form(verb, INFINITIVE)
    yield Form(_third(verb), PRESENT)
    if verb.endswith("e") and not verb.endswith("ee"):
        yield Form(f"{verb[:-1]}ing", GERUND)
    else:
        yield Form(f"{stem}ing", GERUND)
    if verb in irregular:
        past, participle = irregular[verb]
        if past == participle:
            yield Form(past, EITHER)
        else:
            yield Form(past, PAST)
            yield Form(participle, PARTICIPLE)
    elif verb.endswith("e"):
        yield Form(f"{verb}d", EITHER)
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        yield Form(f"{verb[:-1]}ied", EITHER)
    else:
        yield Form(f"{stem}ed", EITHER)


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")) or verb == "go":
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in _VOWELS else f"{verb}s"


def french(verb: str, irregular: dict[str, tuple[str, ...]]) -> Iterator[Form]:
    """Infinitive, participles, present, simple past, future, conditional, gerund."""
    yield Form(verb, INFINITIVE)
    known = max((one for one in irregular if verb.endswith(one)), key=len, default=None)
    if known is not None:  # entretenir goes as tenir
        participle, singular, plural, future, gerund = (verb.removesuffix(known) + form for form in irregular[known])
    elif verb.endswith("er"):
        stem = verb[:-2]
        soft = f"{stem}e" if stem.endswith("g") else f"{stem[:-1]}ç" if stem.endswith("c") else stem
        shut = f"{stem[:-2]}è{stem[-1]}" if stem[-2:-1] in ("é", "e") and stem[-1] not in "lt" else stem
        shut = f"{stem}l" if stem.endswith("pel") else shut
        participle, singular, plural, future, gerund = f"{stem}é", f"{shut}e", f"{shut}ent", verb, f"{soft}ant"
        if verb.endswith("yer"):
            singular, plural, future = f"{stem[:-1]}ie", f"{stem[:-1]}ient", f"{stem[:-1]}ier"
        yield Form(f"{soft}a", PAST)
        yield Form(f"{stem}èrent", PAST)
        if verb == "envoyer":
            future = "enverr"
    else:
        stem = verb[:-1]
        participle, singular, plural, future, gerund = stem, f"{stem}t", f"{stem}ssent", verb, f"{stem}ssant"
    for ending in ("", "e", "s", "es"):
        if not (participle.endswith("s") and ending in ("s",)):
            yield Form(participle + ending, PARTICIPLE)
    yield Form(singular, PRESENT)
    yield Form(plural, PRESENT)
    yield Form(gerund, GERUND)
    for ending in ("a", "ont"):
        yield Form(future + ending, FUTURE)
    for ending in ("ait", "aient"):
        yield Form(future + ending, CONDITIONAL)


def german(verb: str, irregular: dict[str, tuple[str, ...]]) -> Iterator[Form]:
    """Infinitives, participle, present and past, joined and, where the prefix is separable ("vor|legen"), apart."""
    prefix, _, main = verb.rpartition("|")
    stem = main.removesuffix("n").removesuffix("e") if main.endswith("en") else main.removesuffix("n")
    soft = f"{stem}e" if stem.endswith(("t", "d", "chn", "ffn")) else stem
    fixed = main.startswith(("be", "ver", "er", "ent", "zer", "ge", "miss", "unter", "über")) or main.endswith("ieren")
    if main in irregular:
        past, participle, present = irregular[main]
    elif (inner := _inner(main, irregular)) is not None:
        past, participle, present = inner
    else:
        past, participle, present = f"{soft}te", f"{soft}t" if fixed else f"ge{soft}t", f"{soft}t"
    many = past if past.endswith("n") else f"{past}n" if past.endswith("e") else f"{past}en"
    yield Form(prefix + main, INFINITIVE)
    if not prefix:
        yield Form(participle, EITHER if participle == present else PARTICIPLE)
        if participle != present:
            yield Form(present, PRESENT)
        yield Form(past, PAST)
        yield Form(many, PAST)
        return
    yield Form(f"{prefix}zu{main}", TO_INFINITIVE)
    yield Form(prefix + participle, PARTICIPLE)
    for form, tense in ((present, PRESENT), (past, PAST), (many, PAST)):
        yield Form(prefix + form, tense)
        yield Form(form, tense, prefix)
    yield Form(main, PRESENT, prefix)


def _inner(verb: str, irregular: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """The forms of a strong verb behind a prefix that stays: "unterschreiben" goes as "schreiben"."""
    for prefix in ("unter", "über", "wider", "ver", "zer", "ent", "be", "er"):
        if verb.startswith(prefix) and verb[len(prefix) :] in irregular:
            past, participle, present = irregular[verb[len(prefix) :]]
            return prefix + past, prefix + participle.removeprefix("ge"), prefix + present
    return None
