"""Hard pairs for training and the recipe's own test sets: the edits of ``edits`` and ``news_edits``,
from different sentences.

Training: premises of the training sets and the bodies of FNC-1 train. Tests: BBC and Reuters articles,
which nothing trains on.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from checker.english.parser import parser
from checker.segmentation import segment

from .config import MODELS_DIR
from .data import eval_premises, normalise
from .edited_pairs import KINDS, make_pairs
from .edits import Pair

# Captions are no news; the others' premises are whole sentences.
PREMISES = ("mnli_nyuhw20k", "mnli_llmsknow", "mnli_olora", "lingnli", "wanli15k", "fever_gold", "semiauto_nli_wiki")
TEST_ROWS = 400
OWN_TESTS = MODELS_DIR / ".work" / "own-test-sets.parquet"
TEST_SEED = 11
TEST_KINDS = ("role", "number", "negation", "name", "hedge")


def training_pairs(data_dir: Path, counts: dict[str, int], seed: int) -> pd.DataFrame:
    """Hard pairs of each kind from training sentences; parsing takes minutes.

    Returns:
        ``premise, hypothesis, label, source``.
    """
    return _frame(make_pairs(training_sentences(data_dir, seed), _pipe, counts, seed, each=2))


def training_sentences(data_dir: Path, seed: int) -> list[str]:
    """Sentences of FNC-1 train bodies (none that FNC-1 test has too) and of the training premises, shuffled."""
    held_out = eval_premises(data_dir)
    bodies = pd.read_parquet(data_dir / "news" / "fnc1_bodies.parquet")
    tested = set(bodies.loc[bodies["split"] == "test", "body"].map(normalise))
    found: dict[str, None] = {}
    for body in bodies.loc[bodies["split"] == "train", "body"]:
        if normalise(body) not in tested:
            found.update(dict.fromkeys(sentences(body)))
    for name in PREMISES:
        frame = pd.read_parquet(data_dir / "nli" / "train" / f"{name}.parquet", columns=["premise"])
        for premise in frame["premise"].drop_duplicates():
            if len(premise) < 600:
                found.update(dict.fromkeys(sentences(premise)))
    kept = [sentence for sentence in found if normalise(sentence) not in held_out]
    random.Random(seed).shuffle(kept)
    return kept


def own_test_sets(data_dir: Path, cache: Path, rows: int = TEST_ROWS) -> pd.DataFrame:
    """The recipe's own test sets, ``rows`` of each kind, half of them entailed, from BBC articles, then Reuters.

    Args:
        data_dir: folder with ``news``.
        cache: where the pairs are kept, since parsing takes minutes; never in the repository.
        rows: of each kind.

    Returns:
        ``premise, hypothesis, label, source``; the source is the kind.
    """
    if cache.is_file():
        return pd.read_parquet(cache)
    kept: list[str] = []
    for name in ("bbc", "reuters21578"):
        bodies = pd.read_parquet(data_dir / "news" / f"{name}.parquet", columns=["body"])["body"].drop_duplicates()
        lines = list(dict.fromkeys(line for body in bodies for line in sentences(body)))
        random.Random(TEST_SEED).shuffle(lines)
        kept += lines[:60_000]
    frame = _frame(make_pairs(kept, _pipe, dict.fromkeys(TEST_KINDS, rows), TEST_SEED))
    cache.parent.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(cache)
    return frame


def sentences(text: str, least: int = 7, most: int = 38) -> Iterator[str]:
    """The sentences of a text that have so many words, on one line each."""
    for item in segment(text).sentences:
        line = " ".join(text[item.span.start : item.span.end].split())
        if least <= len(line.split()) <= most:
            yield line


def _pipe(lines: Iterable[str]) -> Any:
    return parser().pipe(lines, batch_size=128)


def _frame(pairs: list[Pair]) -> pd.DataFrame:
    frame = pd.DataFrame(pairs, columns=["premise", "hypothesis", "label", "source"])
    assert set(frame["source"]) <= set(KINDS)
    return frame
