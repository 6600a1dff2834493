"""sitrep, an extension for SQLite that turns a table of reports into a table of events.

    import sqlite3, sitrep
    db = sqlite3.connect("reports.db")
    sitrep.load(db)
    db.execute("SELECT e.* FROM reports r, extract_events(r.body, r.published) e")

In a notebook, %load_ext sitrep makes cells that begin with %%sql run as SQL; see sitrep.notebook.
"""

import pathlib

__version__ = "@VERSION@"


def loadable_path():
    """The path of the library, without its ending, as SQLite's load_extension takes it."""
    return str(pathlib.Path(__file__).with_name("sitrep"))


def load(connection, all=False):
    """Loads the library into a connection of sqlite3 (or of a module with the same methods); with all=True into every later
    connection of the process as well, as notebooks and connection pools need it."""
    if not hasattr(connection, "enable_load_extension"):
        raise RuntimeError("this Python's sqlite3 was built without extension loading; Debian's python3 and conda's have it")
    connection.enable_load_extension(True)
    try:
        if all:
            connection.execute("SELECT load_extension(?, 'sqlite3_sitrepall_init')", (loadable_path(),)).fetchall()
        connection.load_extension(loadable_path())
    finally:
        connection.enable_load_extension(False)


def load_ipython_extension(shell):
    """What %load_ext sitrep calls."""
    from . import notebook

    notebook.register(shell)
