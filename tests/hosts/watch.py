#!/usr/bin/env python3
"""A watched table in a database file: readers and writers beside it, rollback, VACUUM, attached, read-only, a full disk; the
events are those of a fresh extraction after each. Usage: watch.py LIBRARY. Exit code 77: this Python cannot load extensions."""

import pathlib
import sqlite3
import sys
import tempfile

FRESH = "SELECT r.id, e.* FROM {0}reports r, extract_events(r.body, r.published) e"


def connect(library, path, **options):
    db = sqlite3.connect(path, isolation_level=None, timeout=0.2, **options)
    db.enable_load_extension(True)
    db.load_extension(library)
    return db


def fill(db, first, last):
    db.execute(f"""WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})
        INSERT INTO reports SELECT i, 'u' || i, 'The army shelled ' || iif(i % 2, 'Homs', 'Hama') || ' on Friday, killing ' || i || ' people.',
        '2021-04-18' FROM n""")


def check(db, schema=""):
    fresh, kept = set(db.execute(FRESH.format(schema))), set(db.execute(f"SELECT * FROM {schema}reports_events"))
    assert fresh == kept, f"{len(fresh - kept)} events are missing, {len(kept - fresh)} too many"
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def refresh(db):
    assert db.execute("SELECT sitrep_refresh('reports')").fetchone() == (0,), "reports were left"


def refused(db, sql, words):
    try:
        db.execute(sql).fetchall()
    except sqlite3.Error as error:
        assert words in str(error), f"{sql}: {error}"
    else:
        raise AssertionError(f"{sql} was not refused")


def watched(library, path, reports=60):
    db = connect(library, path)
    db.execute("CREATE TABLE reports(id INTEGER PRIMARY KEY, url TEXT UNIQUE, body TEXT, published TEXT)")
    fill(db, 1, reports)
    assert db.execute("SELECT sitrep_watch('reports', 'body', 'published')").fetchone() == (reports,)
    return db


def readers_and_writers(library, path):
    db = watched(library, path)
    assert db.execute("PRAGMA journal_mode = wal").fetchone() == ("wal",)
    reader = connect(library, path)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM reports_events").fetchone() == (0,)
    refresh(db)
    assert reader.execute("SELECT count(*) FROM reports_events").fetchone() == (0,), "the reader's snapshot moved"
    reader.execute("COMMIT")
    assert reader.execute("SELECT count(*) FROM reports_events").fetchone() == (60,)
    assert reader.execute("SELECT done, total FROM sitrep_progress").fetchone() == (60, 60)
    check(reader)

    # While another writes, nothing is done; afterwards all is.
    other = connect(library, path)
    other.execute("BEGIN IMMEDIATE")
    fill(other, 61, 70)
    other.execute("DELETE FROM sitrep_read_1 WHERE id < 10")
    refused(db, "INSERT INTO reports VALUES (100, 'x', 'The army shelled Homs.', NULL)", "locked")
    other.execute("COMMIT")
    refresh(db)
    check(db)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM sitrep_read_1 WHERE id < 10")
    other.execute("COMMIT")
    other.execute("BEGIN IMMEDIATE")
    refused(db, "SELECT sitrep_refresh('reports')", "locked")
    other.execute("ROLLBACK")
    refresh(db)
    check(db)


def transactions(library, path):
    db = watched(library, path)
    db.execute("SELECT sitrep_refresh('reports')")
    db.execute("BEGIN")
    fill(db, 61, 80)
    db.execute("SAVEPOINT inner")
    db.execute("REPLACE INTO reports VALUES (200, 'u70', 'The army shelled Mosul.', NULL)")
    db.execute("UPDATE reports SET body = 'The army shelled Idlib.' WHERE id < 20")
    check(db)
    db.execute("ROLLBACK TO inner")
    check(db)
    db.execute("DELETE FROM sitrep_read_1")
    db.execute("SELECT sitrep_refresh('reports', 30)")
    db.execute("ROLLBACK")
    check(db)
    assert db.execute("SELECT count(*) FROM reports_events").fetchone() == (60,)
    # A refresh in an open transaction is a part of it.
    db.execute("BEGIN")
    db.execute("DELETE FROM sitrep_read_1")
    db.execute("DELETE FROM reports_events")
    assert db.execute("SELECT sitrep_refresh('reports', 25)").fetchone() == (35,)
    assert db.in_transaction
    db.execute("ROLLBACK")
    check(db)
    db.execute("DELETE FROM reports WHERE id % 3 = 0")
    db.execute("VACUUM")
    fill(db, 300, 320)
    check(db)
    copy = str(path) + ".copy"
    db.execute("VACUUM INTO ?", [copy])
    db.close()
    # The copy is watched like the original, and so it is when attached.
    db = connect(library, copy)
    fill(db, 400, 410)
    check(db)
    db.close()
    db = connect(library, ":memory:")
    db.execute("ATTACH ? AS archive", [copy])
    db.execute("INSERT INTO archive.reports VALUES (500, 'x', 'The army shelled Mosul.', '2021-04-18')")
    db.execute("DELETE FROM archive.sitrep_read_1 WHERE id > 300")
    assert db.execute("SELECT sitrep_refresh('archive.reports', 5)").fetchone()[0] > 0
    assert db.execute("SELECT sitrep_refresh('archive.reports')").fetchone() == (0,)
    check(db, "archive.")
    db.execute("SELECT sitrep_unwatch('archive.reports')")
    assert db.execute("SELECT count(*) FROM archive.sqlite_schema WHERE name LIKE '%sitrep%' OR name LIKE '%events%'").fetchone() == (0,)


def read_only(library, path):
    db = watched(library, path)
    db.execute("SELECT sitrep_refresh('reports')")
    db.execute("CREATE TABLE more(id INTEGER PRIMARY KEY, body TEXT)")
    db.close()
    before = pathlib.Path(path).read_bytes()
    db = connect(library, f"file:{path}?mode=ro", uri=True)
    for call in ("sitrep_watch('more', 'body')", "sitrep_unwatch('reports')"):
        refused(db, f"SELECT {call}", "readonly")
    refused(db, "INSERT INTO reports VALUES (100, 'x', 'The army shelled Homs.', NULL)", "readonly")
    # Nothing is stale: nothing need be written.
    check(db)
    db.close()
    assert pathlib.Path(path).read_bytes() == before
    plain = sqlite3.connect(path)
    assert plain.execute("SELECT count(*) FROM reports_events").fetchone() == (60,), "not readable without the library"
    refused(plain, "INSERT INTO reports VALUES (100, 'x', 'The army shelled Homs.', NULL)", "sitrep_")
    # The README's way to let such a program write.
    for (drop,) in plain.execute("SELECT 'DROP TRIGGER \"' || name || '\";' FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'sitrep_watch_*'").fetchall():
        plain.execute(drop)
    plain.execute("INSERT INTO reports VALUES (100, 'x', 'The army shelled Homs.', NULL)")
    plain.commit()
    plain.close()
    db = connect(library, path)
    db.execute("SELECT sitrep_watch('reports', 'body', 'published'), sitrep_refresh('reports')")
    check(db)


def full_disk(library, path):
    db = watched(library, path, 3000)
    db.execute("SELECT sitrep_refresh('reports', 100)")
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages + 200}")
    refused(db, "SELECT sitrep_refresh('reports')", "full")
    assert not db.in_transaction
    refused(db, "CREATE TABLE x AS SELECT randomblob(3000000)", "full")
    done = db.execute("SELECT count(*) FROM sitrep_read_1").fetchone()[0]
    assert 100 <= done < 3000, done
    half = db.execute("SELECT count(*) FROM (SELECT id FROM sitrep_read_1 EXCEPT SELECT id FROM reports_events)").fetchone()[0]
    assert half == 0, f"{half} reports are half done"
    db.execute(f"PRAGMA max_page_count = {pages}")
    body = "The army shelled Homs. " * 1000
    refused(db, f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) INSERT INTO reports SELECT 9000 + i, 'f' || i, '{body}', NULL FROM n", "full")
    assert db.execute("SELECT count(*) FROM reports WHERE id > 9000").fetchone() == (0,)
    db.execute("PRAGMA max_page_count = 1000000")
    refresh(db)
    check(db)


def no_room_for_a_watch(library, path):
    db = connect(library, path)
    db.execute("CREATE TABLE reports(id INTEGER PRIMARY KEY, body TEXT)")
    schema = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    db.execute("PRAGMA max_page_count = 4")
    refused(db, "SELECT sitrep_watch('reports', 'body')", "full")
    assert db.execute("SELECT count(*) FROM sqlite_schema").fetchone() == schema, "a part of the watch stays"


def main(library):
    if not hasattr(sqlite3.Connection, "enable_load_extension"):
        print("skipped: this Python's sqlite3 was built without extension loading")
        return 77
    for part in (readers_and_writers, transactions, read_only, full_disk, no_room_for_a_watch):
        with tempfile.TemporaryDirectory() as directory:
            part(library, str(pathlib.Path(directory) / "reports.db"))
        print(f"{part.__name__}: holds")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
