"""Configuration files: found in a folder, read, and refused with the line of what is wrong."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..errors import UsageError
from .keys import KEYS, PATHS, ArticleKeys, FileKeys, Override
from .lines import line_of
from .problems import told
from .toml_problems import toml_problem

NAME = "checker.toml"
PROJECT = "pyproject.toml"
TABLE = ("tool", "checker")
MAX_LENGTH = 1_000_000


@dataclass(frozen=True)
class ConfigurationFile:
    """A configuration file.

    Attributes:
        path: where it is.
        text: what it says.
        table: where in it our keys stand: nowhere, or below ``tool.checker``.
        keys: the values; paths in them written out from the file's folder.
    """

    path: Path
    text: str
    table: tuple[str, ...]
    keys: FileKeys

    @property
    def folder(self) -> Path:
        """From where its paths and patterns count."""
        return self.path.parent

    @cached_property
    def _lines(self) -> dict[tuple[str | int, ...], int | None]:
        return {}

    def where(self, *path: str | int) -> str:
        """File and line of a key."""
        if path not in self._lines:
            self._lines[path] = line_of(self.text, (*self.table, *path))
        line = self._lines[path]
        return f"{self.path}: line {line}" if line else str(self.path)

    def given(self, keys: ArticleKeys) -> dict[str, Any]:
        """The values that stand in it (those of the file, or of one of its overrides), by their keys."""
        return {key: getattr(keys, name) for key, name in KEYS.items() if name in keys.model_fields_set}


def file_in(folder: Path) -> ConfigurationFile | None:
    """The configuration in a folder itself: ``checker.toml``, or a ``pyproject.toml`` that has a table for us.

    Raises:
        UsageError: it cannot be read, or is wrong.
    """
    own, project = folder / NAME, folder / PROJECT
    # os.path, since a Path's own questions raise where a folder may not be looked into.
    if os.path.isfile(own):
        return read_configuration(own)
    if os.path.isfile(project):
        text, value = _toml(project)
        if isinstance(value.get(TABLE[0]), dict) and TABLE[1] in value[TABLE[0]]:
            return _checked(project, text, TABLE, value[TABLE[0]][TABLE[1]])
    return None


def read_configuration(path: Path) -> ConfigurationFile:
    """A configuration file by its name; of a ``pyproject.toml`` its table for us.

    Raises:
        UsageError: it cannot be read, is no TOML, or has an unknown key, rule or value; names file,
            line and the nearest right one.
    """
    text, value = _toml(path)
    if path.name != PROJECT:
        return _checked(path, text, (), value)
    tools = value.get(TABLE[0])
    found = tools.get(TABLE[1]) if isinstance(tools, dict) else None
    if found is None:
        raise UsageError(f"{path}: has no table [tool.checker]: add one, or name a checker.toml")
    return _checked(path, text, TABLE, found)


def _toml(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_LENGTH + 1)
        if len(data) > MAX_LENGTH:
            raise UsageError(f"{path}: has more than {MAX_LENGTH / 1e6:.0f} MB: this is no configuration")
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return text, tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}: line {line}: is not UTF-8: save it as UTF-8 text") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: {toml_problem(text, error)}") from None


def _checked(path: Path, text: str, table: tuple[str, ...], value: Any) -> ConfigurationFile:
    if not isinstance(value, Mapping):
        line = line_of(text, table)
        raise UsageError(f"{path}: line {line}: [{'.'.join(table)}] must be a table")
    try:
        keys = FileKeys.model_validate(value, strict=True, by_alias=True, by_name=False)
    except ValidationError as error:
        problems = []
        for problem in told(error):
            line = _nearest_line(text, (*table, *problem.path))
            problems.append(f"line {line}: {problem.message}" if line else problem.message)
        raise UsageError(f"{path}: {'; '.join(problems)}") from None
    folder = Path(os.path.abspath(path)).parent
    overrides = [_from_folder(item, folder) for item in keys.overrides]
    return ConfigurationFile(
        folder / path.name, text, table, _from_folder(keys, folder).model_copy(update={"overrides": overrides})
    )


def _nearest_line(text: str, path: tuple[str | int, ...]) -> int | None:
    """The line of a key; of one that is missing, of what should have it."""
    found = (line_of(text, path[:length]) for length in range(len(path), 0, -1))
    return next((line for line in found if line is not None), None)


def _from_folder(keys: Any, folder: Path) -> Any:
    """The values with relative paths written out."""
    return keys.model_copy(update=dict(_paths(keys, folder)))


def _paths(keys: ArticleKeys, folder: Path) -> Iterator[tuple[str, str]]:
    for name in PATHS:
        value = getattr(keys, name)
        if name not in keys.model_fields_set or value is None:
            continue
        found = folder / os.path.expanduser(value)
        # A model's name may well be none of a folder's.
        if name != "model" or os.path.isdir(found):
            yield name, str(found)


__all__ = ["NAME", "PROJECT", "ConfigurationFile", "Override", "file_in", "read_configuration"]
