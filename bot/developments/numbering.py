"""Which one of a series a clause names: "20th sanctions package" is 20, "EDF 2026 work programme" is 2026."""

import re

_UNITS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth
premier|première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième
treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième
erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte dreizehnte vierzehnte fünfzehnte
sechzehnte siebzehnte achtzehnte neunzehnte zwanzigste
"""
ORDINALS = {form: number % 20 + 1 for number, word in enumerate(_UNITS.split()) for form in word.split("|")}
ORDINALS |= {
    f"{tens}-{unit}": value + number + 1
    for tens, value in (("twenty", 20), ("thirty", 30))
    for number, unit in enumerate(_UNITS.split()[:9])
} | {"seconde": 2, "thirtieth": 30, "vingt et unième": 21, "einundzwanzigste": 21, "zweiundzwanzigste": 22}
"""Ordinals as words, in lower case, by their numbers."""

_COUNTED = (
    r"package|packages|round|tranche|wave|instalment|installment|disbursement|payment|dialogue|summit|meeting|batch|"
    r"series|edition|session|phase|call|partnership dialogue|strategic dialogue|consultations|conference|consultation|"
    r"paquet|train|tour|vague|versement|sommet|réunion|appel|édition|session|décaissement|"
    r"\w*paket|\w*pakets|runde|\w*tranche|welle|rate|gipfel|sitzung|auszahlung|\w*dialog|\w*treffen"
)
_WORD = "|".join(sorted(map(re.escape, ORDINALS), key=len, reverse=True))
_ORDINAL = re.compile(
    rf"(?<!\w)(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th|er|ère|re|ème|eme|e|nd|nde|\.)|(?P<word>{_WORD})(?:n|r|s|m)?)"
    rf"(?! (?:and|und|et|of)\b)(?:[ -][\w'’-]+){{0,4}}?[ -](?:{_COUNTED})(?!\w)"
)
_YEARLY = (
    r"work programme|work program|annual work programme|budget|haushalt\w*|arbeitsprogramm\w*|programme de travail|"
    r"calls?|edition|projects|results|funding round"
)
_NUMBERED = re.compile(r"(?:package|paket|tranche|wave|round)\s(?:no\.?\s|number\s|nr\.?\s)(\d{1,3})(?!\w)")


def ordinal(lower: str) -> int | None:
    """The first number or year by which a series of instruments is told apart, in text in lower case."""
    match = _ORDINAL.search(lower)
    if match is not None:
        return int(match["digits"]) if match["digits"] else ORDINALS[match["word"]]
    numbered = _NUMBERED.search(lower)
    if numbered is not None:
        return int(numbered[1])
    yearly = _YEAR.search(lower)
    return None if yearly is None else int(yearly[1] or yearly[2])


_YEAR = re.compile(
    rf"(?<!\w)(20[2-4]\d)(?: [\w'’-]+)?? (?:{_YEARLY})(?!\w)"
    rf"|(?:{_YEARLY})(?: \w+){{0,2}}? (?:for |für |pour |de )?(20[2-4]\d)(?!\w)"
)
