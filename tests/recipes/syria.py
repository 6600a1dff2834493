#!/usr/bin/env python3
"""The Syrian sample tables, imported by the recipe, against the reports that name places in them.

    syria.py SQLITE3 LIBRARY RECIPES SHARED

Every spelling that a report has of a place which the tables know by one of its names must lead near it: 95 of 100. The
tables and the reports are no part of this repository; without them (SHARED/gazetteer, SHARED/gold) the test is skipped.
"""

import difflib
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

WANTED = 0.95
ALIKE = 0.6
SKIPPED = 77
ARTICLE = re.compile(r"\b(?:al|el|ar|as|ash|ad|adh|an|at|ath|az|the)[ -]+")
KIND = re.compile(r"\b(?:city|town|village|villages|district|of)\b", re.I)


def plain(name):
    """Letters alone, without case, marks and articles."""
    text = unicodedata.normalize("NFKD", name).lower()
    text = "".join(c for c in text if c.isalnum() or c in " -")
    return re.sub(r"[ -]+", " ", ARTICLE.sub("", text)).strip()


def kilometres(a, b):
    x = math.radians(b[0] - a[0]) * math.cos(math.radians(a[1] + b[1]) / 2)
    return 6371 * math.hypot(x, math.radians(b[1] - a[1]))


def tables(folder):
    """Each name of the tables with its points."""
    points, names = {}, {}
    with open(os.path.join(folder, "SY_places.tsv"), encoding="utf-8") as rows:
        for row in rows:
            f = row.rstrip("\n").split("\t")
            points[f[0]] = (float(f[5]), float(f[4]))
            for name in [f[1], f[2]]:
                names.setdefault(plain(name), []).append(points[f[0]])
    with open(os.path.join(folder, "SY_altnames.tsv"), encoding="utf-8") as rows:
        for row in rows:
            f = row.rstrip("\n").split("\t")
            if f[1] in points:
                names.setdefault(plain(f[3]), []).append(points[f[1]])
    return names


def is_spelling(form, known):
    """A name, and none that only describes the place: "the capital"."""
    bare = plain(KIND.sub("", form))
    return any(difflib.SequenceMatcher(None, bare, name).ratio() >= ALIKE for name in known)


def spellings(report, names):
    """The spellings of places that the text has and the tables know: (spelling, point, kilometres allowed)."""
    seen = set()
    for event in report["events"] + report.get("optional_events", []):
        for place in event.get("places") or []:
            forms = [place["name"]] + (place.get("alt") or [])
            if place.get("lat") is None or place.get("relation"):
                continue
            at, reach = (place["lon"], place["lat"]), place.get("tolerance_km") or 25
            known = {plain(f) for f in forms if any(kilometres(at, p) <= reach for p in names.get(plain(f), []))}
            for form in forms:
                if form in report["text"] and form not in seen and is_spelling(form, known):
                    seen.add(form)
                    yield form, at, reach


def main():
    sqlite, library, recipes, shared = sys.argv[1:5]
    gazetteer, reports = os.path.join(shared, "gazetteer"), os.path.join(shared, "gold", "reports.jsonl")
    if not (os.path.exists(os.path.join(gazetteer, "SY_places.tsv")) and os.path.exists(reports)):
        print("skipped: no sample tables in", gazetteer, "or no reports in", reports)
        return SKIPPED
    names = tables(gazetteer)
    good, all_of_them = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(os.path.join(gazetteer, "SY_places.tsv"), os.path.join(folder, "SY.txt"))
        shutil.copy(os.path.join(gazetteer, "SY_altnames.tsv"), os.path.join(folder, "alternateNamesV2.txt"))
        start = [sqlite, "-batch", "-init", "/dev/null", "syria.db", "-cmd", ".load " + os.path.realpath(library)]
        with open(os.path.join(recipes, "import_geonames.sql"), encoding="utf-8") as recipe:
            subprocess.run(start, stdin=recipe, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with open(reports, encoding="utf-8") as lines:
            for report in map(json.loads, lines):
                if report.get("country") != "SY":
                    continue
                text = report["text"].replace("'", "''")
                out = subprocess.run(
                    start + [".mode json", "SELECT span_start - 1 AS first, span_length AS length, lon, lat "
                             "FROM extract_places('%s') WHERE lat IS NOT NULL" % text],
                    cwd=folder, check=True, stdout=subprocess.PIPE).stdout
                found = json.loads(out or "[]")
                for form, at, reach in spellings(report, names):
                    spans = [m.span() for m in re.finditer(re.escape(form), report["text"])]
                    right = any(
                        kilometres(at, (p["lon"], p["lat"])) <= reach
                        and any(p["first"] < end and begin < p["first"] + p["length"] for begin, end in spans)
                        for p in found)
                    good, all_of_them = good + right, all_of_them + 1
                    if not right:
                        print("not found near where it is: %s in %s" % (form, report["id"]))
    print("%d of %d spellings, %.1f %%" % (good, all_of_them, 100 * good / max(all_of_them, 1)))
    return 0 if all_of_them and good >= WANTED * all_of_them else 1


sys.exit(main())
