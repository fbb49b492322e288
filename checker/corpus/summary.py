"""How a run ended, in words and as values."""

from __future__ import annotations

from typing import Any

from .progress import failures
from .run import Outcome, RunOptions

# Of a row that cannot be read: it cannot be read the next time either, and an input that changes is another run's.
INVALID = "invalid-input"


def summary(outcome: Outcome, options: RunOptions) -> tuple[str, dict[str, Any]]:
    """What to tell at the end.

    Returns:
        Lines for people, and the same as values.
    """
    done = sum(line.done for line in outcome.lines)
    kinds = failures(outcome.lines)
    flagged = sum(line.flagged for line in outcome.lines)
    values: dict[str, Any] = {
        "done": done,
        "total": outcome.rows,
        "flagged": flagged,
        "failed": sum(kinds.values()),
        "failed_by_kind": dict(sorted(kinds.items())),
        "output": options.output if outcome.assembled else None,
    }
    headlines = sum(line.headlines for line in outcome.lines)
    # A story may have several, and findings are of each.
    of_each = f"{headlines:,} headlines, " if headlines != done else ""
    said = [
        f"checker: {done:,} of {outcome.rows:,} rows, {of_each}{flagged:,} with findings, {values['failed']:,} failed"
    ]
    said += [f"  {count:,} × {kind}" for kind, count in sorted(kinds.items())]
    if outcome.assembled is not None:
        found = outcome.assembled
        values |= {"rows": found.rows, "findings": found.findings, "repeated_ids": found.repeated}
        said.append(f"  {options.output}: {found.rows:,} rows")
        if found.findings is not None:
            said.append(f"  {options.findings}: {found.findings:,} findings")
        if found.repeated:
            said.append(f"  {found.repeated:,} ids stand more than once; path and row tell their rows apart")
    if outcome.gave_up:
        said.append(f"  gave up: more than {options.max_errors:,} rows failed; raise --max-errors to go on")
    elif outcome.stopped:
        said.append("  stopped; the same command goes on from here")
    elif options.job is not None:
        said.append(
            f"  job {options.job[0]} of {options.job[1]} is done; once all are, "
            f"run without --shard to write {options.output}"
        )
    if outcome.gave_up:
        return "\n".join(said), values
    if values["failed"] > kinds[INVALID]:
        said.append("  --retry-errors runs the failed rows again")
    if kinds[INVALID]:
        said.append(
            f"  {INVALID}: their `error` says why; mend them and run into another output"
            " (--cache DIR on both runs: what is as it was is not checked again)"
        )
    return "\n".join(said), values
