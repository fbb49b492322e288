"""``python -m eval``: see ``--help``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from checker.cli.model_options import load_options, model_options

from .service_commands import bench_service, html_pages, soak_service

RUNS = Path("eval") / "runs"


class _Group(click.Group):
    """Turns our own errors into one line and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        from checker.errors import CheckerError

        from .suites import SuiteError

        try:
            return super().invoke(ctx)
        except (SuiteError, CheckerError) as error:
            click.echo(f"eval: {error}", err=True)
            ctx.exit(2)


@click.group(cls=_Group)
def main() -> None:
    """Measure the checker: run suites, compare runs, write the report."""


@main.command("list")
def list_all() -> None:
    """List the suites and the systems."""
    from .suites import GROUPS, SUITES
    from .systems import SYSTEMS

    click.echo("suites:")
    for suite in SUITES.values():
        click.echo(f"  {suite.name:<22} {suite.about}")
    for name, members in GROUPS.items():
        click.echo(f"  {name:<22} = {', '.join(members)}")
    click.echo("systems:")
    for system in SYSTEMS.values():
        click.echo(f"  {system.name:<22} {system.about}")


@main.command()
@click.argument("suite")
@click.option("--system", "system_name", default="checker", show_default=True, help="What answers; see `eval list`.")
@click.option("--data-dir", default="../shared/data", show_default=True, help="Folder with the tables, or `hub`.")
@click.option("--limit", type=click.IntRange(min=1), default=None, help="Only so many samples, drawn with the seed.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--runs", type=click.Path(path_type=Path), default=RUNS, show_default=True, help="Folder of the logs.")
@click.option(
    "--predictions",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Keep the model's predictions in this file: runs that judge the same pairs again are quick (and the seconds in"
    " their logs say nothing).",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@model_options
def run(
    suite: str,
    system_name: str,
    data_dir: str,
    limit: int | None,
    seed: int,
    runs: Path,
    predictions: Path | None,
    quiet: bool,
    model: str,
    **options: Any,
) -> None:
    """Run SUITE (or a group of suites) with a system; a run that was cut off goes on."""
    from .figures import figures
    from .runner import run_suite
    from .suites import find_suites
    from .systems import Models, find_system

    chosen, system = find_suites(suite), find_system(system_name)
    models = Models(model, predictions, **load_options(options))
    for one in chosen:
        done = run_suite(one, system, models, data_dir, runs, limit=limit, seed=seed, progress=not quiet)
        click.echo(f"{one.name} · {system.name} · {len(done.samples):,} samples · {done.path}")
        for item in figures(done):
            value = item.interval
            title = f"{item.group}: {item.name}" if item.group else item.name
            shown = f"{100 * value.value:6.1f}  ({100 * value.low:.1f}–{100 * value.high:.1f})"
            click.echo(f"  {title:<34} {shown}  n = {value.count:,}")


@main.command("compare")
@click.argument("run_a", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("run_b", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--resamples", type=click.IntRange(min=100), default=1000, show_default=True)
def compare_runs(run_a: Path, run_b: Path, resamples: int) -> None:
    """Compare two logs of the same suite on the samples that both have."""
    from .compare import compare
    from .run_log import read_log

    one, other = read_log(run_a), read_log(run_b)
    found, p = compare(one, other, resamples)
    click.echo(f"{one.spec.suite}: {one.spec.system} ({one.spec.model}) → {other.spec.system} ({other.spec.model})")
    for item in found:
        title = f"{item.group}: {item.name}" if item.group else item.name
        change = item.difference
        click.echo(
            f"  {title:<34} {100 * item.first:6.1f} → {100 * item.second:6.1f}   {100 * change.value:+.1f}"
            f" ({100 * change.low:+.1f} to {100 * change.high:+.1f})  p = {change.p:.3f}, adjusted {item.adjusted:.3f}"
        )
    click.echo(
        f"  {found[0].difference.count:,} samples; intervals and p by paired bootstrap, {resamples:,} resamples;"
    )
    click.echo(f"  adjusted: Holm, for the {len(found)} figures compared here")
    if p is not None:
        click.echo(f"  right and wrong answers differ with p = {p:.4f} (McNemar, exact)")


@main.command("freeze")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--model", default="standard", show_default=True)
@click.option("--data-dir", default="../shared/data", show_default=True, help="Folder with the tables.")
@click.option(
    "--predictions",
    type=click.Path(dir_okay=False, path_type=Path),
    default=RUNS / "frozen.sqlite",
    show_default=True,
    help="What the model says is remembered here.",
)
def freeze_reports(target: Path, model: str, data_dir: str, predictions: Path) -> None:
    """Write the whole reports of fixed articles to TARGET: before and after a change that must not change an answer."""
    from .frozen import freeze

    click.echo(f"{freeze(model, data_dir, predictions, target):,} reports: {target}")


@main.command("frozen-diff")
@click.argument("before", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("after", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--ignore", "ignored", multiple=True, metavar="FIELD", help="A field that may differ (repeat).")
@click.option("--show", type=int, default=40, show_default=True, help="Print at most so many differences.")
def frozen_diff(before: Path, after: Path, ignored: tuple[str, ...], show: int) -> None:
    """Compare two files of `freeze`, field by field; exit status 1 where they differ."""
    from itertools import islice

    from .frozen import differences

    found = differences(before, after, frozenset(ignored))
    shown = list(islice(found, show))
    for line in shown:
        click.echo(line)
    rest = sum(1 for _ in found)
    click.echo(f"{len(shown) + rest} differences")
    raise SystemExit(1 if shown else 0)


@main.command()
@click.option("--update", "pin", is_flag=True, help="Pin what was measured.")
@click.option(
    "--allow-lower", metavar="REASON", default=None, help="Pin lower figures too; the reason goes into CHANGELOG.md."
)
@click.option(
    "--predictions",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Keep the model's predictions there.",
)
def floors(pin: bool, allow_lower: str | None, predictions: Path | None) -> None:
    """Measure planted, seeds and sound, and fail where a figure fell below its floor in eval/floors.toml."""
    from . import floors as gate
    from .suites import SuiteError
    from .systems import Models

    if allow_lower is not None and not pin:
        raise SuiteError("--allow-lower is for --update")
    found = gate.measure(Models("standard", predictions).checker("full"))
    pinned, _ = gate.read_floors()
    for name, rows in found.items():
        for figure, count in rows.items():
            floor = pinned.get(name, {}).get(figure)
            click.echo(
                f"{name + ': ' + figure:<50} {count.right:>4} of {count.of:>3}"
                + (f"   floor {floor.right}" if floor else "")
            )
    if pin:
        gate.update(found, allow_lower)
    elif fallen := gate.lower(pinned, found):
        raise SuiteError("below the floor: " + "; ".join(fallen))


@main.command("operating-points")
@click.option("--model", default="standard", show_default=True, help="An embedded model.")
@click.option("--data-dir", default="../shared/data", show_default=True, help="Folder with the tables.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=None,
    help="Only so many sound headlines, and faulty ones of each kind.",
)
@click.option(
    "--predictions",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Keep the model's predictions there.",
)
@click.option("--write", "keep", is_flag=True, help="Write them into the model's calibration.json.")
def operating_points(model: str, data_dir: str, limit: int | None, predictions: Path | None, keep: bool) -> None:
    """Choose and measure the score's limits for `--sensitivity`."""
    from checker.nli import embedded_folder

    from .operating_points import measure, write
    from .systems import Models

    found = measure(Models(model, predictions).checker("full"), data_dir, limit)
    for name, point in found.items():
        click.echo(
            f"{name:<9} score below {point.score:.4f}: {point.recall:.1%} of faulty, "
            f"{point.false_alarms:.1f} of 1,000 sound"
        )
    if keep:
        write(embedded_folder(model), found)


@main.command()
@click.option("--model", default="standard", show_default=True, help="An embedded model, or a folder in our layout.")
@click.option("--runtime", type=click.Choice(["openvino"]), default="openvino", show_default=True)
@click.option("--data-dir", default="../shared/data", show_default=True, help="Folder with the tables.")
@click.option("--pairs", type=click.IntRange(min=1), default=600, show_default=True, help="Pairs of MNLI.")
@click.option("--articles", type=click.IntRange(min=1), default=400, show_default=True, help="Articles of the BBC.")
@click.option(
    "--predictions",
    type=click.Path(dir_okay=False, path_type=Path),
    default=RUNS / "parity.sqlite",
    show_default=True,
    help="What the models say is remembered here.",
)
def parity(model: str, runtime: Any, data_dir: str, pairs: int, articles: int, predictions: Path) -> None:
    """Compare a runtime's answers and reports with ONNX Runtime's."""
    from .parity import measure

    found = measure(model, runtime, data_dir, pairs, articles, predictions)
    click.echo(f"{model}, {runtime} against onnxruntime")
    click.echo(f"  {found.pairs} pairs: {100 * found.labels:.1f} % of labels the same,")
    click.echo(f"    probabilities differ by {found.shift:.4f} on average and {found.largest:.3f} at most")
    click.echo(f"  {found.articles} articles: {100 * found.verdicts:.2f} % of verdicts the same,")
    click.echo(
        f"    {100 * found.findings:.2f} % with the same findings, {100 * found.errors:.2f} % with the same errors,"
    )
    click.echo(f"    scores differ by {found.score:.4f} on average")


@main.command()
@click.option("--model", "models", multiple=True, help="Embedded model (repeat) [default: standard and compact].")
@click.option(
    "--runtime", "runtimes", multiple=True, help="onnxruntime or openvino (repeat) [default: those installed]."
)
@click.option("--data-dir", default="../shared/data", show_default=True, help="Folder with the tables.")
@click.option("--articles", type=click.IntRange(min=1), default=200, show_default=True, help="Articles of the BBC.")
@click.option(
    "--rounds", type=click.IntRange(min=1), default=5, show_default=True, help="Turns that they are dealt into."
)
@click.option("--naive/--no-naive", default=True, help="Beside the naive way (extra `train`), or alone.")
@click.option("--one-core/--no-one-core", default=True, help="Measure the checker on one core too.")
def bench(
    models: tuple[str, ...],
    runtimes: tuple[str, ...],
    data_dir: str,
    articles: int,
    rounds: int,
    naive: bool,
    one_core: bool,
) -> None:
    """Measure speed: standard and compact, both runtimes, and the naive way, side by side."""
    from .bench import Plan, installed_runtimes, run

    plan = Plan(
        models or ("standard", "compact"),
        runtimes or installed_runtimes(),
        articles,
        min(rounds, articles),
        naive,
        one_core,
    )
    run(plan, data_dir, click.echo)


@main.command("fixes")
@click.argument("suites", nargs=-1)
@click.option(
    "--cases",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="Further articles: JSON Lines of id, headline, body and expected (`consistent` for a sound headline).",
)
@click.option("--data-dir", default="../shared/data", show_default=True, help="Folder with the tables.")
@click.option("--limit", type=click.IntRange(min=1), default=None, help="Only so many samples of each suite.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--predictions", type=click.Path(dir_okay=False, path_type=Path), default=None,
              help="Keep the model's predictions there.")  # fmt: skip
@click.option("--missing", is_flag=True, help="Print the findings without an edit, too.")
@model_options
def fixes(
    suites: tuple[str, ...],
    cases: Path | None,
    data_dir: str,
    limit: int | None,
    seed: int,
    predictions: Path | None,
    missing: bool,
    model: str,
    **options: Any,
) -> None:
    """Print every edit that is offered for SUITES, to be read, and count those judged right and harmful.

    SUITES are those of headlines (planted, sound, seeds, bbc …), and `examples`, those of the rules;
    by default our own: planted, sound, seeds, examples and eval/mend.jsonl.
    """
    from .fixes import MEND, from_examples, from_file, from_suite, offered, summary
    from .suites import find_suites
    from .systems import Models

    everything = not (suites or cases)
    samples = from_file(cases or MEND) if cases or everything else []
    for name in ("planted", "sound", "seeds", "examples") if everything else suites:
        if name == "examples":
            samples += from_examples()
            continue
        for suite in find_suites(name):
            samples += from_suite(suite, data_dir, limit, seed)
    checker = Models(model, predictions, **load_options(options)).checker("full")
    found = []
    for item in offered(checker, samples):
        found.append(item)
        if item.after is not None or missing:
            click.echo(item.line())
    for line in summary(len(samples), found):
        click.echo(line)


@main.command("report")
@click.option("--results", type=click.Path(file_okay=False, path_type=Path), default=None, help="Folder of kept logs.")
def report_all(results: Path | None) -> None:
    """Write eval/RESULTS.md and its plots from the kept logs."""
    from .report import KEPT, write_report

    click.echo(str(write_report(results or KEPT)))


@main.command()
@click.argument("logs", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def keep(logs: tuple[Path, ...]) -> None:
    """Put finished LOGS, compressed, among the kept ones that the report is made from."""
    import gzip

    from .report import KEPT
    from .run_log import read_log
    from .suites import SuiteError

    KEPT.mkdir(exist_ok=True)
    for path in logs:
        if read_log(path).finished is None:
            raise SuiteError(f"{path}: is not finished: run it again to the end")
        target = KEPT / (path.name.removesuffix(".gz") + ".gz")
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        click.echo(str(target))


@main.command("tune-overlap")
@click.option("--data-dir", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--limit", type=int, default=3000, show_default=True)
def tune_overlap(data_dir: Path, limit: int) -> None:
    """The share of shared terms that tells related from unrelated best, on FNC-1 train."""
    import numpy as np
    import pandas as pd

    from checker.calibration.metrics import best_threshold

    from .systems import overlap

    stances = pd.read_parquet(data_dir / "news" / "fnc1_stances.parquet")
    bodies = pd.read_parquet(data_dir / "news" / "fnc1_bodies.parquet")
    rows = stances[stances["split"] == "train"].merge(bodies, on=["split", "body_id"]).sample(limit, random_state=0)
    share = np.array([overlap(headline, body) for headline, body in zip(rows["headline"], rows["body"], strict=True)])
    related = (rows["stance"] != "unrelated").to_numpy()
    best = best_threshold(related, share)
    balanced = ((share[related] >= best).mean() + (share[~related] < best).mean()) / 2
    click.echo(f"{best:.3f}: balanced accuracy {balanced:.3f} on {limit} rows of FNC-1 train")


@main.command()
@click.option("--data-dir", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--suite", default="bbc", show_default=True, help="Name of the Parquet file in news/ with `body`.")
@click.option("--limit", type=int, default=200, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
def segmentation(data_dir: Path, suite: str, limit: int, seed: int) -> None:
    """Sentence boundaries that look wrong, ours and spaCy's, side by side."""
    from .segmentation import run

    run(data_dir / "news" / f"{suite}.parquet", limit, seed)


@main.command()
@click.option("--data-dir", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option(
    "--encoder", type=click.Path(exists=True, path_type=Path), required=True, help="Local sentence-transformers folder."
)
@click.option("--limit", type=int, default=120, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
def ranking(data_dir: Path, encoder: Path, limit: int, seed: int) -> None:
    """Does ranking evidence by embeddings find the entailing sentence more often than by shared terms?"""
    from .ranking import run

    run(data_dir, encoder, limit, seed)


for command in (html_pages, bench_service, soak_service):
    main.add_command(command)


if __name__ == "__main__":
    main()
