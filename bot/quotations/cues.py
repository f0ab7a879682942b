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
    r"|testified|signaled|signalled|contended|contends|maintains|maintained|mentioned|arguing|warning|noting|stressing"
    r"|telling|writing|asserted|asserts|asserting|estimates?|estimated|shouted|described|describes"
    r"|called|calls|reported|reports|conceded|concedes|mused|interjected|countered|retorted|shot back|hit back"
    r"|fired back|opined|deplored|deplores|demanded|demands|echoed|summed up|put it"
    r"|hailed|dismissed|branded|slammed|decried|blasted|lauded|denounced|rejected|hails|dismisses|slams",
    "fr": r"(?:a|ont|avait|avaient)(?:-t-(?:il|elle|on)|-t-ils)?\s+(?:\w+ment\s+|également\s+"
    r"|aussi\s+)?(?:déclaré|dit|affirmé|ajouté|souligné|insisté"
    r"|expliqué|estimé|assuré|précisé|indiqué|averti|prévenu|annoncé|écrit|répondu|rappelé|reconnu|confié|martelé"
    r"|lancé|conclu|regretté|salué|poursuivi|dénoncé|noté|relevé|fait valoir|tweeté|promis|tranché|ironisé|raconté"
    r"|répliqué|plaidé|prévenu|constaté|résumé|réagi|glissé|soutenu|observé|commenté|jugé|qualifié|répété|évoqué"
    r"|prévenu|fustigé|critiqué|réclamé|demandé|raillé)"
    r"|déclare|dit|affirme|ajoute|souligne|insiste|explique|estime|assure|précise|indique|avertit|prévient|annonce"
    r"|écrit|répond|rappelle|reconnaît|confie|conclut|regrette|poursuit|note|relève|juge|promet|tranche"
    r"|ironise|raconte|réplique|plaide|constate|résume|réagit|glisse|soutient|observe|commente|martèle|lance|réclame|répète"
    r"|y voit|y voient|parle d[e’']|qualifie|évoque|fustige"
    r"|(?:d['’]|de\s)?ajouter|(?:de\s)?conclure|poursuivre|assure-t-(?:on|il|elle)|assurent?|déclarent|disent|affirment",
    "de": r"sagte|sagt|sagten|erklärte|erklärten|erklärt|betonte|betont|warnte|warnt|fügte|schrieb|schreibt"
    r"|meinte|meint|mahnte|forderte"
    r"|unterstrich|teilte|teilten|antwortete|fragte|kritisierte|kündigte|behauptete|versicherte|ergänzte"
    r"|äußerte|twitterte|versprach|verspricht|berichtete|berichtet|nannte|nennt|sprach von|formulierte es so|rief"
    r"|entgegnete|erwiderte|ergänzt|bemerkte|resümierte|räumte ein|argumentierte|bilanzierte|kommentierte|lobte|mahnt"
    r"|fordert|fordern|forderten|sagen|erläuterte|verkündete|prognostizierte"
    r"|urteilte|hob|räumte|bekräftigte|stellte|so",
}
_PREFIX = {
    "en": r"according to|in the words of|as",
    "fr": r"selon|d['’]après|pour",
    "de": r"laut(?: (?:einem|einer|dem|der))?|nach angaben von|nach den worten von|zufolge",
}
_PRONOUN = {
    "en": r"he|she|they|I|we|it",
    "fr": r"il|elle|ils|elles",
    "de": r"er|sie",
}
ROLE = (
    r"ministers?|president|chancellor|commissioner|general|spokes\w+|diplomats?|officials?|ambassadors?|secretary"
    r"|chief|head|leaders?|lawmakers?|senators?|analysts?|reporters?|researchers?|admiral|sources?|company|ministry"
    r"|agency|office|officers?|authors?|experts?|members?|chair\w*|director|critics|supporters|envoys?|adviser|aides?"
    r"|ministres?|présidente?|porte-parole|diplomates?|responsables?|général|députée?s?|eurodéputée?s?|sénateurs?"
    r"|chefs?|cheffe|patron|directeur|directrice|sources?|commissaire|secrétaire"
    r"|ministerin|präsident\w*|kanzler\w*|[\w-]*sprecher\w*|diplomat\w*|beamter|kommissar\w*|unternehmen|ministerium"
    r"|[\w-]*minister|generalinspekteur\w*|botschafter\w*|vorsitzende\w*|abgeordnete\w*|experte\w*|expertin|[\w-]*politiker\w*"
)
"""Nouns of those who speak."""

UNSTRESSED = {
    "en": re.compile(
        r"(?:^|\s)(?:has|had|have|is|was|also|then|later|previously|repeatedly|recently|once|again|himself|herself|even"
        r"|first|has been|just|never|would|will|further|went on to|has long|long|not|never|[a-z]+ly)$"
    ),
    "fr": re.compile(r"(?:^|\s)(?:a|ont|avait|aussi|ensuite|également|encore|lui|leur|nous|d['’]|[a-zà-ÿ]+ment)$"),
    "de": re.compile(r"(?:^|\s)(?:hat|hatte|haben|auch|dann|zudem|später|außerdem|sich|es)$"),
}
"""What stands between a subject and its verb of saying, last word by last word."""

ANTECEDED = {
    "en": re.compile(r",?\s+(?:who|which)$"),
    "fr": re.compile(r",?\s+qui$"),
    "de": re.compile(r",\s+(?:der|die|das)$"),
}
"""A relative pronoun at the end: who is meant stands before it."""

INTRODUCING = {
    "en": re.compile(
        r"\s*(?:(?:In|At|On|During|After|Before|Speaking|Asked|When|As|While|Since|Although|Though|Following|Appearing|With"
        r"|Under|For|From|By|Earlier|Later|Meanwhile|However|Still|But|And|Yet|Standing|Arriving|Addressing|Writing"
        r"|Pressed|Questioned|Yesterday|Today|Like|Of|Even|Last|Amid|Both|Among|Despite|Because|If|Until|Unless|Once|Rather"
        r"|Instead|Through|Throughout|Over|Without|To|Then|\w+ly)\b|\w+ing\s)"
    ),
    "fr": re.compile(
        r"\s*(?:(?:À|A|En|Dans|Au|Aux|Après|Avant|Lors|Interrogée?|Sur|Selon|Devant|Lundi|Mardi|Mercredi|Jeudi|Vendredi"
        r"|Pour|Mais|Et|Depuis|Face|Invitée?|Hier)\b)"
    ),
    "de": re.compile(r"\s*(?:Nach|Vor|In|Im|Am|Bei|Auf|Mit|Während|Als|Wenn|Doch|Und|Gefragt|Laut)\b"),
}
"""What leads in to a sentence, up to its first comma."""

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
