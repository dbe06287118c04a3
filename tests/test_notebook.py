"""notebooks/explore.ipynb: kept clean, and it runs from the first cell to the last on a few articles."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "explore.ipynb"
ARTICLES = ("02-putin-xi-beijing-summit", "06-saudi-iran-beijing-agreement", "10-finland-joins-nato")


def notebook() -> nbformat.NotebookNode:
    read: nbformat.NotebookNode = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    return read


def code() -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook().cells if cell.cell_type == "code"]


def test_it_is_valid_and_holds_no_outputs() -> None:
    nbformat.validate(notebook())
    assert code()
    for cell in code():
        assert cell.outputs == [] and cell.execution_count is None, cell.id


def test_ids_are_words_and_differ() -> None:
    ids = [cell.id for cell in notebook().cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", id) for id in ids)


def test_it_imports_only_public_names() -> None:
    for cell in code():
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.ImportFrom):
                assert not any(name.name.startswith("_") for name in node.names), ast.unparse(node)
            assert not (isinstance(node, ast.Attribute) and node.attr.startswith("_")), ast.unparse(node)


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    run = notebook()
    (parameters,) = [cell for cell in run.cells if "parameters" in cell.metadata.get("tags", ())]
    documents = [str(ROOT / "seeds" / "documents" / f"{name}.txt") for name in ARTICLES]
    parameters.source = f"DOCUMENTS = {documents!r}\nOUT = {str(tmp_path_factory.mktemp('graph'))!r}"
    resources = {"metadata": {"path": str(NOTEBOOK.parent)}}
    NotebookClient(run, timeout=300, kernel_name="python3", resources=resources).execute()
    return run


def shown(run: nbformat.NotebookNode, id: str, kind: str) -> str:
    """What the cell shows in the media type ``kind``; "" where it shows nothing of the kind."""
    (cell,) = [cell for cell in run.cells if cell.id == id]
    return "".join(output.get("data", {}).get(kind, "") for output in cell.outputs)


def test_it_builds_a_graph_of_the_articles(executed: nbformat.NotebookNode) -> None:
    (cell,) = [cell for cell in executed.cells if cell.id == "build"]
    printed = "".join(output.text for output in cell.outputs if output.output_type == "stream")
    assert f"{len(ARTICLES)} read, 0 skipped, 0 duplicates" in printed


def test_its_tables_hold_what_the_articles_tell(executed: nbformat.NotebookNode) -> None:
    types = shown(executed, "types", "text/html")
    assert "Agreement" in types and "actual" in types
    assert "الصين" in shown(executed, "timeline", "text/html")
    assert "<td>" in shown(executed, "evidence", "text/html")


def test_it_draws(executed: nbformat.NotebookNode) -> None:
    assert len(shown(executed, "picture", "image/png")) > 10_000
