"""Runtimes: which is chosen, answers as ONNX Runtime's, compiled models that are kept, forks, threads."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from checker import Checker, MissingExtraError, ModelError, UsageError
from checker.nli import OnnxModel, embedded_folder, load_embedded, load_model, runtimes
from checker.nli.onnx_model import FEW, PATIENCE
from checker.nli.remembered import RememberedModel
from checker.segmentation import segment
from checker.text import repair
from eval.parity import compare_answers
from eval.suites import SUITES, load_samples

from .test_onnx_model import PAIRS

NAMES = ("standard", "compact")
needs_openvino = pytest.mark.skipif(
    find_spec("openvino") is None and not os.environ.get("CI"), reason="the extra `fast` is not installed"
)
VNNI = "processor\t: 0\nmodel name\t: x\nflags\t\t: fpu sse2 avx512f avx512_vnni\nflags\t\t: fpu\n"


@pytest.fixture(autouse=True, scope="module")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled once for the tests that are not about it: of ``standard`` it takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "headline-checker" / "openvino"


@pytest.fixture
def processor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A processor of the test's own."""
    monkeypatch.setattr(runtimes, "CPUINFO", tmp_path / "cpuinfo")
    runtimes.cpu_flags.cache_clear()
    yield tmp_path / "cpuinfo"
    runtimes.cpu_flags.cache_clear()


def own_pairs() -> list[tuple[str, str]]:
    """Headlines over first sentences of the planted and the sample articles."""
    samples = [*load_samples(SUITES["planted"], ""), *load_samples(SUITES["seeds"], "")]
    found = []
    for sample in samples[::9]:
        sentences = segment(repair(sample.body).text).sentences
        found += [(sentence.text, sample.headline) for sentence in sentences[:2]]
    return found


@needs_openvino
@pytest.mark.parametrize("name", NAMES)
def test_answers_are_as_onnx_runtimes(name: str) -> None:
    asked = own_pairs()
    assert len(asked) >= 36
    usual, fast = load_embedded(name, runtime="onnxruntime"), load_embedded(name, runtime="openvino")
    before, after = usual.predict(asked), fast.predict(asked)
    count, labels, shift, _ = compare_answers(before, after)
    assert labels >= (count - 1) / count
    assert shift <= 0.01
    assert before != after, "the same runtime twice"
    assert usual.tells_stances
    one, two = (np.array([reading.stances for reading in model.read_passages(asked[:6])]) for model in (usual, fast))
    assert np.abs(one - two).mean() <= 0.02


@needs_openvino
def test_answers_do_not_depend_on_neighbours_threads_or_what_came_before() -> None:
    asked = own_pairs()[:20]
    model = load_embedded("compact", 1, runtime="openvino")
    alone = [model.predict([pair])[0] for pair in asked]
    assert model.predict(asked[::-1]) == alone[::-1]
    two = load_embedded("compact", 2, runtime="openvino")
    assert two.predict(asked) == alone
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(two.predict, [asked] * 8)) == [alone] * 8


@needs_openvino
def test_the_compiled_model_is_kept_and_gives_the_same_answers(own_cache: Path) -> None:
    import openvino

    first = load_embedded("compact", runtime="openvino").predict(PAIRS)
    (kept,) = own_cache.iterdir()
    assert kept.name.startswith(load_embedded("compact").revision)
    made = kept.stat().st_mtime_ns
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(openvino.Core, "compile_model", None)
        assert load_embedded("compact", runtime="openvino").predict(PAIRS) == first
    for damaged in (b"", kept.read_bytes()[:100_000], b"\0" * 1000):
        kept.unlink()
        kept.write_bytes(damaged)
        assert load_embedded("compact", runtime="openvino").predict(PAIRS) == first
        assert kept.stat().st_size > 1_000_000, "a damaged one is made anew"
    assert kept.stat().st_mtime_ns != made
    assert list(own_cache.iterdir()) == [kept]


@needs_openvino
def test_what_a_compiled_model_depends_on(own_cache: Path, processor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.nli import openvino_session as module

    processor.write_text(VNNI)
    files = [module.cache_file("a" * 16, "1"), module.cache_file("b" * 16, "1"), module.cache_file("a" * 16, "2")]
    monkeypatch.setattr(module, "OPTIONS", {**module.OPTIONS, "DYNAMIC_QUANTIZATION_GROUP_SIZE": 32})
    files.append(module.cache_file("a" * 16, "1"))
    processor.write_text("flags : fpu")
    runtimes.cpu_flags.cache_clear()
    files.append(module.cache_file("a" * 16, "1"))
    assert len(set(files)) == 5


@needs_openvino
def test_without_a_cache_folder_it_runs_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_embedded("compact", runtime="openvino").predict(PAIRS[:1])


@needs_openvino
def test_damaged_weights_are_named(tmp_path: Path) -> None:
    source = embedded_folder("compact")
    for name in ("config.json", "tokenizer.json", "calibration.json"):
        (tmp_path / name).write_bytes((source / name).read_bytes())
    (tmp_path / "model.onnx").write_bytes((source / "model.onnx").read_bytes()[:100_000])
    with pytest.raises(ModelError, match=r"model\.onnx: is cut short or was changed"):
        OnnxModel(tmp_path, "broken", runtime="openvino").predict(PAIRS)
    config = (tmp_path / "config.json").read_text()
    (tmp_path / "config.json").write_text(config.replace('"sha256"', '"unknown"'))
    with pytest.raises(ModelError, match=r"OpenVINO cannot compile it .*choose --runtime onnxruntime"):
        OnnxModel(tmp_path, "broken", runtime="openvino").predict(PAIRS)


def _child(model: OnnxModel, pairs: Sequence[tuple[str, str]], out: Any) -> None:
    out.put(model.predict(pairs))


@needs_openvino
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_used_model_works_in_a_child_process(method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"{method} is not to be had here")
    model = load_embedded("compact", 2, runtime="openvino")
    here = model.predict(PAIRS)
    context = multiprocessing.get_context(method)
    out = context.Queue()
    child = context.Process(target=_child, args=(model, PAIRS, out))
    child.start()
    try:
        # A child that died says so at once.
        deadline = time.monotonic() + 120
        while out.empty() and child.is_alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not out.empty() or child.exitcode in (None, 0), f"the child ended with {child.exitcode}"
        assert out.get(timeout=10) == here
        child.join(30)
        assert child.exitcode == 0, "it hangs when it ends"
    finally:
        child.kill()


@needs_openvino
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_while_other_threads_ask() -> None:
    # In a process of its own: pytest's must not be forked with threads about.
    code = """
import os, sys, threading
from checker.nli import load_embedded
from tests.nli.test_onnx_model import PAIRS
model = load_embedded("compact", 2, runtime="openvino")
here = model.predict(PAIRS)
stop = threading.Event()
def ask():
    while not stop.is_set():
        assert model.predict(PAIRS) == here
threads = [threading.Thread(target=ask) for _ in range(3)]
for thread in threads:
    thread.start()
for _ in range(3):
    if (child := os.fork()) == 0:
        sys.exit(0 if model.predict(PAIRS) == here else 3)
    assert os.waitpid(child, 0)[1] == 0
stop.set()
for thread in threads:
    thread.join()
print("done")
"""
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, timeout=180)
    assert (run.stdout, run.returncode) == ("done\n", 0), run.stderr


@needs_openvino
def test_the_report_names_the_runtime_and_torch_stays_out() -> None:
    code = """
import sys
from checker import Checker
body = "The council rejected the runway. It rained."
report = Checker("compact", runtime="openvino").check("Council approves runway", body)
heavy = ("torch", "transformers", "onnxruntime", "openvino_telemetry", "openvino.tools.ovc")
print(report.model.runtime, report.verdict, [name for name in heavy if sys.modules.get(name)])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert run.stdout == "openvino contradicted []\n", run.stderr


def test_the_usual_runtime_is_named_too() -> None:
    report = Checker("compact", runtime="onnxruntime").check("Council approves runway", "The council rejected it.")
    assert report.model.runtime == "onnxruntime"


@pytest.mark.parametrize(
    ("flags", "installed", "expected"),
    [
        ("fpu avx2 avx512_vnni", True, "openvino"),
        ("fpu avx2 avx_vnni", True, "openvino"),
        ("fpu avx2", True, "onnxruntime"),
        ("fpu avx512_vnni", False, "onnxruntime"),
        (None, True, "onnxruntime"),
    ],
)
def test_auto_takes_openvino_where_it_is_installed_and_pays(
    processor: Path, monkeypatch: pytest.MonkeyPatch, flags: str | None, installed: bool, expected: str
) -> None:
    if flags is not None:
        processor.write_text(VNNI.replace("fpu sse2 avx512f avx512_vnni", flags))
    monkeypatch.setattr(runtimes, "find_spec", lambda name: object() if installed else None)
    monkeypatch.delitem(sys.modules, "openvino", raising=False)
    for name in NAMES:
        found = load_model(name)
        assert isinstance(found, OnnxModel)
        assert found.runtime == expected
    folder = load_model(str(embedded_folder("compact")))
    assert isinstance(folder, OnnxModel)
    assert folder.runtime == "onnxruntime", "nobody has compared the answers of a user's own export"


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    with pytest.raises(MissingExtraError, match="the extra `fast`"):
        load_model("compact", runtime="openvino")
    found = load_model("compact", runtime="auto")
    assert isinstance(found, OnnxModel)
    assert found.runtime == "onnxruntime"


def test_an_unknown_runtime_is_refused() -> None:
    with pytest.raises(UsageError, match=r"runtime 'torch': must be auto, onnxruntime or openvino"):
        load_model("compact", runtime="torch")  # type: ignore[arg-type]


def test_remembered_answers_are_each_runtimes_own(tmp_path: Path) -> None:
    class Model:
        name, revision, calibrated = "own", "a" * 16, True

        def __init__(self, runtime: str | None) -> None:
            self.runtime = runtime
            self.asked = 0

        def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Any]:
            self.asked += len(pairs)
            return [(0.5, 0.25, 0.25, False) for _ in pairs]

    models = [Model(name) for name in (None, "onnxruntime", "openvino", "openvino")]
    for model in models:
        RememberedModel(model, tmp_path / "store").predict(PAIRS)  # type: ignore[arg-type]
    assert [model.asked for model in models] == [len(PAIRS), 0, len(PAIRS), 0]


@needs_openvino
@pytest.mark.parametrize("name", NAMES)
def test_a_pair_with_all_cores_is_answered_as_one_with_a_core(name: str) -> None:
    asked = own_pairs()[:12]
    asked.append((" ".join(premise for premise, _ in asked), asked[0][1]))
    model = load_embedded(name, runtime="openvino", threads=2)
    many = model.predict(asked)
    assert len(asked) > FEW * 2
    assert "_session" not in model.__dict__
    assert [model.predict([pair])[0] for pair in asked] == many
    assert [model.predict(asked) for _ in range(PATIENCE)] == [many] * PATIENCE
    assert "_session" in model.__dict__
    # Two sessions, not one under two names; with one thread there is nothing to unite.
    assert model._united is not model._session
    alone = load_embedded(name, runtime="openvino", threads=1)
    assert alone._united is alone._session


@needs_openvino
def test_a_single_article_loads_one_session() -> None:
    checker = Checker("compact", runtime="openvino")
    checker.check("Norwell closes Leeds plant", "Norwell closed its plant in Leeds on Monday. It had 200 workers.")
    loaded = checker.model.__dict__
    assert "_united" in loaded
    assert "_session" not in loaded


FIRST_TOGETHER = """
import os, sys, threading
import numpy as np
from checker.nli import load_embedded
sys.setswitchinterval(1e-6)
session = load_embedded("compact", runtime="openvino", threads=2)._session
ids, barrier = np.ones((1, 12), dtype=np.int64), threading.Barrier(4)
def first():
    barrier.wait()
    session.run({"input_ids": ids, "attention_mask": ids, "token_type_ids": np.zeros_like(ids)})
threads = [threading.Thread(target=first) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
os._exit(0)
"""


@needs_openvino
def test_threads_that_are_first_together_do_not_wait_for_one_another() -> None:
    # Without the first tensor made in one thread, one process in three hangs.
    started = [subprocess.Popen([sys.executable, "-c", FIRST_TOGETHER]) for _ in range(6)]
    try:
        assert [process.wait(90) for process in started] == [0] * 6
    finally:
        for process in started:
            process.kill()
