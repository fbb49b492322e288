"""What a table of results says: shares and rates with intervals, groups, the worst headlines; two tables compared.

``checker summary`` and ``checker compare`` are its commands. Needs the extra ``corpus`` (pandas, pyarrow, rich, scipy).
"""

from __future__ import annotations

EXTRA = ("pandas", "pyarrow", "rich", "scipy")

__all__ = ["EXTRA"]
