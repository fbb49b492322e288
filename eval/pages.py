"""How well web pages are read: the story's text against the ground truth of the Article Extraction Benchmark,
and the headlines, by eye.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.errors import InputError
from checker.reading.html_format import parse, story_text
from checker.reading.html_page import read_page

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class PageFigures:
    """One page.

    Attributes:
        url: where it was.
        ours: token F1 of the story's text as the checker reads it.
        theirs: of trafilatura as it comes.
        best: of trafilatura with ``favor_precision`` and without comments, the best of its settings.
        headlines: behind their sources.
        lacks: why the text is taken for none of a story.
    """

    url: str
    ours: float
    theirs: float
    best: float
    headlines: tuple[tuple[str, str], ...]
    lacks: str | None


def measure(folder: Path) -> Iterator[PageFigures]:
    """Read every page of the set.

    Args:
        folder: with ``ground-truth.json`` and the pages, ``ID.html.gz``.

    Raises:
        InputError: it is not there.
    """
    import trafilatura

    try:
        truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    except OSError as error:
        raise InputError(f"{folder}/ground-truth.json: cannot be read ({error.strerror}): see eval/DATA.md") from None
    for name, page in truth.items():
        html = gzip.decompress((folder / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")
        gold = page["articleBody"]
        tree = parse(html, name)
        said = read_page(tree)
        found = story_text(tree, said)
        yield PageFigures(
            page["url"],
            token_f1(found.text, gold),
            token_f1(trafilatura.extract(html) or "", gold),
            token_f1(trafilatura.extract(html, favor_precision=True, include_comments=False) or "", gold),
            tuple((", ".join(sources), text) for sources, text in said.every()),
            found.lacks,
        )


def token_f1(found: str, gold: str) -> float:
    """Of two bags of words: twice those in both, of all."""
    one, other = (Counter(WORD.findall(text.lower())) for text in (found, gold))
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 1.0
