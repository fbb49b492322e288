"""Run a suite with a system and write the log; go on where an earlier run stopped."""

from __future__ import annotations

import time
from pathlib import Path

from tqdm import tqdm

from .run_log import LogWriter, Run, Spec, read_log
from .suites import Sample, Suite, load_samples
from .systems import Models, System

BATCH = 16
NLI_BATCH = 128


def run_suite(
    suite: Suite,
    system: System,
    models: Models,
    data: str,
    folder: Path,
    *,
    limit: int | None = None,
    seed: int = 0,
    progress: bool = True,
) -> Run:
    """Answer every sample that the log has no answer for yet.

    Args:
        suite: what is answered.
        system: what answers.
        models: the NLI model.
        data: folder with the tables, or ``hub``.
        folder: of the logs.
        limit: samples drawn with the seed; all by default.
        seed: of the draw.
        progress: show a bar with rate and time left on standard error.

    Returns:
        The finished run.

    Raises:
        SuiteError: the data or the model cannot be had.
    """
    samples = load_samples(suite, data, limit, seed)
    spec = Spec(
        suite=suite.name,
        system=system.name,
        model=models.name if system.uses_model else "none",
        revision=models.model.revision if system.uses_model else "0" * 16,
        calibration=models.calibration if system.uses_model else "0" * 8,
        limit=limit,
        seed=seed,
    )
    log = LogWriter(folder, spec)
    left = [sample for sample in samples if sample.id not in log.done]
    size = NLI_BATCH if suite.task == "nli" else BATCH
    name = f"{suite.name} · {system.name}"
    with tqdm(total=len(samples), initial=len(samples) - len(left), desc=name, disable=not progress, unit="row") as bar:
        for start in range(0, len(left), size):
            batch = left[start : start + size]
            for line in _answers(system, models, suite, batch):
                log.write(line)
            bar.update(len(batch))
    log.finish()
    return read_log(log.path)


def _answers(system: System, models: Models, suite: Suite, batch: list[Sample]) -> list[dict[str, object]]:
    started = time.perf_counter()
    outputs = system.judge(models, suite, batch)
    seconds = round((time.perf_counter() - started) / len(batch), 5)
    return [
        {
            "id": sample.id,
            "group": sample.group,
            "label": sample.label,
            "tune": sample.tune,
            "output": output,
            "seconds": seconds,
        }
        for sample, output in zip(batch, outputs, strict=True)
    ]
