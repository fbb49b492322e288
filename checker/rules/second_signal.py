"""The second signal: what the model makes of the passage that stands for the body decides whether an exact check that
is often wrong speaks.

The limits were read off 2,800 real articles of many outlets and the faults of `planted`
and `real-faults` (eval/ERRORS.md), with `standard`: each takes at most one of the faults that its check finds there.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..context import Context
from ..nli import STANCES, PassageReading
from .base import RawFinding

# Entailment of the whole headline by the passage from which a finding is taken back, by ``rule/check``.
CARRIED: Mapping[str, float] = {
    "actor-mismatch/other-actor": 0.9,
    "contradiction/called-untrue": 0.6,
    "contradiction/denied": 0.5,
    "contradiction/similar-word": 0.7,
    "contradiction/swapped-word": 0.6,
    "date-mismatch/other-year": 0.7,
    "missing-attribution/only-alleged": 0.7,
    "missing-attribution/only-blamed": 0.7,
    "number-mismatch/other-number": 0.88,
    "number-unsupported/absent-number": 0.95,
    "number-unsupported/absent-toll": 0.88,
    "overstated-certainty/hedged-event": 0.93,
    "unsupported-claim/no-deaths": 0.7,
}
# Contradiction that it must find there before a check that goes by single sentences, or by what they leave out, speaks.
AGAINST_TOO: Mapping[str, float] = {
    "contradiction/contradicted-claim": 0.45,
    "unsupported-claim/another-story": 0.5,
    "unsupported-claim/unsupported": 0.5,
}
# Or it takes the body to be about something else altogether.
UNRELATED = 0.9
# A passage that the model also finds against the headline carries nothing.
AGAINST = 0.3


def undisputed(context: Context, least: float) -> bool:
    """Does the model find nothing to speak of in the passage against the headline? No, where it was not asked."""
    return context.reading is not None and context.reading.nli.contradiction < least


def _unrelated(reading: PassageReading) -> bool:
    return bool(reading.stances) and reading.stances[STANCES.index("unrelated")] >= UNRELATED


def taken_back(context: Context, finding: RawFinding) -> bool:
    """Does the model read in the passage that stands for the body what the check does not find there?"""
    if context.reading is None or finding.stands:
        return False
    check, nli = f"{finding.rule}/{finding.check}", context.reading.nli
    if nli.contradiction < AGAINST_TOO.get(check, 0.0):
        return not _unrelated(context.reading)
    return nli.entailment >= CARRIED.get(check, 2.0) and nli.contradiction < AGAINST
