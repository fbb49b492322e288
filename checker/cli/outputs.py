"""Where reports go, in which formats: standard output and files, several in one run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import click

from ..errors import UsageError
from ..report.formats import FORMATS, format_of
from ..report.setting import Renderer, Setting
from .streams import say_rendered, terminal_style

if TYPE_CHECKING:
    from ..article import Article
    from ..report import Report

# Where a format tells paths from, besides the working directory: the checkout, in the words of the build server.
ROOTS = {"github": "GITHUB_WORKSPACE", "sarif": "GITHUB_WORKSPACE", "gitlab": "CI_PROJECT_DIR"}
SUMMARY = "GITHUB_STEP_SUMMARY"
# GitHub takes 1 MiB of a step.
SUMMARY_LIMIT = 1_048_576


@dataclass(frozen=True)
class Wanted:
    """An output that is asked for.

    Attributes:
        format: a key of :data:`~checker.report.formats.FORMATS`.
        path: its file; ``None`` for standard output.
        append: behind what the file has.
        limit: bytes that it may have.
    """

    format: str
    path: str | None = None
    append: bool = False
    limit: int | None = None


def named_formats(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[Wanted, ...]:
    """``FORMAT`` or ``FORMAT=FILE``, each as it is asked for."""
    wanted = []
    for value in values:
        name, equals, path = value.partition("=")
        if name not in FORMATS:
            from difflib import get_close_matches

            near = get_close_matches(name, FORMATS, 1)
            hint = f"did you mean `{near[0]}`?" if near else f"formats: {', '.join(FORMATS)}"
            raise click.BadParameter(f"no format `{name:.60}`; {hint}")
        if equals and not path:
            raise click.BadParameter(f"`{value}` names no file: give `{name}=FILE`, or `{name}` for standard output")
        wanted.append(Wanted(name, None if path in ("", "-") else path))
    return tuple(wanted)


def wanted_outputs(formats: Sequence[Wanted], output: str | None, environment: Mapping[str, str]) -> tuple[Wanted, ...]:
    """Every output of a run.

    Args:
        formats: those that are named.
        output: the file of the one that has none; without one its ending says the format.
        environment: GitHub names the file of the job's summary in it.

    Raises:
        click.UsageError: two would be written to one place, ``output`` is for none of them,
            or its ending for no format.
    """
    found = list(formats)
    if output == "-":
        output = None
    if not found:
        found = [Wanted(_by_ending(output) if output else "text", output)]
    elif output is not None:
        without = [number for number, item in enumerate(found) if item.path is None]
        if not without:
            raise click.UsageError(f"-o {output}: every format has a file of its own already")
        found[without[0]] = Wanted(found[without[0]].format, output)
    places = [os.path.realpath(item.path) if item.path else "standard output" for item in found]
    for place in places:
        if places.count(place) > 1:
            raise click.UsageError(
                f"two formats for {place}: give one of them another file, as in --output-format sarif=report.sarif"
            )
    summary = environment.get(SUMMARY)
    if summary and any(item.format == "github" for item in found):
        had = os.path.getsize(summary) if os.path.exists(summary) else 0
        found.append(Wanted("markdown", summary, append=True, limit=max(0, SUMMARY_LIMIT - had)))
    return tuple(found)


def _by_ending(output: str) -> str:
    found = "text" if _is_special(output) else format_of(output)
    if found is None:
        endings = (f"{suffix} ({name})" for name, form in FORMATS.items() for suffix in form.suffixes)
        raise click.UsageError(
            f"-o {output}: no format has this ending; known: {', '.join(endings)}; or name one: "
            f"--output-format FORMAT={output}"
        )
    return found


@dataclass
class _Open:
    """An output that is being written.

    Attributes:
        part: what its document is written to first, so that no half of it is ever seen.
    """

    renderer: Renderer
    wanted: Wanted
    stream: IO[str] | None = None
    part: str | None = None

    def open(self) -> None:
        path = self.wanted.path
        if path is None:
            return
        with _blaming(self.wanted):
            if not (self.wanted.append or FORMATS[self.wanted.format].at_once or _is_special(path)):
                folder, name = os.path.split(os.path.realpath(path))
                part = os.path.join(folder, f".{name}.{os.getpid()}.part")
                # A folder in which nothing may be made can have a file that may be written.
                with suppress(OSError):
                    self.stream, self.part = open(part, "w", encoding="utf-8", newline="\n"), part  # noqa: SIM115
                    return
            self.stream = open(path, "a" if self.wanted.append else "w", encoding="utf-8", newline="\n")  # noqa: SIM115

    def write(self, text: str) -> None:
        if not text:
            return
        if self.stream is None:
            say_rendered(text, people=self.wanted.format in ("text", "concise"))
        else:
            with _blaming(self.wanted):
                self.stream.write(text)

    def finish(self, failures: Sequence[str]) -> None:
        for piece in self.renderer.finish(failures):
            self.write(piece)
        if self.stream is not None:
            with _blaming(self.wanted):
                self.stream.close()
                if self.part is not None and self.wanted.path is not None:
                    os.replace(self.part, os.path.realpath(self.wanted.path))
                    self.part = None

    def close(self) -> None:
        if self.stream is not None:
            with suppress(OSError):
                self.stream.close()
        if self.part is not None:
            with suppress(OSError):
                os.unlink(self.part)


class Outputs:
    """Open outputs: each report goes to all of them as it comes."""

    def __init__(self, outputs: Sequence[_Open]) -> None:
        self._outputs = outputs

    def add(self, report: Report, article: Article | None = None) -> None:
        """Write a report.

        Raises:
            OutputError: standard output cannot be written.
            UsageError: a file cannot.
        """
        for output in self._outputs:
            output.write(output.renderer.add(report, article))

    def finish(self, failures: Sequence[str] = ()) -> None:
        """Write what remains. Raises as :meth:`add`."""
        for output in self._outputs:
            output.finish(failures)


@contextmanager
def open_outputs(
    wanted: Sequence[Wanted], alone: bool, fail_on: str, environment: Mapping[str, str]
) -> Iterator[Outputs]:
    """Open every output; what is open is closed whatever happens.

    Args:
        wanted: see :func:`wanted_outputs`.
        alone: there is one report.
        fail_on: lowest severity that makes the run fail.
        environment: names the checkout on build servers, and whether there are colours.

    Raises:
        UsageError: a file cannot be written.
    """
    opened: list[_Open] = []
    try:
        for item in wanted:
            setting = Setting(
                alone=alone,
                style=terminal_style(environment) if item.path is None and item.format == "text" else None,
                width=shutil.get_terminal_size((100, 24)).columns if item.path is None else 100,
                root=environment.get(ROOTS.get(item.format, ""), ""),
                fail_on=fail_on,
                limit=item.limit,
            )
            opened.append(_Open(FORMATS[item.format].make(setting), item))
            opened[-1].open()
        yield Outputs(opened)
    finally:
        for output in opened:
            output.close()


def is_output(path: str | os.PathLike[str], wanted: Iterable[Wanted]) -> bool:
    """Is it a file that this run writes? A report among the drafts is none of them."""
    found = os.path.realpath(path)
    return any(item.path is not None and os.path.realpath(item.path) == found for item in wanted)


def refuse_inputs(paths: Sequence[str], wanted: Iterable[Wanted]) -> None:
    """What is read is not written over.

    Raises:
        click.UsageError: a file among the paths is an output too,
            or an output in a folder among them is a text that is no report.
    """
    for item in wanted:
        if item.path is None or item.append or _is_special(item.path) or not os.path.exists(item.path):
            continue
        found = os.path.realpath(item.path)
        for path in paths:
            same = os.path.isfile(path) and os.path.realpath(path) == found
            below = os.path.isdir(path) and os.path.commonpath([os.path.realpath(path), found]) == os.path.realpath(
                path
            )
            if same or (below and _may_be_a_story(found)):
                raise click.UsageError(f"{item.path}: is read, and would be written over: give the report another name")


def _may_be_a_story(path: str) -> bool:
    """A text that is there already, and none that checker has written."""
    if os.path.splitext(path)[1].lower() not in (".txt", ".text", ".md", ".markdown"):
        return False
    from ..reading import ours_at

    return ours_at(path) is None


def _is_special(path: str) -> bool:
    """A device or a pipe: it is written, not replaced."""
    return os.path.exists(path) and not os.path.isfile(path)


@contextmanager
def _blaming(wanted: Wanted) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"{wanted.path}: cannot be written: {error.strerror or error}") from None
