"""Values of every JSON and Python type, for tests of what callers may hand in."""

from __future__ import annotations

import datetime
import decimal
import fractions
import pathlib
import uuid
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "Council",
        "rejects",
        "runway",
        "the",
        "six",
        "killed",
        "9" * 400,
        "0" * 400,
        "1e999",
        "hundred " * 200,
        "said",
        "$",
        "%",
        ".",
        "“",
        "?",
        "\ud83d",
        "\u202e",
        "not",
        "Monday",
        "30 February",
        "1,000,000",
        "½",
        "²",
        "\n\n",
        "- ",
        "# ",
        "'",
        '"',
        "<b>",
        "&amp;",
        "Ferry",
        "burns",
        "of",
        "in",
    ]
)
TEXTS = st.one_of(
    st.text(alphabet=st.characters(), max_size=60),
    st.text(alphabet=st.characters(categories=("Nd", "Nl", "No", "Po", "Cs", "Cc", "Zs")), max_size=30),
    st.lists(WORDS, max_size=25).map(" ".join),
)
JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.builds(lambda: 10**5000),
        st.floats(),
        TEXTS,
        st.just("\udce9"),
        st.just("x" * 3000),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)


def one_line(error: Exception) -> None:
    """The message is one line of a length that can be read."""
    assert len(str(error).splitlines()) == 1
    assert len(str(error)) < 1_000


class Raising(dict[str, Any]):
    """A mapping of the caller's whose methods are broken."""

    def __contains__(self, _: object) -> bool:
        raise RuntimeError("broken \ud83d")

    def get(self, *_: Any) -> Any:
        raise RuntimeError("broken \ud83d")


class Shouting(str):
    """Text of the caller's with a mind of its own."""

    def __str__(self) -> str:
        raise RuntimeError("no")

    __repr__ = __str__


PYTHON = st.one_of(
    JSON,
    st.binary(max_size=5),
    st.datetimes(timezones=st.sampled_from([None, datetime.UTC])),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.decimals(),
    st.fractions(),
    st.complex_numbers(),
    st.uuids(),
    st.sampled_from(
        [
            pd.NA,
            pd.NaT,
            pd.Timestamp("2024-05-01 10:00"),
            pd.Timestamp("2024-05-01", tz="UTC"),
            pd.Period("2024-05"),
            pd.Timedelta("1D"),
            pd.Series([1, 2]),
            pd.DataFrame({"headline": ["a"]}),
            np.str_("Ferry burns"),
            np.int64(5),
            np.float32(1.5),
            np.float64("nan"),
            np.bool_(True),
            np.datetime64("2024-05-01"),
            np.datetime64("NaT"),
            np.bytes_(b"x"),
            np.array(["a"]),
            np.array(5),
            np.void(b"x"),
            np.longdouble(1),
            decimal.Decimal("sNaN"),
            fractions.Fraction(1, 3),
            pathlib.Path("a/caf\udce9.txt"),
            uuid.UUID(int=5),
            Raising(),
            Shouting("Ferry burns"),
            object(),
            int,
            len,
            ...,
            NotImplemented,
            range(3),
            {1, 2},
            frozenset(),
            memoryview(b"x"),
            (),
            ("a",),
            ("a", "b"),
            ("a", "b", "c"),
            iter(()),
            Exception("x"),
        ]
    ),
)
