"""What a clause claims: the record that the rules of each language return. Decides nothing."""

from typing import Literal, NamedTuple

Claim = Literal["fact", "possible", "planned", "reported", "denied"]


class Force(NamedTuple):
    """What is claimed. `passive`: the actor is acted upon. `anchor`: the token where the verb helping_words begins.
    `decided`: it is planned, and somebody has decided it. `trailing`: it only follows the verb of the clause, behind a
    comma: "…, adding two names to the list"."""

    claim: Claim = "fact"
    negated: bool = False
    passive: bool = False
    anchor: int = 0
    decided: bool = False
    trailing: bool = False
