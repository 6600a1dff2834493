#!/bin/sh
# A watched database in DB Browser for SQLite, without a screen: it opens it and reads the events, and with the library loaded a
# report that it writes is read. Usage: db_browser.sh SQLITE3 LIBRARY   Exit code 77: sqlitebrowser is not installed.
set -eu
sqlite=$1 library=$2
command -v sqlitebrowser > /dev/null || { echo "skipped: sqlitebrowser is not installed"; exit 77; }
folder=$(mktemp -d)
browser=
trap '[ -z "$browser" ] || kill "$browser"; rm -rf "$folder"' EXIT
export HOME="$folder" XDG_RUNTIME_DIR="$folder" XDG_CONFIG_HOME="$folder" QT_QPA_PLATFORM=offscreen
db=$folder/reports.db
shell() { "$sqlite" -bail -batch -init /dev/null -cmd ".timeout 5000" -cmd ".load $library" "$db" "$1"; }

# Runs a script in the browser until the query gives what it must. (With its option to quit, it quits before it commits.)
browse() {
  sqlitebrowser -o extensions/enable_load_extension=true -s "$1" "$db" > "$folder/said" 2>&1 &
  browser=$!
  for _ in $(seq 150); do
    sleep 0.2
    got=$(shell "$2" 2>&1) || true
    [ "$got" != "$3" ] || break
  done
  kill "$browser"
  wait "$browser" || true
  browser=
  [ "$got" = "$3" ] || { echo "$2 gives '$got'; the browser said:"; cat "$folder/said"; exit 1; }
}

shell "CREATE TABLE reports(id INTEGER PRIMARY KEY, body TEXT, published TEXT);
  INSERT INTO reports VALUES (1, 'On Friday, Russian jets struck Hama, killing at least three people.', '2021-04-18');
  SELECT sitrep_watch('reports', 'body', 'published') + sitrep_refresh('reports');" > /dev/null

echo "CREATE TABLE seen AS SELECT type, place FROM reports_events;" > "$folder/read.sql"
browse "$folder/read.sql" "SELECT * FROM seen" "airstrike|Hama"

echo "SELECT load_extension('$library');
INSERT INTO reports VALUES (2, 'Gunmen attacked a checkpoint near Mosul on Monday.', '2021-04-20');" > "$folder/write.sql"
browse "$folder/write.sql" "SELECT type, place FROM reports_events WHERE id = 2" "armed_attack|near Mosul"
[ "$(shell 'PRAGMA integrity_check')" = ok ]
