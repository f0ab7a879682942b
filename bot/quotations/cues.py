"""Verbs of saying in English, French and German, and what makes quoted words a name rather than a quotation. Data."""

import re

_SAYING = {
    "en": r"said|says|say|saying|told|tells|added|adds|adding|stressed|stresses|warned|warns|noted|notes"
    r"|argued|argues|insisted|insists|explained"
    r"|explains|continued|continues|declared|declares|stated|states|wrote|writes|tweeted|posted|replied|replies|asked"
    r"|asks|announced|claimed|claims|concluded|concludes|emphasi[sz]ed|emphasi[sz]es|underlined|underlines"
    r"|recalled|reiterated|commented"
    r"|remarked|cautioned|acknowledged|admitted|vowed|pledged|suggested|observed|quipped|urged|responded|affirmed"
    r"|confirmed|complained|joked|lamented|predicted|promised|denied|read|believes|thinks|believed|hoped"
    r"|hopes|agreed|indicated|boasted|blamed|accused|criticized|criticised|praised|threatened|hinted"
    r"|testified|signaled|signalled|contended|contends|maintains|maintained|mentioned",
    "fr": r"(?:a|ont|avait|avaient)(?:-t-(?:il|elle|on)|-t-ils)?\s+(?:\w+ment\s+|également\s+"
    r"|aussi\s+)?(?:déclaré|dit|affirmé|ajouté|souligné|insisté"
    r"|expliqué|estimé|assuré|précisé|indiqué|averti|prévenu|annoncé|écrit|répondu|rappelé|reconnu|confié|martelé"
    r"|lancé|conclu|regretté|salué|poursuivi|dénoncé|noté|relevé|fait valoir|tweeté)"
    r"|déclare|dit|affirme|ajoute|souligne|insiste|explique|estime|assure|précise|indique|avertit|prévient|annonce"
    r"|écrit|répond|rappelle|reconnaît|confie|conclut|regrette|poursuit|note|relève|juge",
    "de": r"sagte|sagt|sagten|erklärte|erklärten|erklärt|betonte|betont|warnte|warnt|fügte|schrieb|schreibt"
    r"|meinte|meint|mahnte|forderte"
    r"|unterstrich|teilte|teilten|antwortete|fragte|kritisierte|kündigte|behauptete|versicherte|ergänzte"
    r"|äußerte|twitterte"
    r"|urteilte|hob|räumte|bekräftigte|stellte|so",
}
_PREFIX = {
    "en": r"according to|in the words of|as",
    "fr": r"selon|d['’]après|pour",
    "de": r"laut|nach angaben von|nach den worten von|zufolge",
}
_PRONOUN = {
    "en": r"he|she|they|I|we|it",
    "fr": r"il|elle|ils|elles",
    "de": r"er|sie",
}
PERSONAL = frozenset({"he", "she", "il", "elle", "er", "sie"})
SAYING = {language: re.compile(rf"(?<![\w-])(?<!be )(?:{words})(?![\w])") for language, words in _SAYING.items()}
PREFIX = {language: re.compile(rf"(?<!\w)(?:{words})\s+", re.I) for language, words in _PREFIX.items()}
PRONOUN = {language: re.compile(rf"(?<![\w])(?:{words})(?!\w)", re.I) for language, words in _PRONOUN.items()}
INVERTED = re.compile(r"-t-(il|elle)\b|-(il|elle)\b")

NAMING = re.compile(
    r"(?:so[- ]called|entitled|titled|dubbed|code-?named|named|nicknamed|known as|the words?|the terms?"
    r"|the phrase|the label|labelled"
    r"|exercises?|operations?|mission|programme|program|report|paper|article|book|film|initiative|project"
    r"|project called|called the|slogan|motto"
    r"|prétendue?s?|intitulée?s?|surnommée?s?|baptisée?s?|dite?s?|le mot|le terme|le rapport|opération"
    r"|exercice|projet|livre"
    r"|sogenannte[nrsm]?|namens|genannte[nrsm]?|mit dem titel|bericht|übung|operation|projekt|begriff"
    r"|wort)\s*[“«„\"»‘‚]?\s*$",
    re.I,
)
"""What stands before a title, a name or a word that is spoken of rather than said."""
