"""Exit statuses of the command."""

from __future__ import annotations

from enum import IntEnum

HELP = """\b
Exit status:
  0    no finding at or above --fail-on
  1    findings at or above --fail-on
  2    bad use, unreadable input, or an output that cannot be written
  70   a fault of ours, also where it cost only one article
  130  interrupted (Ctrl-C)
  141  whoever read the output has gone (a closed pipe)"""


class ExitStatus(IntEnum):
    """What the shell is told. 70 is ``EX_SOFTWARE`` of sysexits; 130 and 141 are 128 and the number of the signal."""

    CLEAN = 0
    FINDINGS = 1
    BAD_INPUT = 2
    FAILED_ROWS = 3
    FAULT = 70
    INTERRUPTED = 130
    PIPE_CLOSED = 141
