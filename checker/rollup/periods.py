"""Dates of a column → days, weeks, months, quarters, years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

PERIODS = ("day", "week", "month", "quarter", "year")
FREQUENCY = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
NAMES = ("dat", "publi", "time", "day", "created")
# Where fewer of a column's values are dates it is none of dates.
MOST = 0.8
# 03/04/2024 is March or April.
AMBIGUOUS = r"\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"


def date_column(frame: pd.DataFrame, kept: list[str], named: str | None) -> str | None:
    """The column that says when.

    Args:
        frame: the results.
        kept: columns that passed through.
        named: by the user.

    Returns:
        Its name; ``None`` where no kept column has dates: of any kind and a likely name, or by ISO 8601.

    Raises:
        UsageError: the user named a column that is not there or has no dates.
    """
    if named is not None:
        if named not in frame.columns:
            raise UsageError(f"--date-column {named}: there is no such column (kept: {', '.join(kept) or 'none'})")
        if moments(frame[named]).notna().mean() < MOST:
            raise UsageError(f"--date-column {named}: most of its values are no dates; write them as 2024-05-31")
        return named
    likely = [name for name in kept if any(part in name.lower() for part in NAMES)]
    named_so = next((name for name in likely if moments(frame[name]).notna().mean() >= MOST), None)
    return named_so or next((name for name in kept if _iso(frame[name]).notna().mean() >= MOST), None)


def _iso(values: pd.Series) -> pd.Series:
    """Moments of texts with month and day, as ISO 8601 has them."""
    import pandas as pd

    if pd.api.types.is_numeric_dtype(values):
        return pd.Series(pd.NaT, index=values.index)
    texts = values.map(str, na_action="ignore").astype("string")
    return pd.to_datetime(
        texts.where(texts.str.match(r"\d{4}-\d\d-\d\d", na=False)), errors="coerce", utc=True, format="ISO8601"
    )


def moments(values: pd.Series) -> pd.Series:
    """Moments in UTC; missing where a value is no date, or one whose day and month may be swapped."""
    import pandas as pd

    if not pd.api.types.is_datetime64_any_dtype(values):
        texts = values.map(str, na_action="ignore")
        if pd.api.types.is_numeric_dtype(values):
            return pd.Series(pd.NaT, index=values.index)
        plain = texts.where(~texts.astype("string").str.match(AMBIGUOUS, na=False))
        found = pd.to_datetime(plain, errors="coerce", utc=True, format="ISO8601")
        rest = plain.where(found.isna())
        return found.fillna(pd.to_datetime(rest, errors="coerce", utc=True, format="mixed"))
    return pd.to_datetime(values, errors="coerce", utc=True)


def labels(values: pd.Series, period: str) -> pd.Series:
    """Each moment's day, week (its first day), month, quarter or year as text, in an order that texts have too."""
    found = moments(values).dt.tz_localize(None)
    if period == "week":
        # ISO 8601: from Monday.
        return found.dt.to_period("W").dt.start_time.dt.strftime("%Y-%m-%d")
    return found.dt.to_period(FREQUENCY[period]).astype("string").where(found.notna())
