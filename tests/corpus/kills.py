"""A run that is killed at many random points: ``python -m tests.corpus.kills 50``.

No test: each kill costs some seconds; the suite has five.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from .test_engine import kills


def main() -> None:
    """Kill, go on, compare; an assertion fails where a byte differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=50)
    parser.add_argument("--rows", type=int, help="of the corpus; four a kill by default")
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        kills(Path(folder), options.count, options.seed, -(-(options.rows or 4 * options.count) // 5) * 5)
    print(f"killed {options.count} times, gone on, and all bytes are the same")


if __name__ == "__main__":
    main()
