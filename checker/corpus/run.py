"""A run: what is to be done, what is done already, and doing the rest."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from ..article import writable
from ..errors import InputError, UsageError
from ..pipeline import Checker
from .assemble import Assembled, assemble, kept_types
from .columns import Wanted
from .engine import Engine, Hooks, Runs
from .files import sweep
from .identity import answers_identity, refuse_change
from .manifest import FORMAT, Manifest, ManifestWriter, ShardLine, read_manifest
from .part import digest_of
from .plan import ROWS_PER_SHARD, Shard, plan
from .progress import Progress, Tally, tally_of
from .shard import ShardTask
from .sources import RUN_FOLDER, Source, find_sources
from .survey import Surveyed, check_survey, stamp_of, survey
from .worker import WorkerSettings
from .writers import ending

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

TIME_LIMIT = 240.0
# As of Engine.
MakeEngine = Callable[[WorkerSettings, int, float, Hooks, Counter[tuple[int, int]]], Runs]


@dataclass(frozen=True)
class RunOptions:
    """What the user wants.

    Attributes:
        inputs: files, folders, patterns.
        output: the table of results.
        findings: the table of findings, where it is wanted.
        reports: a column with whole reports.
        wanted: what was said of the columns.
        limit: only the first rows.
        sample: only so many rows, drawn with `seed`.
        rows_per_shard: rows of a part.
        job: (K, N): only every Nth shard, from the Kth.
        workers: processes.
        time_limit: seconds after which a row's process is taken to hang, and ended; none where 0.
        max_errors: give up when more rows have failed.
        retry_errors: run rows again that have failed.
        cache: the folder of remembered reports.
    """

    inputs: tuple[str, ...]
    output: str
    findings: str | None = None
    reports: bool = False
    wanted: Wanted = field(default_factory=Wanted)
    limit: int | None = None
    sample: int | None = None
    seed: int = 0
    rows_per_shard: int = ROWS_PER_SHARD
    job: tuple[int, int] | None = None
    workers: int = 1
    time_limit: float = TIME_LIMIT
    max_errors: int | None = None
    retry_errors: bool = False
    cache: str | None = None

    def __post_init__(self) -> None:
        ending(self.output, "--output")
        if self.findings is not None:
            ending(self.findings, "--findings")
            if os.path.realpath(self.findings) == os.path.realpath(self.output):
                raise UsageError(f"--findings {self.findings}: is the output too: name another file")
        parent = Path(self.output).absolute().parent
        if not parent.is_dir():
            raise UsageError(f"{self.output}: there is no folder {parent}: make it first")

    @property
    def folder(self) -> Path:
        """What is kept between runs."""
        return Path(self.output + RUN_FOLDER)

    @property
    def outputs(self) -> tuple[str, ...]:
        """Files that are ours."""
        return tuple(name for name in (self.output, self.findings) if name)

    def decisive(self) -> dict[str, Any]:
        """What decides the bytes of the parts, beside the files and the checker."""
        return {
            "columns": {name: value for name, value in asdict(self.wanted).items() if value} or "guessed",
            "limit": self.limit,
            "sample": None if self.sample is None else f"{self.sample} with seed {self.seed}",
            "reports": self.reports,
            "rows per shard": self.rows_per_shard,
        }


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    Attributes:
        lines: of the manifest, a shard each.
        rows: of the run, or of this job.
        assembled: what was written; ``None`` where not all shards are done, or this is one job of several.
        gave_up: there were more failed rows than `max_errors`.
        stopped: it was told to stop.
    """

    lines: tuple[ShardLine, ...]
    rows: int
    assembled: Assembled | None
    gave_up: bool
    stopped: bool


class Run:
    """One command over one corpus.

    Args:
        options: what the user wants.
        checker: made from the settings.
        note: told what the user should know.

    Attributes:
        files: all that are read.
        shards: the plan.
        manifest: what is done already.

    Raises:
        InputError: an input cannot be read, or has changed since the run began.
        UsageError: columns that cannot be told, or a run that was begun with something else.
    """

    def __init__(
        self, options: RunOptions, checker: Checker, note: Callable[[str], None] = lambda message: None
    ) -> None:
        self.options, self.checker, self.note = options, checker, note
        self.manifest = read_manifest(options.folder) if options.folder.is_dir() else Manifest()
        # As it will be read again.
        self.identity = json.loads(json.dumps({**answers_identity(checker), **options.decisive()}))
        if self.manifest.identity is not None:
            refuse_change(self.manifest.identity, self.identity, options.output, options.folder)
        else:
            _refuse_overwriting(options.outputs)
        sources = find_sources(options.inputs, options.outputs, note)
        self._known, self.added = self._surveyed(sources)
        generations = [*self._known, *([self.added] if self.added else [])]
        self.files: list[Surveyed] = [file for files in generations for file in files]
        check_survey(self.files, options.wanted)
        self.kept = kept_types(self.files, options.wanted.keep)
        self.shards = plan(generations, options.rows_per_shard, options.limit, options.sample, options.seed)

    def _surveyed(self, sources: Sequence[Source]) -> tuple[list[list[Surveyed]], list[Surveyed]]:
        """The files that the run has had, as they are now, and those that are new."""
        here = {source.path: source for source in sources}
        known = []
        for files in self.manifest.generations:
            for file in files:
                if file.source.path not in here:
                    raise InputError(self._changed(file, "is not among the inputs any more"))
            known.append([self._unchanged(file) for file in files])
        had = {file.source.path for files in known for file in files}
        added = [survey(source, self.options.wanted) for source in sources if source.path not in had]
        if known and added and (self.options.limit is not None or self.options.sample is not None):
            names = ", ".join(writable(file.source.path) for file in added[:3])
            raise InputError(
                f"{names}: not among the files that the limit or sample was taken from: leave it out, "
                "or choose another output"
            )
        return known, added

    def _unchanged(self, file: Surveyed) -> Surveyed:
        stamp = stamp_of(file.source.path)
        if stamp == file.stamp:
            return file
        if digest_of(Path(file.source.path)) != file.sha256:
            raise InputError(self._changed(file, "has changed"))
        return replace(file, size=stamp[0], mtime_ns=stamp[1])

    def _changed(self, file: Surveyed, what: str) -> str:
        return (
            f"{writable(file.source.path)}: {what} since {self.options.output} was begun: choose another output,"
            f" or delete it and {self.options.folder} to begin anew"
        )

    @property
    def mine(self) -> list[Shard]:
        """The shards that this process sees to."""
        if self.options.job is None:
            return self.shards
        number, jobs = self.options.job
        return self.shards[number - 1 :: jobs]

    def go(
        self,
        progress_of: Callable[[int, list[ShardLine]], Progress],
        stoppable: Callable[[Callable[[], None]], Any],
        make_engine: MakeEngine = Engine,
    ) -> Outcome:
        """Do what is left to do, and write the outputs.

        Args:
            progress_of: makes the progress from the number of rows and the lines of what is done.
            stoppable: a context in which a signal calls what it is given.
            make_engine: runs the shards.
        """
        options = self.options
        options.folder.mkdir(exist_ok=True)
        job = "" if options.job is None else f"{options.job[0]}-of-{options.job[1]}"
        with _locked(options.folder / f"lock{job and '-' + job}", options.output):
            if not job:
                sweep(options.folder)
            self._drop_damaged()
            writer = ManifestWriter(options.folder, job)
            try:
                self._introduce(writer)
                rows = sum(shard.rows for shard in self.mine)
                done = [
                    self.manifest.shards[shard.number] for shard in self.mine if shard.number in self.manifest.shards
                ]
                progress = progress_of(rows, done)
                gave_up, stopped = self._work(writer, progress, stoppable, make_engine)
            finally:
                writer.close()
            lines = tuple(
                self.manifest.shards[shard.number] for shard in self.mine if shard.number in self.manifest.shards
            )
            whole = not job and len(lines) == len(self.shards) and all(line.whole for line in lines)
            return Outcome(
                lines, rows, self._assembled() if whole and not gave_up else None, gave_up, stopped and not whole
            )

    def _drop_damaged(self) -> None:
        for number, line in list(self.manifest.shards.items()):
            if digest_of(self.options.folder / line.file) != line.sha256:
                # Its process was killed between the part and this line, or the part was harmed: it is run again.
                del self.manifest.shards[number]

    def _introduce(self, writer: ManifestWriter) -> None:
        if self.manifest.identity is None:
            writer.write("run", format=FORMAT, identity=self.identity)
        if self.added:
            writer.write_files(self.added)

    def _met(self, writer: ManifestWriter, kind: dict[str, Any]) -> None:
        """Rows are checked on a machine of this kind."""
        if kind not in self.manifest.machines:
            if self.manifest.machines:
                self.note("this is another kind of machine than the run was begun on: last digits of scores may differ")
            writer.write("machine", machine=kind)
            self.manifest.machines.append(kind)

    def _tasks(self) -> list[ShardTask]:
        options, found = self.options, []
        for shard in self.mine:
            line = self.manifest.shards.get(shard.number)
            retry = options.retry_errors and line is not None and bool(line.failed)
            if line is None or not line.whole or retry:
                aside = {} if options.retry_errors else self.manifest.aside.get(shard.number, {})
                found.append(ShardTask(shard, str(options.folder), options.reports, line is not None, retry, aside))
        return found

    def _work(
        self, writer: ManifestWriter, progress: Progress, stoppable: Callable[..., Any], make_engine: MakeEngine
    ) -> tuple[bool, bool]:
        options, gave_up = self.options, False

        def line(found: ShardLine) -> None:
            writer.write_shard(found)
            self.manifest.shards[found.number] = found
            progress.again(found.number, tally_of(found))

        def row(shard: int, code: str | None, flagged: bool) -> None:
            nonlocal gave_up
            progress.row(shard, code, flagged)
            if options.max_errors is not None and progress.tally.failed > options.max_errors and not gave_up:
                gave_up = True
                engine.stop()

        def death(shard: int, rows: list[int], cause: str) -> None:
            writer.write("death", shard=shard, rows=rows, cause=cause)
            before = self.manifest.shards.get(shard)
            progress.again(shard, Tally() if before is None else tally_of(before))
            then = "its rows are tried one by one" if rows else "it begins again"
            progress.event("death", f"a worker ended ({cause}) at {self._where(shard, rows)}: {then}")

        def aside(shard: int, position: int, code: str, message: str) -> None:
            writer.write("aside", shard=shard, row=position, code=code, message=message)
            progress.event("aside", f"{self._where(shard, [position])}: set aside, {message}")

        tasks = self._tasks()
        if not tasks:
            return False, False
        deaths: Counter[tuple[int, int]] = Counter() if options.retry_errors else self.manifest.deaths
        settings = WorkerSettings(self.checker, 0, options.cache, answers_identity(self.checker))
        hooks = Hooks(row, line, death, aside, partial(self._met, writer), progress.tick)
        engine = make_engine(settings, options.workers, options.time_limit, hooks, deaths)
        progress.begin()
        for task in tasks:
            if task.retry:
                progress.again(task.shard.number, _without_failed(self.manifest.shards[task.shard.number]))
        try:
            with stoppable(engine.stop):
                engine.run(tasks)
        finally:
            progress.end()
        return gave_up, engine.stopped

    def _where(self, shard: int, positions: Sequence[int]) -> str:
        """Rows of a shard for people."""
        pieces = self.shards[shard].pieces
        rows = [(piece, number) for piece in pieces for number in piece.rows]
        found = [rows[position] for position in positions[:1]]
        more = f" and {len(positions) - 1} more" if len(positions) > 1 else ""
        return (
            "".join(f"{writable(piece.file.source.path)}: row {number + 1}" for piece, number in found) + more
            if found
            else f"shard {shard}"
        )

    def _assembled(self) -> Assembled:
        options = self.options
        parts = [options.folder / shard.name for shard in self.shards]
        metadata = {"version": str(self.identity["version"]), "model": str(self.identity["model"])}
        findings = None if options.findings is None else Path(options.findings)
        return assemble(parts, self.kept, options.reports, Path(options.output), findings, metadata)


def _refuse_overwriting(outputs: Sequence[str]) -> None:
    for name in outputs:
        if os.path.lexists(name):
            raise UsageError(f"{name}: is there already, and no run has left it: choose another name, or move it away")


def _without_failed(line: ShardLine) -> Tally:
    tally = tally_of(line)
    return Tally(tally.done - tally.failed, 0, tally.flagged)


@contextmanager
def _locked(path: Path, output: str) -> Iterator[None]:
    """Have a run's folder alone; the system opens the lock when the process ends, however it ends."""
    with path.open("a") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UsageError(
                    f"{output}: another process is at work on it: wait for it, or choose another output"
                ) from None
        yield
