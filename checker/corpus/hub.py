"""``datasets:NAME`` → files: a data set of the Hugging Face hub, or of what is in the cache,
that the user has named.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from ..errors import InputError, UsageError, require_extra

# Before the name of a data set of the hub.
PREFIX = "datasets:"
SAID = f"{PREFIX}NAME, {PREFIX}NAME:SPLIT or {PREFIX}NAME:CONFIGURATION:SPLIT"


def hub_files(name: str) -> Iterator[str]:
    """The files of a data set, which is fetched where it is not in the cache yet.

    Args:
        name: as the user wrote it; all splits where none is named.

    Raises:
        InputError: there is no such data set, or it cannot be fetched.
        MissingExtraError: without the extra ``eval``.
        UsageError: it is written in another way.
    """
    require_extra(name, ("datasets",), "eval")
    parts = name.removeprefix(PREFIX).split(":")
    if not 1 <= len(parts) <= 3 or not all(parts):
        raise UsageError(f"{name}: write {SAID}")
    configuration = parts[1] if len(parts) == 3 else None
    split = parts[-1] if len(parts) > 1 else None
    import datasets

    before = datasets.utils.logging.get_verbosity(), datasets.is_progress_bar_enabled()
    datasets.utils.logging.set_verbosity_error()
    datasets.disable_progress_bars()
    try:
        loaded = datasets.load_dataset(parts[0], configuration, split=split)
    # Of many kinds: of the hub, of the network, of the data.
    except Exception as error:
        offline = " (offline: HF_HUB_OFFLINE is set)" if os.environ.get("HF_HUB_OFFLINE") == "1" else ""
        raise InputError(f"{name}: cannot be loaded{offline}: {' '.join(str(error).split())[:300]}") from None
    finally:
        datasets.utils.logging.set_verbosity(before[0])
        if before[1]:
            datasets.enable_progress_bars()
    for one in loaded.values() if isinstance(loaded, dict) else [loaded]:
        for file in one.cache_files:
            yield str(file["filename"])
