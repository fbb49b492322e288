"""``unsupported-claim``: nothing in the body supports the claim, or a superlative in it."""

from __future__ import annotations

from .rule import RULE

__all__ = ["RULE"]
