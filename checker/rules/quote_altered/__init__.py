"""``quote-altered``."""

from .rule import RULE

__all__ = ["RULE"]
