"""Stories of our own with sound and faulty headlines, as pairs to train on: ``models/written``.

What generators cannot make: headlines in free words of which one thing is wrong, by kinds of fault that editors know.
Each file is one writer's; ``eval/written.jsonl`` is of writers that nothing here learns from.

A story has another version where it can: the same headlines over a body of a world in which things went the other way,
so that no headline tells by itself whether it is faulty ("convicted" and "confirms" do, a little: headlines overstate).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from checker.text import repair

from .claims import COLUMNS
from .passages import SHORT_WORDS, Bodies

FOLDER = Path(__file__).resolve().parent.parent / "written"
SKIPPED = "skip"
# That it is not said is sure of "absent", not that nothing speaks against it: of these the loss is on entailment alone.
LABELS = {"supported": "entailment", "contradicted": "contradiction", "absent": "inconsistent"}


@dataclass(frozen=True)
class WrittenHeadline:
    """One headline over a story of our own.

    Attributes:
        story: its name, the writer's letter and a number; of its other version with a prime behind.
        body: of the story, or of its other version.
        text: the headline.
        label: "supported", "contradicted" (the body says otherwise) or "absent" (it says no such thing).
        kind: of fault; "plain" of a sound one, "other" of one that the other version makes faulty.
    """

    story: str
    body: str
    text: str
    label: str
    kind: str


def written_headlines(paths: Sequence[Path]) -> Iterator[WrittenHeadline]:
    """The headlines of the stories of these files, in order.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: a line is no story, or a label is not known; names file and line.
    """
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield from _of_story(json.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}, line {number}: {error}") from None


def _of_story(story: dict[str, Any]) -> Iterator[WrittenHeadline]:
    for row in story["headlines"]:
        yield WrittenHeadline(story["story"], story["body"], row["text"], _known(row["label"]), row["kind"])
    if other := story.get("other"):
        for row, label in zip(story["headlines"], other["labels"], strict=True):
            if label != SKIPPED:
                kind = "plain" if label == "supported" else "other"
                yield WrittenHeadline(f"{story['story']}'", other["body"], row["text"], _known(label), kind)


def _known(label: str) -> str:
    if label not in LABELS:
        raise ValueError(f"label {label!r}: one of {', '.join(LABELS)}")
    return label


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
