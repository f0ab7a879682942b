"""The kind of answer that a question wants, told by how it is put. Looks at no names, and not at what it is about."""

import re
from collections.abc import Mapping
from typing import Literal

from bot.language import words

Kind = Literal[
    "who", "when", "how-much", "how-many", "how-often", "how-long", "where", "why", "status", "reference", "yes-no",
    "position", "definition", "comparison", "next", "what",
]  # fmt: skip

STANDING = (
    r"\bwhere (?:are|do|does|is) (?:we|things|it|they|the \w+)\b.{0,20}\b(?:on|with|stand)\b"
    r"|\b(?:status|state of play|progress|latest|news|update|newest) (?:of|on|about)\b|\bhow far (?:is|are|along)\b"
    r"|\bwhat(?: has|'s| is)? (?:happened|happening|new)\b.{0,12}\b(?:to|with|on|about|since)\b"
    r"|\bou en (?:est|sont|sommes)\b|\bwo stehen wir\b|\bwie (?:weit|steht es)\b|\bstand der dinge\b"
)
"""Asks where a matter stands, whatever was done last; "is it adopted?" asks for one step."""

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("comparison", r"\bdifferences?\b|\bdiffers?\b|\bdifferent from\b|\bcompare[ds]?\b|\bversus\b|\bvs\b"
                   r"|\bthe same (?:as|thing)\b|\bconfuse\w*\b|\bdistinguish\w*\b|\bunlike\b|\bdistinguent\b"
                   r"|\bcomparer?\b|\bunterschied\w*\b|\bunterscheide\w*\b|\b(?:la )?meme chose\b|\bdasselbe\b"),
    ("next", r"\bwhat(?:'s| is| are| comes?| happens?| follows?)\b.{0,20}\bnext\b|\bnext steps?\b"
             r"|\bwhat (?:is|remains) (?:still )?to be done\b|\bwhat (?:is|'s) still (?:missing|needed|open)\b"
             r"|\bprochaines? etapes?\b|\bnachsten? schritte?\b|\bwie geht es weiter\b|\bwhat must\b.{2,60}\bbefore\b"),
    ("how-much", r"\bhow (?:much|large|big|high|expensive)\b"
                 r"|\b(?:what|which)(?: (?:is|was|are|were) (?:the|its|their|[\w’'-]+['’]s?))?(?: \w+)?"
                 r" (?:amount|sum|budget|price|share|percentage|target|limit|ceiling|level|rate|most|maximum|total|size"
                 r"|cost|value)s?\b"
                 r"|\bhow (?:is|are|was|were|will) .{2,60}\b(?:split|divided|shared|broken down|apportioned)\b"
                 r"|\bquelle? (?:limite|montant|part|somme|budget|plafond)\b"
                 r"|\bwelche[rmns]? (?:anteil|betrag|summe|hohe|grenze)\b"
                 r"|\bcombien\b(?! d[e'’])|\bcombien d[e'’] ?(?:argent|euros|millions|milliards)\b"
                 r"|\bwie (?:viel|hoch|gross|teuer)\b|\bwieviel\b|^\W*(?:what|how).{2,80}\bworth\b|\bcost\s*\?"),
    ("reference", r"\b(?:regulation|decision|directive|document|reference|official journal) (?:number|no\b|reference)"
                  r"|\bnumber of the (?:regulation|decision|directive|act|law|document)\b"),
    ("how-often", r"\bhow (?:often|frequently|regularly)\b|\bhow many times (?:a|per|each) \w+|\bwie (?:oft|haufig)\b"
                  r"|\ba quelle frequence\b|\btous les combien\b"),
    ("how-long", r"\bhow long\b(?! ago)|\bfor how (?:many|long)\b|\bwhat (?:is|was) the (?:duration|term|length)\b"
                 r"|\bcombien de temps\b|\bpendant combien\b|\bwie lange\b"),
    ("how-many", r"\bhow many\b|\bnumber of\b|\bcombien d[e'’]|\bwie viele\b|\bwieviele\b|\bwhat number of\b"),
    ("status", STANDING + r"|\bwhere (?:do|does|are|is) .{2,60}\b(?:stand|at)\b|\b(?:status|state of play|stage)\b"
               r"|^\W*(?:is|are|has|have|was|were)\b.*\b(?:final|law|adopted|approved|in force|signed|ratified|agreed"
               r"|concluded|over|done|finished|entered)\b"),
    ("when", r"\bwhen\b|^\W*(?:the )?(?:exact )?date of\b|\bhow soon\b"
             r"|\b(?:what|which|on what|on which) (?:date|day|month|year)\b|\bsince when\b|\bquand\b"
             r"|\bquelle date\b|\bwann\b|\bseit wann\b|\bhow long ago\b"),
    ("who", r"\bwho(?:m|se)?\b"
            r"|\bwhich (?:(?:was|were|is|are) (?:the )?(?:\w+ ){0,2})?"
            r"(?:country|countries|state|states|minister|company|companies|member|partner|government|institution|body"
            r"|party|president|leader|ally|allies|nation|firm|commissioner)\w*\b"
            r"|\bqui\b|\bquels? pays\b|\bquelles? entreprises?\b|\bwer\b|\bwem\b|\bwen\b|\bwelches? land\b"
            r"|\bwelche lander\b"),
    ("where", r"\bwhere\b|\bin (?:which|what) (?:city|town|place|country)\b|\bou (?:se|a|est|ont)\b|\bwo\b"),
    ("why", r"\bwhy\b|\bfor what reason\b|\bpourquoi\b|\bwarum\b|\bwieso\b|\bweshalb\b"),
    ("position", r"\bwhat (?:did|does|do|has|have|is|was)\b.{0,60}\b(?:say|said|thinks?|thought|wants?|call for"
                 r"|position|view|stance|demand|expect|believe|argue|suggest|hope|prefer|fear|warn|criticise"
                 r"|criticize)\b|\bposition of\b|\bque (?:dit|pense|veut)\b|\bwas sagte?\b"),
    ("definition", r"^\W*(?:what|who)(?:'s| is| are| was)(?: the| an?)? [\w .()&'’-]{2,60}\?*\W*$"
                   r"|\b(?:meaning|definition) of\b|\bwhat does .{2,40} (?:mean|stand for)\b"
                   r"|\bqu'est[- ]ce que\b|^\W*was ist\b"),
    ("yes-no", r"^\W*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|est-ce|hat|haben|ist|sind)\b"),
)  # fmt: skip

ASKED: Mapping[Kind, frozenset[str]] = {
    "how-much": frozenset(
        words(
            "large big high expensive cost costs worth value money total altogether sum budget size price most up "
            "volume maximum geld split divided shared real"
        )
    ),
    "when": frozenset(words("until by first time deadline expected since")),
    "status": frozenset(words("final law over done finished stand status state play stage proposal already yet now")),
    "reference": frozenset(words("number no reference find")),
    "how-many": frozenset(words("total altogether overall")),
    "comparison": frozenset(
        words("difference differ different compare compared versus vs same confuse unlike distinguish unterschied")
    ),
    "next": frozenset(words("next step steps missing needed remains open before must etape etapes weiter schritte")),
    "where": frozenset(words("located place places")),
    "how-often": frozenset(words("often frequently regularly times oft haufig frequence")),
    "how-long": frozenset(words("long duration term length run runs last lasts temps lange dauert dure")),
    "yes-no": frozenset(words("part involved included")),
    "position": frozenset(
        words(
            "expect expects believe argue argues suggest suggests hope hopes prefer prefers fear fears warn warns "
            "criticise criticize view opinion about use using used call calls tell told"
        )
    ),
}
"""Words that the kind of answer itself speaks of: an amount answers "how large is the budget" without either word."""


_BY_AUXILIARY = re.compile(
    r"^\W*(?:and |but )?(?:is|are|was|were|did|does|do|has|have|had|will|would|hat|haben|ist|sind)\b"
    r"(?! (?:it|there) (?:known|clear|said)\b| (?:you|we|i|anyone|anybody) (?:know|say|tell|have)\b)"
)
_WITHIN_A_CLAUSE: frozenset[Kind] = frozenset(["when", "who", "where", "why", "position", "definition"])
"""Kinds whose words may stand in a clause of a question that begins with its verb: "Was it law when they met?"."""


def kind_of(folded: str) -> Kind:
    """The kind of answer that a folded question wants."""
    settles = bool(_BY_AUXILIARY.match(folded))
    for kind, pattern in _KINDS:
        if re.search(pattern, folded) and not (settles and kind in _WITHIN_A_CLAUSE):
            return kind
    return "what"
