"""Ranges of a text that are lit: cut at every place where one begins or ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from .types import SpanReport

Mark = TypeVar("Mark")


def lit(text: str, marks: Sequence[tuple[SpanReport, Mark]]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """The pieces of a text, each with the marks of all ranges that it lies in.

    Args:
        text: the text that the ranges index; what lies outside of it is left out.
        marks: ranges, which may overlap, and what stands for each.
    """
    length = len(text)
    cuts = sorted({0, length, *(min(at, length) for span, _ in marks for at in (span.start, span.end))})
    for start, end in pairwise(cuts):
        yield text[start:end], tuple(mark for span, mark in marks if span.start <= start and end <= span.end)
