"""``checker serve``: the checker over HTTP."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError, require_extra
from .model_options import load_options, model_options, sensitivity_option
from .streams import complain

if TYPE_CHECKING:
    from ..thresholds import Sensitivity

KEY = "CHECKER_API_KEY"


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen at; 0.0.0.0: every one that the machine has.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen at.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="1: in this process, on all cores: quickest for one request. More: as many processes of one thread each.",
)
@click.option("--queue", type=click.IntRange(min=1), default=64, show_default=True,
              help="Requests held at once; one more is refused (429, with Retry-After).")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, metavar="SECONDS",
              help="What a request may take, waiting included (504 after it).")  # fmt: skip
@click.option("--max-request", type=click.IntRange(min=1000), default=2_000_000, show_default=True, metavar="BYTES",
              help="Size of a request, at most (413).")  # fmt: skip
@click.option("--max-body", type=click.IntRange(min=1000), default=200_000, show_default=True, metavar="CHARACTERS",
              help="Length of an article's body, at most (413).")  # fmt: skip
@click.option("--keep", type=click.FloatRange(min=1), default=900.0, show_default=True, metavar="SECONDS",
              help="How long a body of POST /v1/bodies is kept after it was last used.")  # fmt: skip
@click.option(
    "--feedback",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="FILE",
    help="JSON Lines file that feedback is added to, headline and body with it; without it none is taken.",
)
@click.option(
    "--allow-origin",
    multiple=True,
    metavar="ORIGIN",
    help="A web page's origin (https://cms.example) that may ask from a browser; repeat. None by default.",
)
@click.option(
    "--allow-host",
    multiple=True,
    metavar="NAME",
    help="A name by which browsers and others may call it (checker.example, *.example), beside localhost, "
    "the --host and addresses in numbers; *: any; repeat. With CHECKER_API_KEY and without this option: any.",
)
@click.option(
    "--access-log/--no-access-log",
    default=True,
    show_default=True,
    help="A line a request on standard error, without its texts.",
)
@click.option("--log-texts", is_flag=True, help="Write every request as it came into the log, drafts and all.")
@model_options
@sensitivity_option
def serve(
    host: str,
    port: int,
    workers: int,
    queue: int,
    timeout: float,
    max_request: int,
    max_body: int,
    keep: float,
    feedback: Path | None,
    allow_origin: tuple[str, ...],
    allow_host: tuple[str, ...],
    access_log: bool,
    log_texts: bool,
    model: str,
    sensitivity: Sensitivity,
    **options: Any,
) -> None:
    """Check headlines over HTTP (POST /v1/check; see /openapi.json), and on a page at /.

    It listens on this machine only unless --host says otherwise. With CHECKER_API_KEY in the environment every request
    must give that key. It has no TLS: put it behind a proxy that has where others reach it.
    """
    require_extra("checker serve", ("fastapi", "uvicorn", "prometheus_client"), "serve")
    from ..pipeline import Checker
    from ..service.hosts import own_names
    from ..service.limits import Limits
    from ..service.server import run_server
    from ..service.state import Options

    key = os.environ.get(KEY)
    if key is not None and not key.strip():
        raise UsageError(f"{KEY} is empty: give it a value, or unset it")
    checker = Checker(model, sensitivity=sensitivity, **load_options(options))
    # A model that cannot be used is told now, not at the first request.
    checker.loaded  # noqa: B018
    limits = Limits(request=max_request, body=max_body, queue=queue, seconds=timeout, kept=keep)
    hosts = (*own_names(host), *allow_host) if allow_host or key is None else ()
    service = Options(limits, workers, key, allow_origin, hosts, feedback, log_texts)
    run_server(checker, service, host, port, lambda address: complain(f"checker: listening at {address}"), access_log)
