"""Labelled pairs and articles from CSV, TSV, JSON Lines and Parquet."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Literal

from ..article import MAX_BODY, Article
from ..errors import InputError, require_extra
from ..origin import Origin
from ..reading.json_values import DoubledKeyError, doubled_name, parse
from ..reading.separated import separator_of

ArticleLabel = Literal["supported", "unsupported", "contradicted"]
ARTICLE_LABELS = ("supported", "unsupported", "contradicted")


@dataclass(frozen=True)
class LabelledArticle:
    """An article and what is known of its headline.

    Attributes:
        article: the article.
        label: what the body does to the headline.
        group: where it came from, for the record.
        for_thresholds: use it for the thresholds too, not for the score alone.
    """

    article: Article
    label: ArticleLabel
    group: str = ""
    for_thresholds: bool = True


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV, TSV, JSON Lines or Parquet file; values as text.

    Raises:
        InputError: the file cannot be read; names the line.
        MissingExtraError: Parquet without the extra ``eval``.
    """
    if path.suffix == ".parquet":
        require_extra(f"{path}: Parquet", ("pandas", "pyarrow"), "eval")
        import pandas as pd

        try:
            return [
                {str(key): str(value) for key, value in row.items()} for row in pd.read_parquet(path).to_dict("records")
            ]
        except Exception as error:  # pyarrow's own exceptions share no base
            raise InputError(f"{path}: cannot be read as Parquet: {' '.join(str(error).split())[:200]}") from None
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    if path.suffix in (".csv", ".tsv"):
        return _csv_rows(text, path)
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = parse(line)
        except DoubledKeyError:
            raise InputError(f"{path}:{number}: `{doubled_name(line)}` is given twice: leave one out") from None
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}:{number}: not JSON ({error}): give one object a line, or a .csv file") from None
        if not isinstance(row, dict):
            raise InputError(f"{path}:{number}: not a JSON object: give one object a line")
        rows.append({str(key): str(value) for key, value in row.items()})
    return rows


def _csv_rows(text: str, path: Path) -> list[dict[str, str]]:
    # A field may be a body; csv's own limit is 131,072 characters.
    before = csv.field_size_limit(MAX_BODY)
    mark = "\t" if path.suffix == ".tsv" else separator_of(text[: 1 << 16].encode("utf-8", "surrogateescape"))
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        names = [name for name in reader.fieldnames or () if name]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise InputError(f"{path}: has two columns `{twice:.40}`: give one of them another name")
        return [{key: value or "" for key, value in row.items() if key} for row in reader]
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num + 1}: not CSV ({error})") from None
    finally:
        csv.field_size_limit(before)


def read_labelled(path: Path) -> tuple[list[tuple[str, str, str]], list[LabelledArticle]]:
    """Labelled pairs (``premise, hypothesis, label``) or articles (``headline, body, label``), by the columns.

    Returns:
        The pairs and the articles; one of the two is empty.

    Raises:
        InputError: neither kind of columns, an unknown label (names the row), or no rows.
    """
    rows = read_rows(path)
    if not rows:
        raise InputError(f"{path}: has no rows")
    columns = set(rows[0])
    if {"premise", "hypothesis", "label"} <= columns:
        _whole(rows, ("premise", "hypothesis", "label"), path)
        return [(row["premise"], row["hypothesis"], row["label"]) for row in rows], []
    if not {"headline", "body", "label"} <= columns:
        raise InputError(
            f"{path}: has the columns {', '.join(sorted(columns))}: it needs premise, hypothesis and label,"
            " or headline, body and label"
        )
    _whole(rows, ("headline", "body", "label"), path)
    articles = []
    for number, row in enumerate(rows, 1):
        label = row["label"].strip().lower()
        if label not in ARTICLE_LABELS:
            raise InputError(f"{path}: row {number}: label `{label}` is none of {', '.join(ARTICLE_LABELS)}")
        article = Article(row["headline"], row["body"], origin=Origin(str(path), number, "row"))
        articles.append(LabelledArticle(article, label, path.name))  # type: ignore[arg-type]
    return [], articles


def _whole(rows: Sequence[Mapping[str, str]], columns: Sequence[str], path: Path) -> None:
    for number, row in enumerate(rows, 1):
        for name in columns:
            if name not in row:
                raise InputError(f"{path}: row {number}: has no `{name}`")
