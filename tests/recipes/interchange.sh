#!/bin/bash
# Runs the recipes that exchange layers with other software, and opens with GDAL what they write, and with them what GDAL writes.
#   interchange.sh SQLITE3 LIBRARY RECIPES
# Without GDAL's ogrinfo and ogr2ogr (Debian: gdal-bin) the parts that need them are skipped, and so says the exit code, 77.
. "$(dirname "$0")/common.sh"
recipe() { "$sqlite" -batch -init /dev/null "$2" -cmd ".load $library" < "$recipes/$1.sql" 2>&1; }

# same NAME GOT EXPECTED
same() {
  [ "$2" = "$3" ] && return
  printf '%s\n  expected: %s\n  got:      %s\n' "$1" "$3" "$2"
  failures=$((failures + 1))
}

query reports.db "CREATE TABLE reports(id INTEGER PRIMARY KEY, body, published);
  INSERT INTO reports VALUES (1, 'Shelling killed three people in Homs on Friday.', '2021-04-18'),
    (2, 'An airstrike on Idlib wounded five civilians on Saturday.', '2021-04-18'), (3, 'Nothing was reported.', '2021-04-19');"
same 'export' "$(recipe export_geopackage reports.db)" '2 events, 2 regions'
same 'export again' "$(recipe export_geopackage reports.db)" '2 events, 2 regions'

# The index holds what the layer holds, through every kind of change.
index="SELECT (SELECT count(*) FROM rtree_events_geom), (SELECT count(*) FROM events e JOIN rtree_events_geom x ON x.id = e.fid
  WHERE ST_MinX(e.geom) BETWEEN x.minx AND x.maxx AND ST_MinY(e.geom) BETWEEN x.miny AND x.maxy)"
same 'index' "$(query events.gpkg "$index")" '2|2'
same 'index after INSERT' "$(query events.gpkg "INSERT INTO events(fid, geom) VALUES (10, ST_Point(37.1, 36.2)), (11, NULL),
  (12, ST_GeomFromText('POINT EMPTY')); $index")" '3|3'
same 'index after UPDATE' "$(query events.gpkg "UPDATE events SET geom = ST_Point(38, 35) WHERE fid >= 10;
  UPDATE events SET geom = NULL WHERE fid = 10; UPDATE events SET fid = 20 WHERE fid = 11; $index")" '4|4'
same 'index after DELETE' "$(query events.gpkg "UPDATE events SET fid = 21, geom = NULL WHERE fid = 20;
  DELETE FROM events WHERE fid > 2; $index")" '2|2'
same 'integrity' "$(query events.gpkg 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok

cat > features.geojson << 'END'
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "id": "a", "properties": {"name": "Zanbaq"}, "geometry": {"type": "Point", "coordinates": [37.1, 36.2]}},
 {"type": "Feature", "properties": {"name": "Lutfan \"east\"", "n": 3}, "geometry":
  {"type": "Polygon", "coordinates": [[[37, 36], [38, 36], [38, 37], [37, 36]]]}},
 {"type": "Feature", "properties": null, "geometry": null}]}
END
same 'GeoJSON' "$(recipe import_geojson features.db)" $'|1\nST_Point|1\nST_Polygon|1'
same 'GeoJSON again' "$(recipe import_geojson features.db)" $'|1\nST_Point|1\nST_Polygon|1'
same 'GeoJSON rows' "$(query features.db "SELECT feature_id, properties ->> '\$.name', ST_AsText(geom) FROM features")" \
  $'a|Zanbaq|POINT(37.1 36.2)\n|Lutfan "east"|POLYGON((37 36,38 36,38 37,37 36))\n||'
sed 's/\[38, 37\], \[37, 36\]/[38, 37], [38, 38]/' features.geojson > open && mv open features.geojson
same 'GeoJSON of an open ring' "$(recipe import_geojson features.db | grep -o 'ST_GeomFromGeoJSON: GeoJSON: ring that does not end')" \
  'ST_GeomFromGeoJSON: GeoJSON: ring that does not end'
same 'GeoJSON refused leaves the old table' "$(query features.db 'SELECT count(*) FROM features')" 3

if ! command -v ogrinfo ogr2ogr > /dev/null; then
  echo "interchange: $failures failures; without ogrinfo and ogr2ogr the rest is skipped"
  [ "$failures" = 0 ] && exit 77
  exit 1
fi

# What we write, by GDAL.
same 'layers' "$(ogrinfo -q events.gpkg)" $'1: events (Point)\n2: event_regions (Multi Polygon)'
same 'layer' "$(ogrinfo -so events.gpkg events | grep -E 'Feature Count|^Extent|start_date|Geometry Column')" \
  "$(printf 'Feature Count: 2\nExtent: %s\nGeometry Column = geom\nstart_date: Date (0.0)' "$(query events.gpkg "SELECT
     printf('(%.6f, %.6f) - (%.6f, %.6f)', min_x, min_y, max_x, max_y) FROM gpkg_contents WHERE table_name = 'events'")")"
same 'by the index' "$(ogrinfo -q -spat 36 34.5 37 35 events.gpkg events | grep -cE '^OGRFeature|type \(String\) = shelling')" 2
same 'has the index' "$(ogrinfo -q -sql "SELECT HasSpatialIndex('events', 'geom')" events.gpkg | grep -o "HasSpatialIndex (.*")" \
  'HasSpatialIndex (Integer) = 1'
same 'polygons' "$(ogrinfo -q -sql 'SELECT count(*) AS n FROM event_regions WHERE ST_IsValid(geom) AND killed_min IN (0, 3)' events.gpkg |
  grep -o 'n (Integer) = .*')" 'n (Integer) = 2'
if /usr/bin/python3 -c 'import osgeo_utils.samples.validate_gpkg' 2> /dev/null; then
  same 'validate_gpkg' "$(/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg events.gpkg 2>&1)" ''
fi

# What GDAL writes, by us: the same two districts in three reference systems and two formats.
cat > districts.geojson << 'END'
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"name": "Old town"}, "geometry":
  {"type": "Polygon", "coordinates": [[[37, 36], [38, 36], [38, 37], [37, 37], [37, 36]], [[37.4, 36.4], [37.4, 36.6], [37.6, 36.6], [37.4, 36.4]]]}},
 {"type": "Feature", "properties": {"name": "New town"}, "geometry":
  {"type": "MultiPolygon", "coordinates": [[[[38, 36], [39, 36], [39, 37], [38, 37], [38, 36]]]]}}]}
END
for srs in 4326 3857 32637; do
  ogr2ogr -f GPKG -t_srs "EPSG:$srs" -nln districts -nlt PROMOTE_TO_MULTI boundaries.gpkg districts.geojson
  ogr2ogr -f SQLite -dsco SPATIALITE=YES -t_srs "EPSG:$srs" -nln districts -nlt PROMOTE_TO_MULTI boundaries.sqlite districts.geojson 2> /dev/null
  for format in geopackage spatialite; do
    same "$format in $srs" "$(recipe import_$format regions.db | tail -1)" 'district|2'
    same "$format in $srs by place" "$(query regions.db "SELECT region_of(37.1, 36.2, 'district'), region_of(38.5, 36.5, 'district'),
      (SELECT round(sum(ST_AreaSpheroid(geom)) / 1e6, 1) FROM sitrep_regions)")" "$(query '' "SELECT 'Old town', 'New town',
      round(ST_AreaSpheroid(ST_GeomFromGeoJSON(CAST(readfile('districts.geojson') AS TEXT))) / 1e6, 1)")"
    rm regions.db
  done
  # A layer of GDAL's can be written to: its triggers call ST_IsEmpty and ST_MinX to ST_MaxY.
  query boundaries.gpkg "INSERT INTO districts(name, geom) VALUES ('Far', ST_GeomFromText('MULTIPOLYGON(((170 10,171 10,171 11,170 10)))', $srs))"
  same "insert into GDAL's GeoPackage in $srs" "$(ogrinfo -q -spat 169 9 172 12 boundaries.gpkg districts | grep -o 'name (String).*')" 'name (String) = Far'
  rm boundaries.gpkg boundaries.sqlite
done

echo "interchange: $failures failures"
[ "$failures" = 0 ]
