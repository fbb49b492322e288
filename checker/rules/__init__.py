"""The rules, by id, the most specific first: where two see the same fault, the earlier one speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..context import Context
from ..errors import UsageError
from ..time_limit import look
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
from .base import Example, RawFinding, Rule, Severity
from .second_signal import taken_back

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
        select: run only these, a name or several; all where empty. ``rule/check`` names one check of a rule.
        ignore: leave these out, a name or several.

    Raises:
        UsageError: a rule or a check is unknown (names the nearest one), or no name.
    """
    wanted = _checks(rule_names(select, "select")) or {rule_id: set(rule.checks) for rule_id, rule in RULES.items()}
    unwanted = _checks(rule_names(ignore, "ignore"))
    chosen = []
    for rule_id, rule in RULES.items():
        checks = wanted.get(rule_id, set()) - unwanted.get(rule_id, set())
        if checks:
            chosen.append(rule if checks == set(rule.checks) else replace(rule, only=frozenset(checks)))
    if not chosen:
        raise UsageError("no rule is left to run: select fewer away, or more")
    return tuple(chosen)


def _checks(names: Iterable[str]) -> dict[str, set[str]]:
    """The checks that are meant, by their rule."""
    found: dict[str, set[str]] = {}
    for name in names:
        rule, check = named(name)
        found.setdefault(rule.id, set()).update(rule.checks if check is None else [check])
    return found


def named(name: str) -> tuple[Rule, str | None]:
    """The rule that a name stands for, and which of its checks: ``rule`` or ``rule/check``.

    Raises:
        UsageError: there is none; names the nearest one, or all.
    """
    rule_id, slash, check = str.__str__(name).partition("/") if isinstance(name, str) else (name, "", "")
    rule = get(rule_id)
    if slash and check not in rule.checks:
        raise UsageError(
            f"no check `{check:.60}` in the rule `{rule_id}`; {_nearest(check, rule.checks, 'checks', True)}"
        )
    return rule, check if slash else None


def rule_names(value: str | Iterable[str], argument: str) -> tuple[str, ...]:
    """The names that an argument gives: one, or several.

    Raises:
        UsageError: it is neither.
    """
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
        raise UsageError(f"no rule `{rule_id:.60}`; {_nearest(rule_id, RULES, 'rules')}")
    return RULES[rule_id]


def _nearest(name: str, known: Iterable[str], what: str, all_of_them: bool = False) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known := list(known), 1)
    every = f"{what}: {', '.join(known)}"
    if not near:
        return every
    return f"did you mean `{near[0]}`?" + (f" {every}" if all_of_them else "")


def run(context: Context, rules: Sequence[Rule]) -> list[RawFinding]:
    """Every finding, one for each fault: the most specific rule wins where the words overlap."""
    kept: list[RawFinding] = []
    for rule in rules:
        look()
        # Before `spoken`: what is taken back ends nothing.
        standing = (finding for finding in rule.check(context) if not taken_back(context, finding))
        for finding in spoken(rule, standing):
            if not any(finding.span.overlaps(other.span) and other.rule not in rule.beside for other in kept):
                kept.append(finding)
    return _in_order(kept)


def look_again(
    context: Context, findings: Sequence[RawFinding], rules: Sequence[Rule], chance: float
) -> list[RawFinding]:
    """The findings and what the rules add once the learned probability that the headline is supported is known."""
    kept = list(findings)
    for rule in rules:
        if rule.second_look is not None:
            kept += spoken(rule, rule.second_look(context, kept, chance))
    return _in_order(kept)


def spoken(rule: Rule, findings: Iterable[RawFinding]) -> Iterator[RawFinding]:
    """What a rule finds by the checks that were chosen; behind a final finding nothing."""
    for finding in findings:
        if rule.only is None or finding.check in rule.only:
            yield replace(finding, says=rule.says)
            if finding.final:
                return


def _in_order(findings: Iterable[RawFinding]) -> list[RawFinding]:
    return sorted(findings, key=lambda finding: (finding.span, finding.rule))


__all__ = [
    "RULES",
    "Example",
    "RawFinding",
    "Rule",
    "Severity",
    "choose",
    "get",
    "look_again",
    "named",
    "rule_names",
    "run",
    "spoken",
]
