"""A data frame of articles → the same frame with what the checker says of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import UsageError, require_extra
from ..inputs import Unread, unread
from ..origin import Origin
from ..pipeline import Checker
from .columns import Wanted, articles_of, choose_columns
from .row import Row
from .table import AFTER_KEPT, body_digest, result_row

if TYPE_CHECKING:
    import pandas as pd

    from ..article import Article

WHERE = "the data frame"


def check_frame(
    frame: pd.DataFrame,
    *,
    headline_column: str | None = None,
    body_column: str | None = None,
    id_column: str | None = None,
    prefix: str = "",
    progress: bool = True,
    checker: Checker | None = None,
    **options: Any,
) -> pd.DataFrame:
    """Check every row of a pandas data frame, in this process.

    Args:
        frame: an article a row; it is not changed.
        headline_column, body_column, id_column: its columns; guessed where they are obvious.
        prefix: of the new columns' names.
        progress: show a bar.
        checker: to check with; by default one is made.
        options: of :class:`~checker.Checker`, where one is made.

    Returns:
        A copy of the frame, same index, with the columns ``verdict``, ``score``, ``errors`` … as ``checker batch``
        writes them (``checker schema results``). A row that cannot be read has its ``error``.

    Raises:
        MissingExtraError: without the extra ``corpus``.
        UsageError: columns that cannot be told, a new column that is there already, or no data frame.
    """
    require_extra("check_frame", ("pandas", "rich"), "corpus")
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        kind = f"{type(frame).__module__.partition('.')[0]}.{type(frame).__name__}".removeprefix("builtins.")
        way_out = "its .to_pandas()" if hasattr(frame, "to_pandas") else "pandas.DataFrame(rows)"
        raise UsageError(f"check_frame takes a pandas data frame, not {kind}: give it {way_out}")
    if checker is not None and options:
        raise UsageError(f"{next(iter(options))}: the checker is made already; give it to Checker")
    names = [str(name) for name in frame.columns]
    new = {column.name: prefix + column.name for column in AFTER_KEPT}
    if taken := [name for name in new.values() if name in names]:
        raise UsageError(
            f"{WHERE} has {', '.join(f'`{name}`' for name in taken)} already: give a prefix, such as checker_"
        )
    columns = choose_columns(names, Wanted(headline_column, body_column, id_column), WHERE, "{}_column")

    digests: list[str | None] = []

    def articles() -> Iterator[Article | Unread]:
        for article in rows_of_frame():
            digests.append(body_digest(article))
            yield article

    def rows_of_frame() -> Iterator[Article | Unread]:
        for number, values in enumerate(frame.itertuples(index=False, name=None), 1):
            row = Row(Origin(WHERE, number, "row"), dict(zip(names, values, strict=True)))
            first, *others = articles_of(row, columns)
            yield (
                unread(row.values, f"{row.origin}: has several headlines: give each a row", row.origin)
                if others
                else first
            )

    reports = (checker or Checker(**options)).check_many(articles())
    shown = enumerate(_shown(reports, len(frame), progress))
    rows = [result_row(report, "", None, False, digests[number]) for number, report in shown]
    found = pd.DataFrame(rows, index=frame.index, columns=list(new)).rename(columns=new)
    whole = {new[column.name]: "Int64" for column in AFTER_KEPT if column.type == "int32"}
    return pd.concat([frame, found.astype(whole | {new["score"]: float})], axis=1)


def _shown(reports: Iterator[Any], total: int, progress: bool) -> Iterator[Any]:
    if not progress:
        yield from reports
        return
    from rich.progress import track

    yield from track(reports, "Checking", total)
