#!/usr/bin/env python3
"""Compares the ST_ functions with PostGIS and with SpatiaLite on random geometries.

    compare.py BUILD_DIRECTORY PEER                  with the results recorded in PEER.tsv (the ordinary test)
    compare.py BUILD_DIRECTORY PEER --record [CMD]   asks the peer anew, 200 inputs an expression, shows every difference and
                                                     writes PEER.tsv from the first inputs

PEER is postgis (CMD is a shell command that runs SQL from its input, e.g. "psql -d oracle -qAtX") or spatialite (mod_spatialite).
Numbers must agree to 1e-9 of their size; geometries in type and as sets of points: Hausdorff distance and difference of areas
below 1e-9 of their extent. Texts and truths exactly; NULL agrees with NULL only, an error with an error. Where they may differ, and
why, is said in EXCEPTIONS."""
import json
import math
import os
import pathlib
import re
import sqlite3
import subprocess
import sys

import functions
import inputs

HERE = pathlib.Path(__file__).parent
INPUTS = 200
RECORDED = 12  # inputs an expression that are recorded


def is_farthest(ours, sql, mine, theirs):
    """Ours is the distance of the two vertices farthest from each other."""
    first, second = ([[float(x) for x in p.split()] for p in re.findall("[-0-9.e]+ [-0-9.e]+", wkt)]
                     for wkt in re.findall(r"'([^']*)'", sql))
    return close(float(mine), max(math.dist(a, b) for a in first for b in second), 1e-9)


def is_empty(ours, sql, mine, theirs):
    return theirs is None and mine.endswith(" EMPTY")


def meets(ours, sql, mine, theirs):
    """Ours is a place that the geometries share."""
    first, second = re.findall(r"'([^']*)'", sql)
    ways = ours.numbers(f"ST_Distance('{mine}', '{first}'), ST_Distance('{mine}', '{second}')")
    return ways is not None and max(ways) < 1e-9


# peer: [(names, whether a difference is explained by it, why)]
EXCEPTIONS = {
    "postgis": [
        ("ST_MaxDistance$", is_farthest, "PostGIS 3.3 gives NULL for some pairs"),
        ("ST_MakeLine$", lambda ours, sql, mine, theirs: "MULTIPOINT" in sql and "must be points or lines" in theirs,
         "ST_MakeLine of two takes multipoints, as its manual says; PostGIS 3.3 does so only in an array"),
        ("ST_MakeLine$", lambda ours, sql, mine, theirs: "EMPTY" in sql and re.fullmatch("LINESTRING.[^,]*", theirs),
         "PostGIS makes lines of one point, which it does not read"),
        ("ST_CollectionExtract of the highest", lambda ours, sql, mine, theirs: "EMPTY" in sql and theirs.endswith("EMPTY"),
         "EMPTY parts do not count; in PostGIS 3.3 EMPTY single geometries do, EMPTY multi geometries do not"),
    ],
    "spatialite": [
        (".*", is_empty, "SpatiaLite has no EMPTY: NULL"),
        ("ST_MaxDistance$", is_farthest, "SpatiaLite 5.0 gives -1 or another pair than the farthest"),
        ("ST_(ClosestPoint|ShortestLine)$", meets, "SpatiaLite 5.0 does not see that the geometries meet"),
        ("ST_BuildArea$", lambda ours, sql, mine, theirs: ours.same_shape(mine, ours.ask(f"ST_AsText(ST_UnaryUnion('{theirs}'))")),
         "SpatiaLite 5.0 keeps the lines between areas that touch"),
    ],
}


class Database:
    def __init__(self, library):
        self.db = sqlite3.connect(":memory:")
        self.db.enable_load_extension(True)
        self.db.load_extension(library)

    def ask(self, sql):
        try:
            value = self.db.execute("SELECT " + sql).fetchone()[0]
        except sqlite3.OperationalError as error:
            return "error: " + str(error)
        return None if value is None else str(value)


class Ours(Database):
    def __init__(self, build):
        super().__init__(str(pathlib.Path(build).resolve() / "sitrep"))

    def numbers(self, sql):
        row = self.ask(f"json_array({sql})")
        return None if row is None or row.startswith("error") else json.loads(row)

    def same_shape(self, a, b, any_type=False):
        """Two WKT texts of the same type (but for any_type) and the same points."""
        if same_numbers(a, b):
            return True
        if not any_type and a.split("(")[0].split(" ")[0] != b.split("(")[0].split(" ")[0]:
            return False
        empty = self.numbers(f"ST_IsEmpty('{a}'), ST_IsEmpty('{b}')")
        if empty is None or 1 in empty:
            return empty == [1, 1]
        size = self.numbers(f"1 + max(abs(ST_MaxX('{a}')), abs(ST_MaxY('{a}')), abs(ST_MinX('{a}')), abs(ST_MinY('{a}')))")[0]
        far = self.numbers(f"ST_HausdorffDistance('{a}', '{b}'), ST_HausdorffDistance('{b}', '{a}'),"
                           f" abs(ST_Area('{a}') - ST_Area('{b}')) / {size}")
        return far is not None and max(far) <= 1e-9 * size

    def as_near(self, sql, a, b):
        """Two answers to "the nearest": points of the first argument as far from the second, or lines as long."""
        if self.same_shape(a, b):
            return True
        if a.startswith("LINESTRING"):
            lengths = self.numbers(f"ST_Length('{a}'), ST_Length('{b}')")
            return lengths is not None and close(*lengths, 1e-9)
        first, second = re.findall(r"'([^']*)'", sql)[-2:]
        ways = self.numbers(f"ST_Distance('{a}', '{second}'), ST_Distance('{b}', '{second}'), ST_Distance('{b}', '{first}')")
        return ways is not None and close(ways[0], ways[1], 1e-9) and ways[2] < 1e-9


NUMBER = r"-?[0-9][-+0-9.e]*"


def same_numbers(a, b):
    """The same text but for the last places of numbers: so rings that PostGIS does not close to the last bit are compared too."""
    if re.sub(NUMBER, "#", a) != re.sub(NUMBER, "#", b):
        return False
    left, right = ([float(x) for x in re.findall(NUMBER, text)] for text in (a, b))
    return max(map(lambda x, y: abs(x - y), left, right), default=0) <= 1e-9 * (1 + max(map(abs, left), default=0))


def close(a, b, share):
    return abs(a - b) <= share * max(abs(a), abs(b), 1e-3)


def agree(ours, sql, mine, theirs, kind):
    if mine is None or theirs is None:
        return mine is theirs
    if mine.startswith("error: ") or theirs.startswith("error: "):
        return mine.startswith("error: ") and theirs.startswith("error: ")
    if kind == "truth":
        return {"t": "1", "f": "0", "true": "1", "false": "0"}.get(theirs, theirs) == mine
    if kind in ("number", "area"):
        return close(float(mine), float(theirs), 1e-7 if kind == "area" else 1e-9)
    if kind == "reads":
        value = f"x'{theirs}'" if re.fullmatch("[0-9A-F]+", theirs) else f"'{theirs}'"
        return same_numbers(ours.ask(f"ST_AsEWKT({value})"), mine)
    if mine == theirs:
        return True
    if kind == "nearest":
        return ours.as_near(sql, mine, theirs)
    return kind in ("geometry", "shape") and ours.same_shape(mine, theirs, kind == "shape")


class PostGis:
    table = functions.postgis()

    def __init__(self, command):
        self.command = command

    @staticmethod
    def literal(wkt):
        return f"ST_GeomFromText('{wkt}', 4326)"

    def ask(self, statements):
        """Each statement's value; an error does not end the run."""
        script = ["SET client_min_messages = error;",
                  "CREATE OR REPLACE FUNCTION pg_temp.try(q text) RETURNS text AS $$ DECLARE r text; BEGIN EXECUTE 'SELECT (' || q || "
                  "')::text' INTO r; RETURN coalesce('=' || r, '\\N'); EXCEPTION WHEN OTHERS THEN RETURN 'error: ' || "
                  "replace(SQLERRM, E'\\n', ' '); END $$ LANGUAGE plpgsql;"]
        script += [f"SELECT pg_temp.try($q${sql}$q$);" for sql in statements]
        out = subprocess.run(self.command, shell=True, input="\n".join(script), capture_output=True, text=True, check=True).stdout
        values = out.rstrip("\n").split("\n")
        assert len(values) == len(statements), (len(values), len(statements), values[:3])
        return [None if value == "\\N" else value.removeprefix("=") for value in values]


class SpatiaLite:
    table = functions.spatialite()

    def __init__(self, _):
        self.db = Database("mod_spatialite")
        self.db.ask("InitSpatialMetaData(1)")

    @staticmethod
    def literal(wkt):
        return f"GeomFromText('{re.sub(' (ZM?) ', lambda m: m[1], wkt)}', 4326)"

    def ask(self, statements):
        return [self.db.ask(sql) for sql in statements]


PEERS = {"postgis": PostGis, "spatialite": SpatiaLite}


def calls(peer, count):
    """expression: [(our SQL, the peer's)] for each input."""
    made = inputs.inputs(count)
    texts = [{key: f"'{value}'" if isinstance(value, str) else value for key, value in words.items()} for words in made]
    theirs = [{key: peer.literal(value) if isinstance(value, str) else value for key, value in words.items()} for words in made]
    return {name: [(ours.format(**mine), their.format(**other)) for mine, other in zip(texts, theirs)]
            for name, (ours, their, _) in peer.table.items()}


def explained(ours, peer, name, sql, mine, theirs):
    return next((why for names, test, why in EXCEPTIONS[peer] if re.match(names, name) and test(ours, sql, mine, theirs)), None)


def record(build, peer, command):
    ours, oracle = Ours(build), PEERS[peer](command)
    lines, differences, reasons = [], 0, {}
    for name, pairs in calls(oracle, INPUTS).items():
        kind, wrong = oracle.table[name][2], 0
        for i, ((sql, _), expected) in enumerate(zip(pairs, oracle.ask([their for _, their in pairs]))):
            mine = ours.ask(sql)
            if agree(ours, sql, mine, expected, kind):
                if i < RECORDED and (expected is None or len(expected) < 400):
                    value = "NULL" if expected is None else "error: " if expected.startswith("error: ") else expected
                    lines.append(f"{name}\t{i}\t{value}")
            elif why := explained(ours, peer, name, sql, mine, expected):
                reasons[why] = reasons.get(why, 0) + 1
            else:
                wrong += 1
                if wrong <= 3:
                    print(f"{name}: {sql}\n  sitrep: {mine}\n  {peer}: {expected}")
        differences += wrong
        if wrong:
            print(f"{name}: {wrong} of {len(pairs)} differ")
    (HERE / f"{peer}.tsv").write_text("\n".join(lines) + "\n")
    for why, count in reasons.items():
        print(f"explained, {count} times: {why}")
    print(f"{len(oracle.table)} expressions, {INPUTS} inputs each, {differences} differences; {len(lines)} results recorded")


def check(build, peer):
    ours = Ours(build)
    made = calls(PEERS[peer], RECORDED)
    failed = passed = 0
    for row in (HERE / f"{peer}.tsv").read_text().splitlines():
        name, i, expected = row.split("\t", 2)
        sql = made[name][int(i)][0]
        mine = ours.ask(sql)
        if agree(ours, sql, mine, None if expected == "NULL" else expected, PEERS[peer].table[name][2]):
            passed += 1
        else:
            failed += 1
            print(f"{name}: {sql}\n  sitrep: {mine}\n  {peer}: {expected}")
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
    if len(sys.argv) in (4, 5) and sys.argv[3] == "--record":
        record(sys.argv[1], sys.argv[2], sys.argv[4] if len(sys.argv) == 5 else None)
    elif len(sys.argv) == 3:
        sys.exit(check(sys.argv[1], sys.argv[2]))
    else:
        sys.exit(__doc__)
