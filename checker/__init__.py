"""headline-checker: compares what a headline claims with what the body says.

>>> from checker import check
>>> report = check("Calder buys Brightwater", "Brightwater has bought Calder, the firms said. ...")
>>> report.verdict
'contradicted'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._version import __version__
from .errors import CheckerError, InputError, MissingExtraError, ModelError, UsageError
from .telemetry import switch_off

# Before anything of somebody else's is imported.
switch_off()

if TYPE_CHECKING:
    from .article import Article
    from .corpus.frames import check_frame
    from .corpus.results import read_results
    from .pipeline import Checker, check
    from .report import Report
    from .report.frame import to_frame

__all__ = [
    "Article",
    "Checker",
    "CheckerError",
    "InputError",
    "MissingExtraError",
    "ModelError",
    "Report",
    "UsageError",
    "__version__",
    "check",
    "check_frame",
    "read_results",
    "to_frame",
]
_LAZY = {
    "Article": "article",
    "Checker": "pipeline",
    "check": "pipeline",
    "Report": "report",
    "to_frame": "report.frame",
    "check_frame": "corpus.frames",
    "read_results": "corpus.results",
}


def __getattr__(name: str) -> Any:
    # Loaded when first used, so that `checker --version` starts at once.
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(f".{_LAZY[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
