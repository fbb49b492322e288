"""Exit statuses of the command."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """What the shell is told."""

    CLEAN = 0
    FINDINGS = 1
    BAD_INPUT = 2
