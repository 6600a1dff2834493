#!/usr/bin/env python3
"""Points into regions, beside SpatiaLite in the same process where mod_spatialite is installed, and clusters beside scikit-learn
where it is.

    bench/spatial/run.py BUILD_DIRECTORY [POINTS]      default 200000

Points come from a fixed generator over the world. Seconds are the process's own CPU time, the best of three runs (SpatiaLite
one); what the peers return must agree. SpatiaLite joins the way that is best for it: polygons outside, its R-tree over the
points inside (built beforehand, not counted)."""

import pathlib
import random
import sqlite3
import sys
import time


def seconds(run, times=3):
    best, result = None, None
    for _ in range(times):
        start = time.process_time()
        result = run()
        took = time.process_time() - start
        best = took if best is None else min(best, took)
    return best, result


def connect(library, entry=None):
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    if entry:
        db.execute("SELECT load_extension(?, ?)", (library, entry))
    else:
        db.load_extension(library)
    return db


def show(name, took, other=None, peer=""):
    ratio = f"   {took / other:6.3f} of {peer}'s {other:.3f} s" if other else ""
    print(f"{name:52} {took:8.3f} s{ratio}")


def spatialite_join(points, polygons):
    try:
        db = connect("mod_spatialite")
    except sqlite3.OperationalError:
        return None, None
    db.execute("SELECT InitSpatialMetaData(1)")
    db.execute("CREATE TABLE p(id INTEGER PRIMARY KEY)")
    db.execute("SELECT AddGeometryColumn('p', 'g', 4326, 'POINT', 'XY')")
    db.executemany("INSERT INTO p VALUES (NULL, MakePoint(?, ?, 4326))", points)
    db.execute("SELECT CreateSpatialIndex('p', 'g')")
    db.execute("CREATE TABLE a(id INTEGER PRIMARY KEY, g)")
    db.executemany("INSERT INTO a VALUES (?, GeomFromWKB(?, 4326))", polygons)
    return seconds(lambda: db.execute(
        "SELECT count(*) FROM a JOIN idx_p_g i ON i.xmin <= MbrMaxX(a.g) AND i.xmax >= MbrMinX(a.g) AND i.ymin <= MbrMaxY(a.g)"
        " AND i.ymax >= MbrMinY(a.g) JOIN p ON p.id = i.pkid WHERE ST_Intersects(a.g, p.g)").fetchone()[0], 1)


def sklearn_dbscan(points, reach, least):
    try:
        import numpy
        from sklearn.cluster import DBSCAN
    except ImportError:
        return None, None
    radians = numpy.radians(numpy.array([(y, x) for x, y in points]))
    took, labels = seconds(lambda: DBSCAN(eps=reach / 6371008.77, min_samples=least, metric="haversine",
                                          algorithm="ball_tree").fit(radians).labels_, 1)
    return took, len(set(labels)) - (1 if -1 in labels else 0)


def main():
    build, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    generator = random.Random(1)
    points = [(generator.uniform(-180, 180), generator.uniform(-60, 75)) for _ in range(count)]
    db = connect(str(build / "sitrep"))
    db.execute("CREATE TABLE p(id INTEGER PRIMARY KEY, lon, lat, g)")
    db.executemany("INSERT INTO p SELECT NULL, ?1, ?2, ST_Point(?1, ?2)", points)
    db.execute("CREATE TABLE a AS SELECT region_id AS id, geom FROM regions('admin1')")
    db.commit()
    polygons = db.execute("SELECT id, ST_AsBinary(geom) FROM a").fetchall()
    query = lambda sql: lambda: db.execute(sql).fetchone()[0]
    print(f"{count} points, {len(polygons)} regions, SQLite {sqlite3.sqlite_version}")

    lookup, found = seconds(query("SELECT count(*) FROM p, spatial_lookup('a', 'geom', p.g) s"))
    peer, expected = spatialite_join(points, polygons)
    if peer and found != expected:
        sys.exit(f"results differ: {found} and {expected}")
    show("scan of the points", seconds(query("SELECT count(g) FROM p"))[0])
    show("points in regions, spatial_lookup", lookup, peer, "SpatiaLite")
    show("region_of(lon, lat)", seconds(query("SELECT count(region_of(lon, lat)) FROM p"))[0], peer, "SpatiaLite")
    show("region_of(geom)", seconds(query("SELECT count(region_of(g)) FROM p"))[0], peer, "SpatiaLite")
    show("region_of(lon, lat, 'country')", seconds(query("SELECT count(region_of(lon, lat, 'country')) FROM p"))[0])
    show("group by region", seconds(query("SELECT count(*) FROM (SELECT region_of(lon, lat) r FROM p GROUP BY r)"))[0])
    show("regions that meet regions, spatial_lookup",
         seconds(query("SELECT count(*) FROM a, spatial_lookup('a', 'geom', a.geom) s"))[0])

    clumps = [(x + generator.gauss(0, 0.05), y + generator.gauss(0, 0.05)) for x, y in points[:200] for _ in range(count // 400)]
    db.execute("CREATE TABLE c(id INTEGER PRIMARY KEY, g)")
    db.executemany("INSERT INTO c SELECT NULL, ST_Point(?, ?)", clumps + points[: count // 10])
    db.commit()
    took, clusters = seconds(query("SELECT count(DISTINCT cluster) FROM cluster_dbscan('c', 'g', 2000, 5)"))
    peer, theirs = sklearn_dbscan(clumps + points[: count // 10], 2000, 5)
    show(f"cluster_dbscan of {len(clumps) + count // 10} ({clusters} clusters, peer {theirs})", took, peer, "scikit-learn")
    show("cluster_kmeans, k = 50", seconds(query("SELECT count(DISTINCT cluster) FROM cluster_kmeans('c', 'g', 50)"))[0])


main()
