"""The report and its renderers."""

from __future__ import annotations

from .types import ClaimReport, EvidenceReport, Finding, ModelInfo, Report, json_schema

__all__ = ["ClaimReport", "EvidenceReport", "Finding", "ModelInfo", "Report", "json_schema"]
