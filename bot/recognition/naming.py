"""Words by which the rules tell persons: titles, first names, surnames that many bear. Data only; all folded."""

import re

from bot.recognition.vocabulary import word_set

CIVIL = word_set("""
    mr mrs ms dr sir lord lady dame prof professor m mme monsieur madame herr frau
""")
"""Forms of address: they say that a person follows, not which."""

TITLES = {
    "president": "president",
    "presidente": "president",
    "prasident": "president",
    "prasidentin": "president",
    "prasidenten": "president",
    "chancellor": "chancellor",
    "chancelier": "chancellor",
    "chanceliere": "chancellor",
    "kanzler": "chancellor",
    "kanzlerin": "chancellor",
    "bundeskanzler": "chancellor",
    "bundeskanzlerin": "chancellor",
    "premier": "prime minister|taoiseach",
    "taoiseach": "taoiseach",
    "tanaiste": "tanaiste",
    "ministerprasident": "prime minister",
    "ministerprasidentin": "prime minister",
    "minister": "minister|secretary|taoiseach",
    "ministre": "minister|secretary",
    "ministerin": "minister",
    "verteidigungsminister": "defence minister|armed forces minister|defence secretary",
    "verteidigungsministerin": "defence minister|armed forces minister",
    "aussenminister": "foreign|secretary of state",
    "außenminister": "foreign|secretary of state",
    "außenministerin": "foreign",
    "secretary": "secretary",
    "secretaire": "secretary",
    "generalsekretar": "secretary",
    "commissioner": "commissioner",
    "commissaire": "commissioner",
    "kommissar": "commissioner",
    "kommissarin": "commissioner",
    "kommissionsprasidentin": "president of the european commission",
    "ratsprasident": "president of the european council",
    "ratsprasidentin": "president of the european council",
    "parlamentsprasidentin": "president of the european parliament",
    "general": "eum|saceur|sact|chief|commander|military|eda",
    "admiral": "eum|saceur|sact|chief|commander|military",
    "ambassador": "ambassador",
    "representative": "high representative",
    "representant": "high representative",
    "representante": "high representative",
    "vertreter": "high representative",
    "vertreterin": "high representative",
    "vice-president": "vice-president|evp",
    "evp": "evp",
    "mep": "mep",
    "rapporteur": "rapporteur",
    "chief": "chief|high representative|secretary general|chair",
    "chair": "chair",
    "chairman": "chair",
    "chairwoman": "chair",
    "ceo": "ceo",
    "leader": "leader|prime minister|president",
    "pm": "prime minister",
    "envoy": "envoy",
    "senator": "",
    "spokesperson": "",
    "spokesman": "",
    "spokeswoman": "",
    "director": "director",
    "governor": "",
    "judge": "",
    "king": "",
    "queen": "",
    "pope": "",
    "prince": "",
}
"""Title before a name → words of which one must stand in an office of the person (regular expression)."""

COMMON_SURNAMES = word_set("""
    costa michel martin harris cooper johnson may lee kim wang wong cho singh weber bauer brunner neumann austin
    cameron conte colonna robles sanchez anand store gram cassis byrne tanner stocker frieden wallace breton maas dan
    marin michal kaunas pavel rama andersson johansson cremer jarvis fedorov lindstrom boris kos abe montenegro fries
    terras carney healey koizumi mandon
""")
"""Surnames so common that a country or institution in the text does not settle who is meant."""

GIVEN_NAMES = word_set("""
    michael barbara paul kathy tom john james robert david william richard thomas charles joseph daniel matthew
    anthony steven andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick jack dennis
    jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger
    terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan
    juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip eugene mary patricia
    jennifer linda elizabeth susan jessica sarah karen lisa nancy sandra ashley emily kimberly donna carol michelle
    amanda melissa deborah stephanie rebecca laura helen cynthia amy angela anna brenda emma nicole samantha katherine
    christine debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia
    lauren kelly christina joan evelyn judith andrea hannah jacqueline martha gloria teresa ann sara madison frances
    kathryn janice jean alice julia judy sophia denise amber doris marilyn danielle isabella theresa diana natalie
    brittany charlotte marie kayla alexis lori vernon deandre hamilton jill hunter ivanka melania tiffany hillary
    brigitte pierre jacques francois nicolas julien antoine camille claire sylvie isabelle nathalie hans klaus jurgen
    wolfgang stefan andreas markus matthias sebastian uwe dieter gerhard helmut heinz ingrid ursula petra monika
    claudia birgit giovanni marco luca francesca paolo carlo alberto pablo carlos luis miguel sofia elena irina olga
    natasha dmitry ivan igor sergei denzel booker kerry siim kamala junichiro
""")
"""First names after which a country's name is a surname: Michael Jordan, Kathy Ireland."""

MONTH_NEXT = re.compile(r"[ ,]*\d|[ ,]+(?:day|parade|deadline)\b")
MONTH_BEFORE = word_set("""
    in on by of since until till early late mid last next this before after during from to through between and or en
    le fin debut mi im seit bis ab anfang ende mitte
""")
