"""A row of a table as read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InputError
from ..origin import Origin


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        origin: its file and number.
        values: by the columns' names.
        notes: what the reader had to do.
    """

    origin: Origin
    values: Mapping[str, Any]
    notes: tuple[str, ...] = ()


def distinct(names: Sequence[str], path: str) -> None:
    """Every column has a name of its own; a spreadsheet's empty ones are none.

    Raises:
        InputError: one is named twice: which is meant nobody can tell.
    """
    known: set[str] = set()
    for name in names:
        if name and name in known:
            raise InputError(f"{path}: has two columns `{name:.40}`: give one of them another name")
        known.add(name)
