"""``actor-mismatch``: someone else did it, or the roles are swapped."""

from __future__ import annotations

from .rule import RULE, roles_agree

__all__ = ["RULE", "roles_agree"]
