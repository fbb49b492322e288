"""``date-mismatch``: another day, month or year, or another time than the same deed has in the body."""

from __future__ import annotations

from .rule import RULE

__all__ = ["RULE"]
