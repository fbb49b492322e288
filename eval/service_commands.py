"""``python -m eval html``, ``bench-service`` and ``soak-service``."""

from __future__ import annotations

from pathlib import Path

import click

DATA = click.option(
    "--data-dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="../shared/data",
    show_default=True,
)
MODEL = click.option("--model", type=click.Choice(["standard", "compact"]), default="standard", show_default=True)


@click.command("html")
@DATA
@click.option("--headlines", is_flag=True, help="Print every headline too, to be read by eye.")
def html_pages(data_dir: Path, headlines: bool) -> None:
    """How well web pages are read: token F1 of the text on 45 pages, ours and trafilatura's own; their headlines."""
    from .pages import measure

    rows = []
    click.echo("ours   trafilatura  its best")
    for row in measure(data_dir / "html"):
        rows.append(row)
        click.echo(
            f"{row.ours:.3f}  {row.theirs:.3f}        {row.best:.3f}     "
            f"{row.url}{f'  NOT A STORY: {row.lacks}' if row.lacks else ''}"
        )
        for source, text in row.headlines if headlines else ():
            click.echo(f"           {source}: {text}")
    mean = [sum(getattr(row, name) for row in rows) / len(rows) for name in ("ours", "theirs", "best")]
    click.echo(f"{mean[0]:.4f} {mean[1]:.4f}       {mean[2]:.4f}    mean of {len(rows)} pages")


@click.command("bench-service")
@DATA
@MODEL
@click.option(
    "--requests", type=click.IntRange(min=20), default=100, show_default=True, help="For each number of clients."
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    multiple=True,
    default=(1,),
    show_default=True,
    help="Processes; repeat to compare.",
)
@click.option("--runtime", default="auto", show_default=True)
def bench_service(data_dir: Path, model: str, requests: int, workers: tuple[int, ...], runtime: str) -> None:
    """Seconds and requests a second of `checker serve`: 400-word articles from 1, 8 and 32 clients,
    and retyped headlines.
    """
    from .service_bench import bench

    for count in workers:
        click.echo(f"{model}, {runtime}, {count} worker{'s' if count > 1 else ''}")
        for row in bench(data_dir, model, count, requests, runtime):
            click.echo(
                f"  {row.name:<38} p50 {row.p50 * 1000:6.0f} ms  p95 {row.p95 * 1000:6.0f} ms  {row.rate:6.1f}/s  "
                f"({row.requests} requests)"
                if row.requests
                else f"  {row.name}"
            )


@click.command("soak-service")
@MODEL
@click.option("--requests", type=click.IntRange(min=100), default=10_000, show_default=True)
@click.option("--clients", type=click.IntRange(min=1), default=32, show_default=True)
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True)
@click.option(
    "--bad",
    type=click.FloatRange(0, 1),
    default=0.1,
    show_default=True,
    help="Share that is malformed, oversized or abandoned.",
)
@click.option("--pool", type=click.IntRange(1, 500), default=150, show_default=True, help="Different articles.")
def soak_service(model: str, requests: int, clients: int, workers: int, bad: float, pool: int) -> None:
    """Many requests, some of them bad; then the service is stopped under load.
    Exit status 1 where anything is amiss.
    """
    from .service_soak import soak

    found = soak(requests, clients, model, workers, bad, pool)
    statuses = ", ".join(f"{status or 'left'}: {count}" for status, count in sorted(found.statuses.items()))
    click.echo(
        f"{sum(found.statuses.values())} requests from {clients} clients: {statuses}; 429 and sent again: "
        f"{found.refused}"
    )
    click.echo(f"memory, MB: {' '.join(f'{value:.0f}' for value in found.megabytes)}")
    click.echo(
        f"answers that differ from the checker's: {len(found.wrong)}; bad requests with another status than theirs: "
        f"{len(found.unexpected)}"
    )
    for line in (*found.wrong[:5], *found.unexpected[:5]):
        click.echo(f"  {line}")
    stop = ", ".join(f"{name}: {count}" for name, count in sorted(found.after_stop.items()))
    click.echo(f"stopped under load: {stop}; exit status {found.exit_status}")
    failed = any(status >= 500 for status in found.statuses) or found.wrong or found.unexpected
    lost = {name for name in found.after_stop if name not in ("200", "429", "503", "refused: nobody listens")}
    if failed or lost or found.exit_status:
        raise SystemExit(1)
