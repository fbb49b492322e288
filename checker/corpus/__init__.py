"""A corpus: tables and folders of articles in, a table of results out; shards, resume, the local engine.

``checker batch`` is its command. Needs the extra ``corpus`` (pyarrow, rich).
"""

from __future__ import annotations

EXTRA = ("pyarrow", "rich")

__all__ = ["EXTRA"]
