#!/usr/bin/env python3
"""sitrep in Python's sqlite3. Usage: python.py LIBRARY (its path without .so). Exit code 77: this Python cannot load extensions."""

import sqlite3
import sys

TEXT = "On Friday, Russian jets struck the eastern countryside of Hama, killing at least three people."


def connect():
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    return db


def main(library):
    db = connect()
    if not hasattr(db, "enable_load_extension"):
        print("skipped: this Python's sqlite3 was built without extension loading")
        return 77
    db.enable_load_extension(True)
    db.load_extension(library)
    db.load_extension(library)  # twice does no harm
    db.enable_load_extension(False)

    db.execute("CREATE TABLE reports(id INTEGER PRIMARY KEY, body TEXT, published TEXT)")
    db.executemany("INSERT INTO reports(body, published) VALUES (?, ?)", [(TEXT, "2021-04-18"), (None, None), ("", "")])
    events = db.execute("SELECT r.id, e.* FROM reports r, extract_events(r.body, r.published) e").fetchall()
    for event in events:
        print(event["id"], event["type"], event["actor"], event["killed_min"], event["start_date"], event["place"])
    assert len(events) == 1, events
    assert events[0]["type"] == "airstrike" and events[0]["killed_min"] == 3 and events[0]["start_date"] == "2021-04-16"
    assert TEXT[events[0]["span_start"] - 1 :][: events[0]["span_length"]] == events[0]["evidence"]

    # Errors are exceptions with the function's name.
    try:
        db.execute("SELECT * FROM extract_events('x', 'no date')").fetchall()
    except sqlite3.OperationalError as error:
        assert "extract_events" in str(error) and "no date" in str(error), error
    else:
        raise AssertionError("a published that is no date was taken")

    # Characters beyond the basic plane count as one, in Python as in SQLite.
    text = "\U0001f30d \u201cthree\u201d people were killed in Homs."
    for span_start, span_length, matched in db.execute("SELECT span_start, span_length, matched FROM extract_places(?)", [text]):
        assert text[span_start - 1 :][:span_length] == matched

    # Every later connection of the process.
    db.enable_load_extension(True)
    db.execute("SELECT load_extension(?, 'sqlite3_sitrepall_init')", [library])
    db.close()
    later = connect()
    assert later.execute("SELECT count(*) FROM extract_sentences('A b. C d.')").fetchone()[0] == 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
