"""The words with which English, French and German tell time, folded. Data; `naming` knows what follows from them.

Each word or phrase has a kind, one letter, and a value. The grammar is written over the kinds and is the same in all
three languages.

M month          W weekday         v weekday cut short   K weekend         U unit (precision, how many)
S season         Q quarter, half   V edge of a unit      R day from the article's    C day from the one told before
N number         O ordinal         L last                X next            H this
e weekdays of several weeks
E edge           g earlier, later  G rest of             A ago             Z from now      y ago, said before the number
i in (days)      I in (a period)   n on                  o of              t the
f from, since    s starting        b until               k before          a after         m within
w between        J to              & and                 r other words before a period     u about
> more than      < less than
j feast          c now, as an end        h what makes a number a sum             l decade of figures
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

Value = Any
Lexicon = dict[str, tuple[str, Value]]

UNITS = {
    "day": ("day", 1), "week": ("week", 1), "fortnight": ("week", 2), "month": ("month", 1), "quarter": ("quarter", 1),
    "half": ("half-year", 1), "year": ("year", 1), "decade": ("decade", 1), "century": ("century", 1),
}  # fmt: skip

_COMMON = {"L": -1, "X": 1, "H": 0}

ENGLISH: dict[str, str] = {
    "M": "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep"
    "|october oct|november nov|december dec",
    "W": "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "v": "mon|tue tues|wed weds|thu thur thurs|fri|sat|sun",
    "e": "mondays=1 tuesdays=2 wednesdays=3 thursdays=4 fridays=5 saturdays=6 sundays=7",
    "S": "spring|summer|autumn fall|winter",
    "K": "weekend",
    "U": "day=day days=day week=week weeks=week fortnight=fortnight fortnights=fortnight month=month months=month"
    " quarter=quarter quarters=quarter half=half semester=half year=year years=year calendar_year=year"
    " fiscal_year=year financial_year=year budget_year=year tax_year=year school_year=year academic_year=year fy=year"
    " cy=year fiscal=year"
    " yr=year yrs=year wk=week wks=week mos=month working_week=week workweek=week decade=decade decades=decade"
    " century=century",
    "V": "mid-month=mid.month year's_end=end.year month's_end=end.month eoy=end.year year-end=end.year yearend=end.year"
    " month-end=end.month eom=end.month mid-year=mid.year"
    " midyear=mid.year year_end=end.year",
    "R": "today=0 tonight=0 yesterday=-1 tomorrow=1 tmrw=1 the_day_after_tomorrow=2 day_after_tomorrow=2"
    " the_day_after_tmrw=2"
    " the_day_before_yesterday=-2 day_before_yesterday=-2",
    "C": "the_day_before=-1 the_previous_day=-1 a_day_earlier=-1 one_day_earlier=-1 the_day_after=1 the_next_day=1"
    " the_following_day=1 next_day=1 a_day_later=1 one_day_later=1 that_same_day=0 the_same_day=0",
    "N": "zero=0 a=1 an=1 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12"
    " thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30"
    " forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000 few=3 a_few=3 couple=2"
    " a_couple=2 a_couple_of=2 couple_of=2 several=3",
    "O": "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11"
    " twelfth=12 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19"
    " twentieth=20 thirtieth=30 final=-1",
    "L": "last past previous preceding prev",
    "X": "next coming following upcoming",
    "H": "this current",
    "E": "beginning=begin start=begin early=begin mid=mid middle=mid late=end end=end close=end",
    "g": "earlier=-1 later=1",
    "G": "rest remainder remaining balance",
    "A": "ago",
    "Z": "ahead in_the_future down_the_line down_the_road from_now hence from_today from_this_day",
    "i": "in in_about",
    "I": "during throughout into",
    "n": "on",
    "o": "of",
    "t": "the",
    "f": "from since after_or_on after_or_in on_or_after in_or_after after_or_equal_to later_than_or_in"
    " later_than_or_on no_earlier_than not_before as_of with_effect_from dating_from",
    "s": "starting commencing commencing_on beginning_on starting_on starting_from beginning_from effective",
    "b": "by until till through before_or_in before_or_on on_or_before in_or_before"
    " up_to up_until no_later_than not_later_than as_late_as at_the_latest_by thru"
    " ending_on ending_with ending_in ending",
    "k": "before prior_to ahead_of earlier_than",
    "a": "after beyond later_than greater_than",
    "m": "within",
    "w": "between",
    "J": "to",
    "&": "and",
    "r": "for over around dated or period the_period",
    "c": "now date present",
    ">": "more_than later_than_in",
    "<": "less_than fewer_than",
    "u": "about some roughly around nearly almost approximately",
    "h": "million billion percent bn trillion km",
    "l": "tens=10 twenties=20 thirties=30 forties=40 fifties=50 sixties=60 seventies=70 eighties=80 nineties=90",
    "j": "christmas=12-25 christmas_day=12-25 christmas_eve=12-24 xmas=12-25 new_year's_day=1-1 new_year's_eve=12-31"
    " new_year_day=1-1"
    " boxing_day=12-26 halloween=10-31 valentine's_day=2-14 europe_day=5-9 may_day=5-1"
    " international_workers'_day=5-1 earth_day=4-22 easter=e0 easter_sunday=e0 easter_monday=e1 good_friday=e-2"
    " whit_monday=e50 thanksgiving=11-4-4 thanksgiving_day=11-4-4"
    " memorial_day=5-0-1 martin_luther_king_day=1-3-1 mlk_day=1-3-1 columbus_day=10-2-1"
    " fourth_of_july=7-4 juneteenth=6-19 groundhog_day=2-2"
    " st_patrick's_day=3-17 saint_patrick's_day=3-17 april_fools'_day=4-1 april_fool's_day=4-1 st_george's_day=4-23"
    " st_andrew's_day=11-30 canada_day=7-1 australia_day=1-26 anzac_day=4-25 guy_fawkes_night=11-5"
    " bastille_day=7-14 armistice_day=11-11 remembrance_day=11-11 remembrance_sunday=11-2-7 ve_day=5-8"
    " victory_day=5-9 d-day=6-6 women's_day=3-8 international_women's_day=3-8 human_rights_day=12-10"
    " all_saints'_day=11-1 all_saints_day=11-1 all_souls'_day=11-2 candlemas=2-2 assumption_day=8-15"
    " german_unity_day=10-3 day_of_german_unity=10-3 shrove_tuesday=e-47 mardi_gras=e-47 ash_wednesday=e-46"
    " palm_sunday=e-7 maundy_thursday=e-3 easter_saturday=e-1 ascension_day=e39 pentecost=e49 whit_sunday=e49"
    " corpus_christi=e60 st_nicholas_day=12-6 st_stephen's_day=12-26 singles_day=11-11"
    " labor_day=9-1-1 veterans_day=11-11 presidents_day=2-3-1 mother's_day=5-2-7 father's_day=6-3-7",
}

FRENCH: dict[str, str] = {
    "M": "janvier janv|fevrier fevr|mars|avril avr|mai|juin|juillet juil|aout|septembre sept|octobre oct"
    "|novembre nov|decembre dec",
    "W": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "S": "printemps|ete|automne|hiver",
    "K": "week-end weekend",
    "U": "jour=day jours=day semaine=week semaines=week quinzaine=fortnight"
    " quinzaine_de_jours=fortnight huitaine_de_jours=week mois=month trimestre=quarter"
    " trimestres=quarter semestre=half semestres=half an=year ans=year annee=year annees=year decennie=decade"
    " decennies=decade siecle=century moitie=half",
    "V": "",
    "R": "aujourd'hui=0 hier=-1 avant-hier=-2 demain=1 apres-demain=2",
    "C": "la_veille=-1 l'avant-veille=-2 le_lendemain=1 le_surlendemain=2 le_jour_meme=0 le_meme_jour=0",
    "N": "une=1 un=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13"
    " quatorze=14 quinze=15 vingt=20 trente=30 quelques=3",
    "O": "premier=1 premiere=1 deuxieme=2 second=2 seconde=2 troisieme=3 quatrieme=4 cinquieme=5",
    "L": "dernier derniere derniers dernieres passe passee precedent precedente ecoule ecoulee",
    "X": "prochain prochaine prochains prochaines suivant suivante",
    "H": "ce cet cette en_cours courant courante actuel actuelle",
    "E": "debut=begin mi=mid milieu=mid courant=mid fin=end",
    "g": "plus_tot=-1 plus_tard=1",
    "G": "reste",
    "A": "",
    "Z": "",
    "y": "il_y_a voici voila",
    "i": "dans",
    "I": "en pendant durant lors",
    "n": "",
    "o": "de du d' des",
    "t": "le la l' les",
    "f": "depuis a_partir_de a_partir_du a_compter_de a_compter_du des_le",
    "s": "",
    "b": "a_l'horizon a_l'horizon_de"
    " d'ici d'ici_a d'ici_au d'ici_la jusqu'a jusqu'au jusqu'en jusqu'a_la au_plus_tard_le au_plus_tard"
    " au_plus_tard_en jusqu'a_fin",
    "k": "avant",
    "a": "apres",
    "m": "sous d'ici",
    "w": "entre",
    "J": "a au",
    "&": "et",
    "r": "pour vers",
    "u": "environ quelque pres_de",
    "h": "millions milliards million milliard pour_cent",
    "j": "noel=12-25 paques=e0 pentecote=e49 le_nouvel_an=1-1 la_toussaint=11-1 toussaint=11-1"
    " le_jour_de_l'an=1-1 jour_de_l'an=1-1 nouvel_an=1-1 chandeleur=2-2 mardi_gras=e-47"
    " vendredi_saint=e-2 lundi_de_paques=e1 jeudi_de_l'ascension=e39 lundi_de_pentecote=e50 fete_du_travail=5-1"
    " assomption=8-15 saint-sylvestre=12-31 saint-valentin=2-14 saint-nicolas=12-6"
    " journee_de_l'europe=5-9",
}

GERMAN: dict[str, str] = {
    "M": "januar janner jan|februar feb|marz|april apr|mai|juni|juli|august aug|september sept|oktober okt"
    "|november nov|dezember dez",
    "W": "montag|dienstag|mittwoch|donnerstag|freitag|samstag sonnabend|sonntag",
    "S": "fruhjahr fruhling|sommer|herbst|winter",
    "K": "wochenende",
    "U": "tag=day tage=day tagen=day woche=week wochen=week monat=month monats=month monate=month monaten=month"
    " quartal=quarter quartals=quarter quartale=quarter quartalen=quarter halbjahr=half halbjahres=half"
    " jahreshalfte=half jahr=year jahres=year jahre=year jahren=year jahrzehnt=decade jahrzehnts=decade"
    " jahrhundert=century kalenderwoche=week kw=week",
    "V": "jahresende=end.year monatsende=end.month jahresbeginn=begin.year jahresanfang=begin.year jahresmitte=mid.year"
    " monatsanfang=begin.month wochenbeginn=begin.week quartalsende=end.quarter",
    "R": "heute=0 gestern=-1 vorgestern=-2 morgen=1 ubermorgen=2",
    "C": "am_vortag=-1 tags_zuvor=-1 am_tag_zuvor=-1 am_folgetag=1 tags_darauf=1 am_tag_darauf=1 am_nachsten_tag=1"
    " am_selben_tag=0 am_gleichen_tag=0",
    "N": "einem=1 einer=1 eine=1 ein=1 eins=1 zwei=2 drei=3 vier=4 funf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10"
    " elf=11 zwolf=12 dreizehn=13 vierzehn=14 funfzehn=15 zwanzig=20 dreissig=30 wenigen=3 einigen=3 paar=3",
    "O": "erste=1 ersten=1 erstes=1 erster=1 zweite=2 zweiten=2 zweites=2 zweiter=2 dritte=3 dritten=3 drittes=3"
    " vierte=4 vierten=4 viertes=4",
    "L": "letzte letzten letzter letztes letztem vergangene vergangenen vergangener vergangenes vergangenem vorige"
    " vorigen voriger voriges",
    "X": "nachste nachsten nachster nachstes nachstem kommende kommenden kommender kommendes kommendem folgende"
    " folgenden",
    "H": "diese diesen dieser dieses diesem laufende laufenden laufendes",
    "E": "anfang=begin beginn=begin mitte=mid ende=end",
    "g": "fruher=-1 zuvor=-1 spater=1 danach=1",
    "G": "",
    "A": "",
    "Z": "",
    "y": "",
    "i": "in",
    "I": "im",
    "n": "am nacht_zum nacht_auf nacht_zu",
    "o": "von",
    "t": "der die das des den dem",
    "f": "seit ab vom seit_dem ab_dem",
    "s": "",
    "b": "bis bis_zum bis_zur spatestens spatestens_am spatestens_bis bis_spatestens zum",
    "k": "vor",
    "a": "nach",
    "m": "binnen innerhalb innerhalb_von",
    "w": "zwischen",
    "J": "",
    "&": "und",
    "r": "fur um gegen",
    "u": "etwa rund ungefahr knapp gut",
    "h": "millionen milliarden prozent",
    "j": "weihnachten=12-25 heiligabend=12-24 ostern=e0 pfingsten=e49 neujahr=1-1 silvester=12-31"
    " dreikonigstag=1-6 rosenmontag=e-48 aschermittwoch=e-46 grundonnerstag=e-3"
    " palmsonntag=e-7 karfreitag=e-2 karsamstag=e-1 ostersonntag=e0 ostermontag=e1 christi_himmelfahrt=e39"
    " himmelfahrt=e39 pfingstsonntag=e49 pfingstmontag=e50 fronleichnam=e60 tag_der_arbeit=5-1 maria_himmelfahrt=8-15"
    " tag_der_deutschen_einheit=10-3 reformationstag=10-31 allerheiligen=11-1 volkstrauertag=11-3-7"
    " nikolaustag=12-6 valentinstag=2-14 europatag=5-9",
}

_LISTS = {"M", "W", "v", "S"}
TONGUES = {"en": ENGLISH, "fr": FRENCH, "de": GERMAN}


@cache
def lexicon(language: str) -> Lexicon:
    """Each word or phrase (spaces between its words) with its kind and value; the kind told first wins."""
    found: Lexicon = {}
    for kind, words in TONGUES[language].items():
        for word, value in _listed(words) if kind in _LISTS else _valued(kind, words):
            found.setdefault(word.replace("_", " "), (kind, value))
            if language == "de" and kind == "W":
                found.update({word + time: (kind, value) for time in _TIMES})
    return found


_TIMES = ("abend", "morgen", "nacht", "nachmittag", "vormittag", "mittag")
"""What German writes in one word with a weekday: Donnerstagabend."""


@cache
def months() -> dict[str, int]:
    """The names of the months in all three languages, folded, with their numbers."""
    return {word: value for language in TONGUES for word, value in _listed(TONGUES[language]["M"])}


def _listed(rows: str) -> Iterator[tuple[str, int]]:
    for number, row in enumerate(rows.split("|"), 1):
        yield from ((name, number) for name in row.split())


def _valued(kind: str, words: str) -> Iterator[tuple[str, Value]]:
    for pair in words.split():
        word, _, value = pair.partition("=")
        if kind == "U":
            yield word, UNITS[value]
        elif kind in "EVj" or not value:
            yield word, value or _COMMON.get(kind)
        else:
            yield word, int(value)
