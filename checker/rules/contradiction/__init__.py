"""``contradiction``: opposite verbs and qualities, words that count, stories called untrue, and what the model says."""

from __future__ import annotations

from .rule import RULE, contradicting

__all__ = ["RULE", "contradicting"]
