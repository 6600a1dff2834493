"""What is measured: name, our SQL, PostGIS's (None: the same; False: it has none), SpatiaLite's (likewise), the name of the floor in
floor.cc, and the target as the most that ours may be of a peer's time. Results of peers must agree unless `alike` is False.

Tables: p points (id, lon, lat, g), a first-level regions (id, grp, g), c countries (id, g), t texts of a (wkt, json), pairs of
neighbours (i, j), s points in the plane (id, g; SRID 3857), every number in degrees or metres as its SRID has it."""
from dataclasses import dataclass, field


@dataclass
class Workload:
    name: str
    ours: str
    postgis: object = None
    spatialite: object = None
    floor: str = ""
    targets: dict = field(default_factory=dict)
    alike: bool = True
    plan: str = ""  # settings of PostgreSQL for this one


def lookup(layer):
    return f"SELECT count(*) FROM p, spatial_lookup('{layer}', 'g', p.g)"


def join(layer):
    return f"SELECT count(*) FROM {layer} JOIN p ON ST_Intersects({layer}.g, p.g)"


def by_rtree(layer):
    """The way that is best for SpatiaLite: polygons outside, its R-tree over the points inside."""
    return (f"SELECT count(*) FROM {layer} JOIN idx_p_g i ON i.xmin <= MbrMaxX({layer}.g) AND i.xmax >= MbrMinX({layer}.g) AND "
            f"i.ymin <= MbrMaxY({layer}.g) AND i.ymax >= MbrMinY({layer}.g) JOIN p ON p.id = i.pkid WHERE ST_Intersects({layer}.g, p.g)")


PAIRS = "FROM pairs JOIN a x ON x.id = i JOIN a y ON y.id = j"
SLOW_PLAN = "SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;"
TIMES = "(VALUES (1),(2),(3),(4),(5),(6),(7),(8),(9),(10),(11),(12),(13),(14),(15),(16),(17),(18),(19),(20))"

WORKLOADS = [
    Workload("points in admin1, spatial_lookup", lookup("a"), join("a"), by_rtree("a"), "pip_admin1", {"PostGIS": 0.6, "SpatiaLite": 1 / 30}),
    Workload("points in admin1, region_of", "SELECT count(region_of(lon, lat)) FROM p", join("a"), by_rtree("a"), "pip_admin1",
             {"PostGIS": 0.6, "SpatiaLite": 1 / 30}, alike=False),
    Workload("points in countries, spatial_lookup", lookup("c"), join("c"), False, "pip_countries", {"PostGIS": 0.25}),
    Workload("points in countries, region_of", "SELECT count(region_of(lon, lat, 'country')) FROM p", join("c"), False, "pip_countries",
             {"PostGIS": 0.25}, alike=False),
    Workload("ST_Contains, nested loop", "SELECT count(*) FROM a CROSS JOIN p WHERE p.id <= 2000 AND ST_Contains(a.g, p.g)",
             "SELECT count(*) FROM a, (SELECT g FROM p WHERE id <= 2000 OFFSET 0) q WHERE ST_Contains(a.g, q.g)",
             "SELECT count(*) FROM a CROSS JOIN p WHERE p.id <= 2000 AND ST_Contains(a.g, p.g)", "", {"PostGIS": 1.0}, plan=SLOW_PLAN),
    Workload("ST_Intersects of polygon pairs", f"SELECT count(*) {PAIRS} WHERE ST_Intersects(x.g, y.g)", None, None, "intersects_pairs",
             {"PostGIS": 0.2}),
    Workload("ST_Intersection of polygon pairs", f"SELECT sum(ST_Area(ST_Intersection(x.g, y.g))) {PAIRS}", None, False,
             "intersection_pairs", {"GEOS": 1.1}),
    Workload("ST_Union by group", "SELECT sum(ST_Area(u)) FROM (SELECT ST_Union(g) AS u FROM a GROUP BY grp) q", None, None, "union",
             {"GEOS": 1.1}),
    Workload("ST_CoverageUnion by group", "SELECT sum(ST_Area(u)) FROM (SELECT ST_CoverageUnion(g) AS u FROM a GROUP BY grp) q",
             "SELECT sum(ST_Area(u)) FROM (SELECT ST_Union(g) AS u FROM a GROUP BY grp) q",
             "SELECT sum(ST_Area(u)) FROM (SELECT ST_Union(g) AS u FROM a GROUP BY grp) q", "", {"PostGIS": 0.5}),
    Workload("DBSCAN", "SELECT count(DISTINCT cluster) FROM cluster_dbscan('s', 'g', 3000, 5)",
             "SELECT count(DISTINCT k) FROM (SELECT ST_ClusterDBSCAN(g, 3000, 5) OVER () AS k FROM s) q", False, "", {"PostGIS": 0.5}),
    Workload("k-means, k = 50", "SELECT count(DISTINCT cluster) FROM cluster_kmeans('s', 'g', 50)",
             "SELECT count(DISTINCT k) FROM (SELECT ST_ClusterKMeans(g, 50) OVER () AS k FROM s) q", False, "", {"PostGIS": 1.1}),
    Workload("WKT in", "SELECT sum(ST_NPoints(ST_GeomFromText(wkt))) FROM t", None, None, "wkt_in", {"PostGIS": 0.25}),
    Workload("GeoJSON in", "SELECT sum(ST_NPoints(ST_GeomFromGeoJSON(json))) FROM t", None,
             "SELECT sum(ST_NPoints(GeomFromGeoJSON(json))) FROM t", "geojson_in", {"PostGIS": 0.25}),
    Workload("WKT out", "SELECT sum(length(ST_AsText(g))) FROM a", None, None, "", {"PostGIS": 1.1}, alike=False),
    Workload("GeoJSON out", "SELECT sum(length(ST_AsGeoJSON(g))) FROM a", None, "SELECT sum(length(AsGeoJSON(g))) FROM a", "",
             {"PostGIS": 1.1}, alike=False),
    Workload("ST_Point", "SELECT sum(ST_X(ST_Point(lon, lat))) FROM p", None, None, "", {"PostGIS": 1.07}),
    Workload("ST_X + ST_Y", "SELECT sum(ST_X(g) + ST_Y(g)) FROM p", None, None, "", {"PostGIS": 1.3}),
    Workload("ST_MinX of polygons", f"SELECT sum(ST_MinX(g)) FROM a, {TIMES}", f"SELECT sum(ST_XMin(g)) FROM a, {TIMES} v", None),
    Workload("ST_Area of polygons", f"SELECT sum(ST_Area(g)) FROM a, {TIMES}", f"SELECT sum(ST_Area(g)) FROM a, {TIMES} v", None, "",
             {"PostGIS": 2.5}),
    Workload("ST_Distance, points", "SELECT sum(ST_Distance(g, ST_Point(lat, lon))) FROM p",
             "SELECT sum(ST_Distance(g, ST_Point(lat, lon, 4326))) FROM p", "SELECT sum(ST_Distance(g, MakePoint(lat, lon, 4326))) FROM p", "",
             {"PostGIS": 0.84}),
    Workload("ST_Distance, point to polygon", "SELECT sum(ST_Distance(p.g, a.g)) FROM a CROSS JOIN p WHERE p.id <= 20",
             "SELECT sum(ST_Distance(p.g, a.g)) FROM a CROSS JOIN p WHERE p.id <= 20",
             "SELECT sum(ST_Distance(p.g, a.g)) FROM a CROSS JOIN p WHERE p.id <= 20", "", {"PostGIS": 0.71}),
    Workload("ST_Buffer of points", "SELECT sum(ST_NPoints(ST_Buffer(g, 0.1, 8))) FROM p WHERE id <= 100000", None, None, "",
             {"PostGIS": 1.04}),
    Workload("ST_Buffer of polygons", "SELECT sum(ST_Area(ST_Buffer(g, 0.05, 8))) FROM a", None, None, "buffer_polygons", {"GEOS": 1.1}),
    Workload("ST_SimplifyPreserveTopology", "SELECT sum(ST_Area(ST_SimplifyPreserveTopology(g, 0.05))) FROM a", None, None, "simplify",
             {"GEOS": 1.1}),
    Workload("ST_ConvexHull of a group", "SELECT ST_Area(ST_ConvexHull(ST_Collect(g))) FROM s", None, None, "", {"PostGIS": 1.1}),
    Workload("ST_DistanceSpheroid", "SELECT sum(ST_DistanceSpheroid(x.g, y.g)) FROM p x JOIN p y ON y.id = x.id + 1",
             "SELECT sum(ST_Distance(x.g::geography, y.g::geography)) FROM p x JOIN p y ON y.id = x.id + 1", False, "geodesic", {"GEOS": 1.1}),
]
