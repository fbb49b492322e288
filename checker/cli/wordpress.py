"""``checker wordpress``: the plug-in as a file that WordPress installs."""

from __future__ import annotations

from pathlib import Path

import click

from .streams import say


@click.command()
@click.argument("target", metavar="OUT.zip", type=click.Path(dir_okay=False, path_type=Path))
def wordpress(target: Path) -> None:
    """Write the WordPress plug-in to OUT.zip: install it under Plugins → Add New → Upload Plugin.

    It asks a running `checker serve`, whose address and key are set under Settings → Headline Checker.
    """
    from ..service.wordpress import write_plugin

    count = write_plugin(target)
    say(f"{target}: {count} files; in WordPress: Plugins → Add New → Upload Plugin, then Settings → Headline Checker")
