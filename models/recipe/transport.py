"""A finished model as small files, to take it to a machine that trains and back: no file larger than PART bytes.

Nothing is lost of what ships: weights of encoders that ship with 4 bits are packed as they are rounded,
weights of few distinct values (word embeddings of 8 bits) as their numbers in a table;
other products are kept in 16 bits, everything else in 32.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.nli.export import BLOCK_SIZE

from .quantised import LEVELS, halves, rounded, scales

PART = 15_000_000
WEIGHTS = "model.safetensors"
WORDS = "embeddings.word_embeddings.weight"
Arrays = dict[str, npt.NDArray[Any]]


def pack(folder: Path, target: Path, bits: int, words: bool = True) -> list[Path]:
    """Write a transformers folder as parts.

    Args:
        folder: a finished phase.
        target: created; ``part-00.npz`` and so on, and the small files of the folder.
        bits: of the matrix products when they ship.
        words: with the word embeddings; a phase that kept them need not bring them back.

    Returns:
        The parts.
    """
    from safetensors.torch import load_file

    _copy_small(folder, target)
    parts: list[Arrays] = [{}]
    for name, tensor in load_file(folder / WEIGHTS).items():
        if not words and name.endswith(WORDS):
            continue
        arrays = _packed(name, tensor, bits)
        if parts[-1] and _bytes(parts[-1]) + _bytes(arrays) > PART:
            parts.append({})
        for key, value in arrays.items():
            parts[-1][f"{name}:{key}"] = value
    written = []
    for number, arrays in enumerate(_split(parts)):
        written.append(target / f"part-{number:02d}.npz")
        np.savez(written[-1], **arrays)  # type: ignore[arg-type]
    return written


def unpack_parts(source: Path, target: Path, words_from: Path | None = None) -> None:
    """The transformers folder that was packed.

    Args:
        source: folder with the parts.
        target: created.
        words_from: transformers folder that the word embeddings are taken from where the parts have none.

    Raises:
        FileNotFoundError: no part is there.
        ValueError: the parts have no word embeddings and no other folder is named.
    """
    import torch
    from safetensors.torch import load_file, save_file

    paths = sorted(source.glob("part-*.npz"))
    if not paths:
        raise FileNotFoundError(f"{source}: no part-*.npz in it")
    found: dict[str, Arrays] = {}
    for path in paths:
        with np.load(path, allow_pickle=False) as arrays:
            for key in arrays.files:
                name, kind = key.rsplit(":", 1)
                found.setdefault(name, {})[kind] = arrays[key]
    weights = {name: torch.from_numpy(_whole(_joined(arrays))) for name, arrays in found.items()}
    if not any(name.endswith(WORDS) for name in weights):
        if words_from is None:
            raise ValueError(f"{source}: the parts have no word embeddings: name the folder that they come from")
        weights |= {name: value for name, value in load_file(words_from / WEIGHTS).items() if name.endswith(WORDS)}
    _copy_small(source, target)
    save_file(weights, target / WEIGHTS, metadata={"format": "pt"})


def _copy_small(source: Path, target: Path) -> None:
    """Configuration and tokenizer."""
    target.mkdir(parents=True, exist_ok=True)
    for path in source.iterdir():
        if path.suffix in (".json", ".txt"):
            shutil.copy(path, target / path.name)


def _packed(name: str, tensor: Any, bits: int) -> Arrays:
    product = ".encoder." in name and name.endswith(".weight") and tensor.ndim == 2 and "relative" not in name
    if product and bits == 4:
        blocks = rounded(tensor.float(), BLOCK_SIZE).reshape(-1, BLOCK_SIZE)
        scale = scales(blocks).numpy()
        levels = np.rint(blocks.numpy() / np.where(scale == 0, 1, scale)).astype(np.int8) + LEVELS
        pairs = levels.astype(np.uint8).reshape(-1, 2)
        return {"nibbles": pairs[:, 0] | (pairs[:, 1] << 4), "scale": scale[:, 0], "shape": np.array(tensor.shape)}
    values = tensor.float().numpy()
    table, numbers = np.unique(values, return_inverse=True)
    if values.size > 4096 and len(table) <= 256:
        return {"numbers": numbers.astype(np.uint8).reshape(values.shape), "table": table}
    return {"half": values.astype(np.float16)} if product else {"exact": values}


def _whole(arrays: Arrays) -> npt.NDArray[np.float32]:
    if "nibbles" in arrays:
        levels = halves(arrays["nibbles"]).reshape(-1, BLOCK_SIZE).astype(np.float32) - LEVELS
        whole: npt.NDArray[np.float32] = (levels * arrays["scale"][:, None]).reshape(tuple(arrays["shape"]))
        return whole
    if "numbers" in arrays:
        found: npt.NDArray[np.float32] = arrays["table"][arrays["numbers"]]
        return found
    return (arrays["half"] if "half" in arrays else arrays["exact"]).astype(np.float32)


def _bytes(arrays: Arrays) -> int:
    return sum(value.nbytes for value in arrays.values())


def _split(parts: list[Arrays]) -> list[Arrays]:
    """The parts, an array that is too large for one in slices of its first dimension."""
    found: list[Arrays] = []
    for arrays in parts:
        if _bytes(arrays) <= PART:
            found.append(arrays)
            continue
        small = {key: value for key, value in arrays.items() if value.nbytes <= PART // 2}
        found.append(small)
        for key, value in arrays.items():
            if key not in small:
                count = -(-value.nbytes // PART)
                found += [
                    {f"{key}/{number}": piece} for number, piece in enumerate(np.array_split(value, count, axis=0))
                ]
    return found


def _joined(arrays: Arrays) -> Arrays:
    """Slices of one array put together again."""
    whole = {key: value for key, value in arrays.items() if "/" not in key}
    for key in sorted({key.split("/")[0] for key in arrays if "/" in key}):
        pieces = sorted(
            (item for item in arrays if item.startswith(f"{key}/")), key=lambda item: int(item.split("/")[1])
        )
        whole[key] = np.concatenate([arrays[item] for item in pieces])
    return whole
