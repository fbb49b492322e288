"""``overstated-certainty``: may, plans, considers, denies in the body; does in the headline."""

from __future__ import annotations

from .rule import RULE

__all__ = ["RULE"]
