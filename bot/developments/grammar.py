"""The small words that decide what a clause claims, for each language. Tables only; `force` reads them."""

from typing import NamedTuple

_Words = frozenset[str]


def _words(text: str) -> _Words:
    return frozenset(text.split())


class Grammar(NamedTuple):
    """Words of one language, by what they do to the claim of a clause."""

    negation: _Words
    planned: _Words
    possible: _Words
    excluded: _Words  # wishes, duties and abilities: no development
    hearsay: _Words  # forms by which a writer leaves the claim to others
    perfect: _Words
    earlier: _Words  # pluperfect: what came before is background
    being: _Words  # auxiliaries of the passive
    adverbs: _Words
    conditions: _Words
    background: _Words
    relatives: _Words
    that: _Words
    to: _Words
    aims: dict[str, str]  # what governs an infinitive → the modality of it
    fails: _Words  # … and denies it
    denies: _Words
    reported: tuple[str, ...]
    by: _Words
    articles: _Words
    toward: _Words
    together: _Words
    against: _Words
    concerning: _Words
    inside: _Words


DECIDED = "decided"
"""What an institution decides to do is done with the decision, where a decision is all it takes."""

_PLANNED = "planned"
_POSSIBLE = "possible"


def _aims(planned: str, possible: str, fact: str, decided: str) -> dict[str, str]:
    found = dict.fromkeys(planned.split(), _PLANNED) | dict.fromkeys(possible.split(), _POSSIBLE)
    return found | dict.fromkeys(fact.split(), "fact") | dict.fromkeys(decided.split(), DECIDED)


GRAMMARS = {
    "en": Grammar(
        negation=_words("not never no nor neither n't cannot hardly nobody"),
        planned=_words("will shall 'll ll"),
        possible=_words("may might could"),
        excluded=_words("should must can ought cannot need needs would let"),
        hearsay=_words(""),
        perfect=_words("has have 've ve having"),
        earlier=_words("had"),
        being=_words("be is are was were been being get got gets am 's"),
        adverbs=_words(
            """also already again now just today yesterday tomorrow finally still yet ever once first both then all
            further soon this week morning evening afternoon thereby thus so again together alone even long
            monday tuesday wednesday thursday friday saturday sunday on late early"""
        ),
        conditions=_words("if unless whether before until till once lest provided assuming"),
        background=_words("after when since because although though where why how what as whenever wherever"),
        relatives=_words("which who whom whose"),
        that=_words("that"),
        to=_words("to"),
        aims=_aims(
            """plan plans planned planning intend intends intended set due
            expected scheduled ready prepared vow vows vowed pledge pledges pledged promise promised promises committed
            commit commits preparing poised slated going aim aims aimed wants is are about bound moves offered offers
            offer resolved determined authorised""",
            """want wanted hope hopes hoped seek seeks sought considering likely willing hoping wish wishes try trying
            tries tried attempted""",
            "began begin begins continued continue continues started managed helped forced proceeded moved",
            "agree agrees agreed directed instructed mandated decide decides decided vote votes voted chose resolved",
        ),
        fails=_words("failed fail fails refused refuses refuse declined declines decline unable neglected"),
        denies=_words("denied denies deny denying rejected dismissed refuted disputed"),
        reported=(
            "according to",
            "reportedly",
            "allegedly",
            "sources said",
            "media report",
            "reports said",
            "is said to",
            "are said to",
            "officials said",
            "diplomats said",
            "reports suggest",
            "it is understood",
            "purportedly",
            "unconfirmed",
            "citing sources",
            "citing officials",
            "citing diplomats",
            "citing people",
            "citing unnamed",
            "citing two",
            "citing three",
            "reported to have",
            "believed to",
        ),
        by=_words("by"),
        articles=_words(
            """the a an its their his her our your this that these those of in under for with from by on newly
            recently previously jointly and or to any every each several many no such few all more most further
            additional new some other others'"""
        ),
        toward=_words("to for toward towards from on of"),
        together=_words("with and alongside between"),
        against=_words("against"),
        concerning=_words("on about over concerning regarding under of in through via"),
        inside=_words("in at near"),
    ),
    "fr": Grammar(
        negation=_words("pas jamais ni point aucun aucune guère"),
        planned=_words("va vont allons vais devrait devraient doit-on entend entendent"),
        possible=_words("pourrait pourraient peut-être"),
        excluded=_words("doit doivent peut peuvent faut faudrait devons pouvons pour afin permet permettrait sans"),
        hearsay=_words("aurait auraient serait seraient"),
        perfect=_words("avoir a ont avons ai as est sont sommes suis"),
        earlier=_words("avait avaient était étaient avions eut ayant étant"),
        being=_words("été être"),
        adverbs=_words(
            """déjà aussi enfin également encore ensuite bien aujourd hui hier officiellement ensemble notamment
            formellement lundi mardi mercredi jeudi vendredi samedi dimanche définitivement finalement tous toutes
            récemment conjointement nouveau l le la les en y se s nous lui leur ne n"""
        ),
        conditions=_words("si avant jusqu sauf lorsque quand tant"),
        background=_words("après depuis parce puisque comme alors où dont comment pourquoi"),
        relatives=_words("qui laquelle lequel lesquels lesquelles"),
        that=_words("que qu"),
        to=_words("de d à"),
        aims=_aims(
            """prévoit prévoient prévu prévue compte comptent s'engage engage engagé engagée engagés
            envisage promis promet accepté accepte prêt prête prêts prépare
            préparent choisi chargé tenus appelé censé""",
            "veut veulent souhaite souhaitent espère espèrent cherche cherchent propose",
            "commencé commence continue réussi parvenu contraint",
            "décidé décide décident convenus convenu conviennent convenues voté",
        ),
        fails=_words("refusé refuse refusent échoué renoncé renonce manqué"),
        denies=_words("démenti dément nié nie nient démentent contesté conteste réfuté réfute"),
        reported=(
            "selon",
            "d'après",
            "d’après",
            "dit-on",
            "à en croire",
            "aurait ",
            "auraient ",
            "semble-t-il",
            "de source",
            "affirment des",
            "croit savoir",
        ),
        by=_words("par"),
        articles=_words(
            "le la les l un une des du de d ce cette ces son sa ses leur leurs et ou à au aux en sous pour"
        ),
        toward=_words("à au aux pour envers"),
        together=_words("avec et entre"),
        against=_words("contre"),
        concerning=_words("sur dans concernant sous de du via au"),
        inside=_words("à au aux en dans"),
    ),
    "de": Grammar(
        negation=_words("nicht nie kein keine keinen keiner keinem keines niemals weder"),
        planned=_words("wird werden soll sollen will wollen plant planen möchte beabsichtigt"),
        possible=_words("könnte könnten dürfte dürften würde würden möglicherweise vielleicht"),
        excluded=_words("muss müssen kann können darf dürfen sollte sollten mag müsste müssten"),
        hearsay=_words("habe sei seien hätten hätte wäre soll sollen"),
        perfect=_words("hat haben ist sind habe seien sei"),
        earlier=_words("hatte hatten war waren"),
        being=_words("wurde wurden worden wird werden"),
        adverbs=_words(""),
        conditions=_words("wenn falls ob bevor ehe bis sofern solange sobald um"),
        background=_words("sollte sollten nachdem weil da obwohl während damit als indem seit seitdem wie wo warum"),
        relatives=_words("der die das dem den dessen deren denen welche welcher welches welchen welchem wer was"),
        that=_words("dass"),
        to=_words("zu"),
        aims=_aims(
            """plant planen planten zugesagt sagte
            kündigte kündigt angekündigt versprach verspricht beabsichtigt verpflichtete""",
            "erwägt erwägen hofft hoffen versucht versuchte strebt prüft",
            "begann begonnen",
            "beschloss beschlossen beschließt vereinbarten vereinbart einigten einigen entschied entschieden",
        ),
        fails=_words("weigert weigerte weigern lehnt lehnte scheiterte versäumte unterließ"),
        denies=_words(
            "bestritt bestreitet bestreiten dementierte dementiert bestritten leugnet leugnete zurückgewiesen"
        ),
        reported=("laut ", "zufolge", "angeblich", "nach angaben", "offenbar", "medienberichten", "dem vernehmen nach"),
        by=_words("von vom durch"),
        articles=_words(""),
        toward=_words("an für der dem den nach auf"),
        together=_words("mit und zwischen"),
        against=_words("gegen gegenüber"),
        concerning=_words("über zu zum zur im in von auf aus bei unter"),
        inside=_words("in im bei nahe"),
    ),
}
