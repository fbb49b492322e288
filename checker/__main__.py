"""``python -m checker``, and the command ``checker``."""

from __future__ import annotations

import sys
from typing import NoReturn


def run() -> NoReturn:
    """Run the command.

    An installation that cannot be imported ends with 70 (a fault of ours), never with 1 (findings).
    """
    try:
        from .cli import main
    except ImportError as error:
        sys.exit(_broken(error))
    main()
    raise AssertionError


def _broken(error: ImportError) -> int:
    if sys.stderr is not None:
        print(f"checker: the installation is broken ({error}): install headline-checker again", file=sys.stderr)
    return 70


if __name__ == "__main__":
    run()
