"""What a model is, read from its files; its weights are hashed, never loaded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import CheckerError, InputError, ModelError
from ..reading.front_matter import read_front_matter
from .calibration import read_calibration
from .embedded import embedded_folder, embedded_names
from .labels import labels_of_config, understand
from .load import Kind, expanded, kind_of
from .onnx_model import OnnxModel
from .shapes import TransformersConfig, read_shape
from .weights import file_hash, safetensors_files, weight_hash


@dataclass(frozen=True)
class ModelDescription:
    """A model at a glance.

    Attributes:
        name: what to give to ``--model``.
        kind: embedded, onnx (a folder in our layout), transformers (a folder) or hub.
        path: where its files are; ``None`` for a hub model that is not in the cache.
        architecture: the transformers class, or ``ONNX``.
        megabytes: size of the weights; ``None`` where they are not on this machine.
        parameters: count from the weight files' headers, where they say.
        labels: what it tells apart.
        max_length: most tokens of a pair, where the files say.
        licence: from its card.
        revision: hash of the weights.
        calibration: ``shipped``, ``yours`` or ``none``.
        temperature: of that calibration.
        operating_points: of each sensitivity the score below which a headline is called unsupported,
            with the recall and the false alarms of 1,000 sound headlines that were measured; ``None`` where none were.
        problem: why it cannot be used, or ``None``.
    """

    name: str
    kind: Kind
    path: str | None = None
    architecture: str | None = None
    megabytes: float | None = None
    parameters: int | None = None
    labels: tuple[str, ...] = ()
    max_length: int | None = None
    licence: str | None = None
    revision: str | None = None
    calibration: str = "none"
    temperature: float | None = None
    operating_points: Mapping[str, Mapping[str, float]] | None = None
    problem: str | None = None


def describe(model: str, *, revision: str | None = None, offline: bool = False) -> ModelDescription:
    """Describe a model by what the user calls it.

    Raises:
        ModelError: there is no such model.
    """
    kind = kind_of(model)
    if kind == "embedded":
        return _ours(model, kind, embedded_folder(model))
    if kind == "onnx":
        return _ours(model, kind, expanded(model))
    if kind == "transformers":
        return _transformers(model, kind, expanded(model))
    from .hub import describe_only, require_hub

    require_hub(f"the hub model {model}")
    return _transformers(model, kind, describe_only(model, revision, offline))


def at_hand() -> list[ModelDescription]:
    """The embedded models, and the classifiers in the cache of the Hugging Face hub."""
    return [describe(name) for name in embedded_names()] + _cached()


def _cached() -> list[ModelDescription]:
    try:
        from huggingface_hub import scan_cache_dir
        from huggingface_hub.errors import CacheNotFound
    except ImportError:
        return []
    try:
        repos = scan_cache_dir().repos
    except CacheNotFound:
        return []
    found = []
    for repo in sorted(repos, key=lambda repo: str(repo.repo_id)):
        if repo.repo_type != "model" or not repo.revisions:
            continue
        newest = max(repo.revisions, key=lambda revision: revision.last_modified)
        folder = Path(newest.snapshot_path)
        if _config(folder).get("architectures") and any(folder.glob("*.safetensors")):
            described = _transformers(str(repo.repo_id), "hub", folder)
            if "ForSequenceClassification" in (described.architecture or ""):
                found.append(described)
    return found


def _ours(name: str, kind: Kind, folder: Path) -> ModelDescription:
    model = OnnxModel(folder, name)
    return ModelDescription(
        name=name,
        kind=kind,
        path=str(folder),
        architecture=f"ONNX, {model.config.bits} bits" if model.config.bits else "ONNX",
        megabytes=round((folder / "model.onnx").stat().st_size / 1e6, 1),
        labels=model.labels.names,
        max_length=model.max_length,
        licence=_licence(folder),
        revision=model.revision,
        **_calibration(model.revision, folder),
    )


def _transformers(name: str, kind: Kind, folder: Path) -> ModelDescription:
    from .cross_encoder import read_config

    problems: list[str] = []
    config = _config(folder)
    labels: tuple[str, ...] = ()
    files: list[Path] = []
    try:
        config = read_config(folder, name)
        labels = tuple(labels_of_config(config))
        labels = understand(labels, name).names
    except CheckerError as error:
        problems.append(str(error))
    try:
        files = safetensors_files(folder, name)
    except ModelError as error:
        if kind != "hub":
            problems.append(str(error))
    revision = weight_hash([file_hash(path) for path in files]) if files else None
    return ModelDescription(
        name=name,
        kind=kind,
        path=str(folder),
        architecture=", ".join(map(str, config.get("architectures") or ())) or None,
        megabytes=round(sum(path.stat().st_size for path in files) / 1e6, 1) if files else None,
        parameters=_parameters(files),
        labels=labels,
        max_length=_max_length(folder, config),
        licence=_licence(folder),
        revision=revision,
        problem="; ".join(problems) or None,
        **(_calibration(revision, folder) if revision else {}),
    )


def _calibration(revision: str, folder: Path) -> dict[str, Any]:
    shipped = folder / "calibration.json"
    values = read_calibration(revision, shipped)
    if not values:
        return {}
    own = read_calibration(revision, None)
    return {
        "calibration": "yours" if own else "shipped",
        "temperature": values.get("temperature"),
        "operating_points": values.get("operating_points"),
    }


def _config(folder: Path) -> dict[str, Any]:
    """The ``config.json`` of a transformers folder; empty where it is none."""
    try:
        return read_shape(folder / "config.json", TransformersConfig, "", "").model_dump()
    except ModelError:
        return {}


def _max_length(folder: Path, config: dict[str, Any]) -> int | None:
    """The tokenizer's limit, where it has a real one, and no more positions than the model has."""
    try:
        values = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        values = None
    own = values.get("model_max_length") if isinstance(values, dict) else None
    limits = [value for value in (own, config.get("max_position_embeddings")) if isinstance(value, int) and value < 1e6]
    return min(limits) if limits else None


def _parameters(files: list[Path]) -> int | None:
    import struct

    total = 0
    for path in files:
        with path.open("rb") as handle:
            try:
                header = json.loads(handle.read(struct.unpack("<Q", handle.read(8))[0]))
                for name, value in header.items():
                    if name != "__metadata__":
                        count = 1
                        for size in value["shape"]:
                            count *= size
                        total += count
            except (
                ValueError,
                KeyError,
                TypeError,
                AttributeError,
                RecursionError,
                struct.error,
                MemoryError,
                OverflowError,
            ):
                return None
    return total or None


def _licence(folder: Path) -> str | None:
    """The licence of the model card's front matter, or of the first line that names one."""
    for name in ("MODEL_CARD.md", "README.md"):
        path = folder / name
        if path.is_file():
            try:
                found = read_front_matter(path.read_text(encoding="utf-8", errors="replace"), str(path))
            except (OSError, InputError):  # a card with broken YAML is still a model
                found = None
            return found.values.get("license") if found else None
    return None
