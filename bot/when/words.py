"""The words with which English, French and German tell time, folded. Data; `naming` knows what follows from them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from bot.when.records import Bound, Precision

YEAR = r"(?:19|20)\d\d"


def _numbered(names: str) -> dict[str, int]:
    return {name: number for number, row in enumerate(names.split("|"), 1) for name in row.split()}


class Tongue(NamedTuple):
    """One language. `months` and `weekdays` count from 1; `deictic` days from the article's."""

    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, Precision]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    seasons: dict[str, int]
    deictic: dict[str, int]
    anchored: dict[str, int]  # days from the day told before
    last: str
    next: str
    this: str
    edges: str  # groups begin and end: the first or last day of it; middle: no one day of it
    bounds: dict[Bound, str]
    within: str  # the preposition that makes a bare month or year a date
    ago: str
    ahead: str


ENGLISH = Tongue(
    months=_numbered(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep"
        "|october oct|november nov|december dec"
    ),
    weekdays=_numbered("monday|tuesday|wednesday|thursday|friday|saturday|sunday"),
    units={
        "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
        "quarter": "quarter", "quarters": "quarter", "half": "half-year", "semester": "half-year", "year": "year",
        "years": "year",
    },
    numbers={"a": 1, "an": 1} | _numbered(
        "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    ),
    ordinals=_numbered("first 1st|second 2nd|third 3rd|fourth 4th last final"),
    seasons=_numbered("spring|summer|autumn fall|winter"),
    deictic={"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
    anchored={"the day before": -1, "the previous day": -1, "a day earlier": -1, "one day earlier": -1,
              "the day after": 1, "the next day": 1, "the following day": 1, "a day later": 1, "one day later": 1,
              "that same day": 0, "the same day": 0},
    last=r"last|past|previous|preceding",
    next=r"next|coming|following|upcoming",
    this=r"this|current|the current|of the",
    edges=r"(?P<begin>(?:beginning|start)(?= of))|(?P<middle>early|mid|middle|late)|(?P<end>end|close(?= of))",
    bounds={
        "until": r"by|until|till|up to|no later than|not later than|ahead of the|through",
        "before": r"before|prior to|ahead of",
        "after": r"after|following|beyond",
        "since": r"since|from|as of|starting|beginning|starting on|with effect from",
    },
    within=r"in|on|of|for|during|throughout|over|between|and|to|through|around|dated|into|mid|early|late|this|next|last",
    ago=r"ago",
    ahead=r"from now|from today",
)  # fmt: skip

FRENCH = Tongue(
    months=_numbered(
        "janvier janv|fevrier fevr|mars|avril avr|mai|juin|juillet juil|aout|septembre sept|octobre oct"
        "|novembre nov|decembre dec"
    ),
    weekdays=_numbered("lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"),
    units={
        "jour": "day", "jours": "day", "semaine": "week", "semaines": "week", "mois": "month",
        "trimestre": "quarter", "trimestres": "quarter", "semestre": "half-year", "an": "year", "ans": "year",
        "annee": "year", "annees": "year",
    },
    numbers={"une": 1} | _numbered(
        "un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
    ),
    ordinals=_numbered("premier 1er|deuxieme second 2e 2eme|troisieme 3e 3eme|quatrieme 4e 4eme dernier"),
    seasons=_numbered("printemps|ete|automne|hiver"),
    deictic={"aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "avant-hier": -2, "demain": 1, "apres-demain": 2},
    anchored={"la veille": -1, "l'avant-veille": -2, "l’avant-veille": -2, "le lendemain": 1, "le surlendemain": 2,
              "le jour meme": 0, "le meme jour": 0},
    last=r"derniere?|passee?|precedente?",
    next=r"prochaine?|suivante?",
    this=r"ce|cet|cette|en cours|courante?|de l'|de l’|du|de la",
    edges=r"(?P<begin>debut)|(?P<middle>mi|milieu|courant)|(?P<end>fin)",
    bounds={
        "until": r"d'ici(?: a| au| la| le)?|d’ici(?: a| au| la| le)?|jusqu'(?:a|au|en)|jusqu’(?:a|au|en)"
        r"|au plus tard(?: le| en)?",
        "before": r"avant(?: le| la)?",
        "after": r"apres(?: le)?",
        "since": r"depuis(?: le)?|a partir (?:du|de)|a compter (?:du|de)|des(?: le)?",
    },
    within=r"en|de|au|le|du|pour|d'|d’|et|a|vers|debut|fin|mi|des|courant",
    ago=r"il y a",
    ahead=r"dans",
)  # fmt: skip

GERMAN = Tongue(
    months=_numbered(
        "januar janner jan|februar feb|marz|april apr|mai|juni|juli|august aug|september sept|oktober okt"
        "|november nov|dezember dez"
    ),
    weekdays=_numbered("montag|dienstag|mittwoch|donnerstag|freitag|samstag sonnabend|sonntag"),
    units={
        "tag": "day", "tage": "day", "tagen": "day", "woche": "week", "wochen": "week", "monat": "month",
        "monats": "month", "monate": "month", "monaten": "month", "quartal": "quarter", "quartals": "quarter",
        "quartale": "quarter", "halbjahr": "half-year", "halbjahres": "half-year", "jahr": "year",
        "jahres": "year", "jahre": "year", "jahren": "year",
    },
    numbers={"einem": 1, "einer": 1, "eine": 1, "ein": 1} | _numbered(
        "eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|dreizehn|vierzehn|funfzehn"
    ),
    ordinals=_numbered(
        "erste ersten erstes 1.|zweite zweiten zweites 2.|dritte dritten drittes 3.|vierte vierten viertes 4. letzten"
    ),
    seasons=_numbered("fruhjahr fruhling|sommer|herbst|winter"),
    deictic={"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "ubermorgen": 2},
    anchored={"am vortag": -1, "tags zuvor": -1, "am tag zuvor": -1, "am folgetag": 1, "tags darauf": 1,
              "am tag darauf": 1, "am nachsten tag": 1, "am selben tag": 0, "am gleichen tag": 0},
    last=r"letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?",
    next=r"nachste[nrsm]?|kommende[nrsm]?|folgende[nrsm]?",
    this=r"diese[nrsm]?|laufende[nrsm]?|des|der",
    edges=r"(?P<begin>anfang|beginn)|(?P<middle>mitte)|(?P<end>ende)",
    bounds={
        "until": r"bis(?: zum| zur)?(?: spatestens)?|spatestens(?: am| zum| bis)?",
        "before": r"vor(?: dem)?",
        "after": r"nach(?: dem)?",
        "since": r"seit(?: dem)?|ab(?: dem)?|von",
    },
    within=r"in|im|am|zum|vom|des|fur|und|jahr|jahre|jahres|den|anfang|mitte|ende|um|gegen|bis",
    ago=r"vor",
    ahead=r"in",
)  # fmt: skip

TONGUES = {"en": ENGLISH, "fr": FRENCH, "de": GERMAN}


def either(words: Iterable[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def triggers(language: str) -> re.Pattern[str]:
    """The words at which a date can stand, by the name of their kind."""
    tongue = TONGUES[language]
    kinds = {
        "figures": r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}",
        "anchored": either(tongue.anchored),
        "month": either(tongue.months),
        "part": r"[qht][1-4]",
        "weekday": either(tongue.weekdays),
        "season": either(tongue.seasons),
        "unit": either(tongue.units),
        "deictic": either(tongue.deictic),
        "year": YEAR,
    }
    return re.compile(r"(?<![\w.])(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in kinds.items()) + r")(?!\w)")
