"""A checker in several threads and processes: nothing hangs, nothing is loaded twice.

Every test really forks, in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import checker
from checker.nli.torch_thread import torch_thread

TIMEOUT = 120
HEAD = """
import multiprocessing, os, sys, threading, time
from checker import Checker

ARTICLES = [
    ("Calder buys Brightwater", "Brightwater has bought Calder, the companies said. Calder's brand stays. The price \
was 40 million pounds."),
    ("Flood kills nine in Tarvin", "Six people were killed when the river burst its banks in Tarvin on Monday. The \
mayor said that help was on its way."),
]

def verdicts(checker):
    return [(report.verdict, report.score) for report in checker.check_many(ARTICLES)]

def inherited(_):
    return verdicts(checker)
"""


def run(script: str, folder: Path) -> str:
    """What a script prints; it fails, and does not wait for ever, where the script hangs."""
    path = folder / "script.py"
    path.write_text(HEAD + script)
    variables = {**os.environ, "OMP_NUM_THREADS": "2", "PYTHONPATH": str(Path(checker.__file__).parents[1])}
    found = subprocess.run([sys.executable, path], env=variables, capture_output=True, text=True, timeout=TIMEOUT)
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_used_checker_works_in_other_processes(tmp_path: Path) -> None:
    script = """
if __name__ == "__main__":
    checker = Checker("compact", threads=2)
    here = verdicts(checker)
    for method in ("fork", "spawn", "forkserver"):
        with multiprocessing.get_context(method).Pool(2) as pool:
            assert pool.map(verdicts, [checker, checker]) == [here, here], method
            if method == "fork":
                assert pool.map(inherited, range(4)) == [here] * 4
        assert verdicts(checker) == here, method
    print("same")
"""
    assert run(script, tmp_path) == "same\n"


def test_fork_amid_another_threads_work(tmp_path: Path) -> None:
    script = """
checker = Checker("compact", threads=2)
stop = threading.Event()

def work():
    while not stop.is_set():
        verdicts(checker)

# While this thread loads parser and model, and while it parses and asks the model.
thread = threading.Thread(target=work)
thread.start()
for pause in (0.05, 0.4, 0.6, 0.6, 0.2):
    time.sleep(pause)
    child = os.fork()
    if child == 0:
        verdicts(checker)
        os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
stop.set()
thread.join()
print("done")
"""
    assert run(script, tmp_path) == "done\n"


def test_transformers_model_works_in_a_fork(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    script = f"""
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from pathlib import Path
from tests.nli.tiny_models import make_model
checker = Checker(str(make_model(Path({str(tmp_path)!r}) / "tiny", "bert")))
here = verdicts(checker)
with multiprocessing.get_context("fork").Pool(1) as pool:
    assert pool.map(inherited, [0]) == [here]
print("same")
"""
    assert run(script, tmp_path).strip() == "same"


def test_torch_works_on_one_thread_that_never_ends() -> None:
    """A fork while a thread ends that has used MKL leaves a lock of MKL's held in the child, in one of thirty forks."""

    def ask(found: list[int]) -> None:
        found.append(torch_thread().call(threading.get_ident))

    found: list[int] = []
    for _ in range(3):
        asking = threading.Thread(target=ask, args=(found,))
        asking.start()
        asking.join()
    assert len(set(found)) == 1
    assert found[0] not in (threading.get_ident(), asking.ident)
    with pytest.raises(ZeroDivisionError):
        torch_thread().call(divmod, 1, 0)


def test_eight_threads_load_parser_and_model_once(tmp_path: Path) -> None:
    script = """
import onnxruntime, spacy
from concurrent.futures import ThreadPoolExecutor
loads = []

def counted(name, load):
    def count(*arguments, **options):
        loads.append(name)
        time.sleep(0.2)
        return load(*arguments, **options)
    return count

spacy.load = counted("parser", spacy.load)
onnxruntime.InferenceSession = counted("model", onnxruntime.InferenceSession)
checker = Checker("compact", threads=2, runtime="onnxruntime")
start = threading.Barrier(8)

def begin(_):
    start.wait()
    return verdicts(checker)

with ThreadPoolExecutor(8) as pool:
    found = list(pool.map(begin, range(8)))
assert found == [verdicts(checker)] * 8, found
assert sorted(loads) == ["model", "parser"], loads
print("once")
"""
    assert run(script, tmp_path) == "once\n"
