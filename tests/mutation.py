"""How many small faults in the rules and the English modules do the fast tests see?

    python -m tests.mutation                     150 mutants drawn with seed 0, about 4 s each on a core
    python -m tests.mutation --seed 7 --count 40
    python -m tests.mutation --only english/roles.py:120
    python -m tests.mutation --count 0 --file english/names.py

A mutant is one change of one place: a condition taken for always true or never true,
one half of an ``and`` or ``or`` left out, the two exchanged, a ``not`` dropped, a comparison turned round or moved by
its boundary, a number changed. Against each, the tests that come by its lines run in a process of their own, with spaCy
and every parse at hand, until one fails. What survives is listed; some survivors behave the same and cannot be seen.
Left out: type annotations, decorators, ``if TYPE_CHECKING``, keywords that only guard against faults (``strict=``), and
words and patterns, which are data.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import gc
import importlib.machinery
import importlib.util
import json
import os
import random
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest

OURS = ("checker", "eval", "models", "tests")
ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    "checker/rules/**/*.py",
    "checker/english/**/*.py",
    "checker/claims/**/*.py",
    "checker/number_answers.py",
    "checker/segmentation.py",
)
TESTS = (
    "tests/english",
    "tests/rules",
    "tests/claims",
    "tests/verdict/test_verdict.py",
    "tests/test_segmentation.py",
    "tests/test_seeds.py",
)
NOT_BEHAVIOUR = frozenset(("strict", "repr", "maxsize"))
TURNED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
BOUNDARY = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
SLOWEST = 120.0


@dataclass(frozen=True)
class Mutant:
    """One change: the file, which of the file's changes it is, where it stands,
    what kind it is and what it makes of what.

    ``lines`` are the first and the last line of the statement, of a compound one of its head.
    """

    file: str
    number: int
    line: int
    kind: str
    before: str
    after: str
    lines: tuple[int, int]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.kind}: {self.before}  →  {self.after}"


@dataclass
class Place:
    """A node of a tree, and how to put another in its stead."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    statement: ast.stmt

    def put(self, node: ast.AST) -> None:
        """Replace the node."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def changes(tree: ast.Module) -> Iterator[tuple[Place, str, ast.AST]]:
    """Every change of a module, always in the same order: the place, the kind, and the new node."""
    for place in _places(tree, tree.body[0]):
        for kind, node in _alternatives(place):
            yield place, kind, ast.copy_location(node, place.node)


def _places(node: ast.AST, statement: ast.stmt) -> Iterator[Place]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list") or _skipped(node, field):
            continue
        for index, item in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(item, ast.AST):
                inner = item if isinstance(item, ast.stmt) else statement
                yield Place(node, field, index, item, inner)
                yield from _places(item, inner)


def _head(statement: ast.stmt) -> tuple[int, int]:
    """First and last line of a statement without the statements inside it."""
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return statement.lineno, max(statement.lineno, last)


def _skipped(node: ast.AST, field: str) -> bool:
    """A keyword that only guards, a type alias (``Literal[…]``), the example texts of a rule."""
    if isinstance(node, ast.keyword) and node.arg in NOT_BEHAVIOUR:
        return True
    return isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal" and field == "slice"


def _alternatives(place: Place) -> Iterator[tuple[str, ast.AST]]:
    node = place.node
    if place.field == "test" or (place.field == "ifs" and isinstance(place.parent, ast.comprehension)):
        yield "condition", ast.Constant(True)
        if not isinstance(place.parent, ast.While):
            yield "condition", ast.Constant(False)
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and/or", ast.BoolOp(other, node.values)
        for index in range(len(node.values)):
            rest = node.values[:index] + node.values[index + 1 :]
            yield "half left out", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not", node.operand
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for kind, table in (("comparison", TURNED), ("boundary", BOUNDARY)):
            new = table.get(type(node.ops[0]))
            if new is not None:
                yield kind, ast.Compare(node.left, [new()], node.comparators)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        for value in _other_values(node.value):
            yield "number", ast.Constant(value)


def _other_values(value: float) -> tuple[float, ...]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int) or value == 0:
        return (value + 1,)
    return round(value * 0.6, 6), round(value * 1.5, 6)


def mutants() -> list[Mutant]:
    """Every mutant of the sources."""
    found = []
    for path in sorted({path for pattern in SOURCES for path in ROOT.glob(pattern)}):
        name = path.relative_to(ROOT / "checker").as_posix()
        for number, (place, kind, node) in enumerate(changes(ast.parse(path.read_text(encoding="utf-8")))):
            line = getattr(place.node, "lineno", 0)
            found.append(Mutant(name, number, line, kind, _short(place.node), _short(node), _head(place.statement)))
    return found


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) < 90 else text[:87] + "…"


def mutated(mutant: Mutant) -> ast.Module:
    """The tree of the mutant's file with its change made."""
    tree = ast.parse((ROOT / "checker" / mutant.file).read_text(encoding="utf-8"))
    for number, (place, _, node) in enumerate(changes(tree)):
        if number == mutant.number:
            place.put(copy.deepcopy(node))
            return ast.fix_missing_locations(tree)
    raise LookupError(f"{mutant}: the file has fewer changes now")


class _Finder:
    """Imports the mutant in place of its module."""

    def __init__(self, mutant: Mutant) -> None:
        parts = ["checker", *Path(mutant.file).with_suffix("").parts]
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.tree = mutated(mutant)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        """The spec of the mutated module; ``None`` for any other."""
        if name != self.name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        assert spec is not None
        assert spec.origin is not None
        tree = self.tree

        class Loader(importlib.machinery.SourceFileLoader):
            def get_code(self, fullname: str) -> Any:
                return compile(tree, self.path, "exec")

        spec.loader = Loader(name, spec.origin)
        return spec


def keep_parses() -> None:
    """Load spaCy once, and parse each text once, whoever asks."""
    import spacy
    from spacy.language import Language

    pipelines: dict[str, Any] = {}
    real_load, real_call = spacy.load, Language.__call__
    parses: dict[tuple[str, tuple[str, ...]], Any] = {}

    def load(name: Any, **options: Any) -> Any:
        if str(name) not in pipelines:
            pipelines[str(name)] = real_load(name, **options)
        return pipelines[str(name)]

    def call(self: Any, text: Any, **options: Any) -> Any:
        if not isinstance(text, str):
            return real_call(self, text, **options)
        key = text, tuple(options.get("disable", ()))
        if key not in parses:
            parses[key] = real_call(self, text, **options)
        return parses[key]

    def pipe(self: Any, texts: Any, **options: Any) -> Any:
        as_tuples, disable = options.get("as_tuples", False), options.get("disable", [])
        for item in texts:
            yield (call(self, item[0], disable=disable), item[1]) if as_tuples else call(self, item, disable=disable)

    spacy.load = load
    Language.__call__ = call  # type: ignore[method-assign]
    Language.pipe = pipe  # type: ignore[method-assign, assignment]
    # A parse outlives the body that it was made for.
    Language.memory_zone = lambda self, mem=None: contextlib.nullcontext(mem)  # type: ignore[method-assign, assignment]


class Reached:
    """Notes which lines of the sources each test comes by, and how long it takes."""

    def __init__(self) -> None:
        self.lines: dict[str, set[tuple[str, int]]] = {}
        self.seconds: dict[str, float] = {}
        self._names: dict[str, str | None] = {}
        self._now: set[tuple[str, int]] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Trace the test with its fixtures; what earlier tests left in caches must not hide a line."""
        for name, module in list(sys.modules.items()):
            if name.startswith("checker"):
                for value in vars(module).values():
                    getattr(value, "cache_clear", int)()
        self._now = self.lines.setdefault(item.nodeid, set())
        started = time.monotonic()
        sys.settrace(self._trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            self.seconds[item.nodeid] = time.monotonic() - started

    def _trace(self, frame: Any, event: str, _: object) -> Any:
        path = frame.f_code.co_filename
        if path not in self._names:
            inside = path.startswith(f"{ROOT}{os.sep}checker")
            self._names[path] = Path(path).relative_to(ROOT / "checker").as_posix() if inside else None
        name = self._names[path]
        if name is None:
            return None
        if event == "line":
            self._now.add((name, frame.f_lineno))
        return self._trace

    def tests_for(self, mutant: Mutant) -> list[str]:
        """The tests that come by a mutant's lines, the quickest first; all for what runs at import."""
        first, last = mutant.lines
        wanted = {(mutant.file, line) for line in range(first, last + 1)}
        found = [test for test, lines in self.lines.items() if lines & wanted]
        return sorted(found or self.lines, key=lambda test: self.seconds[test])


class Only:
    """Runs the named tests alone, in their order."""

    def __init__(self, tests: list[str]) -> None:
        self._order = {test: number for number, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the others out."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self._order), key=lambda item: self._order[item.nodeid]
        )


def run_tests(tests: list[str], plugin: object, *, quiet: bool = True) -> int:
    """Pytest's exit status; 0 where all pass. Property tests draw the same examples every time."""
    hypothesis.settings.register_profile("mutation", derandomize=True, database=None)
    hypothesis.settings.load_profile("mutation")
    options = [
        "-p",
        "no:cacheprovider",
        "-p",
        "no:unraisableexception",
        "-q",
        "--no-header",
        "-x",
        "--tb=line",
        "-W",
        "ignore",
    ]
    files = list(dict.fromkeys(test.split("::")[0] for test in tests))
    if not quiet:
        return int(pytest.main([*options, *files], [plugin]))
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        return int(pytest.main([*options, *files], [plugin]))


def forget() -> None:
    """Unload our packages, so that the next import runs them again; what a .venv in the checkout holds stays."""
    for name in list(sys.modules):
        if name.split(".")[0] in OURS:
            del sys.modules[name]


def fork(mutant: Mutant | None, tests: list[str]) -> int:
    """Start the tests against a mutant, or the sources as they are; the process's id. Exit status 0: it survived."""
    process = os.fork()
    if process:
        return process
    try:
        os.setpgid(0, 0)
        forget()
        if mutant is not None:
            sys.meta_path.insert(0, _Finder(mutant))
        status = run_tests(tests, Only(tests))
    except BaseException:
        status = 3
    os._exit(min(status, 100))


def judge(chosen: list[Mutant], reached: Reached, jobs: int) -> dict[Mutant, str]:
    """``caught``, ``timeout`` or ``survived`` for each mutant."""
    verdicts: dict[Mutant, str] = {}
    running: dict[int, tuple[Mutant, float]] = {}
    waiting = list(reversed(chosen))
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[fork(mutant, reached.tests_for(mutant))] = mutant, time.monotonic()
        select.select([], [], [], 0.05)
        for process, (mutant, started) in list(running.items()):
            done, status = os.waitpid(process, os.WNOHANG)
            late = time.monotonic() - started > SLOWEST
            if not done and not late:
                continue
            if not done:
                os.killpg(process, signal.SIGKILL)
                os.waitpid(process, 0)
            del running[process]
            verdicts[mutant] = "timeout" if not done else "survived" if status == 0 else "caught"
            print(f"{len(verdicts):4}/{len(chosen)}  {verdicts[mutant]:8}  {mutant}", flush=True)
    return verdicts


def test_files() -> list[str]:
    """The fast tests, file by file."""
    paths = [
        path for name in TESTS for path in ([ROOT / name] if name.endswith(".py") else (ROOT / name).glob("test_*.py"))
    ]
    return [path.relative_to(ROOT).as_posix() for path in sorted(paths) if path.is_file()]


def main() -> int:
    """Command line; exit status 1 where fewer than ``--least`` percent are caught."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=0, help="of the draw")
    parser.add_argument("--count", type=int, default=150, help="how many to draw; 0 for all")
    parser.add_argument("--jobs", type=int, default=1, help="at the same time")
    parser.add_argument("--file", action="append", default=[], help="only mutants of files that end so")
    parser.add_argument("--only", action="append", default=[], help="only mutants at FILE:LINE")
    parser.add_argument("--test", action="append", default=[], help="run these test files alone")
    parser.add_argument("--least", type=float, default=80.0, help="percent that must be caught")
    parser.add_argument("--list", action="store_true", help="list the mutants and run nothing")
    parser.add_argument("--json", type=Path, help="write the verdicts there")
    options = parser.parse_args()
    chosen = mutants()
    total = len(chosen)
    if options.file:
        chosen = [mutant for mutant in chosen if any(mutant.file.endswith(name) for name in options.file)]
    if options.only:
        chosen = [mutant for mutant in chosen if f"{mutant.file}:{mutant.line}" in options.only]
    elif options.count and options.count < len(chosen):
        chosen = random.Random(options.seed).sample(chosen, options.count)
    if options.list:
        print(*chosen, sep="\n")
        return 0
    os.chdir(ROOT)
    keep_parses()
    tests = options.test or test_files()
    started = time.monotonic()
    reached = Reached()
    if run_tests(tests, reached, quiet=False):
        print("the tests fail without any mutant: mend them first", file=sys.stderr)
        return 2
    print(f"{len(chosen)} of {total} mutants, seed {options.seed}; the tests take {time.monotonic() - started:.1f} s")
    forget()
    # What is loaded stays shared with the processes to come: their collectors need not look at it.
    gc.collect()
    gc.freeze()
    if os.waitpid(fork(None, list(reached.lines)), 0)[1]:
        print("the tests fail in a forked process without any mutant: the script is at fault", file=sys.stderr)
        return 2
    verdicts = judge(chosen, reached, options.jobs)
    survived = [mutant for mutant, verdict in verdicts.items() if verdict == "survived"]
    print("\nsurvived:", *sorted(map(str, survived)), sep="\n  ")
    share = 100 * (1 - len(survived) / max(len(verdicts), 1))
    counts = Counter(verdicts.values())
    print(f"\n{share:.1f} % caught: {dict(counts)}; {time.monotonic() - started:.0f} s")
    if options.json:
        rows = [{**asdict(mutant), "verdict": verdict} for mutant, verdict in verdicts.items()]
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(share < options.least)


if __name__ == "__main__":
    sys.exit(main())
