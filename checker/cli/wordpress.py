"""``checker wordpress``: the plug-in as a file that WordPress installs."""

from __future__ import annotations

from pathlib import Path
from zipfile import is_zipfile

import click

from .streams import say


@click.command()
@click.argument("target", metavar="OUT.zip", type=click.Path(dir_okay=False, path_type=Path))
def wordpress(target: Path) -> None:
    """Write the WordPress plug-in to OUT.zip: install it under Plugins → Add New → Upload Plugin.

    It asks a running `checker serve`, whose address and key are set under Settings → Headline Checker.
    """
    from ..errors import UsageError
    from ..service.wordpress import write_plugin

    if target.suffix.lower() != ".zip":
        raise UsageError(f"{target}: give a name that ends in .zip")
    if target.exists() and not is_zipfile(target):
        raise UsageError(f"{target}: is there already, and is no zip: choose another name")

    count = write_plugin(target)
    say(f"{target}: {count} files; in WordPress: Plugins → Add New → Upload Plugin, then Settings → Headline Checker")
