"""Every notebook runs from its first cell to its last in a real kernel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jupytext
import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[2] / "eval" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.py"))


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 5


@pytest.fixture(scope="module")
def kernel() -> Iterator[AsyncKernelManager]:
    """One for all of them: what they import takes longer than what they do."""
    with pytest.MonkeyPatch.context() as patch:
        # Of the 2,000 made articles a few, and of as many draws.
        patch.setenv("ARTICLES", "40")
        patch.setenv("RESAMPLES", "100")
        manager = AsyncKernelManager(kernel_name="python3")
        yield manager
        run_sync(manager.shutdown_kernel)(now=True)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, kernel: AsyncKernelManager) -> None:
    notebook = jupytext.read(path)
    # What an earlier notebook has named is not known to the next.
    notebook.cells.insert(0, nbformat.v4.new_code_cell("%reset -f"))
    client = NotebookClient(notebook, km=kernel, timeout=180, resources={"metadata": {"path": str(FOLDER.parents[1])}})
    client.execute()
    assert client.kc is not None
    client.kc.stop_channels()
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("data" in output for output in shown), "it shows something"
    for output in shown:
        assert output.get("name") != "stderr", output.get("text")
