#!/bin/bash
# Runs the import recipes on small data made here, twice, and looks at what they leave.
#   imports.sh SQLITE3 LIBRARY RECIPES
. "$(dirname "$0")/common.sh"

# expect NAME SQL EXPECTED: the query on the recipe's database.
expect() {
  local got
  got=$(query "$1.db" "$2")
  if [ "$got" != "$3" ]; then
    printf '%s: %s\n  expected: %s\n  got:      %s\n' "$1" "$2" "$3" "$got"
    failures=$((failures + 1))
  fi
}

# import RECIPE: runs it twice; it must not fail, nor leave more the second time.
import() {
  local once twice
  once=$("$sqlite" -batch -init /dev/null "$1.db" -cmd ".load $library" < "$recipes/$1.sql" 2>&1) || { echo "$1: $once"; failures=$((failures + 1)); }
  [ "${2-}" = once ] && return
  twice=$("$sqlite" -batch -init /dev/null "$1.db" -cmd ".load $library" < "$recipes/$1.sql" 2>&1)
  if [ "${once##*$'\n'}" != "${twice##*$'\n'}" ]; then
    printf '%s: the second time is another\n  %s\n  %s\n' "$1" "$once" "$twice"
    failures=$((failures + 1))
  fi
}

geoname() { # id name lat lon class code country population
  printf '%s\t%s\t%s\t\t%s\t%s\t%s\t%s\t%s\t\t\t\t\t\t%s\t\t\tAsia/Damascus\t2024-01-01\n' "$1" "$2" "$2" "$3" "$4" "$5" "$6" "$7" "$8"
}
{
  geoname 990000001 'Kafr Zanbaq' 36.1 37.2 P PPL SY 1200
  geoname 990000002 '"Quoted" Farm' 36.2 37.3 S FRM SY 0
  geoname 990000003 'Bir Lutfan Airfield' 36.3 37.4 S AIRF SY 0
} > SY.txt
{
  printf '1\t990000001\tar\tكفر زنبق\t\t\t\t\t\t\n'
  printf '2\t990000001\tlink\thttps://example.org/z\t\t\t\t\t\t\n'
  printf '3\t990000001\t\tLily Village\t\t\t\t\t\t\n'
  printf '4\t990000001\t\t12345\t\t\t\t\t\t\n'
  printf '5\t123\ten\tElsewhere\t\t\t\t\t\t\n'
} > alternateNamesV2.txt
import import_geonames
expect import_geonames "SELECT name, kind, population FROM sitrep_places ORDER BY gazetteer_id" $'Kafr Zanbaq|populated|1200\nBir Lutfan Airfield|airport|'
expect import_geonames "SELECT name FROM sitrep_place_names ORDER BY name" $'Lily Village\nكفر زنبق'
expect import_geonames "SELECT name, gazetteer, gazetteer_id, lon FROM extract_places('Shelling hit Lily Village on Friday.', 'SY')" 'Kafr Zanbaq|geonames|990000001|37.2'

rs=$'\x1e'
{
  printf '%s{"type":"Feature","id":"n77","properties":{"place":"village","name":"بير غمامة","name:en":"Bir Ghamama","alt_name":"Gham Well;Well of \\"Gham\\"","population":"1,300"},"geometry":{"type":"Point","coordinates":[37.2,36.3]}}\n' "$rs"
  printf '%s{"type":"Feature","id":"a5","properties":{"aeroway":"aerodrome","name":"Lutfan Airport"},"geometry":{"type":"Polygon","coordinates":[[[37,36],[37.1,36],[37.1,36.1],[37,36.1],[37,36]]]}}\n' "$rs"
  printf '%s{"type":"Feature","id":"n78","properties":{"place":"hamlet"},"geometry":{"type":"Point","coordinates":[37,36]}}\n' "$rs"
} > places.geojsonseq
import import_osm
expect import_osm "SELECT name, kind, population FROM sitrep_places ORDER BY gazetteer_id DESC" $'Bir Ghamama|populated|1300\nLutfan Airport|airport|'
expect import_osm "SELECT name, gazetteer_id FROM extract_places('Shelling hit the Gham Well on Friday.', 'SY')" 'Bir Ghamama|n77'
expect import_osm "SELECT lon BETWEEN 37 AND 37.1, lat BETWEEN 36 AND 36.1 FROM sitrep_places WHERE gazetteer_id = 'a5'" '1|1'

cat > boundaries.geojson << 'END'
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"shapeName": "Zanbaq District", "shapeISO": "", "shapeGroup": "SYR", "shapeType": "ADM2"},
  "geometry": {"type": "Polygon", "coordinates": [[[37, 36], [38, 36], [38, 37], [37, 37], [37, 36]]]}},
 {"type": "Feature", "properties": {"shapeName": "Lutfan District", "shapeISO": "SY-X", "shapeGroup": "SYR", "shapeType": "ADM2"},
  "geometry": {"type": "MultiPolygon", "coordinates": [[[[38, 36], [39, 36], [39, 37], [38, 37], [38, 36]]]]}}]}
END
import import_geoboundaries once
expect import_geoboundaries "SELECT region_of(37.5, 36.5, 'admin2'), region_of(38.5, 36.5, 'admin2')" 'Zanbaq District|Lutfan District'
expect import_geoboundaries "SELECT name, country, iso_code FROM sitrep_regions ORDER BY 1" $'Lutfan District|SY|SY-X\nZanbaq District|SY|'
# A polygon that crosses itself: nothing is imported.
sed 's/\[38, 36\], \[38, 37\], \[37, 37\]/[38, 37], [38, 36], [37, 37]/' boundaries.geojson > crossed && mv crossed boundaries.geojson
rm import_geoboundaries.db
"$sqlite" -batch -init /dev/null import_geoboundaries.db -cmd ".load $library" < "$recipes/import_geoboundaries.sql" > refused 2>&1
grep -q "sitrep_regions 'Zanbaq District': the polygon is not valid" refused || { cat refused; failures=$((failures + 1)); }
expect import_geoboundaries "SELECT count(*) FROM sitrep_regions" 0

query boundaries.gpkg "CREATE TABLE districts(fid INTEGER PRIMARY KEY, name TEXT, geom BLOB);
  INSERT INTO districts(name, geom) VALUES ('Old town', ST_GeomFromText('POLYGON((37 36, 38 36, 38 37, 37 36))'));"
import import_geopackage once
expect import_geopackage "SELECT region_of(37.8, 36.2, 'district')" 'Old town'

cat > places.csv << 'END'
name,lon,lat,country,kind,other_names
Tell Zanbaq,37.1,36.2,SY,,Lily Hill|Zanbaq Mound
"Bir ""Lutfan"", east",37.4,36.3,,facility,
END
import import_csv
expect import_csv "SELECT name, kind, country, lon FROM sitrep_places ORDER BY lon" $'Tell Zanbaq|populated|SY|37.1\nBir "Lutfan", east|facility||37.4'
expect import_csv "SELECT name, gazetteer, gazetteer_id FROM extract_places('Shelling hit Lily Hill on Friday.', 'SY')" 'Tell Zanbaq|places.csv|1'
# A line without coordinates: nothing of the file is imported.
rm import_csv.db
echo 'Nowhere,,,SY,,' >> places.csv
"$sqlite" -batch -init /dev/null import_csv.db -cmd ".load $library" < "$recipes/import_csv.sql" > refused 2>&1
grep -q "sitrep_places 'Nowhere'" refused || { cat refused; failures=$((failures + 1)); }
expect import_csv "SELECT count(*) FROM sitrep_places" 0

echo "recipes: $failures failures"
[ "$failures" = 0 ]
