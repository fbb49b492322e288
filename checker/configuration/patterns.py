"""Which files of a folder are articles' files, by patterns as in ``.gitignore``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# What stands beside stories and is none (of files that begin with _ too: templates and pages of sections);
# compared in small letters. Whole names, since a story may well be called licence-fee-to-rise.md.
NEVER = (
    "readme.* readme_* readme changelog.* changelog changes.* history.* license.* license-mit.* license-apache.* "
    "licence.* copying.* notice.* authors.* contributing.* contributors.* code_of_conduct.* security.* support.* "
    "maintainers.* governance.* install.* todo.* agents.md _*.md _*.markdown _*.txt requirements*.txt "
    "constraints*.txt robots.txt humans.txt cmakelists.txt package.json package-lock.json tsconfig*.json "
    "composer.json manifest.json checker-baseline.json node_modules/ __pycache__/ venv/ site-packages/"
).split()


class Patterns:
    """What a configuration says of files by their names.

    Args:
        include: take only files that fit one; all where empty.
        exclude: leave these out, beside :data:`NEVER`; one with ``!`` takes in what an earlier one leaves out.
    """

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
        self.include, self.exclude = tuple(include), tuple(exclude)

    @cached_property
    def _specs(self) -> tuple[GitIgnoreSpec, GitIgnoreSpec, GitIgnoreSpec]:
        return _spec(tuple(NEVER)), _spec(self.exclude), _spec(self.include)

    def takes(self, path: str, folder: bool = False) -> bool:
        """Is a file (or a folder, to look into) to be taken?

        Args:
            path: from the configuration's folder, with ``/``.
            folder: it is one.
        """
        never, exclude, include = self._specs
        path = f"{path}/" if folder else path
        left_out = exclude.check_file(path).include
        if left_out is None:
            left_out = never.check_file(path.lower()).include
        return not left_out and (folder or not self.include or include.match_file(path))


def fits(path: str, patterns: Sequence[str]) -> bool:
    """Does a path fit one of these patterns?"""
    return _spec(tuple(patterns)).match_file(path)


@lru_cache(64)
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
