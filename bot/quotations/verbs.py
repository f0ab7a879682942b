"""Verbs that report speech without quoting it, in English, French and German: of saying, of a stand. Data."""

import re

_THAT = {
    "en": r"said|says|added|adds|argued|argues|warned|warns|stressed|stresses|noted|notes|insisted|insists|explained"
    r"|explains|stated|announced|announces|confirmed|confirms|suggested|suggests|claimed|claims"
    r"|believes?|thinks?|underlined|underlines|emphasi[sz]ed|emphasi[sz]es|reiterated|reiterates|acknowledged"
    r"|acknowledges|admitted|admits|predicted|predicts|promised|pledged|vowed|hopes|hoped|indicated|recalled|cautioned"
    r"|declared|declares|concluded|complained|told|tells|maintains|maintained|contends|contended|asserted|reckons"
    r"|fears|feared|wrote|writes|conceded|estimated|estimates|affirmed|remarked|observed",
    "fr": r"(?:a|ont|avait|avaient)\s+(?:\w+ment\s+|également\s+|aussi\s+)?(?:déclaré|dit|affirmé|ajouté|souligné"
    r"|insisté sur le fait|expliqué|estimé|assuré|précisé|indiqué|averti|prévenu|annoncé|écrit|répondu|rappelé|reconnu"
    r"|confié|conclu|noté|relevé|fait valoir|promis|soutenu|confirmé|admis|jugé|fait savoir)"
    r"|déclare|déclarent|dit|affirme|affirment|ajoute|souligne|soulignent|explique|estime|estiment|assure|assurent"
    r"|précise|indique|avertit|prévient|annonce|rappelle|reconnaît|confie|conclut|note|relève|juge|soutient|confirme"
    r"|admet|promet|juge|considère|considèrent|pense",
    "de": r"sagte|sagt|sagten|sagen|erklärte|erklärten|erklärt|betonte|betont|betonten|warnte|warnt|warnten|schrieb"
    r"|meinte|meint|mahnte|unterstrich|kündigte(?: an)?|behauptete|versicherte|versichert|ergänzte|bekräftigte"
    r"|bestätigte|räumte ein|stellte klar|wies darauf hin|teilte mit|hob hervor|fügte hinzu|glaubt|hofft"
    r"|fordert|forderte|forderten|argumentierte|argumentiert|berichtete|kritisierte|versprach|gab an|urteilte",
}
_FOR = {
    "en": r"(?:called|calls|call|calling) (?:\w+ly )?for"
    r"|back(?:s|ed)(?! (?:off|away|out|down|up))|support(?:s|ed)|endorse[sd]"
    r"|welcome[sd](?! \w+ (?:to|at|in)\b)"
    r"|(?:spoke|came out|argued|pleaded) in favou?r of|demand(?:s|ed)"
    r"|defend(?:s|ed)(?! (?:it|him|her|them)sel)|advocate[sd]|pushe[sd] for"
    r"|press(?:es|ed) for",
    "fr": r"(?:a|ont|avait) (?:appelé à|réclamé|soutenu|salué|demandé|plaidé pour|défendu)|appellent? à"
    r"|réclament?|soutient|soutiennent|salue|plaide pour|s['’](?:est|était) (?:prononcée?|dite?) (?:favorable à|pour)"
    r"|se (?:prononce|dit) (?:favorable à|pour)|défend|propose",
    "de": r"forderte[n]?|fordert|fordern|unterstützte?n?|befürwortete?n?|begrüßte?n?|plädierte[n]? für|plädiert für"
    r"|drängte[n]? auf|drängt auf|warb für|wirbt für|verteidigte|(?:sprach|sprachen|spricht) sich(?= [^.;:]{0,40}für )",
}
_AGAINST = {
    "en": r"reject(?:s|ed)|oppose[sd]|refuse[sd] to|rule[sd] out|warn(?:s|ed) against|condemn(?:s|ed)|denounce[sd]"
    r"|(?:spoke|came) out against|criticis(?:es|ed)|criticiz(?:es|ed)|declined to (?!comment|say|give|name|answer|be)"
    r"|argued against",
    "fr": r"(?:a|ont|avait) (?:rejeté|refusé (?:de|d['’])|exclu|condamné|dénoncé|critiqué|écarté)|rejette|rejettent"
    r"|refuse (?:de|d['’])|refusent (?:de|d['’])|exclut|condamne|dénonce|critique|s['’]oppose à|s['’]est opposée? à"
    r"|s['’]est (?:prononcée?|dite?) contre",
    "de": r"warnte[n]? vor|warnt vor|verurteilte[n]?|verurteilt|kritisierte[n]?|kritisiert|weigerte[n]? sich"
    r"|lehn(?:t|te|ten|en)(?= [^.;:]{2,120} ab\\b)|schl(?:oss|ießt)(?= [^.;:]{2,120} aus\\b)"
    r"|(?:sprach|sprachen|spricht) sich(?= [^.;:]{0,40}gegen )|weigert sich|widersetzte[n]? sich|wandte[n]? sich gegen",
}
_OFFER = {
    "en": r"(?:vow|pledg|promis|threaten|offer)e?[sd]? to|den(?:ies|ied) (?!\w+ to\b)|warn(?:s|ed) of"
    r"|(?:urge[sd]|called on|calls on|appeal(?:s|ed) to"
    r"|invite[sd]|encourage[sd])(?= [^.;:]{2,60} to )",
    "fr": r"(?:a|ont|avait) (?:promis|menacé|proposé|accepté) (?:de|d['’])|promet de|menace de"
    r"|(?:a|ont) (?:exhorté|appelé|invité)(?= [^.;:]{2,60} à )|exhorte(?= [^.;:]{2,60} à )",
    "de": r"drohte[n]? mit|bot[en]* an|versprach(?=,)|rief(?= [^.;:]{2,80} (?:auf|dazu auf))",
}


def _compiled(words: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {language: re.compile(rf"(?<![\w’'-])(?:{them})(?![\w-])") for language, them in words.items()}


REPORTING = _compiled(_THAT)
"""Verbs with what is said in a clause behind them, or before them."""
STANDS = {"for": _compiled(_FOR), "against": _compiled(_AGAINST)}
"""Verbs that say what somebody stands for, or against."""
DEEDS = {
    language: re.compile(
        "|".join(pattern.pattern for pattern in (*(side[language] for side in STANDS.values()), offer))
    )
    for language, offer in _compiled(_OFFER).items()
}
"""Verbs that are a statement with what follows them: `called for …`, `refused to …`, `vowed to …`."""

DENIED = {
    "en": re.compile(r"\b(?:not|never|no longer|nor|hardly|n['’]t|did|does|do|without|nobody)\b|n['’]t\b", re.I),
    "fr": re.compile(r"\b(?:ne|pas|jamais|ni)\b|\bn['’]", re.I),
    "de": re.compile(r"\b(?:nicht|nie|niemals|kein\w*|weder)\b", re.I),
}
SUPPOSED = {
    "en": re.compile(
        r"\b(?:would|could|may|might|should|must|will|can|if|whether|unless|likely|expected|plans?)\b", re.I
    ),
    "fr": re.compile(r"\b(?:si|pourrait|devrait|doit|peut|faut|sera|ferait|\w+rait)\b", re.I),
    "de": re.compile(r"\b(?:wenn|falls|ob|könnte|würde|sollte|dürfte|will|wird|muss|soll)\b", re.I),
}
