#!/usr/bin/env python3
"""sitrep in a Jupyter notebook: runs sql/recipes/notebook.ipynb in a kernel and looks at what its cells show.
Usage: notebook.py LIBRARY. Exit code 77: nbclient or ipykernel is not installed."""

import os
import pathlib
import shutil
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main(library):
    try:
        import ipykernel  # noqa: F401
        import nbclient
        import nbformat
    except ImportError as missing:
        print(f"skipped: {missing}")
        return 77
    with tempfile.TemporaryDirectory() as directory:
        here = pathlib.Path(directory)
        # The package as pip would install it, with this library.
        shutil.copytree(ROOT / "packages/python", here / "site/sitrep")
        (here / "site/sitrep/sitrep.so").symlink_to(library + ".so")
        shutil.copytree(ROOT / "sql/examples", here / "examples")
        (here / "recipes").mkdir()
        os.environ.update(PYTHONPATH=str(here / "site"), IPYTHONDIR=str(here / "ipython"), JUPYTER_RUNTIME_DIR=str(here / "runtime"))
        notebook = nbformat.read(ROOT / "sql/recipes/notebook.ipynb", as_version=4)
        # The interpreter that runs this runs the cells, whatever kernels are installed.
        nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(here / "recipes")}}).execute()
    shown = [cell.outputs[-1].get("data", {}) if cell.outputs else {} for cell in notebook.cells if cell.cell_type == "code"]
    assert shown[1]["text/plain"] == str(len(list((ROOT / "sql/examples").glob("*.txt")))), shown[1]
    table = shown[2]["text/html"]
    assert table.count("<tr>") == 9 and "<th>evidence</th>" in table and "airstrike" in table, table[:500]
    for picture in shown[3], shown[4]:
        assert "<td><svg" in picture["text/html"] and "(picture)" in picture["text/plain"]
    countries = eval(shown[6]["text/plain"])
    assert countries.get("SY", 0) > 1, countries
    print(f"{len(shown)} cells ran; events by country: {countries}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
