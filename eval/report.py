"""RESULTS.md, its plots and the checker's own rate of false alarms from the kept logs, and nothing else."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from checker.calibration import metrics
from checker.nli.embedded import DEFAULT
from checker.rollup import measured

from .figures import Figure, figures, support_scores
from .run_log import Run, read_log
from .suites import SUITES, Task
from .systems import SYSTEMS

HERE = Path(__file__).resolve().parent
KEPT = HERE / "results"
REFERENCES = HERE / "references.toml"
# Of each suite at most so many figures are tabled; the logs have the rest.
SHOWN: dict[Task, int] = {
    "stance": 13,
    "consistency": 12,
    "exaggeration": 3,
    "nli": 6,
    "clean": 13,
    "planted": 12,
    "real-faults": 8,
    "seeds": 1,
}


def kept_runs(folder: Path = KEPT) -> list[Run]:
    """The runs whose logs are kept, in the order of suites and systems.

    Raises:
        SuiteError: a file there is no log.
    """
    runs = [read_log(path) for pattern in ("*.jsonl", "*.jsonl.gz") for path in folder.glob(pattern)]
    suites, systems = list(SUITES), list(SYSTEMS)
    # The default model comes before others of the same system, and its score is the one whose reliability is drawn.
    return sorted(
        runs,
        key=lambda run: (
            suites.index(run.spec.suite),
            systems.index(run.spec.system),
            run.spec.model != DEFAULT,
            run.path.name,
        ),
    )


def write_report(folder: Path = KEPT, target: Path = HERE / "RESULTS.md") -> Path:
    """Write the report, and its plots into ``plots`` beside it."""
    runs = kept_runs(folder)
    found = {run.path: figures(run) for run in runs}
    text = results_text(runs, found)
    target.write_text(text, encoding="utf-8")
    plots = target.parent / "plots"
    plots.mkdir(exist_ok=True)
    for name in dict.fromkeys(run.spec.suite for run in runs):
        _plot_suite(name, [(run, found[run.path]) for run in runs if run.spec.suite == name], plots)
    if folder == KEPT:
        measured.FILE.write_text(measured_text(runs), encoding="utf-8")
    return target


def measured_text(runs: Sequence[Run]) -> str:
    """``checker/rollup/measured.json``: what each model flags of headlines that are taken for sound, of those that
    nothing was tuned on where there are such."""
    found: dict[str, Run] = {}
    for run in runs:
        spec = run.spec
        if SUITES[spec.suite].task == "clean" and spec.system == "checker":
            key = f"{spec.model} {spec.revision}"
            if key not in found or spec.suite.endswith("-rest"):
                found[key] = run
    values = {
        "made_by": "python -m eval report",
        "measured": [measured.as_values(_measured(found[key])) for key in sorted(found)],
    }
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"


def _measured(run: Run) -> measured.Measured:
    found = [row["output"]["findings"] for row in run.samples]
    rules = Counter(rule for items in found for rule in {item[0] for item in items})
    return measured.Measured(
        model=run.spec.model,
        revision=run.spec.revision,
        suite=run.spec.suite,
        about=SUITES[run.spec.suite].about,
        headlines=len(found),
        date=run.header["started"][:10],
        command=_command(run),
        errors=sum(any(item[1] == "error" for item in items) for items in found),
        findings=sum(map(bool, found)),
        rules=dict(sorted(rules.items())),
    )


def _command(run: Run) -> str:
    spec = run.spec
    if spec.model == "none":
        command = f"python -m eval run {spec.suite} --system {spec.system}"
    else:
        command = f"python -m eval run {spec.suite} --system {spec.system} --model {spec.model}"
    return command + (f" --limit {spec.limit} --seed {spec.seed}" if spec.limit else "")


def results_text(runs: Sequence[Run], found: dict[Path, list[Figure]]) -> str:
    """The report as Markdown."""
    lines = [
        "# Results",
        "",
        "Made by `python -m eval report` from the logs in `eval/results`; do not edit. "
        "Every figure has its 95 % bootstrap",
        "interval (10,000 resamples; 2,000 for AUROC, 1,000 for calibration errors) and the number of samples behind "
        "it.",
        "Several systems are compared on several sets: take a single narrow win with care, "
        "and see `python -m eval compare`.",
        "",
    ]
    for name in dict.fromkeys(run.spec.suite for run in runs):
        lines += _section(name, [run for run in runs if run.spec.suite == name], found)
    lines += [
        "## Runs",
        "",
        "| log | suite | system | model | samples | date | command |",
        "|---|---|---|---|---|---|---|",
    ]
    for run in runs:
        spec = run.spec
        command = _command(run)
        date = run.header["started"][:10]
        model = f"{spec.model} `{spec.revision}`" if spec.model != "none" else "none"
        lines.append(
            f"| `{run.path.name}` | {spec.suite} | {spec.system} | {model} | {len(run.samples):,} | {date} | "
            f"`{command}` |"
        )
    return "\n".join(lines) + "\n"


def _section(name: str, runs: list[Run], found: dict[Path, list[Figure]]) -> list[str]:
    suite = SUITES[name]
    about = f"{suite.about[0].upper()}{suite.about[1:]}"
    lines = [f"## {name}", "", about if about.endswith("?") else f"{about}.", ""]
    shown = SHOWN[suite.task]
    columns = list(dict.fromkeys((item.group, item.name) for run in runs for item in found[run.path]))
    lines.append("| figure | " + " | ".join(_head(run) for run in runs) + " | n |")
    lines.append("|---|" + "---|" * (len(runs) + 1))
    references = [item for item in _references() if item["suite"] == name]
    for group, metric in columns[:shown]:
        cells, counts = [], []
        for run in runs:
            item = next((item for item in found[run.path] if (item.group, item.name) == (group, metric)), None)
            cells.append(_cell(item) if item else "")
            counts.append(f"{item.interval.count:,}" if item else "–")
        title = f"{group}: {metric}" if group else metric
        # One number where all systems saw the same samples, else one a system.
        number = counts[0] if len(set(counts)) == 1 else " / ".join(counts)
        lines.append(f"| {title} | {' | '.join(cells)} | {number} |")
    if references:
        lines += ["", "Published on the same rows:", ""]
        for other in references:
            where = f"{other['group']}, " if other.get("group") else ""
            lines.append(f"- {other['who']}: {where}{other['name']} {100 * other['value']:.1f} ({other['source']})")
    lines += ["", f"![{name}](plots/{name}.svg)", ""]
    if has_reliability(name, runs):
        lines += [f"![reliability of the score](plots/{name}-reliability.svg)", ""]
    return lines


def _head(run: Run) -> str:
    return run.spec.system if run.spec.model in ("none", DEFAULT) else f"{run.spec.system} ({run.spec.model})"


def _cell(item: Figure) -> str:
    value = item.interval
    return f"{100 * value.value:.1f} ({100 * value.low:.1f}–{100 * value.high:.1f})"


def _references() -> list[dict[str, Any]]:
    return list(tomllib.loads(REFERENCES.read_text(encoding="utf-8"))["reference"])


def _plot_suite(name: str, runs: list[tuple[Run, list[Figure]]], folder: Path) -> None:
    """The suite's first figure of every system as bars with intervals; for summaries also the score's reliability."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "headline-checker"
    from matplotlib import pyplot

    items = list(_bars(runs))
    height = 0.5 + 0.32 * len(items)
    figure, axes = pyplot.subplots(figsize=(7.5, max(height, 1.6)))
    values = np.array([item.interval.value for _, item in items]) * 100
    low = values - np.array([item.interval.low for _, item in items]) * 100
    high = np.array([item.interval.high for _, item in items]) * 100 - values
    axes.barh(
        range(len(items)), values, xerr=[np.maximum(low, 0), np.maximum(high, 0)], color="#4a78a8", ecolor="#222222"
    )
    axes.set_yticks(range(len(items)), [label for label, _ in items], fontsize=8)
    axes.invert_yaxis()
    axes.set_xlabel("percent, 95 % interval", fontsize=8)
    axes.set_title(name, fontsize=9, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(folder / f"{name}.svg", metadata={"Date": None})
    pyplot.close(figure)
    if has_reliability(name, [run for run, _ in runs]):
        full = next(run for run, _ in runs if run.spec.system == "checker")
        _plot_reliability(full, folder / f"{name}-reliability.svg")


def has_reliability(name: str, runs: Sequence[Run]) -> bool:
    """The checker's own score is judged on suites that say which headlines are supported."""
    return SUITES[name].task in ("consistency", "stance") and any(run.spec.system == "checker" for run in runs)


def _bars(runs: list[tuple[Run, list[Figure]]]) -> Iterator[tuple[str, Figure]]:
    for run, found in runs:
        main = found[0].name if found else ""
        for item in found:
            if item.name == main:
                yield f"{item.group + ' · ' if item.group else ''}{_head(run)}", item


def _plot_reliability(run: Run, target: Path) -> None:
    from matplotlib import pyplot

    good, score = support_scores(run.samples)
    weight = metrics.even_weights(good)
    points = metrics.calibration_bins(good, score, weight=weight)
    figure, axes = pyplot.subplots(figsize=(4, 4))
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1)
    size = [4 + 600 * count / len(good) for *_, count in points]
    axes.scatter([mean for mean, *_ in points], [share for _, share, _ in points], s=size, color="#4a78a8")
    axes.set(xlabel="score", ylabel="share supported (both labels weigh the same)", xlim=(0, 1), ylim=(0, 1))
    error = metrics.score_error(good, score, weight=weight)
    axes.set_title(f"calibration error {100 * error:.1f} %, n = {len(good):,}", fontsize=9, loc="left")
    figure.tight_layout()
    figure.savefig(target, metadata={"Date": None})
    pyplot.close(figure)
