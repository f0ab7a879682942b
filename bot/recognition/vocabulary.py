"""Words by which the rules read the neighbourhood of a name. Data only; all folded: lower case, no accents.

English, French and German stand together: a word of one is rarely misread in another, and texts quote each other.
"""

import re


def word_set(words: str) -> frozenset[str]:
    """The words of a string."""
    return frozenset(words.split())


FIELD = re.compile(
    r"\b(?:defen[cs]e\w*|militar\w+|milita[ir]\w*|secur\w+|securite|sicherheit\w*|verteidigung\w*|armed|armee\w*|army"
    r"|arme[es]|arms|weapons?|waffen\w*|armes|missiles?|raketen\w*|munition\w*|ammunition|drones?|drohnen\w*|troops?"
    r"|truppen|soldiers?|soldat\w*|war|krieg\w*|guerre|nato|otan|eu|ue|european|europeen\w*|europaisch\w*|allies"
    r"|sanction\w*|sanktion\w*|procure\w*|beschaffung\w*|ministers?|ministre\w*|minister\w*|ministries|ministry"
    r"|governments?|gouvernement\w*|regierung\w*|parliament\w*|treaty|traite|vertrag\w*|summit|sommet|gipfel\w*"
    r"|fighters?|aircraft|frigates?|submarines?|navy|naval|operation|mandate|peacekeep\w*|commission\w*|council"
    r"|geopolitic\w*|diploma\w*|foreign|border\w*|territor\w*|cyber\w*|hybrid|intelligence|nuclear|nuklear\w*"
    r"|nucleaire\w*|member states|mitgliedstaaten|etats membres|mep|meps|lawmakers|commissioner|strategic|satellites?"
    r"|nav(?:y|ies)|think[ -]tanks?"
    r"|contractors?|cooperation|partnership|alliance|invasion|agression|aggression|deterrence|capabilit\w+|exercise|agreement)\b"
)
"""A word that says that a text is about our field at large."""

FUNCTION_WORDS = word_set(
    """
    a an the and or but nor so yet if when while although though because since as until unless after before once that
    which who whom whose what where why how this these those it its he she they we you i his her their our your my him
    them us me is are was were be been being am do does did done has have had having will would shall should can could
    may might must not no of in on at by for with from to into onto over under about against between among through
    during without within across toward towards upon via per than then there here also too very just only even still
    already again ever never now today yesterday tomorrow meanwhile however moreover instead later earlier both either
    neither each every all any some such same other another more most less least many much few several own up down out
    off further le la les un une des du de et ou mais donc ni que qui quoi dont ce cet cette ces il elle ils elles
    nous vous je tu sa ses leur leurs notre nos votre vos est sont etait ont avait dans sur sous avec sans pour par
    entre vers chez selon depuis pendant apres avant der das den dem ein eine einen einem einer eines und oder aber
    denn wenn als weil dass ob wie wer wo er sie es wir ihr ich sein seine ihre unser ist sind waren wird werden hat
    haben hatte im auf aus bei mit nach von vom zu zum zur uber unter vor fur gegen ohne durch um zwischen laut auch
    nur noch schon
    """
)
"""Words that may begin a sentence with a capital and are no first name."""

PLACE_BEFORE = word_set(
    """
    in at near outside inside around through via across throughout within downtown central greater visit visits
    visited visiting left leaving reach reached reaching toured tour en a au dans pres depuis bei nach um aus im
    metropolitan east west north south eastern western northern southern
    """
)
"""Directly before a capital: it is a place."""

ACTOR_BEFORE = word_set(
    """
    with by between against among than avec par entre contre mit von zwischen gegen laut selon durch unlike like comme
    d'apres alongside urge urges urged urging accuse accuses accused accusing pressed persuade persuaded convince
    convinced convincing warn warned warns warning tell told telling ask asked asking anger angered angering irritated
    infuriated reassure reassured help helped helping support supporting supported back backing defy defied defying
    criticise criticised criticize criticized blame blamed blames force forced forcing pressure pressuring deter
    deterring allow allowed let prompted prompting leave lobby lobbied provoke provoking isolate isolating gegenuber
    seitens
    """
)
"""Directly before a capital: it is whom the sentence is about."""

ABSTRACT_BEFORE = word_set(
    """
    directorate axis wishes will consent agreement acquiescence views entree adhesion refus offre proposition demandes
    lawsuits claims complaints protests reaction reactions blow gas oil energy imports information intelligence up
    shells missiles drones troops tanks ammunition jets artillery howitzers technology components support aid
    assistance pressure help approval permission funding financing criticism response signal signals backing
    commitment commitments assurances assurance money weapons arms message messages pushback guarantee guarantees
    invitation request requests answer light policy policies stance position loan loans concession concessions tie
    ties relations relationship links dependence reliance restrictions sanctions tariffs leverage influence hands
    orders instructions demands demand deliveries delivery supplies exports alternative approach attitude opposition
    resistance objections veto threat threats warning warnings attention trust confidence delegation delegations
    proposals proposal letter appeal appeals interests interest behalf goodwill contributions contribution patience
    cooperation cooperative military-aid dialogue engagement retaliation independence soutien aide pression pressions
    reponse autorisation lettre politique unterstutzung druck hilfe antwort kritik forderung forderungen botschaft
    beziehungen haltung abhangigkeit waffenlieferungen sanktionen zusagen
    """
)
"""Before "to", "from", "on", "of" and a capital: it is whom it comes from or goes to, not a place."""

TAKEN = word_set(
    """
    attack attacks attacked strike strikes struck hit hits leave leaves left reach reaches reached visit visits
    visited invade invades invaded see sees saw hold holds held take takes took occupy occupied annexed join joined
    closed open opens opened bombed shelled test tests tested entered surrounded liberated destroyed toured flooded is
    was be called named including near remains remain based said says added met died worked lived landed arrived
    """
)
"""Verbs whose object is a town like any other, or that take none."""

TRAVEL = word_set(
    """
    train trains flight flights road railway rail route routes distance km kilometres kilometers miles motorway
    highway journey ferry bus buses line travelled traveled travel travels drive drove commute commuting vol vols
    trajet ligne zug zuge flug fluge strecke autobahn marathon airport airports
    """
)
"""Between two capitals: they are places."""

ACTS = word_set(
    """
    say says said saying tell tells told announce announces announced declare declares declared decide decides decided
    agree agrees agreed propose proposes proposed plan plans planned want wants wanted seek seeks sought insist
    insists insisted refuse refuses refused reject rejects rejected sign signs signed approve approves approved adopt
    adopts adopted endorse endorses endorsed push pushes pushed press presses pressed urge urges urged call calls
    called accuse accuses accused back backs backed support supports supported oppose opposes opposed warn warns
    warned fear fears feared hope hopes hoped deny denies denied block blocks blocked veto vetoes vetoed demand
    demands demanded send sends sent supply supplies supplied buy buys bought order orders ordered invest invests
    invested commit commits committed pledge pledges pledged promise promises promised offer offers offered deliver
    delivers delivered expel expels expelled summon summons summoned negotiate negotiates negotiated consider
    considers considered believe believes believed think thinks argue argues argued know knows need needs needed
    impose imposes imposed extend extends extended launch launches launched condemn condemns condemned criticise
    criticises criticised criticize criticizes criticized welcome welcomes welcomed threaten threatens threatened
    respond responds responded react reacts reacted join joins joined lead leads led spend spends spent raise raises
    raised cut cuts increase increases increased reduce reduces reduced lift lifts lifted ban bans banned suspend
    suspends suspended withdraw withdraws withdrew recall recalls recalled recognise recognises recognised recognize
    recognizes recognized claim claims claimed acknowledge acknowledges acknowledged admit admits admitted aim aims
    aimed try tries tried use uses used make makes made take takes took give gives gave put puts set sets get gets got
    keep keeps kept hold holds held remain remains remained become becomes became see sees saw view views viewed
    expect expects expected prepare prepares prepared ask asks asked request requests requested invite invites invited
    move moves moved act acts acted fail fails failed win wins won lose loses lost face faces faced share shares
    shared continue continues continued begin begins began start starts started stop stops stopped end ends ended
    ratify ratifies ratified conclude concludes concluded test tests tested fire fires fired invade invades invaded
    annex annexed attack attacks attacked deploy deploys deployed provide provides provided donate donates donated
    fund funds funded finance finances financed pay pays paid unveil unveils unveiled publish publishes published
    present presents presented table tables tabled withhold withholds withheld dismiss dismisses dismissed vow vows
    vowed signal signals signalled signaled hint hints hinted confirm confirms confirmed prefer prefers preferred
    begun done gone broken chosen given taken known shown seen drawn grown written driven spoken fought thought resist
    resists resisted resume resumes resumed discuss discusses discussed meet meets met bring brings brought hand hands
    handed host hosts escalate escalates escalated retaliate retaliates retaliated mobilise mobilises mobilised
    mobilize mobilizes violate violates violated breach breaches breached occupy occupies wage wages waged stick
    sticks stuck rely relies relied depend depends depended trust trusts trusted care cares cared change changes
    changed shift shifts shifted pull pulls pulled overrule bet bets gamble gambles choose chooses chose open opens
    opened close closes closed build builds built sell sells sold export exports exported import imports imported
    strike strikes struck rush rushes rushed delay delays delayed postpone postpones postponed cancel cancels
    cancelled scrap scraps scrapped drop drops dropped favour favours favoured favor favors favored allow allows
    allowed grant grants granted unlock unlocks unlocked hesitate hesitates hesitated drag drags dragged lobby lobbies
    lobbied mull mulls mulled weigh weighs weighed eye eyes eyed ramp ramps ramped step steps stepped turn turns
    turned stand stands stood play plays played object objects objected understand understands understood realise
    realises realised answer answers answered accept accepts accepted abstain abstains abstained vote votes voted
    freeze freezes froze unfreeze release releases released disburse disburses disbursed veut veulent demande
    demandent refusent annonce annoncent accusent souhaite souhaitent soutient soutiennent entend entendent compte
    comptent espere esperent craint craignent juge jugent prevoit prevoient estime estiment appelle appellent affirme
    affirment rejette rejettent exige exigent plaide plaident insiste insistent dement dementent menace menacent dit
    disent doit doivent peut peuvent signe signent adopte adoptent decident envoie livre livrent condamne condamnent
    salue saluent mettent tente tentent cherche cherchent va vont attend attendent reste restent pousse poussent will
    wollen fordert fordern plant planen sieht sehen setzt setzen lehnt lehnen kundigt kundigte wirft warf droht drohte
    warnt warnte erwartet erwarten pruft prufen muss mussen soll sollen sollte kann konnen konnte unterstutzt
    unterstutzen liefert liefern lieferte stimmt stimmte verlangt verlangte bleibt blieb hofft hofften besteht bestand
    zogert zogerte drangt drangte beschliesst beschließt beschloss schlagt schlug sagt sagte erklart erklarte reagiert
    reagierte verhangt verhangte genehmigt genehmigte billigt billigte verurteilt verurteilte blockiert blockierte
    weist wies beteiligt schwieg schweigt sprach spricht macht machte gibt gab nimmt nahm halt hielt einigten einigen
    unterzeichnet unterzeichnete mochte mochten darf durfte arbeitet arbeiten wirbt begrusst begrußt begrußte
    """
)
"""Verbs of somebody who acts. A capital directly before one acts."""

HELPERS = word_set(
    """
    been be has have had will would could should must may might can shall is are was were does do did also now still
    then again later never not long reportedly repeatedly recently formally publicly quickly finally already initially
    eventually officially apparently clearly strongly firmly openly rightly wrongly yesterday today meanwhile only
    just too itself alone both each all a ont n'a n'ont avait avaient aurait hat haben hatte hatten wird werden wurde
    wurden habe ist sind pourrait devrait fait
    """
)
"""Stand between who acts and the verb."""

BEING = word_set("be been is was are were ist est sind sont")

MODAL = word_set("will would should shall must can could may might")
"""After these any verb is one of who acts, but those of `HAPPENING`."""

HAPPENING = word_set("host see get experience celebrate burn fall feel look sleep freeze flood shine wake lie")
"""Verbs whose subject may as well be a town."""

ENDINGS = word_set("not is was are were has have had does did will would should could can must")
"""After these a sentence may break off: "Berlin agreed, but Warsaw has not"."""

NO_VERBS = word_set(
    """
    based mit seit zeit laut amt nicht jetzt erst fast bereits selbst heute gestern zuletzt damit somit insgesamt
    stadt welt dort fort bombed besieged occupied shelled liberated divided united
    """
)
"""Words that end like verbs and are none, or say what was done to a town."""

SETTING_OUT = word_set(
    """
    left leave leaves leaving departed departs depart headed heading heads bound embarked ticket tickets train flight
    weather map guide visa parti partis
    """
)
"""Before "for" and a capital: somebody goes there."""

STATES = word_set(
    """
    ready willing unwilling reluctant keen opposed determined concerned wary set expected likely unlikely considering
    planning preparing seeking pushing trying looking working hoping betting insisting demanding negotiating weighing
    mulling studying calling asking urging waiting sending supplying buying building making taking giving using going
    moving pressing leading stepping ramping signalling signaling warning threatening refusing blocking opposing
    backing supporting offering discussing drafting drawing finalising finalizing aware convinced adamant cautious
    sceptical skeptical nervous furious angry unhappy happy open prepared committed interested right wrong under bound
    due aiming eyeing paying spending investing playing holding resisting investigating examining reviewing
    responsible isolated guilty serious silent alarmed allied divided pret prete prets disposee dispose favorable
    oppose opposee bereit dagegen dafur besorgt
    """
)
"""After "is" and a capital: a state of mind or an action, not of a town."""

TOWN_NOUNS = word_set(
    """
    airport airports street streets mayor metro subway underground tube city museum museums old residents suburbs
    suburb hospital hospitals skyline olympic olympics district districts weather river bridge bridges centre center
    airspace university stadium station stations square squares bars restaurants cafe cafes hotels hotel neighbourhood
    neighborhood neighbourhoods outskirts traffic population inhabitants zoo theatre theater opera cathedral embassies
    embassy embassadors port harbour harbor region area stock exchange nightlife quarter quartier rue maire aeroport
    banlieue innenstadt flughafen burgermeister straßen electricity grid heating apartment apartments buildings
    building homes time synagogue synagogues churches church schools school police courts commuters tourists marathon
    festival
    """
)
"""After "Tokyo's" or "Tokyo": a town is meant."""

LED = word_set(
    """
    led backed imposed controlled funded aligned friendly sponsored brokered appointed run ordered approved installed
    made built supplied financed proposed drafted mediated owned occupied trained initiated designed developed
    produced mandated agreed allied linked inspired orchestrated directed
    """
)
"""After a hyphen: Moscow-backed, German-made."""

AND = word_set("and or nor et ou und oder & as")

LINKS = word_set(
    """
    to from on of for towards toward over vers de d sur pour a aux an auf aus fur nach gegenuber
    """
)
"""Prepositions that say nothing by themselves: the noun before them decides."""

TONGUES = word_set(
    """
    russian ukrainian italian estonian latvian lithuanian hungarian romanian bulgarian croatian serbian slovak slovene
    slovenian albanian norwegian icelandic maltese armenian azerbaijani azeri kazakh kyrgyz vietnamese indonesian
    belarusian bosnian somali montenegrin luxembourgish israeli austrian belgian australian canadian brazilian mexican
    """
)
"""Demonyms that are sure, but where they name a language, a food or a style."""

DEMONYMS = TONGUES | word_set(
    """
    russian czech danish finnish french german greek irish dutch polish portuguese spanish swedish georgian turkish
    swiss european african asian western eastern baltic nordic allied british american japanese korean indian chinese
    egyptian iranian iraqi syrian saudi emirati moldovan
    """
)

CALENDAR = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
    """
)

SEATS = frozenset(
    """
    kremlin,kreml,whitehall,downing street,elysee,matignon,palazzo chigi,farnesina,moncloa,pentagon,berlaymont
    """.strip().split(",")
)
"""Seats that are hardly ever named but for whom they house."""

PAIRS = word_set(
    """
    axis relations ties couple tandem cooperation alliance partnership talks rift deal pact dialogue
    """
)
"""After two joined capitals: the states are meant."""

TONGUE_BEFORE = word_set(
    """
    in into speak speaks spoke spoken speaking fluent learn learned learning translate translated understand
    understands via taught teach language native read written
    """
)
"""Before a demonym without a noun: a language."""

TONGUE_AFTER = word_set(
    """
    language languages speaker speakers translation translations dictionary grammar word words phrase accent alphabet
    spelling proverb lessons literature poet novelist novel poetry version subtitles speaking cuisine food restaurant
    restaurants dish dishes wine wines cheese beer chocolate bread pastry pastries salad sauce coffee tea architecture
    folk philosopher philosophers mythology opera painter painters composer music cinema film films furniture design
    tourists tourist holiday orthodox catholic lager sausage sausages cakes cake saunas sauna knitwear
    """
)
"""After a demonym: a language, a food, a style, not a state."""

NATIONAL = word_set(
    """
    government governments charge consul consulate attache fleet corps guard command staff marine marines taoiseach
    chancellery minister ministers ministry ministries prime president presidents chancellor foreign defence defense
    finance interior economy premier parliament lawmakers lawmaker parliamentarians mps senate senators government's
    cabinet coalition state officials official authorities diplomats diplomat diplomacy ambassador ambassadors embassy
    envoy delegation army navy naval air armed forces force troops soldiers soldier military militaries general
    generals admiral commander commanders intelligence security police border coast territory soil airspace waters
    ships ship vessels vessel warship warships frigate frigates submarine submarines fighter fighters jet jets
    aircraft plane planes tank tanks missile missiles weapons weapon arms ammunition drone drones helicopter
    helicopters satellite satellites artillery howitzers equipment industry industries industrial company companies
    firm firms manufacturer manufacturers group conglomerate shipbuilder shipyard shipyards carmaker startup startups
    start-up start-ups bank banks economic exports export imports budget spending contribution contributions position
    proposal proposals plan plans policy policies strategy interests side presidency leadership leader leaders
    politician politicians party parties opposition voters public people citizens nationals society law laws
    constitution court courts sanctions veto support aid assistance investment investments funding loan loans partner
    partners counterpart counterparts colleague colleagues participation role request requests decision decisions
    response commissioner mep meps representative representatives secretary chief chiefs head spokesperson spokesman
    spokeswoman king prince election elections referendum democracy republic nuclear deterrent capabilities brigade
    battalion battalions battlegroup division base bases port ports factory factories plant plants engineers experts
    analysts researchers scientists capital capitals northern eastern southern western far-right far-left centre-right
    centre-left conservative liberal socialist social federal national and-led invasion aggression attack attacks
    strikes strike war assets oil gas energy hackers cyber propaganda disinformation
    """
)
"""After a demonym: its state, army or industry, even in a text without any other sign of our field."""

ORDINARY = word_set(
    """
    island us it who safe fast move near echo card asap agile step leap stark shape diana connect trade iris elsa
    marte famous caesar croc male cert cops purl act car era mon au un eu ses sco foi def ide fn gd hm aa pa ec ep hr
    mc state horizon renew arrow quad twister air ear den edit ares lse the may turkey polish rand stratus jewel storm
    boxer mod hai kai tas ads hill compact indra rafael patria
    """
)
"""Words, or first names, that acronyms and names look like when written without regard to case."""

SENTENCE_TURKEY = re.compile(
    r"\b(?:roast\w*|thanksgiving|sandwich\w*|dinner|breasts?|meat|gobbl\w+|stuffing|gravy"
    r"|christmas|poultry|feathers?|oven)\b"
)
"""About the bird."""
