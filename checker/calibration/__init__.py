"""Temperature, thresholds and score from labelled data."""

from __future__ import annotations

from .articles import calibrate_articles
from .pairs import calibrate_pairs
from .rows import LabelledArticle, read_labelled, read_rows

__all__ = ["LabelledArticle", "calibrate_articles", "calibrate_pairs", "read_labelled", "read_rows"]
