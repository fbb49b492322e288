"""``number-mismatch``: another number of the same thing, or the right number of another thing."""

from __future__ import annotations

from .rule import RULE

__all__ = ["RULE"]
