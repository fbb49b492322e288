"""A row of a table as read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
