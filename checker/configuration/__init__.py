"""Configuration: ``checker.toml`` or ``[tool.checker]``,
the environment and the command line → what is in force for each article.
"""

from __future__ import annotations

from .merged import Configuration, Configurations

__all__ = ["Configuration", "Configurations"]
