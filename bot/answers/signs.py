"""Signs of form in a folded sentence: a date, an amount, a reference, a stage, somebody speaking. Not of meaning.

Sentences come folded (`bot.language.fold`), but for `PLACE` and `NAME`, which need capitals.
"""

import re

from bot.asking.periods import MONTHS

_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|hundred|thousand|million|billion|trillion|dozens?"
    "|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|cent|mille|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn"
    "|hundert|tausend|millionen?|milliarden?|milliards?"
)
_WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
)
_MONTHS = "|".join(sorted((name for name in MONTHS if len(name) > 3), key=len, reverse=True))

_SOON = (
    r"(?:end of (?:this|next) year|next (?:year|month|week)|(?:in|within) (?:\w+ )?(?:years|months|weeks|days)"
    r"|years or less|end of the (?:year|decade))"
)
DATE = re.compile(rf"\b(?:(?:19|20)\d\d|{_MONTHS}|may \d{{1,2}}|\d{{1,2}} may|{_SOON})\b")
TIME = re.compile(
    rf"\b(?:(?:19|20)\d\d|{_MONTHS}|may \d{{1,2}}|\d{{1,2}} may|{_SOON}|{_WEEKDAYS}"
    r"|today|yesterday|tomorrow|tonight|aujourd'hui|hier|demain|heute"
    r"|gestern|morgen|(?:last|next|this|earlier this|later this) (?:week|month|year|spring|summer|autumn|winter)"
    r"|(?:years?|months?|weeks?|days?) ago)\b"
)
"""A date, or a day told from the day of publication."""

AHEAD = re.compile(r"\b(?:until|by|before|end of|through|from|bis|jusqu\w*|d'ici|ab)\b")
ASKS_AHEAD = re.compile(
    r"\b(?:how soon|until|by (?:when|what|which)|should|will|expected|due|deadline|bis wann|jusqu\w*)\b"
)

ASKS_NOW = re.compile(
    r"\b(?:when|(?:which|what) (?:day|date|month|year)|wann|quand)\W+(?:do|does|is|are|wird|werden)\b"
)
"""In the present, "when" asks for what is to come: "When does it end?"."""

AMOUNT = re.compile(
    r"[€$£¥]\s?\d|\b(?:eur|usd|gbp|jpy)\s?\d|\d\s?(?:%|€|eur\b|euros?\b|dollars?\b|per ?cent\b|pounds?\b|yen\b)"
    rf"|(?:\d|\b(?:{_NUMBERS}))[\d.,]*\s?(?:billion|million|trillion|bn|milliards?|milliarden?|millionen?)\b"
    r"|\bpercent(?:age)?\b|\bprozent\b|\bpour cent\b"
    r"|\b(?:one|two|three|four|five|a|der|die|deux|un|trois) ?-?(?:thirds?|quarters?|fifths?|tiers|quarts?)\b|\bhalf\b"
    r"|\b(?:zwei|ein|drei)?drittel\w*|\bhalfte\b|\bmoitie\b|\b\w+fold\b|\b(?:doubl|tripl|quadrupl)(?:ed?|es|ing)\b"
)
NUMBER = re.compile(rf"\d|\b(?:{_NUMBERS})\b")
COUNT = re.compile(rf"\d+(?:[.,]\d+)*|{_NUMBERS}")
YEAR = re.compile(r"(?:19|20)\d\d")
ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
UNIT = re.compile(
    r"(?:hour|day|night|week|month|year|decade)s?|euros?|eur|dollars?|usd|kilomet(?:er|re)s?|km|metres?|percent|times?"
    r"|heures?|jours?|nuits?|semaines?|mois|ans?|annees?|stunden?|tage?n?|nachte?|wochen?|monate?n?|jahre?n?"
)
"""What a number may measure instead of what follows: "two days of drone attacks"."""
PARTS = re.compile(
    r"after|before|since|for|to|in|on|at|by|with|without|from|against|over|under|when|while|as|that|which|who|and|but"
    r"|apres|avant|depuis|pour|dans|avec|sans|contre|sur|par|quand|que|qui|mais|nach|vor|seit|fur|mit|ohne|gegen|auf"
    r"|als|dass|bei|und|aber"
)
"""Between a number and a noun: the number is not the noun's."""
OFTEN = re.compile(
    r"\b(?:annual\w*|yearly|monthly|weekly|daily|quarterly|bi-?annual\w*|regular(?:ly)?|once|twice|frequently|often"
    r"|(?:every|each|per|a) (?:\w+ )?(?:day|week|month|quarter|year|half-year|decade|time)s?"
    r"|(?:jahrlich|monatlich|wochentlich|taglich|regelmassig|mal)\w*|jede[rsn]? \w+"
    r"|(?:chaque|par|tous les|toutes les) \w+|regulierement|annuel\w*|fois)\b"
)
LASTING = re.compile(
    rf"\b(?:\d+|{_NUMBERS}|several|a few|half a|plusieurs|mehrere|einige) ?-?(?:\w+ )?-?"
    r"(?:hour|day|week|month|year|decade"
    r"|heure|jour|semaine|mois|an|annee|stunde|tag|woche|monat|jahr)\w*\b"
    r"|\b(?:until|till|bis|jusqu\w*|indefinite\w*|unbefristet|permanent\w*|for good|for the duration)\b"
    rf"|\bfrom .{{0,40}}\b(?:19|20)\d\d to\b|\bfor the years\b"
)
MEANS = re.compile(
    r"\b(?:name|word|term|acronym|abbreviation|nom|mot|terme|sigle|begriff|wort) (?:\w+ ){0,3}?"
    r"(?:is|means|stands for|comes from|signifie|vient|bedeutet|steht fur|ist|est)\b"
)
"""Tells what a name means."""
BY_DATE = re.compile(
    rf"\b(?:by|until|d'ici|bis) (?:(?:the )?(?:end|middle|start) of |ende )?(?:\d{{1,2}} )?(?:{_MONTHS}|20\d\d)\b"
)
"""A term that is set, of what is still to come when it is written."""
REFERENCE = re.compile(r"\b\d{4}/\d{2,5}\b|\b(?:com|join|swd)\s?\(\d{4}\)\s?\d+")
STAGE = re.compile(
    r"\b(?:adopt\w*|approv\w*|propos\w*|sign(?:ed|s|ing|ature)|ratif\w*|in force|agree[ds]?|agreement|provisional\w*"
    r"|conclud\w*|enter\w*|launch\w*|veto\w*|reject\w*|still|yet|end(?:ed|s)|collaps\w*|verabschiedet|beschlossen)\b"
)
ORDINAL = re.compile(r"\b(?!1st\b)\d{1,3}(?:st|nd|rd|th|e|eme)\b")
NOT = (
    r"(?:not|fail(?:s|ed|ing)? to|refus(?:es|ed|ing) to|unable to|never|no longer|n't|n’t|without|ne|pas|nicht|kein\w*)"
)
OPEN = re.compile(
    r"\b(?:will|would|could|may|might|should|can|shall|due|expected|plans?|wants?|hopes?|likely) ?(?:to)?\b"
)
"""Before a verb: it has not happened."""

REASON = re.compile(
    r"\b(?:this|that|which) is why\b"
    r"|\b(?:link(?:s|ed)|tied|ties|cit(?:es|ed|ing)|blam\w+|argu(?:es|ed|ing)|complain\w*)\b"
    r"|\b(?:on the grounds?|too (?:little|much|few|many|low|high|late|slow)|short of|fear\w*)\b"
    r"|^to [a-z]+\b|\b(?:because|concern\w*|over|after|could not"
    r"|due to|in order to|so that|owing to|in response to|as a result|amid|amidst|given|since|in light of"
    r"|aim\w* (?:at|to)|therefore|to (?:ensure|strengthen|protect|help|allow|deter|support|avoid|prevent|bolster"
    r"|counter|reduce|increase|give|make)|car|parce que|afin|pour|weil|um|damit|wegen"
    r"|reason\w*|driven by|underscor\w*)\b"
)

FUTURE = re.compile(
    r"\b(?:will|shall|would|(?<!\d )may(?! \d)|might|could|going to|plan(?:s|ned)? to|expected|due to"
    r"|intend\w*|commit(?:s|ted)? to|aims? to|(?:is|are|was|were) to|set to|sera|seront|wird|werden)\b"
)
FIRST_PERSON = r"\b(?:i|we|our|my|us|nous|notre|wir|unser\w*|ich|je)\b"
SPEECH = r"\b(?:speech|remarks|statement|address|interview|keynote|discours|rede) (?:by|from|of|de|von)"
SAYING = (
    r"(?:say|says|said|stat\w+|declar\w+|announc\w+|stress\w+|emphasi\w+|call\w*|urg\w+|welcom\w+|condemn\w+|oppos\w+"
    r"|support\w*|reject\w*|insist\w*|argu\w+|believ\w+|want\w*|warn\w*|demand\w*|object\w*|reaffirm\w*|express\w*"
    r"|pledg\w+|prais\w+|critici\w+|thank\w*|underlin\w*|underscor\w*|note[sd]?|added|told|convey\w*|dit|declare|estime"
    r"|suggest\w*|propos\w+|recogni\w+|acknowledg\w+|promis\w+|thinks?|hop(?:es|ed)|expect\w*|ask(?:s|ed)|agree[sd]?"
    r"|assert\w*|claim\w*|fear\w*|vow\w*|advis\w+|commend\w*|applaud\w*|denounc\w*|prefer\w*|favou?r\w*|reiterat\w+"
    r"|recall\w*|conced\w+|rul\w+ out|declin\w+"
    r"|sagte?|erklarte?|forderte?)\b"
)
HE_SAYS = re.compile(rf"^\W*(?:he|she|they|it|il|elle|er|sie)\s+(?:\w+\s+){{0,3}}?{SAYING}")
DEFINES = r"(?:\s*\([^)]{1,60}\))?(?:,?\s+|\s?[—–]\s?)(?:is|are|was|were|means|stands for|an?|the|which|who|ist|est)\b"
TITLED = (
    r"\b(?:president|minister|commissioner|secretary|chancellor|general|ambassador|chief|chair|director|head|mep)\b"
)

CORRECTION = re.compile(r"^\W*(?:corrections?|corrected|corrigend\w+|errat\w+|rectificati\w+|berichtigung|korrektur)\b")
"""How the folded title of an article begins that mends another."""

QUOTED = re.compile(r"[“”«»„]")

PLACE = re.compile(
    r"on the territory of|auf dem Gebiet|sur le territoire"
    r"|\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]o|[Àà]|[Ee]n|[Aa]u|[Nn]ach|[Bb]ei)\s+(?:the\s+|der\s+|[a-z]+\s+)?"
    r"((?:[A-ZÀ-Þ][\w’'-]*)(?:\s+[A-ZÀ-Þ][\w’'-]*)*)"
)
"""Where something is; the group is the place."""

PERSON = re.compile(
    r"(?:^|(?<=[a-z,] ))(?:[A-ZÀ-Þ][a-zß-ÿ’'-]+\s)(?:(?:von der|van der|de|von|van) )?[A-ZÀ-Þ][a-zß-ÿ’'-]+"
    r"(?=,? (?:is|was|has|had|took|takes|became|will|said|ist|wurde|est|a\b))"
)
"""Two capitalised words that do something, in a text with its capitals."""

CONTRAST = re.compile(
    r"\b(?:unlike|while|whereas|but|than|differ\w*|separate\w*|distinct\w*|confuse[ds]?|apart|rather|other|not the"
    r" same|instead|although|both|neither|contrairement|tandis|alors que|mais|distincte?s?|verwechseln|wahrend|anders"
    r"|aber|dagegen)\b"
)
"""Two things told apart."""

AHEAD_STEP = re.compile(
    r"\b(?:still (?:has|have|had) to|has to|have to|must|needs? to|next step|will|is to|are to|remains? to|yet to"
    r"|can now|now (?:goes?|passes|has|have)|before|to follow|not yet|doit|doivent|reste(?:nt)? a|muss|mussen|noch)\b"
)
"""Something that is still to be done."""

SPEAKER = re.compile(
    r"^((?:[A-ZÀ-Þ][\w’'.-]* |(?:v[ao]n|de[rnl]?|di|da|d[ou]s?|della|zu|la|le|ter|ten) ){1,5}?[A-ZÀ-Þ][\w’'-]+)"
    r",?(?: \([\w/&., -]+\))?,?\s?:(?= )"
)
"""Who begins to speak, in a transcript: `Adam Bielan (ECR): …`, `PRESIDENT BIDEN: …`."""

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*|[mbt]r?illi(?:on|ard)|\bbn\b|\bmn\b")

NAME = re.compile(r"(?<=[\w,;:“(] )(?:[A-ZÀ-Þ][\w’-]+)")
"""A capitalised word that does not begin its sentence."""


def figures(text: str) -> frozenset[str]:
    """The figures and magnitudes of a sentence; a year or a day of the month counts as one."""
    return frozenset(_FIGURE.findall(text.lower()))


def has(ordinal: str, text: str) -> bool:
    """Whether a folded text has an ordinal in any of its spellings: `20th`, `20e`, `20.`."""
    number = re.match(r"\d+", ordinal)
    return bool(number and re.search(rf"\b{number[0]}(?:st|nd|rd|th|e|eme|er|re|\.)(?!\w)", text))
