"""A table of results or findings, read back as a data frame."""

from __future__ import annotations

import json
from collections.abc import Collection
from os import PathLike, fspath
from typing import TYPE_CHECKING

from ..errors import InputError, require_extra, shown
from ..verdict.verdict import ORDER
from .table import AFTER_KEPT, BEFORE_KEPT, FINDING_COLUMNS, Column
from .writers import ending, unescaped

if TYPE_CHECKING:
    import pandas as pd

WHOLE = frozenset(("int32", "int64"))
TEXT = frozenset(("string", "large_string"))
# Bytes of CSV that are read at once: a row must fit, with its report.
BLOCK = 64_000_000


def read_results(path: str | PathLike[str], *, without: Collection[str] = ()) -> pd.DataFrame:
    """The results, or the findings, of ``checker batch`` as a pandas data frame, whatever their format.

    Whole numbers that may be missing are pandas' ``Int64``; what CSV escapes against formulas is as it was.

    Args:
        path: the file: ``.parquet``, ``.jsonl`` or ``.csv``.
        without: columns to leave unread, such as ``("report",)``.

    Raises:
        InputError: the file cannot be read, or is no such table.
        MissingExtraError: without the extra ``corpus``.
        UsageError: another ending.
    """
    require_extra("read_results", ("pandas", "pyarrow"), "corpus")
    import pandas as pd

    name = fspath(path)
    format_ = ending(name, "read_results")
    try:
        if format_ == ".parquet":
            import pyarrow.parquet as pq

            frame = pd.read_parquet(name, columns=[at for at in pq.read_schema(name).names if at not in without])
        elif format_ == ".jsonl":
            with open(name, encoding="utf-8") as file:
                rows = [json.loads(line) for line in file]
                if not all(isinstance(row, dict) for row in rows):
                    raise ValueError("its lines are no objects")
                frame = pd.DataFrame([{at: row[at] for at in row if at not in without} for row in rows])
        else:
            frame = _from_csv(name, without)
    except FileNotFoundError:
        raise InputError(f"{name}: no such file; check the path") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: cannot be read: {' '.join(str(error).split())[:200]}") from None
    missing = {"id", "path", "headline"} - set(frame.columns)
    if missing and len(frame.columns):
        raise InputError(f"{name}: no table of checker batch: it lacks {', '.join(sorted(missing))}")
    strange = sorted(set(map(str, frame["verdict"].dropna())) - set(ORDER)) if "verdict" in frame.columns else []
    if strange:
        raise InputError(f"{name}: no table of checker batch: it has the verdict {shown(strange[0])}")
    try:
        return _typed(frame)
    except (ValueError, TypeError) as error:
        raise InputError(f"{name}: no table of checker batch: {' '.join(str(error).split())[:200]}") from None


def _from_csv(name: str, without: Collection[str]) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa
    from pyarrow import csv

    # An empty text stands in quotes, a missing value does not: pandas cannot tell the two apart.
    parsed = csv.ParseOptions(newlines_in_values=True)
    with csv.open_csv(name, csv.ReadOptions(block_size=BLOCK), parsed) as reader:
        names = [column for column in reader.schema.names if unescaped(column) not in without]
    kept = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.large_string()),
        include_columns=names,
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )
    frame = csv.read_csv(name, csv.ReadOptions(block_size=BLOCK), parsed, kept).to_pandas()
    frame.columns = [unescaped(column) for column in frame.columns]
    for column in frame.columns:
        frame[column] = frame[column].map(unescaped, na_action="ignore")
    if "evidence" in frame.columns:
        frame["evidence"] = frame["evidence"].map(json.loads, na_action="ignore")
    return frame if len(frame.columns) else pd.DataFrame()


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    # What pandas makes of texts among which some are missing: a column without any is of that type too.
    text = pd.Series(["", None]).dtype
    columns: dict[str, Column] = {column.name: column for column in (*BEFORE_KEPT, *AFTER_KEPT, *FINDING_COLUMNS)}
    for name in frame.columns:
        if name in columns and columns[name].type in WHOLE:
            frame[name] = pd.to_numeric(frame[name]).astype("Int64")
        elif name in columns and columns[name].type == "double":
            frame[name] = pd.to_numeric(frame[name]).astype(float)
        elif name in columns and columns[name].type in TEXT and frame[name].isna().all():
            frame[name] = pd.Series([None] * len(frame), frame.index, dtype=text)
    return frame
