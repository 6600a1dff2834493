#!/usr/bin/env python3
"""One process, two users of GEOS: shapely imported before and after the library. Usage: shapely_first.py LIBRARY before|after"""

import sqlite3
import sys

try:
    if sys.argv[2] == "before":
        import shapely.wkb
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
except (ImportError, AttributeError) as missing:
    print(f"skipped: {missing}")
    sys.exit(77)
db.load_extension(sys.argv[1])
SQL = "SELECT ST_AsBinary(geom) FROM extract_places('the Hama-Aleppo-Raqqa triangle')"
blob = db.execute(SQL).fetchone()[0]
try:
    import shapely.wkb
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)
area = shapely.wkb.loads(blob).buffer(0.1).area
assert area > 0.1, area
assert db.execute(SQL).fetchone()[0] == blob
print("area in square degrees", round(area, 2))
