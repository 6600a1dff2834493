#!/usr/bin/env python3
"""Reads an archive of reports with a cluster of Dask workers and merges what they find by region and by incident.

    sql/recipes/dask_archive.py LIBRARY ARCHIVE RESULT [--scheduler ADDRESS] [--workers N] [--reports-per-task N]

ARCHIVE is a database with a table reports(id INTEGER PRIMARY KEY, body, published), where every worker can read it. RESULT is
written anew, with the tables events, incidents and regions. Without --scheduler a cluster of processes on this machine is
started. Needs python3-distributed (Dask) and a Python whose sqlite3 loads extensions.

Each task reads some reports. It depends on nothing but these, so a task whose worker is lost is done again by another; the
rows are sorted before they are merged. So the result is the same, byte for byte, with any number of workers, and as one process
makes it."""

import argparse
import contextlib
import pathlib
import sqlite3

COLUMNS = ("event type category status scope actor target weapon killed killed_min killed_max injured injured_min injured_max "
           "start_date end_date place region region_id country lon lat geom source confidence evidence").split()


def connect(library, path, **options):
    db = sqlite3.connect(path, isolation_level=None, **options)
    db.enable_load_extension(True)
    db.load_extension(library)
    return db


def bounds(archive, size):
    """The first and last ids of each task's reports."""
    with contextlib.closing(sqlite3.connect(archive)) as db:
        ids = [row[0] for row in db.execute("SELECT id FROM reports ORDER BY id")]
    return [(ids[i], ids[min(i + size, len(ids)) - 1]) for i in range(0, len(ids), size)]


def read(library, archive, first, last):
    """What a worker does: the events of the reports from first to last."""
    with contextlib.closing(connect(library, f"file:{archive}?mode=ro", uri=True)) as db:
        return db.execute(f"SELECT r.id, {', '.join('e.' + c for c in COLUMNS)} FROM reports r, extract_events(r.body, r.published) e "
                          "WHERE r.id BETWEEN ? AND ?", (first, last)).fetchall()


MERGE = """
CREATE TABLE incidents AS
  WITH told AS (SELECT s.incident, e.* FROM same_incident('events') s JOIN events e ON e.rowid = s.id
                WHERE e.status = 'occurred' AND e.scope = 'incident')
  -- bare columns are those of the row with the greatest report: its figures are the newest
  SELECT incident, max(report) AS newest_report, count(*) AS times_told, type, region_id, region, country, place,
         start_date, killed_min, injured_min FROM told GROUP BY incident;
CREATE TABLE regions AS
  SELECT region_id, region, country, count(*) AS incidents, sum(killed_min) AS killed, sum(injured_min) AS injured
  FROM incidents WHERE region_id IS NOT NULL GROUP BY region_id ORDER BY region_id;
"""


def merge(library, result, parts):
    """Writes the rows of all tasks, in the order of their reports, and what follows from them."""
    pathlib.Path(result).unlink(missing_ok=True)
    with contextlib.closing(connect(library, result)) as db:
        db.execute("BEGIN")
        db.execute(f"CREATE TABLE events(report, {', '.join(COLUMNS)})")
        rows = sorted((row for part in parts for row in part), key=lambda row: row[:2])
        db.executemany(f"INSERT INTO events VALUES ({', '.join('?' * (len(COLUMNS) + 1))})", rows)
        for statement in MERGE.split(";\n"):
            db.execute(statement)
        db.execute("COMMIT")
        return db.execute("SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM incidents), (SELECT count(*) FROM regions)").fetchone()


def run(client, library, archive, result, size):
    futures = [client.submit(read, library, archive, first, last, retries=5) for first, last in bounds(archive, size)]
    return merge(library, result, client.gather(futures))


def main():
    parser = argparse.ArgumentParser()
    for name in ("library", "archive", "result"):
        parser.add_argument(name, type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--scheduler")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--reports-per-task", type=int, default=500)
    options = parser.parse_args()
    import dask.distributed

    with contextlib.ExitStack() as stack:
        cluster = options.scheduler or stack.enter_context(
            dask.distributed.LocalCluster(n_workers=options.workers, threads_per_worker=1, dashboard_address=None))
        client = stack.enter_context(dask.distributed.Client(cluster))
        events, incidents, regions = run(client, options.library, options.archive, options.result, options.reports_per_task)
        print(f"{events} events, {incidents} incidents in {regions} regions")


if __name__ == "__main__":
    main()
