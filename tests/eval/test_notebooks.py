"""Every notebook runs from its first cell to its last in a real kernel."""

from __future__ import annotations

from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[2] / "eval" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.py"))


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 5


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Of the 2,000 made articles a few, and of as many draws.
    monkeypatch.setenv("ARTICLES", "40")
    monkeypatch.setenv("RESAMPLES", "100")
    notebook = jupytext.read(path)
    NotebookClient(notebook, timeout=180, resources={"metadata": {"path": str(FOLDER.parents[1])}}).execute()
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("data" in output for output in shown), "it shows something"
    for output in shown:
        assert output.get("name") != "stderr", output.get("text")
