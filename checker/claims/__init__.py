"""Headline → claims."""

from __future__ import annotations

from .claim import Claim, Headline, ReasonNotChecked
from .headline import read_headline

__all__ = ["Claim", "Headline", "ReasonNotChecked", "read_headline"]
