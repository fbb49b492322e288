"""The models that come with the package, by name."""

from __future__ import annotations

from pathlib import Path

from ..errors import ModelError
from .onnx_model import OnnxModel
from .runtimes import RuntimeChoice, choose_runtime

PACKAGE = Path(__file__).resolve().parent.parent
DEFAULT = "standard"


def embedded_folder(name: str) -> Path:
    """Where an embedded model lies: ``models/`` of a checkout, else inside the installed package.

    Raises:
        ModelError: there is no such embedded model.
    """
    for parent in _parents():
        if (parent / name / "model.onnx").is_file():
            return parent / name
    raise ModelError(
        f"no embedded model named `{name}`: reinstall headline-checker, or run `make train MODEL={name}` in a checkout"
    )


def embedded_names() -> list[str]:
    """The embedded models at hand, the default first."""
    names = {path.parent.name for parent in _parents() for path in parent.glob("*/model.onnx")}
    return sorted(names, key=lambda name: (name != DEFAULT, name))


def load_embedded(name: str = DEFAULT, threads: int | None = None, runtime: RuntimeChoice = "onnxruntime") -> OnnxModel:
    """Load an embedded model by name.

    Args:
        name: one of :func:`embedded_names`.
        threads: pairs judged at the same time; as many as there are cores by default.
        runtime: what computes the answers; ``auto`` takes the fastest that is installed.

    Raises:
        ModelError: no such model, or its files are damaged.
        MissingExtraError: the runtime is not installed.
    """
    return OnnxModel(embedded_folder(name), name, threads, choose_runtime(runtime))


def _parents() -> list[Path]:
    installed = [PACKAGE / "embedded"]
    return [PACKAGE.parent / "models", *installed] if (PACKAGE.parent / "pyproject.toml").is_file() else installed
