"""Sentence segmentation on real news: boundaries that look wrong, and speed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import click
import pandas as pd

from checker.segmentation import segment
from checker.text import repair

SUSPECT_START = re.compile(r"^(?:[a-z]|[,;:.)\]])")
SUSPECT_END = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|vs|Inc|Corp|Co|Ltd|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|U\.S))\.$"
)


def run(path: Path, limit: int, seed: int) -> None:
    """Print, for our segmenter and for spaCy's parser, the share of sentences that start or end where none should."""
    from checker.english.parser import parser

    bodies = [repair(body).text for body in pd.read_parquet(path).sample(limit, random_state=seed)["body"]]

    def ours(body: str) -> list[str]:
        return [sentence.text for sentence in segment(body).sentences]

    def spacy(body: str) -> list[str]:
        paragraphs = [part for part in re.split(r"\n\s*\n", body) if part.strip()]
        return [sent.text.strip() for part in paragraphs for sent in parser()(part).sents]

    for name, cut in (("nupunkt + joins (ours)", ours), ("spaCy parser", spacy)):
        _measure(name, cut, bodies)


def _measure(name: str, cut: Callable[[str], list[str]], bodies: list[str]) -> None:
    started = time.perf_counter()
    sentences = [sentence for body in bodies for sentence in cut(body)]
    seconds = time.perf_counter() - started
    starts = sum(bool(SUSPECT_START.match(sentence)) for sentence in sentences)
    ends = sum(bool(SUSPECT_END.search(sentence)) for sentence in sentences)
    long = sum(len(sentence.split()) > 80 for sentence in sentences)
    click.echo(
        f"{name:<24} {len(sentences)} sentences  suspect starts {100 * starts / len(sentences):.2f} %  "
        f"suspect ends {100 * ends / len(sentences):.2f} %  over 80 words {100 * long / len(sentences):.2f} %  "
        f"{1000 * seconds / len(bodies):.1f} ms an article"
    )
