#!/bin/sh
# Runs sql/demo.sql as sql/demo.sh does and looks at what it wrote. Usage: demo.sh BUILD_DIRECTORY
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
command -v sqlite3 >/dev/null || { echo "skipped: no sqlite3 shell"; exit 77; }

here="$build/tests/demo"
rm -rf "$here"
mkdir -p "$here"
cd "$here"
ln -s "$build/sitrep.so" sitrep.so
cp -r "$source/sql/examples" examples
sqlite3 -batch -bail -init /dev/null reports.db <"$source/sql/demo.sql" >printed.txt

fail() {
  echo "$1" >&2
  exit 1
}
value() { sqlite3 -batch -init /dev/null reports.db "$1"; }

[ "$(value 'SELECT count(*) >= 8 FROM reports')" = 1 ] || fail "fewer than eight reports"
[ "$(value 'SELECT count(*) >= 10 FROM events')" = 1 ] || fail "fewer than ten events"
[ "$(value "SELECT count(DISTINCT region) >= 5 FROM events")" = 1 ] || fail "fewer than five regions"
[ "$(value "SELECT count(*) FROM events, reports WHERE reports.id = report AND substr(body, span_start, span_length) IS NOT evidence")" = 0 ] ||
  fail "evidence that is not in the text"
[ "$(value "SELECT json_array_length(CAST(readfile('events.geojson') AS TEXT), '\$.features') = count(*) FROM events WHERE geom IS NOT NULL")" = 1 ] ||
  fail "events.geojson does not hold the events that have a place"
head -c 5 map.svg | grep -q '<svg' || fail "map.svg is no SVG"
tail -c 10 map.svg | grep -q '</svg>' || fail "map.svg has no end"
[ "$(grep -c '^┌' printed.txt)" = 3 ] || fail "not three tables printed"
