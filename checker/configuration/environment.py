"""Configuration from environment variables: ``CHECKER_FAIL_ON=warning``, lists with commas;
an empty one is as none, since CI sets such.
"""

from __future__ import annotations

import os
from difflib import get_close_matches
from typing import Any

from ..errors import UsageError
from .keys import KEYS, ArticleKeys, spelled

PREFIX = "CHECKER_"
# Of the command itself.
OTHERS = ("CHECKER_CONFIG",)


def variable(key: str) -> str:
    """The variable of a key."""
    return PREFIX + key.replace("-", "_").upper()


def from_environment() -> dict[str, Any]:
    """The values that the environment gives, by their keys.

    Raises:
        UsageError: a value is none that the key can have, or a variable is nearly one of ours; names it.
    """
    ours = {variable(key) for key in KEYS}
    found = {name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in OTHERS}
    # What else is called so is somebody else's.
    for name in sorted(found):
        near = get_close_matches(name.upper(), ours, 1, 0.85)
        if near and name.upper() not in ours:
            raise UsageError(f"{name}: is no setting; did you mean `{near[0]}`?")
    return _read() if any(name.upper() in ours for name in found) else {}


def _read() -> dict[str, Any]:
    # Only where there is something to read: it takes a tenth of a second to import.
    from pydantic import ValidationError
    from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict

    from .problems import told

    class _Environment(BaseSettings, ArticleKeys):
        model_config = SettingsConfigDict(
            env_prefix=PREFIX, env_ignore_empty=True, enable_decoding=False, extra="forbid"
        )

    values = {
        name: _decoded(name, value)
        for name, value in EnvSettingsSource(_Environment)().items()
        if name in ArticleKeys.model_fields or name in KEYS
    }
    try:
        keys = ArticleKeys.model_validate({spelled(name): value for name, value in values.items()})
    except ValidationError as error:
        problem = next(told(error))
        name = variable(str(problem.path[0]))
        raise UsageError(f"{name}: {problem.message}") from None
    return {key: getattr(keys, name) for key, name in KEYS.items() if name in keys.model_fields_set}


def _decoded(name: str, value: Any) -> Any:
    """A list from commas, a table from ``rule=severity`` with commas; all else as it is written."""
    kind = ArticleKeys.model_fields[name.replace("-", "_")].annotation
    if not isinstance(value, str) or kind is None:
        return value
    pieces = [piece.strip() for piece in value.split(",") if piece.strip()]
    if getattr(kind, "__origin__", None) is list:
        return pieces
    if getattr(kind, "__origin__", None) is dict:
        pairs = [piece.partition("=") for piece in pieces]
        return {before.strip(): behind.strip() for before, _, behind in pairs}
    return value
