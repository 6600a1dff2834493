#!/usr/bin/env python3
"""What keeping events up to date costs: sitrep_refresh over a table of reports beside extract_events over the same table, and
one report inserted into a watched table beside the same report inserted and extracted.

    bench/watch/run.py BUILD_DIRECTORY [REPORTS]      default 100000

The reports are those of sql/examples, two or three put together by a fixed generator, with figures of their own, so that no two
are the same. Prints processor seconds, and what the watch adds. Needs a Python whose sqlite3 loads extensions."""

import pathlib
import re
import sqlite3
import statistics
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def reports(count):
    texts = [path.read_text() for path in sorted((ROOT / "sql/examples").glob("*.txt"))]
    state = 12345
    for i in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        text = "\n\n".join(texts[(state >> (33 + 4 * n)) % len(texts)] for n in range(2 + (state >> 60) % 2))
        yield re.sub(r"\b[2-9]\b", lambda m: str(int(m[0]) + i), text), f"2021-{1 + i % 12:02}-{1 + i % 28:02}"


def seconds(work):
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def main():
    library = str(pathlib.Path(sys.argv[1]).resolve() / "sitrep")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
    with tempfile.TemporaryDirectory() as directory:
        db = sqlite3.connect(str(pathlib.Path(directory) / "reports.db"), isolation_level=None)
        db.enable_load_extension(True)
        db.load_extension(library)
        db.execute("CREATE TABLE reports(id INTEGER PRIMARY KEY, url TEXT UNIQUE, body TEXT, published TEXT)")
        db.execute("BEGIN")
        db.executemany("INSERT INTO reports VALUES (?, ?, ?, ?)", ((i, f"u{i}", *r) for i, r in enumerate(reports(count))))
        db.execute("COMMIT")
        size = db.execute("SELECT sum(length(body)) FROM reports").fetchone()[0]
        print(f"{count} reports, {size / count:.0f} characters each; processor seconds")
        def extract():
            return db.execute(
                "SELECT count(*), sum(length(e.evidence)), sum(length(e.geom)), sum(length(e.places)), sum(length(e.actor || e.target)) "
                "FROM reports r, extract_events(r.body, r.published) e").fetchone()[0]

        # Before and after what is measured against it: a machine's speed drifts.
        before, events = seconds(extract)
        columns = [column for column, *_ in db.execute("SELECT * FROM extract_events('') LIMIT 0").description]
        every = "SELECT " + ", ".join(f'count(e."{column}")' for column in columns) + " FROM reports r, extract_events(r.body, r.published) e"
        whole, _ = seconds(lambda: db.execute(every).fetchone())
        stored, _ = seconds(lambda: db.execute("CREATE TABLE fresh AS SELECT r.id, e.* FROM reports r, extract_events(r.body, r.published) e"))
        db.execute("DROP TABLE fresh")
        db.execute("SELECT sitrep_watch('reports', 'body', 'published')")
        fill, left = seconds(lambda: db.execute("SELECT sitrep_refresh('reports')").fetchone()[0])
        bare = (before + seconds(extract)[0]) / 2
        kept = db.execute("SELECT count(*) FROM reports_events").fetchone()[0]
        assert left == 0 and kept == events, (left, kept, events)
        print(f"extract_events {bare:.2f} s ({count / bare:.0f} reports/s, {events} events), with every column {whole:.2f} s, kept by CREATE TABLE AS {stored:.2f} s; "
              f"sitrep_refresh {fill:.2f} s ({count / fill:.0f} reports/s): {100 * bare / fill:.1f} % of the rate of the first, "
              f"{100 * whole / fill:.1f} % of the second, {100 * stored / fill:.1f} % of the third")

        # Inserts, each a transaction of its own, with and without the watch; the extraction alone.
        db.execute("PRAGMA synchronous = OFF")
        more = list(reports(count + 2000))[count:]
        db.execute("CREATE TABLE plain(id INTEGER PRIMARY KEY, url TEXT UNIQUE, body TEXT, published TEXT)")
        added = []
        for i, (body, published) in enumerate(more):
            watched = seconds(lambda: db.execute("INSERT INTO reports(url, body, published) VALUES (?, ?, ?)", (f"w{i}", body, published)))[0]
            plain = seconds(lambda: db.execute("INSERT INTO plain(url, body, published) VALUES (?, ?, ?)", (f"w{i}", body, published)))[0]
            read = seconds(lambda: db.execute("SELECT * FROM extract_events(?, ?)", (body, published)).fetchall())[0]
            added.append(watched - plain - read)
        print(f"an insert: the watch adds {1e3 * statistics.median(added):.3f} ms (median) to its extraction, at most "
              f"{1e3 * sorted(added)[-20]:.3f} ms in 99 of 100")


if __name__ == "__main__":
    main()
