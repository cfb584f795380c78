"""The notebook runs on a graph of the examples and shows what it says."""

from pathlib import Path

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


@pytest.fixture(scope="module")
def outputs(examples_graph: Path) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANKG_GRAPH", str(examples_graph))
        patch.setenv("PYTHONWARNINGS", "ignore")
        notebook = nbformat.read(NOTEBOOKS / "explore.ipynb", as_version=4)
        done = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    return [
        output["data"]["text/markdown"] for cell in done.cells for output in cell.get("outputs", []) if "data" in output
    ]


def test_the_chain_leads_from_a_core_area_to_an_enterprise(outputs: list[str]) -> None:
    chain = next(table for table in outputs if table.startswith("| core area"))
    rows = chain.splitlines()[2:]
    assert rows
    assert all(len(row.split("|")) == 6 for row in rows)


def test_rdflib_and_the_database_count_the_same_chain(outputs: list[str]) -> None:
    chain = next(table for table in outputs if table.startswith("| core area"))
    said = next(text for text in outputs if text.endswith(" chains"))
    assert int(said.split()[0]) == len(chain.splitlines()) - 2


def test_an_indicator_is_followed_through_the_years(outputs: list[str]) -> None:
    series = next(table for table in outputs if table.startswith("| indicator | period"))
    assert {"2020", "2022", "2023"} <= {row.split("|")[2].strip() for row in series.splitlines()[2:]}


def test_the_text_form_and_the_notebook_say_the_same() -> None:
    text = jupytext.read(NOTEBOOKS / "explore.py")
    notebook = jupytext.read(NOTEBOOKS / "explore.ipynb")
    assert [cell["source"] for cell in text.cells] == [cell["source"] for cell in notebook.cells]
