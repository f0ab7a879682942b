"""Words as they are compared: folded, stemmed, and those that carry no meaning of their own. Not an index."""

import re
import unicodedata
from functools import lru_cache

from Stemmer import Stemmer

_NUMBER = r"\d++(?!(?:st|nd|rd|th|e|er|eme)\b)"
_WORD = re.compile(rf"{_NUMBER}(?:[.,]{_NUMBER})*+|(?<!\.[^\W\d_]\.)(?:[^\W\d_]\.){{2,}}+(?=\W|$)|[^\W_]+")
"""A number with its decimals (but an ordinal stays whole: `18th`), a dotted acronym, or a run of letters and digits.

An acronym is not looked for within one that turned out to be none, nor a number within one that ends as an ordinal:
the time would grow with the square of their length.
"""

_SIGN = re.compile("[€$£¥%‰]")

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ALONE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "’": "'", "‘": "'", "‐": "-", "‑": "-"})
"""Letters that Unicode does not take apart, and signs that are typed in two ways."""

_ALGORITHMS = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "sv": "swedish",
}  # fmt: skip


_FORMS = """spend spent|sell sold|buy bought|hold held|meet met|give gave given|make made|take took taken|lead led
    send sent|build built|say said|win won|begin began begun|pay paid|lend lent|lose lost|keep kept|seek sought
    think thought|bring brought|fight fought|teach taught|choose chose chosen|speak spoke spoken|write wrote written
    draw drew drawn|withdraw withdrew withdrawn|grow grew grown|fall fell fallen|rise rose risen|break broke broken
    become became|tell told|stand stood|understand understood|strike struck|freeze froze frozen|know knew known
    show shown|drive drove driven|undertake undertook undertaken|overtake overtook overtaken|shoot shot|fly flew flown
    throw threw thrown|run ran|swear swore sworn|mean meant|withhold withheld|oversee oversaw overseen|sink sank sunk
    forbid forbade forbidden|feel felt|sue sued|catch caught|steal stole stolen|wear wore worn|shrink shrank shrunk"""

IRREGULAR = {form: line.split()[0] for line in _FORMS.replace("\n", "|").split("|") for form in line.split()[1:]}
"""Folded forms of English verbs that no rule of endings joins to their verb. Those that are another word as often
(left, found, saw) are not here."""


def fold(text: str) -> str:
    """The text in lower case and without diacritics, for comparing; `fold(text)[i]` is always made of `text[i]`.

    A combining mark that stands alone therefore stays: compose the text first (`bot.reading` and `words` do).
    """
    if not text.isascii():
        # Only what is not ASCII is looked at: a character here and there, in most texts.
        text = _NOT_ASCII.sub(lambda run: "".join(map(_folded, run[0])), text)
    return text.lower()


@lru_cache(maxsize=8192)
def _folded(char: str) -> str:
    if char.isspace():
        return " " if char not in "\n\r\x85\u2028\u2029" else "\n"
    lowered = char.lower()
    base = unicodedata.normalize("NFD", lowered)[0]
    return (base if base < "\u0400" else lowered[0]).translate(_ALONE)  # Hangul and kana stay whole


def words(text: str) -> list[str]:
    """The folded words in order. `EU-Japan` is two words, `Japan's` one, `1.5` and `U.S.` (as `u.s`) one each."""
    folded = fold(unicodedata.normalize("NFC", text)).replace("'s ", " ")
    folded = folded.removesuffix("'s")
    return [word.rstrip(".") for word in _WORD.findall(folded)]


def signs(text: str) -> list[str]:
    """The signs in order that are no words and yet say something: of currencies and shares."""
    return _SIGN.findall(text)


def stem(word: str, language: str = "en") -> str:
    """The stem of a folded word, where "developments" and "developing" meet; unchanged in a language without rules."""
    if language == "en":
        word = IRREGULAR.get(word, word)
    return _stem(word, _ALGORITHMS.get(language, ""))


@lru_cache(maxsize=65536)
def _stem(word: str, algorithm: str) -> str:
    if not algorithm or not word.isalpha():
        return word
    # A new one each time: it holds the word it works on, and several threads stem.
    return str(Stemmer(algorithm, 0).stemWord(word))


_QUESTIONS = {
    "en": "who whom whose what which when where why how",
    "fr": """qui que qu quoi quel quelle quels quelles quand pourquoi comment combien lequel laquelle lesquels
        lesquelles""",
    "de": """wer wen wem wessen was welche welcher welches welchem welchen wann wo wohin woher warum wieso weshalb wie
        wieviel wieviele womit wozu""",
}

_FUNCTION = {
    "en": """a an the this that these those there here
        i me my myself we us our ours ourselves you your yours yourself he him his himself she her hers herself
        it its itself they them their theirs themselves one ones
        and or but nor so yet if unless because although though while whereas than as whether once until till since
        about above across after against along among amid around at before behind below beneath beside besides
        between beyond by despite down during except for from in inside into near of off on onto out outside over per
        through throughout to toward towards under upon up via with within without
        am is are was were be been being have has had having do does did doing done
        can could may might must shall should will would ought cannot
        not no none neither either both all any each every few more most much many other others another some such
        only own same too very just also even ever never again further then thus hence however therefore
        now still already almost often always sometimes perhaps quite rather really
        s t d ll m re ve don didn doesn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn
        let please tell know anything something nothing anyone someone nobody""",
    "fr": """le la les l un une des du de d au aux ce cet cette ces c ca cela ceci celui celle ceux celles
        je j me m moi tu te t toi il ils elle elles on nous vous se s soi lui leur leurs y en
        mon ma mes ta tes sa ses notre nos votre vos
        et ou mais donc car ni or si comme lorsque puisque quoique tandis
        a dans par pour sur sous avec sans chez entre vers depuis pendant avant apres contre selon malgre parmi
        jusque jusqu des envers hors outre
        suis es est sommes etes sont etait etaient etre ete etant sera seront serait seraient fut furent soit soient
        ai as avons avez ont avait avaient avoir eu ayant aura auront aurait auraient ait aient
        fait faire font peut peuvent pouvoir pu doit doivent devoir va vont aller
        ne n pas plus moins tres trop peu aussi ainsi alors encore deja toujours jamais rien tout toute tous toutes
        autre autres meme memes aucun aucune chaque plusieurs quelque quelques certains certaines tel telle tels
        telles bien ici lors""",
    "de": """der die das den dem des ein eine einer eines einem einen kein keine keiner keines keinem keinen
        dieser diese dieses diesem diesen jener jene jenes jenem jenen jeder jede jedes jedem jeden
        ich mich mir wir uns du dich dir ihr euch er ihn ihm sie es sich ihnen man
        mein meine meiner meines meinem meinen dein deine sein seine seiner seines seinem seinen unser unsere unserer
        unseres unserem unseren ihre ihrer ihres ihrem ihren euer eure
        und oder aber denn sondern doch ob dass weil wenn als da damit obwohl wahrend bevor nachdem sobald sowie sowohl
        ab an am auf aus ausser bei beim bis durch fur gegen gegenuber hinter in im ins mit nach neben ohne seit trotz
        uber um unter vom von vor wegen zu zum zur zwischen
        bin bist ist sind seid war waren wird werden wurde wurden worden geworden ware waren
        habe hast hat haben hatte hatten gehabt kann konnen konnte konnten muss mussen musste mussten soll sollen
        sollte sollten will wollen wollte wollten darf durfen mag mogen mochte mochten
        nicht nur auch noch schon sehr so mehr weniger viel viele vielen alle aller alles allem allen beide beiden
        einige einigen etwas nichts andere anderer anderes anderem anderen selbst hier dort dann nun jetzt immer nie
        wieder bereits etwa jedoch dabei dazu daher deshalb dafur dagegen daran darauf daraus darin daruber davon
        davor zwar eben""",
}

STOP_WORDS_IN = {
    language: frozenset(_FUNCTION[language].split()) | frozenset(_QUESTIONS[language].split())
    for language in ("en", "fr", "de")
}
"""The folded function words of one language, question words among them."""

_MEANT_IN_ENGLISH = frozenset({"ai", "car", "ces", "man", "mir", "war"})
"""Function words of French or German that carry weight in English."""

STOP_WORDS = frozenset().union(*STOP_WORDS_IN.values()) - _MEANT_IN_ENGLISH
"""The folded function words of English, French and German, but for those that carry meaning in English (`war`).

`us`, `may` and `will` are among them: whoever looks for the acronym, the month or the name looks before folding.
"""

QUESTION_WORDS = frozenset(word for line in _QUESTIONS.values() for word in line.split())
"""The folded words that ask, in English, French and German. `STOP_WORDS` holds them too."""
