"""What an article says of itself: that a rule's findings have been seen and are to stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from .errors import InputError

# The field of an article that holds it.
FIELD = "checker"
KEYS = ("rule", "reason")


@dataclass(frozen=True)
class Acceptance:
    """Findings of a rule are to stand.

    Attributes:
        rule: a rule, or ``rule/check``.
        reason: why.
    """

    rule: str
    reason: str | None = None

    def covers(self, rule: str, check: str) -> bool:
        """Is a finding of this rule and check meant?"""
        return self.rule in (rule, f"{rule}/{check}")


def read_acceptances(value: Any, where: str) -> tuple[Acceptance, ...]:
    """What the field ``checker`` of an article says: ``{accept: [{rule, reason}]}``;
    nothing where it is plainly not ours, such as a name.

    Args:
        value: of the field.
        where: file and line or item, for messages.

    Raises:
        InputError: a key is unknown or missing, or a value of the wrong type; names it.
    """
    if not isinstance(value, Mapping) or not get_close_matches("accept", map(str, value), 1):
        return ()
    _refuse_unknown(value, ("accept",), FIELD, where)
    items = value.get("accept")
    if items is None or items == "":
        return ()
    if not isinstance(items, list):
        raise InputError(f"{where}: `{FIELD}.accept` must be a list of {{rule, reason}}")
    return tuple(_acceptance(item, f"{FIELD}.accept[{number}]", where) for number, item in enumerate(items))


def _acceptance(item: Any, field: str, where: str) -> Acceptance:
    if not isinstance(item, Mapping):
        raise InputError(f"{where}: `{field}` must have a `rule`, and may have a `reason`: {{rule: …, reason: …}}")
    _refuse_unknown(item, KEYS, field, where)
    values: dict[str, str | None] = {}
    for key in KEYS:
        found = item.get(key)
        if found is not None and not isinstance(found, str):
            raise InputError(f"{where}: `{field}.{key}` must be a text: put it in quotes")
        values[key] = found.strip() or None if found else None
    rule = values["rule"]
    if rule is None:
        raise InputError(f"{where}: `{field}.rule` is missing: name the rule whose findings are to stand")
    return Acceptance(rule, values["reason"])


def _refuse_unknown(value: Mapping[Any, Any], known: tuple[str, ...], field: str, where: str) -> None:
    for key in value:
        if key not in known:
            near = get_close_matches(str(key), known, 1)
            way_out = f"did you mean `{near[0]}`?" if near else f"it has {', '.join(known)}"
            raise InputError(f"{where}: `{field}` has no key `{key!s:.60}`; {way_out}")
