"""``checker serve``: the checker over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..errors import require_extra
from .model_options import load_options, model_options


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen at; 0.0.0.0: every one that the machine has.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen at; 0: any free one."
)
@click.option("--feedback", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE",
              help="JSON Lines file that feedback is added to; without it none is taken.")  # fmt: skip
@model_options
def serve(host: str, port: int, feedback: Path | None, model: str, **options: Any) -> None:
    """Check headlines over HTTP, and on a page at /."""
    require_extra("checker serve", ("fastapi", "uvicorn"), "serve")
    import uvicorn

    from ..pipeline import Checker
    from ..service.app import make_app

    app = make_app(Checker(model, **load_options(options)), feedback=feedback)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
