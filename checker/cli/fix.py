"""``checker fix``: mended headlines as a diff, or written into their files."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import CheckerError, InputError, UsageError
from ..visible import in_one_line, visible
from .acceptances import Acceptances
from .checking import STANDARD_INPUT, nothing_named
from .configuration_options import configuration_options, configurations
from .exit_status import HELP
from .model_options import model_options, sensitivity_option
from .reading import good
from .rule_options import rule_options
from .streams import at_terminal, complain, say_rendered, terminal_style
from .tally import Tally

if TYPE_CHECKING:
    from ..article import Article
    from ..configuration import Configuration, Configurations
    from ..report.types import Finding
    from ..rewriting import Mended
    from ..rewriting.files import Rewritten

SOURCE = "standard input"


@click.command(epilog=HELP)
@click.argument("paths", nargs=-1, metavar="[PATHS|-]...")
@click.option(
    "--write",
    is_flag=True,
    help="Write the mended headlines into the files, all else byte for byte as it is; links, owner and rights stay.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="Lowest severity of a finding, in the files as they are afterwards, that makes the exit status 1.",
)
@rule_options
@model_options
@sensitivity_option
@configuration_options
@click.option("-q", "--quiet", is_flag=True, help="Print the diff only; on standard error nothing but errors.")
def fix(
    paths: tuple[str, ...],
    write: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    quiet: bool,
    **_configured: Any,
) -> None:
    """Mend the headlines of PATHS: text, Markdown and JSON files, directories, or - for standard input.

    Shows what would change as a unified diff. An edit is offered only where it is exact (the body's number,
    the other actor, the body's "may" or "accused of") and the mended headline, checked again, has no such finding, no
    new one and no lower score. Read each: whether the body is right nobody but you knows. A finding that is accepted is
    left alone. What stands in the nearest checker.toml, or in [tool.checker] of pyproject.toml,
    counts where no option says otherwise.
    """
    from ..configuration.checkers import Checkers
    from ..reading import read_bytes
    from ..rewriting.files import Change
    from ..rules import choose

    choose(select, ignore)
    if not paths and at_terminal():
        raise click.UsageError("name the files or folders whose headlines are to be mended, or - for standard input")
    names = paths or (STANDARD_INPUT,)
    if write and STANDARD_INPUT in names:
        raise UsageError("--write needs files: standard input cannot be written; leave it out to see the diff")
    failures: list[str] = []
    tally = Tally()
    counts: Counter[str] = Counter()
    configured, checkers, acceptances = configurations(), Checkers(), Acceptances()
    for name, data in _files(names, configured, failures):
        own = configured.of(None if name == STANDARD_INPUT else name)
        articles = list(good(read_bytes(data, _source(name), _suffix(name), own.fields), own, failures))
        if not articles:
            continue
        mended = [_accepted(one, own, acceptances) for one in checkers.of(own.settings).mend_many(articles)]
        placed = _put(name, data, own, articles, mended, failures)
        written = not write or _written(name, data, placed.data, failures)
        _show(name, placed, articles, mended)
        done = [
            written and Change(article, one.headline) in placed.changes
            for article, one in zip(articles, mended, strict=True)
        ]
        for one, put in zip(mended, done, strict=True):
            # The exit status is about the files as they are now.
            tally.add(one.after if put and write else one.before, own.keys.fail_on)
        counts.update(_counts(mended, done))
        if not quiet:
            _say_what_is_left(mended)
    if not paths and not counts:
        raise click.UsageError(nothing_named(failures))
    if not quiet and counts:
        complain(_summary(counts, write))
    for message in failures:
        complain(f"checker: {in_one_line(message)}")
    tally.failed = bool(failures)
    sys.exit(tally.status())


def _accepted(one: Mended, own: Configuration, acceptances: Acceptances) -> Mended:
    """With what a baseline accepts marked; a headline whose edits would mend such a finding stays as it is."""
    before, after = acceptances.mark(one.before, own), acceptances.mark(one.after, own)
    stands = {finding.fingerprint for finding in before.findings if finding.accepted is not None}
    if any(finding.fingerprint in stands for finding in one.findings):
        return replace(one, before=before, after=before, findings=())
    return replace(one, before=before, after=after)


def _files(names: tuple[str, ...], configured: Configurations, failures: list[str]) -> Iterator[tuple[str, bytes]]:
    """Every file with its bytes; what cannot be read costs a line, and the others go on."""
    from ..reading import OwnOutputError, file_bytes, find_files, stream_bytes

    for name in names:
        try:
            if name == STANDARD_INPUT:
                yield name, stream_bytes(sys.stdin.buffer, SOURCE)
                continue
            for file in find_files(Path(name), configured.takes):
                if isinstance(file, OwnOutputError):
                    continue
                if isinstance(file, InputError):
                    failures.append(str(file))
                    continue
                try:
                    yield str(file), file_bytes(file)
                except InputError as error:
                    failures.append(str(error))
        except CheckerError as error:
            failures.append(str(error))
        except OSError as error:
            failures.append(f"{_source(name)}: cannot be read: {error.strerror or error}")


def _source(name: str) -> str:
    return SOURCE if name == STANDARD_INPUT else name


def _suffix(name: str) -> str:
    return "" if name == STANDARD_INPUT else Path(name).suffix.lower()


def _put(
    name: str, data: bytes, own: Configuration, articles: list[Article], mended: list[Mended], failures: list[str]
) -> Rewritten:
    """The file with its mended headlines; what has no place costs a line."""
    from ..rewriting.files import Change, rewrite, unchanged

    changes = [Change(article, one.headline) for article, one in zip(articles, mended, strict=True) if one.changed]
    if not changes:
        return unchanged(data)
    try:
        found = rewrite(data, _source(name), _suffix(name), changes, own.fields)
    except InputError as error:
        failures.append(str(error))
        return unchanged(data)
    failures += found.refused
    return found


def _written(name: str, read: bytes, data: bytes, failures: list[str]) -> bool:
    """Write the file where it changes; one that cannot be written costs a line, and the others go on."""
    from .replacing import replace_bytes

    try:
        if data != read:
            replace_bytes(Path(name), read, data)
    except InputError as error:
        failures.append(str(error))
        return False
    return True


def _show(name: str, placed: Rewritten, articles: list[Article], mended: list[Mended]) -> None:
    """Why each headline changes, then the file's diff."""
    if not placed.changes:
        return
    from ..report.text_format import plain

    style = terminal_style(os.environ) or plain
    for article, one in zip(articles, mended, strict=True):
        if any(change.article is article for change in placed.changes):
            for finding in one.findings:
                title = one.before.article.title()
                say_rendered(
                    style(in_one_line(f"{title}: {finding.rule}: {finding.message}"), "dim") + "\n", people=True
                )
    source = _source(name)
    lines = unified_diff(
        _lines(placed.before),
        _lines(placed.after),
        source,
        source,
        n=0,
    )
    for line in lines:
        colour = {"+": "green", "-": "red", "@": "dim"}.get(line[0], "bold")
        text = visible(line.removesuffix("\n"))
        say_rendered(style(text, "bold" if line.startswith(("---", "+++")) else colour) + "\n", people=True)
        if not line.endswith("\n"):
            say_rendered("\\ No newline at end of file\n", people=True)


def _lines(text: str) -> list[str]:
    """Lines with their ends; other separators than line ends are letters to a diff."""
    found = text.split("\n")
    return [line + "\n" for line in found[:-1]] + ([found[-1]] if found[-1] else [])


def _counts(mended: list[Mended], done: list[bool]) -> Counter[str]:
    """Each headline once, by what becomes of it."""
    found = Counter({"headlines": len(mended)})
    for one, put in zip(mended, done, strict=True):
        if one.changed and not put:
            found["as they were"] += 1
        elif one.changed:
            found["in part" if one.after.counting() else "whole"] += 1
        elif one.before.counting():
            found["left"] += 1
    return found


def _summary(counts: Counter[str], write: bool) -> str:
    verb = "mended" if write else "to mend"
    told = {
        f"{verb} in part": counts["in part"],
        "with findings that no exact edit mends": counts["left"],
        "with edits that could not be put into the file": counts["as they were"],
    }
    parts = [f"{counts['whole']:,} {verb}", *(f"{count:,} {what}" for what, count in told.items() if count)]
    return f"{counts['headlines']:,} headline{'s' * (counts['headlines'] != 1)}: {', '.join(parts)}"


def _say_what_is_left(mended: list[Mended]) -> None:
    for one in mended:
        left = ", ".join(_named(finding) for finding in one.after.counting())
        if left:
            complain(in_one_line(f"{one.after.article.title()}: no exact edit for {left}"))


def _named(finding: Finding) -> str:
    return f"{finding.rule} “{finding.headline_text}”"
