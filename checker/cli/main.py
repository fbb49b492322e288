"""The command group; each subcommand is a module of this package."""

from __future__ import annotations

import errno
import sys
import traceback
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

import click

from .._version import __version__
from ..errors import CheckerError
from ..visible import in_one_line
from .baseline import baseline
from .batch import batch
from .check import check
from .compare import compare
from .config import config, init
from .exit_status import HELP, ExitStatus
from .fix import fix
from .lsp import lsp
from .mcp import mcp
from .models import models
from .rules import explain, rules
from .schema import schema
from .serve import serve
from .streams import OutputError, complain, flush, ready
from .summary import summary
from .wordpress import wordpress

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class _Group(click.Group):
    """Ends with a status of :class:`ExitStatus` whatever happens,
    and with one line where it is not the user's doing.
    """

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        ready()
        # Not click's own mode: it ends with 1, which here means findings.
        extra["standalone_mode"] = False
        sys.exit(self._status(args, prog_name, extra))

    def _status(self, args: Sequence[str] | None, prog_name: str | None, extra: dict[str, Any]) -> int:
        try:
            status = self._run(args, prog_name, extra)
            flush()
        except OutputError as error:
            if error.status is not ExitStatus.PIPE_CLOSED:
                complain(f"checker: {error}")
            return error.status
        return status

    def _run(self, args: Sequence[str] | None, prog_name: str | None, extra: dict[str, Any]) -> int:
        stdout, stderr = sys.stdout, sys.stderr
        try:
            status = super().main(args, prog_name, **extra)
        except SystemExit as leaving:
            # click puts something else in the place of an output whose reader has gone, and ends with 1.
            status = leaving.code if sys.stdout is stdout else ExitStatus.PIPE_CLOSED
        except click.ClickException as error:
            complain(_message(error))
            return error.exit_code
        except CheckerError as error:
            complain(f"checker: {in_one_line(str(error))}")
            return ExitStatus.BAD_INPUT
        except (click.Abort, KeyboardInterrupt):
            complain("checker: interrupted")
            return ExitStatus.INTERRUPTED
        except OutputError:
            raise
        except Exception as error:
            if isinstance(error, OSError):
                if _in_click(error):  # its own help and version
                    raise OutputError(error) from None
                if error.filename is not None or error.errno in NO_ROOM:
                    complain(f"checker: {error.filename or 'a file'}: {error.strerror}")
                    return ExitStatus.BAD_INPUT
            complain("".join(traceback.format_exception(error)).rstrip())
            complain(
                "checker: a fault of ours, please report it with the lines above:"
                f" {type(error).__name__}: {' '.join(str(error).split())}"
            )
            return ExitStatus.FAULT
        finally:
            sys.stdout, sys.stderr = stdout, stderr
        return ExitStatus.CLEAN if status is None else status if isinstance(status, int) else ExitStatus.FAULT


def _in_click(error: OSError) -> bool:
    return Path(traceback.extract_tb(error.__traceback__)[-1].filename).parent == Path(click.__file__).parent


def _message(error: click.ClickException) -> str:
    """As click shows it."""
    text = StringIO()
    error.show(text)
    return text.getvalue().rstrip()


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=HELP.replace("  70 ", "  3    of batch: finished, with failed rows\n  70 ", 1),
)
@click.version_option(__version__, prog_name="checker")
def main() -> None:
    """Compare what a news headline claims with what the article's body says.

    \b
    checker check article.txt      one article: first line headline, rest body
    checker check -                the same from standard input
    checker fix article.txt        the headline mended, as a diff; --write puts it into the file
    checker batch news.csv -o results.parquet   a corpus: a table of results, resumable
    checker summary results.parquet             what that table says
    checker compare old.parquet new.parquet     what changed between two of them
    checker init                   a configuration file to fill in
    checker serve                  the same over HTTP, and on a page in the browser
    checker explain RULE[/CHECK]   what a rule looks for, with examples
    """


main.add_command(check)
main.add_command(fix)
main.add_command(batch)
main.add_command(summary)
main.add_command(compare)
main.add_command(serve)
main.add_command(init)
main.add_command(config)
main.add_command(baseline)
main.add_command(wordpress)
main.add_command(rules)
main.add_command(explain)
main.add_command(schema)
main.add_command(models)
main.add_command(lsp)
main.add_command(mcp)
