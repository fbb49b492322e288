"""Which articles are for fitting and which measure, where one set has to serve both."""

from __future__ import annotations

import re
import zlib

KEY_LETTERS = 150


def fits_the_score(body: str) -> bool:
    """Whether an article of XSumFaith's validation part is for fitting the score on: half of them are,
    and measure nothing.

    FRANK's are the same articles in another spelling, so that the words alone decide.
    """
    words = " ".join(re.findall(r"[^\W_]+", body.lower()))
    return zlib.crc32(words[:KEY_LETTERS].encode()) % 2 == 0
