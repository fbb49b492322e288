"""What the user calls a model → the model: an embedded one, a folder, or a model of the Hugging Face hub."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..errors import ModelError, UsageError, shown
from .embedded import DEFAULT, embedded_names, load_embedded
from .labels import labels_of_config, understand
from .onnx_model import OnnxModel
from .protocol import NliModel
from .runtimes import RUNTIMES, RuntimeChoice, choose_runtime
from .shapes import FORMAT

if TYPE_CHECKING:
    from .cross_encoder import Device

HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
DEVICES = ("auto", "cpu", "cuda", "mps")
Kind = Literal["embedded", "onnx", "transformers", "hub"]


def kind_of(model: str) -> Kind:
    """Where a model is to be looked for.

    Raises:
        ModelError: it is no embedded name, no folder with a model and no hub id.
    """
    if model in embedded_names() or model == DEFAULT:
        return "embedded"
    path = expanded(model)
    # os.path, since a Path's own questions raise where a folder above may not be looked into.
    if model and os.path.isdir(path):
        return "onnx" if _is_ours(path) else "transformers"
    if os.path.isfile(path):
        raise ModelError(f"{model}: is a file: name the folder that it is in")
    if HUB_ID.fullmatch(model):
        return "hub"
    raise ModelError(
        f"{model[:200] or 'an empty name'}: no such model: name an embedded one ({', '.join(embedded_names())}), "
        "an existing folder, or a model of the Hugging Face hub as owner/name"
    )


def load_model(
    model: str = DEFAULT,
    *,
    device: Device = "auto",
    revision: str | None = None,
    batch_size: int = 32,
    labels: Sequence[str] | None = None,
    offline: bool = False,
    threads: int | None = None,
    runtime: RuntimeChoice = "auto",
) -> NliModel:
    """Load an NLI model.

    Args:
        model: name of an embedded model, a folder (transformers or our ONNX layout), or a hub id ``owner/name``.
        device: of transformers models: ``auto``, ``cpu``, ``cuda`` or ``mps``.
        revision: branch, tag or commit of a hub model.
        batch_size: pairs that a transformers model judges together.
        labels: what each output means, in order, where the model's own names don't say.
        offline: never use the network; a hub model must be in the cache.
        threads: CPU threads; all cores by default.
        runtime: of models in our ONNX layout: ``onnxruntime``, ``openvino`` (the extra ``fast``), or ``auto``:
            for an embedded model OpenVINO where it is installed and the processor has VNNI, else ONNX Runtime,
            and so for a folder, whose answers nobody has compared.

    Raises:
        ModelError: no such model, the wrong kind, damaged or pickled weights, labels that are not understood.
        MissingExtraError: a transformers model without the extra ``hub``, or OpenVINO without ``fast``.
        UsageError: an option that this kind of model does not take, or of the wrong type.
    """
    _check_options(locals())
    kind = kind_of(model)
    if kind != "hub" and revision is not None:
        raise UsageError(f"revision {revision}: only models of the hub have revisions, {model} is local")
    if kind in ("embedded", "onnx"):
        if device not in ("auto", "cpu"):
            raise UsageError(f"device {device}: {model} is an ONNX model for the CPU; name a transformers model")
        if labels is not None:
            raise UsageError(f"labels: {model} knows its own; the option is for transformers models")
        if kind == "embedded":
            return load_embedded(model, threads, runtime)
        own = choose_runtime("onnxruntime" if runtime == "auto" else runtime)
        return OnnxModel(_folder(model), model, threads, own)
    if runtime != "auto":
        raise UsageError(
            f"runtime {runtime}: {model} is a transformers model, which torch runs; export it to ONNX first"
        )
    from .cross_encoder import CrossEncoderModel, read_config
    from .hub import fetch, require_hub

    if kind == "transformers":
        folder = _folder(model)
    else:
        require_hub(f"the hub model {model}")

        def judge(described: Path) -> None:
            config = read_config(described, model)
            understand(labels or labels_of_config(config), model)

        folder = fetch(model, revision, offline, judge)
    return CrossEncoderModel(folder, model, device=device, batch_size=batch_size, labels=labels, threads=threads)


def _folder(model: str) -> Path:
    return expanded(model).resolve()


def expanded(model: str) -> Path:
    """A folder's name with ``~`` written out, where there is such a user."""
    return Path(os.path.expanduser(model))


def _check_options(options: Mapping[str, Any]) -> None:
    for name, value in options.items():
        wanted, fits = OPTIONS[name]
        if not fits(value):
            raise UsageError(f"{name.replace('_', ' ')} {shown(value)}: must be {wanted}")


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _names(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(name, str) for name in value)


OPTIONS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "model": ("a name or a folder", lambda value: isinstance(value, str)),
    "device": ("auto, cpu, cuda or mps", lambda value: isinstance(value, str) and value in DEVICES),
    "revision": ("a branch, tag or commit", lambda value: value is None or isinstance(value, str)),
    "batch_size": ("1 or more", _count),
    "labels": ("a list of names", lambda value: value is None or _names(value)),
    "offline": ("True or False", lambda value: isinstance(value, bool)),
    "threads": ("1 or more", lambda value: value is None or _count(value)),
    "runtime": ("auto, onnxruntime or openvino", lambda value: isinstance(value, str) and value in RUNTIMES),
}


def _is_ours(folder: Path) -> bool:
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return (folder / "model.onnx").is_file()
    return isinstance(config, dict) and config.get("format") == FORMAT
