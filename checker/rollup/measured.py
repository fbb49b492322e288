"""How often the checker flags headlines that are nearly all sound, as measured: ``measured.json``,
written by ``python -m eval report``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..statistics import Interval, share

FILE = Path(__file__).with_name("measured.json")


@dataclass(frozen=True)
class Measured:
    """A model's false alarms on a set of real headlines that are taken for sound.

    Attributes:
        model, revision: the model, and the hash of its weights then.
        suite, about: the set, and what it is.
        headlines: how many.
        date: of the measurement.
        command: that measured it.
        errors, findings: headlines with an error; with any finding.
        rules: headlines with a finding of each rule; rules without any are not there.
    """

    model: str
    revision: str
    suite: str
    about: str
    headlines: int
    date: str
    command: str
    errors: int
    findings: int
    rules: Mapping[str, int]

    @property
    def with_error(self) -> Interval:
        """Share of the headlines with an error."""
        return share(self.errors, self.headlines)

    @property
    def with_finding(self) -> Interval:
        """Share of the headlines with any finding."""
        return share(self.findings, self.headlines)

    def with_rule(self, rule: str) -> Interval:
        """Share of the headlines with a finding of a rule."""
        return share(self.rules.get(rule, 0), self.headlines)


@cache
def all_measured(path: Path = FILE) -> tuple[Measured, ...]:
    """Every measurement that comes with the package."""
    return tuple(Measured(**values) for values in json.loads(path.read_text("utf-8"))["measured"])


def measured_of(model: str, revision: str) -> tuple[Measured | None, str | None]:
    """The measurement of a model.

    Args:
        model: its name.
        revision: hash of its weights.

    Returns:
        The measurement, or that of other weights of the same name, or ``None``;
        and a note where it is not this model's own.
    """
    named = [found for found in all_measured() if found.model == model]
    own = next((found for found in named if found.revision == revision), None)
    if own is not None:
        return own, None
    if named:
        return named[
            0
        ], f"the rate of false alarms was measured with other weights of {model} ({named[0].revision}, here {revision})"
    return None, f"no rate of false alarms was measured for the model {model}: take no share for a fact"


def as_values(found: Measured) -> dict[str, Any]:
    """For the file."""
    return {name: getattr(found, name) for name in Measured.__dataclass_fields__}
