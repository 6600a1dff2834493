#!/usr/bin/env python3
"""Compares the ST_ functions with PostGIS on random geometries.

    tests/oracle/compare.py BUILD_DIRECTORY                compare with the results recorded in golden.tsv (the ordinary test)
    tests/oracle/compare.py BUILD_DIRECTORY --record CMD   ask PostGIS anew, 200 inputs a function, show every difference and
                                                           write golden.tsv from the first of them; CMD is a shell command that
                                                           runs SQL from its input, e.g. "psql -d oracle -qAtX"

Numbers must agree to 1e-9 of their size, geometries in type and as sets of points (Hausdorff distance below 1e-9 of their
extent), texts and truths exactly. NULL agrees with NULL only.
"""
import math
import os
import pathlib
import random
import sqlite3
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
GOLDEN = HERE / "golden.tsv"
INPUTS = 200
RECORDED = 12  # inputs a function that go into golden.tsv


def number(value):
    return f"{value:.4f}".rstrip("0").rstrip(".")


def point(rng):
    return f"{number(rng.uniform(-10, 10))} {number(rng.uniform(-10, 10))}"


def line(rng):
    return "(" + ",".join(point(rng) for _ in range(rng.randint(2, 8))) + ")"


def ring(rng, x, y, radius):
    corners = rng.randint(4, 12)
    turn = rng.random()
    points = []
    for i in range(corners):
        angle = 2 * math.pi * (i + turn) / corners
        away = radius * rng.uniform(0.6, 1)
        points.append(f"{number(x + away * math.cos(angle))} {number(y + away * math.sin(angle))}")
    return "(" + ",".join(points + points[:1]) + ")"


def polygon(rng):
    x, y, radius = rng.uniform(-8, 8), rng.uniform(-8, 8), rng.uniform(1, 6)
    rings = [ring(rng, x, y, radius)]
    if rng.random() < 0.3:
        rings.append(ring(rng, x, y, radius * 0.3))
    return "(" + ",".join(rings) + ")"


def geometry(rng):
    kind = rng.randrange(10)
    if kind < 2:
        return f"POINT({point(rng)})"
    if kind < 4:
        return "LINESTRING" + line(rng)
    if kind < 7:
        return "POLYGON" + polygon(rng)
    if kind == 7:
        return "MULTIPOINT(" + ",".join(f"({point(rng)})" for _ in range(rng.randint(1, 6))) + ")"
    if kind == 8:
        return "MULTILINESTRING(" + ",".join(line(rng) for _ in range(rng.randint(1, 3))) + ")"
    if rng.random() < 0.5:
        kind_name = rng.choice(["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTIPOLYGON", "GEOMETRYCOLLECTION"])
        return kind_name + " EMPTY"
    x = rng.uniform(-8, 0)
    return f"MULTIPOLYGON(({ring(rng, x, 0, 1.5)}),({ring(rng, x + 5, 3, 2)}))"


# name: (our expression, PostGIS's or None for the same, what the result is)
def both(expression, kind, theirs=None):
    return expression, theirs or expression, kind


PREDICATES = "Intersects Contains Within Covers CoveredBy Touches Crosses Overlaps Equals Disjoint ContainsProperly".split()
NUMBERS_OF_ONE = "Area Length Perimeter XMin YMin XMax YMax".split()
INTEGERS = "Dimension NPoints NumGeometries NRings NDims NumPoints NumInteriorRings".split()
TRUTHS = "IsEmpty IsValid IsSimple IsClosed IsCollection IsPolygonCW IsPolygonCCW".split()
SHAPES = ("Centroid PointOnSurface Envelope ConvexHull Boundary Multi Reverse FlipCoordinates ForcePolygonCW ForcePolygonCCW "
          "Force2D Force3DZ Normalize MakeValid UnaryUnion Points RemoveRepeatedPoints ExteriorRing StartPoint EndPoint "
          "OrientedEnvelope LineMerge BuildArea MinimumBoundingCircle DelaunayTriangles").split()

FUNCTIONS = {}
for name in PREDICATES:
    FUNCTIONS["ST_" + name] = both(f"ST_{name}({{a}}, {{b}})", "truth")
for name in NUMBERS_OF_ONE:
    FUNCTIONS["ST_" + name] = both(f"ST_{name}({{a}})", "number")
for name in INTEGERS:
    FUNCTIONS["ST_" + name] = both(f"ST_{name}({{a}})", "number")
for name in TRUTHS:
    FUNCTIONS["ST_" + name] = both(f"ST_{name}({{a}})", "truth")
for name in SHAPES:
    FUNCTIONS["ST_" + name] = both(f"ST_AsText(ST_{name}({{a}}))", "geometry")
FUNCTIONS |= {
    "ST_Distance": both("ST_Distance({a}, {b})", "number"),
    "ST_MaxDistance": both("ST_MaxDistance({a}, {b})", "number"),
    "ST_HausdorffDistance": both("ST_HausdorffDistance({a}, {b})", "number"),
    "ST_FrechetDistance": both("ST_FrechetDistance({a}, {b})", "number"),
    "ST_DWithin": both("ST_DWithin({a}, {b}, 3)", "truth"),
    "ST_Relate": both("ST_Relate({a}, {b})", "text"),
    "ST_GeometryType": both("ST_GeometryType({a})", "text"),
    "ST_AsText": both("ST_AsText({a})", "text"),
    "ST_AsGeoJSON": both("ST_AsGeoJSON({a})", "text"),
    "ST_AsSVG": both("ST_AsSVG({a})", "text"),
    "ST_AsSVG relative": both("ST_AsSVG({a}, 1, 4)", "text"),
    "ST_AsHEXEWKB": both("ST_AsHEXEWKB({a})", "text", "ST_AsHEXEWKB({a}, 'NDR')"),
    "ST_GeoHash": both("ST_GeoHash({a}, 8)", "text"),
    "ST_GeoHash of extent": both("ST_GeoHash({a})", "text"),
    "ST_DistanceSphere": both("ST_DistanceSphere({a}, {b})", "number"),
    "ST_DistanceSpheroid": both("ST_DistanceSpheroid({a}, {b})", "number", "ST_Distance({a}::geography, {b}::geography)"),
    "ST_DWithinGeodesic": both("ST_DWithinGeodesic({a}, {b}, 300000)", "truth",
                               "ST_DWithin({a}::geography, {b}::geography, 300000)"),
    "ST_AreaSpheroid": both("ST_AreaSpheroid({a})", "area", "ST_Area({a}::geography)"),
    "ST_LengthSpheroid": both("ST_LengthSpheroid({a})", "number", "ST_Length({a}::geography)"),
    "ST_PerimeterSpheroid": both("ST_PerimeterSpheroid({a})", "number", "ST_Perimeter({a}::geography)"),
    "ST_Intersection": both("ST_AsText(ST_Intersection({a}, {b}))", "geometry"),
    "ST_Intersection on a grid": both("ST_AsText(ST_Intersection({a}, {b}, 0.5))", "geometry"),
    "ST_Union": both("ST_AsText(ST_Union({a}, {b}))", "geometry"),
    "ST_Difference": both("ST_AsText(ST_Difference({a}, {b}))", "geometry"),
    "ST_SymDifference": both("ST_AsText(ST_SymDifference({a}, {b}))", "geometry"),
    "ST_Collect": both("ST_AsText(ST_Collect({a}, {b}))", "geometry"),
    "ST_ClosestPoint": both("ST_AsText(ST_ClosestPoint({a}, {b}))", "geometry"),
    "ST_Buffer": both("ST_AsText(ST_Buffer({a}, 1))", "geometry"),
    "ST_Buffer flat": both("ST_AsText(ST_Buffer({a}, 1, 'endcap=flat join=mitre quad_segs=4'))", "geometry"),
    "ST_Simplify": both("ST_AsText(ST_Simplify({a}, 1))", "geometry"),
    "ST_Simplify kept": both("ST_AsText(ST_Simplify({a}, 3, 1))", "geometry", "ST_AsText(ST_Simplify({a}, 3, true))"),
    "ST_SimplifyPreserveTopology": both("ST_AsText(ST_SimplifyPreserveTopology({a}, 1))", "geometry"),
    "ST_ConcaveHull": both("ST_AsText(ST_ConcaveHull({a}, 0.3))", "geometry"),
    "ST_ReducePrecision": both("ST_AsText(ST_ReducePrecision({a}, 0.5))", "geometry"),
    "ST_SnapToGrid": both("ST_AsText(ST_SnapToGrid({a}, 0.5))", "geometry"),
    "ST_Segmentize": both("ST_AsText(ST_Segmentize({a}, 1))", "geometry"),
    "ST_Translate": both("ST_AsText(ST_Translate({a}, 1, 2))", "geometry"),
    "ST_Rotate": both("ST_AsText(ST_Rotate({a}, 1))", "geometry"),
    "ST_Scale": both("ST_AsText(ST_Scale({a}, 2, 3))", "geometry"),
    "ST_Expand": both("ST_AsText(ST_Expand({a}, 1))", "geometry"),
    "ST_CollectionExtract": both("ST_AsText(ST_CollectionExtract(ST_Collect({a}, {b}), 3))", "geometry"),
    "ST_ClipByBox2D": both("ST_AsText(ST_ClipByBox2D({a}, ST_MakeEnvelope(-5, -5, 5, 5, 4326)))", "geometry"),
    "ST_Transform to Web Mercator": both("ST_AsText(ST_Transform({a}, 3857))", "geometry"),
    "ST_Transform to UTM": both("ST_AsText(ST_Transform({a}, 32631))", "geometry"),
    "ST_LineInterpolatePoint": both("ST_AsText(ST_LineInterpolatePoint({line}, 0.3))", "geometry"),
    "ST_LineSubstring": both("ST_AsText(ST_LineSubstring({line}, 0.2, 0.7))", "geometry"),
    "ST_LineLocatePoint": both("ST_LineLocatePoint({line}, {point})", "number"),
    "ST_Azimuth": both("ST_Azimuth({point}, {other})", "number"),
    "ST_AzimuthSpheroid": both("ST_AzimuthSpheroid({point}, {other})", "number",
                               "ST_Azimuth({point}::geography, {other}::geography)"),
    "ST_Project": both("ST_AsText(ST_Project({point}, 50000, 1))", "geometry",
                       "ST_AsText(ST_Project({point}::geography, 50000, 1)::geometry)"),
    "ST_PointN": both("ST_AsText(ST_PointN({line}, -2))", "geometry"),
    "ST_DumpPoints": both("(SELECT group_concat(ST_AsText(geom), ' ') FROM ST_DumpPoints({a}))", "text",
                          "(SELECT string_agg(ST_AsText(geom), ' ') FROM ST_DumpPoints({a}))"),
    "ST_Dump": both("(SELECT group_concat(path || ST_AsText(geom), ' ') FROM ST_Dump({a}))", "text",
                    "(SELECT string_agg(translate(path::text, '{{}}', '[]') || ST_AsText(geom), ' ') FROM ST_Dump({a}))"),
    "ST_SquareGrid": both("(SELECT count(*) || ' ' || min(i) || ' ' || max(j) FROM ST_SquareGrid(1.5, {a}))", "text",
                          "(SELECT count(*) || ' ' || min(i) || ' ' || max(j) FROM ST_SquareGrid(1.5, {a}))"),
    "ST_HexagonGrid": both("(SELECT count(*) || ' ' || min(i) || ' ' || max(j) FROM ST_HexagonGrid(0.8, {a}))", "text",
                           "(SELECT count(*) || ' ' || min(i) || ' ' || max(j) FROM ST_HexagonGrid(0.8, {a}))"),
    "ST_Union of a group": both("(SELECT ST_AsText(ST_Union(column1)) FROM (VALUES ({a}), ({b}), ({line})))", "geometry",
                                "(SELECT ST_AsText(ST_Union(column1)) FROM (VALUES ({a}), ({b}), ({line})) t)"),
}


def calls(name, count):
    """(our SQL, their SQL) for each input."""
    ours, theirs, _ = FUNCTIONS[name]
    rng = random.Random(20240101)
    for _ in range(count):
        words = {"a": geometry(rng), "b": geometry(rng), "line": "LINESTRING" + line(rng), "point": f"POINT({point(rng)})",
                 "other": f"POINT({point(rng)})"}
        yield (ours.format(**{key: f"'{value}'" for key, value in words.items()}),
               theirs.format(**{key: f"ST_GeomFromText('{value}', 4326)" for key, value in words.items()}))


class Ours:
    def __init__(self, build):
        self.db = sqlite3.connect(":memory:")
        self.db.enable_load_extension(True)
        self.db.load_extension(str(pathlib.Path(build).resolve() / "sitrep"))

    def ask(self, sql):
        try:
            value = self.db.execute("SELECT " + sql).fetchone()[0]
        except sqlite3.OperationalError as error:
            return "error: " + str(error)
        return None if value is None else str(value)

    def same_shape(self, a, b):
        if a.split("(")[0].split(" ")[0] != b.split("(")[0].split(" ")[0]:
            return False
        if self.ask(f"ST_IsEmpty('{a}') + ST_IsEmpty('{b}')") != "0":
            return self.ask(f"ST_IsEmpty('{a}') = ST_IsEmpty('{b}')") == "1"
        size = self.ask(f"1 + max(abs(ST_MaxX('{a}')), abs(ST_MaxY('{a}')), abs(ST_MinX('{a}')), abs(ST_MinY('{a}')))")
        far = self.ask(f"max(ST_HausdorffDistance('{a}', '{b}'), ST_HausdorffDistance('{b}', '{a}'))")
        return not far.startswith("error") and float(far) <= 1e-9 * float(size)


def agree(ours, mine, theirs, kind):
    if mine is None or theirs is None:
        return mine is theirs
    if mine.startswith("error: ") or theirs.startswith("error: "):
        return mine.startswith("error: ") and theirs.startswith("error: ")
    if kind == "truth":
        return {"t": "1", "f": "0", "true": "1", "false": "0"}.get(theirs, theirs) == mine
    if kind in ("number", "area"):
        a, b = float(mine), float(theirs)
        # PostGIS's geographic area is exact to about a hundred-millionth.
        return abs(a - b) <= (1e-7 if kind == "area" else 1e-9) * max(abs(a), abs(b), 1e-3)
    if kind == "geometry" and mine != theirs:
        return ours.same_shape(mine, theirs)
    return mine == theirs


def ask_postgis(command, statements):
    """Each statement's value; an error does not end the run."""
    script = ["SET client_min_messages = error;", "SET standard_conforming_strings = on;",
              "CREATE OR REPLACE FUNCTION pg_temp.try(q text) RETURNS text AS $$ DECLARE r text; BEGIN EXECUTE 'SELECT (' || q || ')"
              "::text' INTO r; RETURN coalesce('=' || r, '\\N'); EXCEPTION WHEN OTHERS THEN RETURN 'error: ' || replace(SQLERRM, E'\\n',"
              " ' '); END $$ LANGUAGE plpgsql;"]
    script += [f"SELECT pg_temp.try($q${sql}$q$);" for sql in statements]
    out = subprocess.run(command, shell=True, input="\n".join(script), capture_output=True, text=True, check=True).stdout
    values = out.rstrip("\n").split("\n")
    assert len(values) == len(statements), (len(values), len(statements), values[:3])
    return [None if value == "\\N" else value.removeprefix("=") for value in values]


def record(build, command):
    ours = Ours(build)
    lines, differences = [], 0
    for name in FUNCTIONS:
        pairs = list(calls(name, INPUTS))
        theirs = ask_postgis(command, [sql for _, sql in pairs])
        wrong = 0
        for i, ((sql, _), expected) in enumerate(zip(pairs, theirs)):
            mine = ours.ask(sql)
            if not agree(ours, mine, expected, FUNCTIONS[name][2]):
                wrong += 1
                if wrong <= 3:
                    print(f"{name}: {sql}\n  sitrep:  {mine}\n  PostGIS: {expected}")
            elif i < RECORDED and (expected is None or len(expected) < 400):
                lines.append(f"{name}\t{i}\t" + ("NULL" if expected is None else "error: " if expected.startswith("error: ") else expected))
        differences += wrong
        if wrong:
            print(f"{name}: {wrong} of {len(pairs)} differ")
    GOLDEN.write_text("\n".join(lines) + "\n")
    print(f"{len(FUNCTIONS)} functions, {INPUTS} inputs each, {differences} differences; {len(lines)} results recorded")


def check(build):
    ours = Ours(build)
    inputs = {name: [sql for sql, _ in calls(name, RECORDED)] for name in FUNCTIONS}
    failed = passed = 0
    for row in GOLDEN.read_text().splitlines():
        name, i, expected = row.split("\t", 2)
        sql = inputs[name][int(i)]
        mine = ours.ask(sql)
        if agree(ours, mine, None if expected == "NULL" else expected, FUNCTIONS[name][2]):
            passed += 1
        else:
            failed += 1
            print(f"{name}: {sql}\n  sitrep:  {mine}\n  PostGIS: {expected}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def with_extensions():
    """This Python when it can load extensions, else Debian's, else a visible skip."""
    if hasattr(sqlite3.Connection, "enable_load_extension"):
        return
    if os.access("/usr/bin/python3", os.X_OK) and os.path.realpath(sys.executable) != os.path.realpath("/usr/bin/python3"):
        os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
    print("skipped: no Python whose sqlite3 can load extensions")
    sys.exit(77)


if __name__ == "__main__":
    with_extensions()
    if len(sys.argv) == 4 and sys.argv[2] == "--record":
        record(sys.argv[1], sys.argv[3])
    elif len(sys.argv) == 2:
        sys.exit(check(sys.argv[1]))
    else:
        sys.exit(__doc__)
