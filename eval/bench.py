"""How fast the checker is beside the naive way, on one machine in one run, taking turns."""

from __future__ import annotations

import json
import os
import platform
import statistics
import struct
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from checker.nli import embedded_folder
from checker.nli.runtimes import RUNTIMES, available_cores, cpu_flags

from .bench_workers import BATCH, Contender, Kind, Team, Texts, Turn, Worker
from .suites import SUITES, load_samples

WARM_UP = 4
FLAGS = ("avx2", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "amx_int8")
PACKAGES = ("onnxruntime", "openvino", "torch", "transformers", "sentence-transformers", "spacy")
MILLION = 10**6


@dataclass(frozen=True)
class Plan:
    """What is measured.

    Attributes:
        models: embedded models.
        runtimes: of the checker.
        articles: of the BBC, drawn with the seed 0.
        rounds: the articles are dealt into so many turns.
        naive: the naive ways too; they need the starting weights, which are fetched where they are missing.
        one_core: each on one core too.
    """

    models: Sequence[str]
    runtimes: Sequence[str]
    articles: int = 200
    rounds: int = 5
    naive: bool = True
    one_core: bool = True


@dataclass
class Result:
    """A contender and its turns."""

    contender: Contender
    turns: list[Turn] = field(default_factory=list)

    def total(self, what: str) -> float:
        """A field of the turns, added up."""
        return float(sum(getattr(turn, what) for turn in self.turns))

    @property
    def speed(self) -> float:
        """Articles a second: the median of the turns."""
        return statistics.median(turn.articles / turn.seconds for turn in self.turns)

    @property
    def cpu(self) -> float:
        """Seconds of a core an article."""
        return self.total("cpu") / self.total("articles")

    def shares(self) -> list[tuple[str, float]]:
        """Share of the clock's time by stage, largest first."""
        names = dict.fromkeys(name for turn in self.turns for name in turn.stages)
        seconds = {name: sum(turn.stages.get(name, 0.0) for turn in self.turns) for name in names}
        return sorted(
            ((name, value / self.total("seconds")) for name, value in seconds.items()), key=lambda item: -item[1]
        )


def run(plan: Plan, data_dir: str, say: Callable[[str], None]) -> list[Result]:
    """Measure, and print what comes out.

    Raises:
        RuntimeError: a contender failed.
    """
    stories = [(one.headline, one.body) for one in load_samples(SUITES["bbc"], data_dir, plan.articles + WARM_UP)]
    for line in machine():
        say(line)
    say(
        f"{plan.articles} articles of the BBC in {plan.rounds} turns each; naive: every sentence with its headline, "
        f"fp32, batches of {BATCH}"
    )
    results = []
    with tempfile.TemporaryDirectory() as scratch:
        peak = _peak()
        for model in plan.models:
            folder = torch_folder(model, Path(scratch)) if plan.naive else None
            found = take_turns(list(_contenders(plan, model, folder)), stories, plan.rounds)
            for line in table(model, found, products(folder) if folder else None, peak):
                say(line)
            results += found
    return results


def installed_runtimes() -> tuple[str, ...]:
    """ONNX Runtime, and OpenVINO where it is installed."""
    return ("onnxruntime", "openvino") if _there("openvino") else ("onnxruntime",)


def take_turns(contenders: Sequence[Contender], stories: Texts, rounds: int) -> list[Result]:
    """Every contender does every story, a deal at a time; who begins changes from deal to deal."""
    results = [Result(contender) for contender in contenders]
    workers = [Team(contender) if contender.processes else Worker(contender) for contender in contenders]
    try:
        for worker in workers:
            worker.turn(stories[:WARM_UP])
        for number in range(rounds):
            deal = stories[WARM_UP + number :: rounds]
            for place in range(len(workers)):
                chosen = (place + number) % len(workers)
                results[chosen].turns.append(workers[chosen].turn(deal))
    finally:
        for worker in workers:
            worker.close()
    return results


def _contenders(plan: Plan, model: str, folder: Path | None) -> Iterator[Contender]:
    every = available_cores()
    for cores in dict.fromkeys((every, 1) if plan.one_core else (every,)):
        for runtime in RUNTIMES[1:]:
            if runtime in plan.runtimes and runtime != "auto":
                yield Contender("checker", model, runtime, cores=cores)
                if cores > 1:
                    yield Contender("checker", model, runtime, cores=cores, processes=cores)
        kinds: tuple[Kind, ...] = ("pipeline", "cross-encoder")
        for kind in kinds if folder else ():
            if cores == every:
                yield Contender(kind, model, folder=str(folder), cores=cores)


def table(model: str, results: Sequence[Result], weights: int | None, peak: float) -> Iterator[str]:
    """The lines of one model's results.

    Args:
        model: its name.
        results: of its contenders.
        weights: products a token.
        peak: products of 8-bit integers a second of a core, measured.
    """
    every = max(result.contender.cores for result in results)
    full = [result for result in results if result.contender.cores == every]
    alone = {result.contender.runtime: result for result in results if result.contender.cores == 1}
    first = full[0]
    pipeline = next((result for result in full if result.contender.kind == "pipeline"), None)
    yield ""
    yield f"{model}, {every} cores"
    yield (
        f"  {'':<38}{'articles/s':>11}{'× first':>9}{'× pipeline':>11}{'CPU s each':>11}{'pairs':>7}{'tokens':>8}"
        f"{'× one core':>11}{'core-hours a million':>22}"
    )
    for result in results:
        title = result.contender.title
        single = alone.get(result.contender.runtime) if result.contender.cores > 1 else None
        shown = title if result.contender.cores == every else f"{title}, one core"
        yield (
            f"  {shown:<38}{result.speed:>11.2f}{result.speed / first.speed:>9.2f}"
            f"{_of(result, pipeline):>11}{result.cpu:>11.3f}"
            f"{result.total('pairs') / result.total('articles'):>7.1f}{result.total('tokens') / result.total('articles'):>8.0f}"
            f"{_of(result, single):>11}{result.cpu * MILLION / 3600:>22.0f}"
        )
    for result in full:
        if result.contender.kind == "checker" and not result.contender.processes:
            shares = ", ".join(f"{name} {100 * share:.0f} %" for name, share in result.shares())
            yield f"  {result.contender.title}: {shares} of the clock (NLI: waiting for the model)"
    if weights and peak:
        yield from _limit(full, weights, peak, every)


def _limit(results: Sequence[Result], weights: int, peak: float, cores: int) -> Iterator[str]:
    for result in results:
        if result.contender.kind == "checker" and not result.contender.processes:
            tokens = result.total("tokens") / result.total("articles")
            needed = tokens * weights
            yield (
                f"  {result.contender.title}: {tokens:.0f} tokens × {weights / 1e6:.1f} million weights = "
                f"{needed / 1e9:.1f} G products an article; at {peak / 1e9:.0f} G int8 products a second of a core "
                f"(measured) that is {cores * peak / needed:.1f} articles/s on {cores} cores, "
                f"and {needed / peak:.3f} CPU s: the run is {result.cpu * peak / needed:.1f} × away"
            )


def _of(one: Result, other: Result | None) -> str:
    return f"{one.speed / other.speed:.2f}" if other else "-"


def _peak() -> float:
    worker = Worker(Contender("peak"))
    try:
        turns = [worker.turn([]) for _ in range(3)]
    finally:
        worker.close()
    return max(turn.pairs * MILLION / turn.cpu for turn in turns)


def torch_folder(model: str, scratch: Path) -> Path:
    """The shipped weights as a transformers folder in fp32."""
    from checker.nli.cross_encoder import quiet
    from models.recipe.base_weights import base_folder
    from models.recipe.config import MODELS_DIR, RecipeConfig
    from models.recipe.unpack import unpack

    config = RecipeConfig.load(model)
    target = scratch / model
    base = base_folder(config.base, MODELS_DIR / ".work" / "base")
    with quiet():
        unpack(embedded_folder(model) / "model.onnx", base, config.keep_layers, target)
    return target


def products(folder: Path) -> int:
    """Products that an encoder does a token: the weights of its layers' matrices,
    from the header of the safetensors file.
    """
    with (folder / "model.safetensors").open("rb") as handle:
        (length,) = struct.unpack("<Q", handle.read(8))
        header = json.loads(handle.read(length))
    shapes = [value["shape"] for name, value in header.items() if ".encoder.layer." in name]
    return sum(shape[0] * shape[1] for shape in shapes if len(shape) == 2)


def machine() -> Iterator[str]:
    """What the figures were measured on."""
    flags = ", ".join(flag for flag in FLAGS if flag in cpu_flags()) or "flags unknown"
    yield f"{processor()} ({flags}), {available_cores()} cores, load {_load()} at the start"
    yield ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES if _there(name))


def processor() -> str:
    """The processor's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _there(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False
