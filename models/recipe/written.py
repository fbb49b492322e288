"""Stories of our own with sound and faulty headlines, as pairs to train on: :mod:`models.written.stories`.

What generators cannot make: headlines in free words of which one thing is wrong, by kinds of fault that editors know.
Each file is one writer's; ``eval/written.jsonl`` is of writers that nothing here learns from.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from checker.text import repair

from ..written.stories import FOLDER, written_headlines
from .claims import COLUMNS
from .passages import SHORT_WORDS, Bodies

# That it is not said is sure of "absent", not that nothing speaks against it: of these the loss is on entailment alone.
LABELS = {"supported": "entailment", "contradicted": "contradiction", "absent": "inconsistent"}


def written_pairs(names: Sequence[str], most_words: int = SHORT_WORDS, folder: Path = FOLDER) -> pd.DataFrame:
    """Each headline with the passage that stands for its story.

    Args:
        names: of files of the folder, without ending.
        most_words: of a passage.
        folder: where they lie.

    Returns:
        ``premise, hypothesis, label, source``.
    """
    bodies = Bodies()
    rows = [
        (bodies.passage(item.body, text, most_words), text, LABELS[item.label], f"written {item.kind}")
        for item in written_headlines([folder / f"{name}.jsonl" for name in names])
        for text in [repair(item.text).text]
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
