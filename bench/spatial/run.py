#!/usr/bin/env python3
"""The spatial functions beside SpatiaLite, PostGIS, and GEOS and GeographicLib alone, in one run.

    bench/spatial/run.py BUILD_DIRECTORY [--points N] [--runs N] [--only TEXT] [--spatialite] [--postgis CMD]

--points     1000000 unless given: random points over the world, from a fixed seed
--runs       5 unless given; the peers' rounds are interleaved with ours, and the medians are told (SpatiaLite runs once)
--only       the workloads whose name holds the text
--spatialite with mod_spatialite, in the same process
--postgis    with PostGIS: CMD starts a psql on an empty database of this machine that has the extension, e.g. "psql -d bench"

Seconds are CPU time, this process's or the server process's (from /proc, so they must be on the same machine and readable):
other work on the machine counts for little. GEOS alone runs where build/bench/sitrep_bench_spatial_floor has been built."""

import argparse
import math
import pathlib
import random
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import time

from workloads import WORKLOADS


class Ours:
    def __init__(self, library, entry=None):
        self.db = sqlite3.connect(":memory:")
        self.db.enable_load_extension(True)
        if entry:
            self.db.execute("SELECT load_extension(?, ?)", (library, entry))
        else:
            self.db.load_extension(library)

    def measure(self, sql, _):
        start = time.process_time()
        result = self.db.execute(sql).fetchone()[0]
        return time.process_time() - start, float(result)


class PostGis:
    def __init__(self, command):
        self.psql = subprocess.Popen(command + " -qAtX -v ON_ERROR_STOP=1", shell=True, text=True, stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE)
        self.pid = self.ask("SELECT pg_backend_pid();")
        self.ask("SET max_parallel_workers_per_gather = 0; SET jit = off; SET work_mem = '512MB';")

    def ask(self, sql):
        self.psql.stdin.write(sql + "\n\\echo end\n")
        self.psql.stdin.flush()
        lines = []
        while (line := self.psql.stdout.readline()) != "end\n":
            if not line:
                sys.exit("psql ended: " + sql[:200])
            lines.append(line.rstrip("\n"))
        return lines[-1] if lines else None

    def seconds(self):
        return int(pathlib.Path(f"/proc/{self.pid}/schedstat").read_text().split()[0]) * 1e-9

    def measure(self, sql, plan):
        self.ask(plan or ";")
        start = self.seconds()
        result = self.ask(sql + ";")
        took = self.seconds() - start
        self.ask("RESET enable_indexscan; RESET enable_bitmapscan; RESET enable_indexonlyscan;" if plan else ";")
        return took, float(result)

    def copy(self, table, rows):
        self.psql.stdin.write(f"COPY {table} FROM STDIN;\n")
        for row in rows:
            self.psql.stdin.write("\t".join(map(str, row)) + "\n")
        self.ask("\\.")


def make_points(count):
    generator = random.Random(1)
    return [(generator.uniform(-180, 180), generator.uniform(-60, 75)) for _ in range(count)]


def make_clumps(count):
    """Points in the plane, four fifths of them in heaps."""
    generator = random.Random(2)
    heaps = [(generator.uniform(0, 5e6), generator.uniform(0, 5e6)) for _ in range(count // 400)]
    return [(x + generator.gauss(0, 4000), y + generator.gauss(0, 4000)) for x, y in heaps for _ in range(320)] + \
        [(generator.uniform(0, 5e6), generator.uniform(0, 5e6)) for _ in range(count // 5)]


def fill_ours(ours, points, clumps):
    db = ours.db
    db.execute("CREATE TABLE p(id INTEGER PRIMARY KEY, lon, lat, g)")
    db.executemany("INSERT INTO p SELECT NULL, ?1, ?2, ST_Point(?1, ?2)", points)
    db.execute("CREATE TABLE a(id INTEGER PRIMARY KEY, grp INTEGER, g)")
    db.execute("INSERT INTO a SELECT NULL, dense_rank() OVER (ORDER BY country), geom FROM regions('admin1')")
    db.execute("CREATE TABLE c AS SELECT region_id AS id, geom AS g FROM regions('country')")
    db.execute("CREATE TABLE t AS SELECT id, ST_AsText(g) AS wkt, ST_AsGeoJSON(g, 15) AS json FROM a")
    db.execute("CREATE TABLE pairs AS SELECT a.id AS i, s.id AS j FROM a, spatial_lookup('a', 'g', ST_Envelope(a.g)) s WHERE a.id < s.id "
               "ORDER BY 1, 2")
    db.execute("CREATE TABLE s(id INTEGER PRIMARY KEY, g)")
    db.executemany("INSERT INTO s SELECT NULL, ST_Point(?1, ?2, 3857)", clumps)
    db.commit()


def fill_spatialite(lite, ours, points, clumps):
    db, rows = lite.db, ours.db.execute
    db.execute("SELECT InitSpatialMetaData(1)")
    db.execute("CREATE TABLE p(id INTEGER PRIMARY KEY, lon, lat)")
    db.execute("SELECT AddGeometryColumn('p', 'g', 4326, 'POINT', 'XY')")
    db.executemany("INSERT INTO p SELECT NULL, ?1, ?2, MakePoint(?1, ?2, 4326)", points)
    db.execute("SELECT CreateSpatialIndex('p', 'g')")
    for table, columns in (("a", "id, grp, ST_AsBinary(g)"), ("c", "id, 0, ST_AsBinary(g)")):
        db.execute(f"CREATE TABLE {table}(id INTEGER PRIMARY KEY, grp, g)")
        db.executemany(f"INSERT INTO {table} VALUES (?, ?, GeomFromWKB(?, 4326))", rows(f"SELECT {columns} FROM {table}"))
    db.execute("CREATE TABLE t(id, wkt, json)")
    db.executemany("INSERT INTO t VALUES (?, ?, ?)", rows("SELECT * FROM t"))
    db.execute("CREATE TABLE pairs(i, j)")
    db.executemany("INSERT INTO pairs VALUES (?, ?)", rows("SELECT * FROM pairs"))
    db.execute("CREATE TABLE s(id INTEGER PRIMARY KEY, g)")
    db.executemany("INSERT INTO s SELECT NULL, MakePoint(?, ?, 3857)", clumps)
    db.commit()


def fill_postgis(gis, ours, points, clumps):
    rows = ours.db.execute
    gis.ask("DROP TABLE IF EXISTS p, a, c, t, pairs, s; CREATE TABLE p(id int PRIMARY KEY, lon float8, lat float8, g geometry(Point, 4326));"
            "CREATE TABLE a(id int PRIMARY KEY, grp int, g geometry); CREATE TABLE c(id int PRIMARY KEY, g geometry);"
            "CREATE TABLE t(id int, wkt text, json text); CREATE TABLE pairs(i int, j int); CREATE TABLE s(id int PRIMARY KEY, g geometry);")
    gis.copy("p(id, lon, lat)", ((i + 1, x, y) for i, (x, y) in enumerate(points)))
    gis.ask("UPDATE p SET g = ST_Point(lon, lat, 4326);")
    gis.copy("a", rows("SELECT id, grp, ST_AsHEXEWKB(g) FROM a"))
    gis.copy("c", rows("SELECT id, ST_AsHEXEWKB(g) FROM c"))
    gis.copy("t", rows("SELECT * FROM t"))
    gis.copy("pairs", rows("SELECT * FROM pairs"))
    gis.copy("s", rows("SELECT id, ST_AsHEXEWKB(g) FROM s"))
    gis.ask("CREATE INDEX ON p USING gist(g); CREATE INDEX ON a USING gist(g); CREATE INDEX ON c USING gist(g); VACUUM FULL ANALYZE p;"
            "VACUUM ANALYZE;")


def floors(build, ours, points, runs):
    """name: (seconds, result) of floor.cc."""
    program = build / "bench/sitrep_bench_spatial_floor"
    if not program.exists():
        return {}
    with tempfile.NamedTemporaryFile() as data:
        for sql in ("SELECT grp, ST_AsBinary(g) FROM a ORDER BY id", "SELECT 0, ST_AsBinary(g) FROM c ORDER BY id"):
            rows = ours.db.execute(sql).fetchall()
            data.write(struct.pack("<I", len(rows)) + b"".join(struct.pack("<II", group, len(wkb)) + wkb for group, wkb in rows))
        data.write(struct.pack("<I", len(points)) + b"".join(struct.pack("<dd", x, y) for x, y in points))
        pairs = ours.db.execute("SELECT i - 1, j - 1 FROM pairs").fetchall()
        data.write(struct.pack("<I", len(pairs)) + b"".join(struct.pack("<II", i, j) for i, j in pairs))
        data.flush()
        out = subprocess.run([program, data.name, str(runs)], capture_output=True, text=True, check=True).stdout
    return {name: (float(took), float(result)) for name, took, result in (line.split() for line in out.splitlines())}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--spatialite", action="store_true")
    parser.add_argument("--postgis")
    asked = parser.parse_args()
    points, clumps = make_points(asked.points), make_clumps(min(asked.points, 100_000))
    ours = Ours(str(asked.build / "sitrep"))
    fill_ours(ours, points, clumps)
    peers = {"PostGIS": PostGis(asked.postgis) if asked.postgis else None,
             "SpatiaLite": Ours("mod_spatialite") if asked.spatialite else None}
    if peers["PostGIS"]:
        fill_postgis(peers["PostGIS"], ours, points, clumps)
    if peers["SpatiaLite"]:
        fill_spatialite(peers["SpatiaLite"], ours, points, clumps)
    floor = floors(asked.build, ours, points, asked.runs)
    sizes = ours.db.execute("SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM c), (SELECT count(*) FROM pairs), (SELECT count(*) FROM s)")
    print("%d points, %d regions, %d countries, %d pairs, %d points to cluster; SQLite %s; CPU seconds, medians of %d" %
          (len(points), *sizes.fetchone(), sqlite3.sqlite_version, asked.runs))
    print(f"{'':38}{'sitrep':>9}" + "".join(f"{name:>22}" for name in ("PostGIS", "SpatiaLite", "GEOS")) + "   targets")
    for work in WORKLOADS:
        if asked.only not in work.name:
            continue
        times, results = {"sitrep": []}, {}
        for turn in range(asked.runs):
            took, results["sitrep"] = ours.measure(work.ours, "")
            times["sitrep"].append(took)
            for name, peer in peers.items():
                sql = getattr(work, name.lower())
                if peer is None or sql is False or (name == "SpatiaLite" and turn > 0):
                    continue
                took, results[name] = peer.measure(sql or work.ours, work.plan)
                times.setdefault(name, []).append(took)
        middle = {name: statistics.median(all_times) for name, all_times in times.items()}
        if work.floor in floor:
            middle["GEOS"], results["GEOS"] = floor[work.floor]
        line = f"{work.name:38}{middle['sitrep']:9.3f}"
        missed = []
        for name in ("PostGIS", "SpatiaLite", "GEOS"):
            ratio = middle["sitrep"] / middle[name] if middle.get(name) else None
            line += f"{middle[name]:9.3f} ({ratio:8.3f} ×)" if ratio else f"{'':>22}"
            if name in work.targets:
                missed.append(f"{name} {work.targets[name]:.3g}" + (" missed" if ratio and ratio > work.targets[name] else ""))
            # The floor of the readers and of the groups measures areas.
            if work.alike and name in results and name != "GEOS" and not math.isclose(results[name], results["sitrep"], rel_tol=1e-6):
                missed.append(f"{name} finds {results[name]:.9g}, sitrep {results['sitrep']:.9g}")
        print(line + "   " + ", ".join(missed), flush=True)


main()
