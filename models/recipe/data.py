"""Training pairs: which sets, how many rows of each, drawn the same way every time."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

LABELS = ("entailment", "neutral", "contradiction")


def read_pairs(path: Path) -> pd.DataFrame:
    """Read one set: columns ``premise``, ``hypothesis``, ``label`` (one of LABELS)."""
    frame = pd.read_parquet(path, columns=["premise", "hypothesis", "label"])
    frame = frame[frame["label"].isin(LABELS)]
    return frame.reset_index(drop=True)


def eval_premises(data_dir: Path) -> set[str]:
    """Every premise of the evaluation sets, normalised, so that none is trained on."""
    found: set[str] = set()
    for path in sorted((data_dir / "nli" / "eval").glob("*.parquet")):
        found.update(pd.read_parquet(path, columns=["premise"])["premise"].map(normalise))
    return found


def normalise(text: str) -> str:
    """Lower case, letters and digits only: the key used for de-duplication."""
    return "".join(char for char in text.lower() if char.isalnum())


Rows = int | list[int]


def training_mix(data_dir: Path, mix: dict[str, Rows], seed: int) -> pd.DataFrame:
    """Draw rows of each named set, without evaluation premises.

    Args:
        data_dir: Folder with ``nli/train`` and ``nli/eval``.
        mix: Of each set, how many rows: a number (0 for all), or ``[start, stop]`` of its shuffled rows, so that
            two phases with the same ``seed`` can take different ones.
        seed: Decides the order of every set.

    Returns:
        A frame of ``premise, hypothesis, label, source``, shuffled, duplicates dropped.
    """
    held_out = eval_premises(data_dir)
    parts = []
    for name, rows in mix.items():
        frame = read_pairs(data_dir / "nli" / "train" / f"{name}.parquet")
        frame = frame[~frame["premise"].map(normalise).isin(held_out)]
        frame = frame.sample(frac=1, random_state=seed)
        if isinstance(rows, list):
            frame = frame.iloc[slice(*rows)]
        elif rows:
            frame = frame.iloc[:rows]
        parts.append(frame.assign(source=name))
    if not parts:
        return pd.DataFrame(columns=["premise", "hypothesis", "label", "source"], dtype=str)
    pairs = pd.concat(parts, ignore_index=True)
    key = pairs["premise"].map(normalise) + "|" + pairs["hypothesis"].map(normalise)
    pairs = pairs[~key.duplicated()]
    return pairs.sample(frac=1, random_state=seed).reset_index(drop=True)
