"""Benchmarks of the checker: suites, systems, runs and their figures with intervals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import checker  # noqa: F401  (it switches telemetry off, before anything of somebody else's is imported)

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_run"]


def read_run(path: str | Path) -> pd.DataFrame:
    """A run's log as a data frame: a row a sample, ``id, group, label, tune, seconds`` and the outputs as ``output.…``.

    Raises:
        SuiteError: the file is no log of ours.
    """
    from .run_log import read_log

    return read_log(Path(path)).frame()
