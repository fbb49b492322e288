"""Weight files before they are loaded: only safetensors and ONNX, whole, the ones meant, and small enough."""

from __future__ import annotations

import hashlib
import json
import re
import struct
from collections.abc import Sequence
from pathlib import Path

from ..errors import ModelError

PICKLED = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.h5", "*.msgpack")
# Weights, activations and the runtime itself; measured with a 440 MB model on torch.
MEMORY_FACTOR = 1.3


def weight_hash(hashes: Sequence[str]) -> str:
    """First 16 hex digits of the SHA-256 of the weights: of the file,
    or of several files' digests in order of names.
    """
    if len(hashes) == 1:
        return hashes[0][:16]
    return hashlib.sha256(b"".join(map(bytes.fromhex, hashes))).hexdigest()[:16]


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def safetensors_files(folder: Path, name: str) -> list[Path]:
    """The weight files of a transformers folder, by the index where it has one.

    Raises:
        ModelError: only pickled weights, or none, or a shard of the index is missing.
    """
    index = folder / "model.safetensors.index.json"
    if index.is_file():
        try:
            shards = sorted(set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ModelError(f"{index}: cannot be read ({error}): download the model again") from None
        missing = [shard for shard in shards if not (folder / Path(shard).name).is_file()]
        if missing:
            raise ModelError(f"{name}: the weight file {missing[0]} is missing: download the model again")
        return [folder / Path(shard).name for shard in shards]
    single = folder / "model.safetensors"
    if single.is_file():
        return [single]
    pickled = next((path.name for pattern in PICKLED for path in sorted(folder.glob(pattern))), None)
    if pickled:
        raise ModelError(
            f"{name}: has only pickled weights ({pickled}), which are never loaded since they can run code: "
            "convert them to safetensors (save_pretrained of a copy that you trust), "
            "or choose a revision with model.safetensors"
        )
    raise ModelError(f"{name}: has no model.safetensors: name a folder or a hub model with safetensors weights")


def check_safetensors(path: Path) -> list[str]:
    """Names of the tensors of a file, whose header and length are checked first; no tensor is read.

    Raises:
        ModelError: the file is cut short or is not a safetensors file.
    """
    size = path.stat().st_size
    try:
        with path.open("rb") as handle:
            (length,) = struct.unpack("<Q", handle.read(8))
            if length > size:
                raise ValueError("the header is longer than the file")
            header = json.loads(handle.read(length))
        tensors = {key: value for key, value in header.items() if key != "__metadata__"}
        end = max((int(value["data_offsets"][1]) for value in tensors.values()), default=0)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, struct.error) as error:
        raise ModelError(f"{path}: not a whole safetensors file ({error}): download the model again") from None
    if 8 + length + end != size:
        raise ModelError(
            f"{path}: has {size:,} bytes, its header says {8 + length + end:,}: it is cut short or was changed;"
            " download the model again"
        )
    return list(tensors)


def downloaded_hash(path: Path) -> str:
    """SHA-256 of a file; one of the hub's cache is named by it: compare.

    Raises:
        ModelError: the contents are not what was downloaded.
    """
    blob, found = path.resolve().name, file_hash(path)
    if re.fullmatch(r"[0-9a-f]{64}", blob) and found != blob:
        raise ModelError(
            f"{path}: is not the file that the hub gave out (its hash differs): delete {path.resolve()} and try again"
        )
    return found


def check_memory(files: Sequence[Path], name: str) -> None:
    """Refuse weights that cannot fit, before the system starts to swap or kills the process.

    Raises:
        ModelError: more is needed than is free.
    """
    import psutil

    needed = MEMORY_FACTOR * sum(path.stat().st_size for path in files)
    free = psutil.virtual_memory().available
    if needed > free:
        raise ModelError(
            f"{name}: needs about {needed / 1e9:.1f} GB of memory, {free / 1e9:.1f} GB are free:"
            " close other programs or choose a smaller model"
        )
