"""The report and its renderers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .types import ClaimReport, EvidenceReport, Finding, ModelInfo, Report, json_schema

__all__ = ["ClaimReport", "EvidenceReport", "Finding", "ModelInfo", "Report", "json_schema"]


def __getattr__(name: str) -> Any:
    # Loaded when first used: the command needs the names of the formats before anything else.
    if name in __all__:
        from . import types

        return getattr(types, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
