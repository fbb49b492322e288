"""Imports run one way: a room of the package imports only from rooms above it in this list."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "checker"
# As in CONTRIBUTING.
ROOMS = (
    "_version errors visible statistics once time_limit telemetry stopwatch origin acceptance article text english "
    "segmentation reading evidence body claims nli thresholds context number_forms number_answers "
    "rules verdict settings report "
    "whereabouts nearest baseline loaded_model course answering assessing differing rewriting inputs road prepared "
    "pipeline configuration calibration corpus rollup drafts lsp mcp watch service cli"
).split()
# The report's types are shown by renderers that need them.
KNOWN = {("report.types", "report.html_fragment")}


def imports(path: Path) -> Iterator[str]:
    """Modules of the package that a module imports, their names without `checker.`,
    wherever in it the import stands.
    """
    here = ("checker", *path.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [*here[: len(here) - node.level], *(node.module or "").split(".")]
            base = [part for part in base if part]
            for name in node.names:
                module = PACKAGE.parent.joinpath(*base, name.name)
                found = [*base, name.name] if module.with_suffix(".py").is_file() or module.is_dir() else base
                if found[1:]:
                    yield ".".join(found[1:])


def modules() -> list[Path]:
    return sorted(
        path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py" and path.parent != PACKAGE / "embedded"
    )


def test_every_room_is_listed() -> None:
    found = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in modules()} - {"__init__"}
    assert found == set(ROOMS)


def test_imports_run_one_way() -> None:
    against = [
        f"{path.relative_to(PACKAGE)} imports {other}"
        for path in modules()
        if path != PACKAGE / "__init__.py"
        for other in imports(path)
        if ROOMS.index(other.split(".")[0]) > ROOMS.index(path.relative_to(PACKAGE).parts[0].removesuffix(".py"))
    ]
    assert not against, "\n".join(against)


def test_no_module_imports_itself_in_a_circle() -> None:
    files = {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in modules()}
    # A room's __init__ only gathers what its modules have.
    graph = {name: set(imports(path)) & files.keys() for name, path in files.items() if not name.endswith("__init__")}
    for name, other in KNOWN:
        graph[name].discard(other)
    left = dict(graph)
    while done := [name for name, others in left.items() if not others & left.keys()]:
        for name in done:
            del left[name]
    assert not left, {name: others & left.keys() for name, others in left.items()}


def test_modules_are_small() -> None:
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in modules()
        if (lines := path.read_text("utf-8").count("\n")) > 400
    }
    assert not long
