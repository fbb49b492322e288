"""Claims with the passage of their article, judged by people or made by others: ``claims/`` of the data folder.

Three-way rows teach the labels. Two-way rows (consistent,
inconsistent) say nothing of neutral against contradiction:
the loss of these is on the probability of entailment alone, see :func:`models.recipe.distillation.batch_loss`.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .data import LABELS, Rows, eval_premises, normalise
from .passages import SHORT_WORDS, Bodies

TWO_WAY = ("inconsistent", "consistent")
COLUMNS = ["premise", "hypothesis", "label", "source"]
# The same article in two sets: other spelling, cut at other lengths, the same first words.
KEY_LETTERS = 160
MIN_WORDS = 3


@dataclass(frozen=True)
class ClaimSet:
    """What is known of a set beside its rows.

    Attributes:
        licence: as its source states it.
        shipped: may shipped weights learn from it?
    """

    licence: str
    shipped: bool = True


NOT_STATED = "none stated"
SETS: dict[str, ClaimSet] = {
    "defacto_xsum": ClaimSet("MIT"),
    "numhg_swap": ClaimSet(NOT_STATED),
    "fever_more": ClaimSet("CC BY-SA 3.0"),
    "fool_me_twice": ClaimSet("Apache-2.0"),
    "ragtruth_news": ClaimSet("MIT, the copy Apache-2.0"),
    "wice": ClaimSet("ODC-BY"),
    "summac_val_cnn": ClaimSet("Apache-2.0"),
    "qags_cnndm": ClaimSet(NOT_STATED),
    "factcg_cg2c_doc": ClaimSet("MIT"),
    "summedits_other": ClaimSet("Apache-2.0"),
    "politihop": ClaimSet(NOT_STATED),
    "averitec_dev": ClaimSet("CC BY-NC 4.0", shipped=False),
    "propsegment_wiki": ClaimSet(NOT_STATED),
    "hover_sample": ClaimSet("MIT"),
    "lfqa": ClaimSet(NOT_STATED),
    "multirc": ClaimSet(NOT_STATED),
    "rte": ClaimSet(NOT_STATED),
    "headline_pairs_sts": ClaimSet("CC BY-SA 3.0 and CC BY 4.0"),
    "humicroedit": ClaimSet(NOT_STATED),
    "onestop_pairs": ClaimSet("CC BY-SA 4.0"),
    "aggrefact_sample": ClaimSet("measure only", shipped=False),
}


def claim_pairs(
    data_dir: Path, counts: Mapping[str, Rows], seed: int, left_out: Iterable[str] = (), most_words: int = SHORT_WORDS
) -> pd.DataFrame:
    """Claims of each named set with the passage of their article.

    Args:
        data_dir: folder with ``claims`` and ``nli/eval``.
        counts: of each set, how many rows: a number (0 for all), or ``[start, stop]`` of its shuffled rows.
            Rows of one article stand together, and an article that a slice would cut is wholly in the slice
            where it begins.
        seed: of the order.
        left_out: sets that nothing may be learnt from, whose articles are kept out of the others too.
        most_words: of a passage.

    Returns:
        ``premise, hypothesis, label, source``, without rows whose article is in ``nli/eval``.

    Raises:
        ValueError: an unknown set, one that shipped weights may not learn from, or one that is left out.
    """
    held_out = eval_premises(data_dir)
    kept_back = articles_of(data_dir, left_out)
    bodies = Bodies()
    found: list[tuple[str, str, str, str]] = []
    for name, rows in counts.items():
        if name not in SETS:
            raise ValueError(f"no set of claims named {name}: choose of {', '.join(SETS)}")
        if not SETS[name].shipped:
            raise ValueError(f"{name}: {SETS[name].licence}: shipped weights may not learn from it")
        if name in set(left_out):
            raise ValueError(f"{name}: is left out for measuring: take it out of the mix, or of the sets left out")
        frame = _read(data_dir, name)
        frame = frame[
            ~frame["premise"].map(normalise).isin(held_out) & ~frame["premise"].map(article_key).isin(kept_back)
        ]
        for row in drawn(frame, rows, seed).itertuples():
            premise = bodies.passage(row.premise, row.hypothesis, most_words)
            if len(premise.split()) >= MIN_WORDS:
                found.append((premise, row.hypothesis, row.label, name))
    return pd.DataFrame(found, columns=COLUMNS)


def articles_of(data_dir: Path, names: Iterable[str]) -> set[str]:
    """The keys of the articles of sets of claims."""
    return {article_key(text) for name in names for text in _read(data_dir, name)["premise"].unique()}


def drawn(frame: pd.DataFrame, rows: Rows, seed: int) -> pd.DataFrame:
    """A slice of the rows, in a shuffled order of articles."""
    start, stop = rows if isinstance(rows, list) else (0, rows or len(frame))
    groups = frame["group"] if "group" in frame else frame["premise"]
    names = list(dict.fromkeys(groups))
    random.Random(seed).shuffle(names)
    members = frame.groupby(groups, sort=False).indices
    first = 0
    taken: list[int] = []
    for name in names:
        if start <= first < stop:
            taken += members[name].tolist()
        first += len(members[name])
    return frame.iloc[taken]


def _read(data_dir: Path, name: str) -> pd.DataFrame:
    frame = pd.read_parquet(data_dir / "claims" / f"{name}.parquet")
    return frame[frame["label"].isin((*LABELS, *TWO_WAY))].reset_index(drop=True)


def article_key(text: str) -> str:
    """What stays of an article's first words however it is spelt or cut: the same in two sets."""
    return normalise(text)[:KEY_LETTERS]
