"""Which edits are proposed for which findings: only where what is to stand in the headline is exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..context import Context
from ..rules.base import Edit, RawFinding
from . import actors, attribution, causes, certainty, numbers, opposites, quantifiers, words

Propose = Callable[[Context, RawFinding], Iterator[list[Edit]]]
# By rule and check. What is not here has no exact change: no name for one that the body lacks,
# no words for a whole claim.
PROPOSALS: Mapping[str, Propose] = {
    "actor-mismatch/acts-itself": actors.swapped,
    "actor-mismatch/swapped-roles": actors.swapped,
    "actor-mismatch/other-actor": actors.other_actor,
    "number-mismatch/other-number": numbers.other_number,
    "number-mismatch/other-part": numbers.other_number,
    "number-mismatch/other-money": numbers.other_number,
    "number-mismatch/swapped-toll": numbers.swapped_toll,
    "date-mismatch/other-weekday": words.own_words,
    "date-mismatch/other-month": words.own_words,
    "date-mismatch/other-day": words.own_words,
    "date-mismatch/other-year": words.own_words,
    "quote-altered/altered-words": words.as_spoken,
    "overstated-certainty/hedged-event": certainty.hedged,
    "overstated-certainty/not-so-far": attribution.only_charged,
    "overstated-cause/only-associated": causes.linked,
    "overstated-cause/cause-left-open": causes.left_open,
    "missing-attribution/only-alleged": attribution.alleged,
    "missing-attribution/only-accused": attribution.alleged,
    "missing-attribution/only-blamed": attribution.alleged,
    "contradiction/opposite-verb": opposites.opposite_verb,
    "contradiction/opposite-adjective": opposites.opposite_adjective,
    "contradiction/against-plan": opposites.other_than_planned,
    "contradiction/profit-or-loss": opposites.profit_or_loss,
    "contradiction/not-all": quantifiers.part_of_them,
    "contradiction/not-most": quantifiers.share_of_them,
    "contradiction/not-multiplied": quantifiers.by_so_much,
    "contradiction/nobody": quantifiers.nobody,
    "unsupported-claim/no-deaths": words.hurt,
    "unsupported-claim/absent-superlative": words.without_superlative,
}


def proposals(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """Ways to mend a finding, likeliest first: each a list of changes of the repaired headline,
    in order and apart from each other.
    """
    propose = PROPOSALS.get(f"{finding.rule}/{finding.check}")
    if propose is not None:
        yield from propose(context, finding)
