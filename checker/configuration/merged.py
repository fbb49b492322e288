"""What is in force for an article: command line, then environment, then the nearest file, then what is built in;
and where each is from.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..article import Article, Fields
from ..errors import CheckerError, InputError, UsageError
from ..nli.load import kind_of
from ..settings import Settings
from .environment import from_environment, variable
from .files import ConfigurationFile, file_in, read_configuration
from .keys import ADDING, KEYS, ArticleKeys, nearest
from .patterns import Patterns, fits
from .problems import told

COMMAND_LINE, DEFAULT = "command line", "default"


@dataclass(frozen=True)
class Configuration:
    """What is in force for some articles.

    Attributes:
        keys: the values.
        where: where each is from, by its key: the command line, a variable, file and line, or the default.
    """

    keys: ArticleKeys
    where: Mapping[str, str]

    @cached_property
    def settings(self) -> Settings:
        """What articles are checked with.

        Raises:
            UsageError: no such model, labels that are none, or no rule is left to run; names where the value is from.
        """
        key = "model"
        try:
            kind_of(self.keys.model)
            key = "labels" if self.keys.labels else "select" if self.keys.select else "ignore"
            return self.keys.settings()
        except CheckerError as error:
            from ..nli.embedded import embedded_names

            near = nearest(self.keys.model, embedded_names()) if key == "model" else ""
            way_out = f" ({near})" if near.startswith("did") else ""
            if self.where[key] in (COMMAND_LINE, DEFAULT):
                raise
            raise UsageError(f"{self.where[key]}: `{key}`: {error}{way_out}") from None

    @property
    def fields(self) -> Fields:
        """Where headline and body stand."""
        return Fields(tuple(self.keys.headline_fields), tuple(self.keys.body_fields))

    def reasoned(self, article: Article) -> Article:
        """The article, whose acceptances say why where the configuration wants that.

        Raises:
            InputError: one does not.
        """
        if self.keys.require_reason:
            for item in article.accept:
                if item.reason is None:
                    raise InputError(
                        f"{article.origin or 'article'}: accepts `{item.rule}` without a reason: "
                        f"give one (`require-reason`: {self.where['require-reason']})"
                    )
        return article


class Configurations:
    """The configurations of the files of a run; each is worked out once.

    Args:
        given: values of the command line, by their keys.
        file: the one file for all, in place of the nearest of each.
        search: look for files at all.

    Raises:
        UsageError: the environment or the file is wrong.
    """

    def __init__(self, given: Mapping[str, Any] | None = None, file: Path | None = None, search: bool = True) -> None:
        self._given = _refused(given or {})
        self._environment = from_environment()
        self._fixed = None if file is None else read_configuration(file)
        self._file, self._search = file, search
        self._files: dict[Path, ConfigurationFile | None] = {}
        self._patterns: dict[Path | None, Patterns] = {}
        self._known: dict[tuple[Path | None, tuple[int, ...]], Configuration] = {}

    def anew(self) -> Configurations:
        """The same command line, with files and environment as they are now, for who runs on while they change.

        Raises as the class.
        """
        return Configurations(self._given, self._file, self._search)

    def file_of(self, folder: str | Path) -> ConfigurationFile | None:
        """The file that counts in a folder.

        Raises:
            UsageError: it is wrong.
        """
        if self._fixed is not None or not self._search:
            return self._fixed
        try:
            folder = Path(os.path.abspath(folder))
        except OSError:  # the working folder has been deleted
            return None
        passed: list[Path] = []
        for above in (folder, *folder.parents):
            if above not in self._files:
                passed.append(above)
                self._files[above] = file_in(above)
            if self._files[above] is not None:
                break
        # What was passed on the way up has the same.
        self._files.update(dict.fromkeys(passed, self._files[above]))
        return self._files[folder]

    def of(self, path: str | Path | None) -> Configuration:
        """What is in force for the articles of a file; ``None`` stands for standard input, and a program's text,
        in the working folder.

        Raises:
            UsageError: its configuration file is wrong.
        """
        if path is None:
            return self.of_folder()
        file = self.file_of(os.path.dirname(path) or ".")
        chosen: tuple[int, ...] = ()
        if file is not None:
            inside = _inside(path, file.folder)
            chosen = tuple(n for n, item in enumerate(file.keys.overrides) if fits(inside, item.paths))
        return self._for(file, chosen)

    def of_folder(self, folder: str | Path = ".") -> Configuration:
        """What is in force for a folder, but for its file's overrides. Raises as :meth:`of`."""
        return self._for(self.file_of(folder), ())

    def patterns_in_force(self, file: ConfigurationFile | None) -> dict[str, tuple[list[str], str]]:
        """Which files of a folder are taken, and where that is from."""
        found: dict[str, tuple[list[str], str]] = {}
        for key in ("include", "exclude"):
            given = file is not None and key in file.keys.model_fields_set
            values: list[str] = getattr(file.keys, key) if file is not None else []
            found[key] = values, file.where(key) if file is not None and given else DEFAULT
        return found

    def _for(self, file: ConfigurationFile | None, chosen: tuple[int, ...]) -> Configuration:
        key = (None if file is None else file.path, chosen)
        if key not in self._known:
            self._known[key] = self._merged(file, chosen)
        return self._known[key]

    def takes(self, path: str | Path, folder: bool = False) -> bool:
        """Is a file that is found in a folder one of articles, or a folder to be looked into?

        Raises:
            UsageError: its configuration file is wrong.
        """
        file = self.file_of(os.path.dirname(path) or ".")
        where = None if file is None else file.path
        if where not in self._patterns:
            self._patterns[where] = Patterns() if file is None else Patterns(file.keys.include, file.keys.exclude)
        if not folder and os.path.abspath(path) in self._baselines(file):
            return False
        inside = os.path.basename(path) if file is None else _inside(path, file.folder)
        return self._patterns[where].takes(inside, folder)

    def _baselines(self, file: ConfigurationFile | None) -> set[str]:
        """Files that are no articles, but say what is accepted."""
        own = [] if file is None else [file.keys, *file.keys.overrides]
        named = [self._given.get("baseline"), self._environment.get("baseline"), *(keys.baseline for keys in own)]
        return {os.path.abspath(name) for name in named if name}

    def _merged(self, file: ConfigurationFile | None, chosen: tuple[int, ...]) -> Configuration:
        values: dict[str, Any] = {}
        where = dict.fromkeys(KEYS, DEFAULT)
        if file is not None:
            for key, value in file.given(file.keys).items():
                values[key], where[key] = value, file.where(key)
            for number in chosen:
                for key, value in file.given(file.keys.overrides[number]).items():
                    own = file.where("overrides", number, key)
                    values[key], where[key] = _added(key, values, value), _both(key, where[key], own)
        for key, value in self._environment.items():
            values[key], where[key] = value, f"environment variable {variable(key)}"
        for key, value in self._given.items():
            values[key], where[key] = value, COMMAND_LINE
        return Configuration(ArticleKeys.model_validate(values), where)


def _refused(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the command line, if they are such.

    Raises:
        UsageError: one is not.
    """
    try:
        ArticleKeys.model_validate(given)
    except ValidationError as error:
        problem = next(told(error))
        raise UsageError(f"--{problem.path[0]}: {problem.message}") from None
    return dict(given)


def _added(key: str, values: Mapping[str, Any], own: Any) -> Any:
    """An override's value beside the file's: lists of what to leave alone add up, tables by their keys;
    all else takes its place.
    """
    if key in ADDING:
        return [*values.get(key, ()), *own]
    return {**values.get(key, {}), **own} if isinstance(own, dict) else own


def _both(key: str, before: str, own: str) -> str:
    adds = key in ADDING or key == "severities"
    return f"{before}, and {own}" if adds and before != DEFAULT else own


def _inside(path: str | Path, folder: Path) -> str:
    """A path from a folder on, with ``/``; as it is where it lies elsewhere."""
    whole = os.path.abspath(path)
    try:
        found = os.path.relpath(whole, folder)
    except ValueError:  # another drive
        return Path(whole).name
    return Path(whole).name if found.startswith(os.pardir) else found.replace(os.sep, "/")
