"""SQL in the cells of a notebook, with sitrep loaded:

    %load_ext sitrep

    %%sql reports.db
    SELECT e.type, e.start_date, e.place FROM reports r, extract_events(r.body, r.published) e

%%sql without a path goes on with the database of the cell before, or one in memory. The rows of the cell's last query are shown as
a table; a value that is an SVG document (map_svg, timeline_svg) as the picture. They are also the cell's value: _.rows, _.columns.
"""

import html
import sqlite3

from . import load

LIMIT = 100  # rows shown


class Result:
    """The rows of a query, as a notebook shows them."""

    def __init__(self, cursor):
        self.columns = [column[0] for column in cursor.description]
        self.rows = cursor.fetchall()

    def _repr_html_(self):
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join("<tr>" + "".join(f"<td>{self._cell(v)}</td>" for v in row) + "</tr>" for row in self.rows[:LIMIT])
        more = len(self.rows) - LIMIT
        note = f"<p>{more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"

    @staticmethod
    def _cell(value):
        if value is None:
            return ""
        if isinstance(value, bytes):
            return f"<i>blob of {len(value)} bytes</i>"
        if isinstance(value, str) and value.startswith("<svg"):
            return value
        return html.escape(str(value))

    def __repr__(self):
        lines = [" | ".join(self.columns)]
        for row in self.rows[:LIMIT]:
            lines.append(" | ".join("" if v is None else "(picture)" if str(v).startswith("<svg") else str(v) for v in row))
        return "\n".join(lines)


def statements(text):
    """The statements of a cell, in order."""
    pending = ""
    for line in text.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending


def register(shell):
    """Gives an IPython shell the magic %%sql."""
    connection = None

    def sql(line, cell):
        nonlocal connection
        if line.strip() or connection is None:
            connection = sqlite3.connect(line.strip() or ":memory:", isolation_level=None)
            load(connection)
        result = None
        for statement in statements(cell):
            cursor = connection.execute(statement)
            if cursor.description:
                result = Result(cursor)
        return result

    shell.register_magic_function(sql, "cell", "sql")
