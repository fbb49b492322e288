"""Headlines of stories of our own, sound and faulty, a story a line: files of this folder and ``eval/written.jsonl``.

A story has another version where it can: the same headlines over a body of a world in which things went the other way,
so that no headline tells by itself whether it is faulty ("convicted" and "confirms" do, a little: headlines overstate).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
MEASURED = FOLDER.parents[1] / "eval" / "written.jsonl"
LABELS = ("supported", "contradicted", "absent")
SKIPPED = "skip"


@dataclass(frozen=True)
class WrittenHeadline:
    """One headline over a story of our own.

    Attributes:
        story: the story's name: the writer's letter and a number.
        number: of the headline in its story, from 1.
        body: of the story, or of its other version.
        text: the headline.
        label: "supported", "contradicted" (the body says otherwise) or "absent" (it says no such thing).
        kind: of fault; "plain" of a sound one, "other" of one that the other version makes faulty.
        other: it stands over the other version.
        part: of what measures, whether it is held back ("part", "later"); else empty.
    """

    story: str
    number: int
    body: str
    text: str
    label: str
    kind: str
    other: bool
    part: str

    @property
    def supported(self) -> bool:
        """The body carries it."""
        return self.label == "supported"


def written_headlines(paths: Sequence[Path]) -> Iterator[WrittenHeadline]:
    """The headlines of the stories of these files, in order; those of a story's other version after its own.

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


def turned_headlines(paths: Sequence[Path]) -> list[list[WrittenHeadline]]:
    """The headlines that are sound over one version of their story and faulty over the other, each with both: what they
    sound like says nothing.
    """
    both: dict[tuple[str, str], list[WrittenHeadline]] = {}
    for row in written_headlines(paths):
        both.setdefault((row.story, row.text), []).append(row)
    return [found for found in both.values() if len({row.supported for row in found}) == 2]


def _of_story(story: dict[str, Any]) -> Iterator[WrittenHeadline]:
    rows = story["headlines"]
    versions = [(False, story["body"], [row["label"] for row in rows])]
    if other := story.get("other"):
        versions.append((True, other["body"], other["labels"]))
    for is_other, body, labels in versions:
        for number, (row, label) in enumerate(zip(rows, labels, strict=True), 1):
            if is_other and label == SKIPPED:
                continue
            if label not in LABELS:
                raise ValueError(f"label {label!r}: one of {', '.join(LABELS)}")
            kind = row["kind"] if not is_other else "plain" if label == "supported" else "other"
            yield WrittenHeadline(
                story["story"], number, body, row["text"], label, kind, is_other, story.get("part", "")
            )
