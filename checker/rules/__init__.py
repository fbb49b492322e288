"""The rules, by id, the most specific first: where two see the same fault, the earlier one speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..errors import UsageError
from . import (
    actor_mismatch,
    contradiction,
    date_mismatch,
    entity_unsupported,
    missing_attribution,
    number_mismatch,
    number_unsupported,
    overstated_cause,
    overstated_certainty,
    quote_altered,
    unsupported_claim,
)
from .base import Context, Example, JudgedClaim, RawFinding, Rule, Severity, Thresholds

RULES: dict[str, Rule] = {
    module.RULE.id: module.RULE
    for module in (
        actor_mismatch,
        number_mismatch,
        date_mismatch,
        quote_altered,
        entity_unsupported,
        number_unsupported,
        overstated_certainty,
        overstated_cause,
        missing_attribution,
        contradiction,
        unsupported_claim,
    )
}


def choose(select: str | Iterable[str] = (), ignore: str | Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules to run.

    Args:
        select: run only these, a name or several; all where empty.
        ignore: leave these out, a name or several.

    Raises:
        UsageError: an id is unknown (names the nearest one), or no name.
    """
    wanted, unwanted = _names(select, "select"), _names(ignore, "ignore")
    for rule_id in (*wanted, *unwanted):
        get(rule_id)
    return tuple(
        rule for rule_id, rule in RULES.items() if (not wanted or rule_id in wanted) and rule_id not in unwanted
    )


def _names(value: str | Iterable[str], argument: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    try:
        return tuple(value)
    except TypeError:
        raise UsageError(f"{argument}: must be a rule's name or several, not {type(value).__name__}") from None


def get(rule_id: str) -> Rule:
    """The rule of this id.

    Raises:
        UsageError: there is none; names the nearest one.
    """
    if not isinstance(rule_id, str):
        raise UsageError(f"a rule is named by a string, not {type(rule_id).__name__}; rules: {', '.join(RULES)}")
    if rule_id not in RULES:
        from difflib import get_close_matches

        near = get_close_matches(rule_id, RULES, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"rules: {', '.join(RULES)}"
        raise UsageError(f"no rule `{rule_id}`; {hint}")
    return RULES[rule_id]


def run(context: Context, rules: Sequence[Rule], between: Callable[[], object] = lambda: None) -> list[RawFinding]:
    """Every finding, one for each fault: the most specific rule wins where the words overlap.

    ``between`` is called before each rule: it may raise, to give up.
    """
    kept: list[RawFinding] = []
    for rule in rules:
        between()
        for finding in rule.check(context):
            if not any(_same_fault(finding, other) for other in kept):
                kept.append(finding)
    return _in_order(kept)


def look_again(
    context: Context, findings: Sequence[RawFinding], rules: Sequence[Rule], chance: float
) -> list[RawFinding]:
    """The findings and what the rules add once the learned probability that the headline is supported is known."""
    kept = list(findings)
    for rule in rules:
        if rule.second_look is not None:
            kept += rule.second_look(context, kept, chance)
    return _in_order(kept)


def _in_order(findings: Iterable[RawFinding]) -> list[RawFinding]:
    return sorted(findings, key=lambda finding: (finding.span, finding.rule))


def _same_fault(later: RawFinding, earlier: RawFinding) -> bool:
    if not later.span.overlaps(earlier.span):
        return False
    # That a name is missing does not explain away a contradiction.
    return not (later.rule == "contradiction" and earlier.rule == "entity-unsupported")


__all__ = [
    "RULES",
    "Context",
    "Example",
    "JudgedClaim",
    "RawFinding",
    "Rule",
    "Severity",
    "Thresholds",
    "choose",
    "get",
    "look_again",
    "run",
]
