"""Headline → claims: true case restored, sources and kickers set aside, clauses and possessive events split off."""

from __future__ import annotations

from .headline import Claim, Headline, ReasonNotChecked, read_headline

__all__ = ["Claim", "Headline", "ReasonNotChecked", "read_headline"]
