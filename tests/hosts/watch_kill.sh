#!/bin/bash
# Kills sitrep_refresh and inserts into a watched table at random moments, a hundred times; nothing may be lost.
#   watch_kill.sh SQLITE3 LIBRARY [KILLS]
set -u
sqlite=$1 library=$2 kills=${3:-100}
command -v "$sqlite" > /dev/null || { echo "no $sqlite: skipped"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
db=$folder/reports.db

run() { "$sqlite" -bail -cmd ".timeout 10000" -cmd ".load $library" "$db" "$1"; }

run "
CREATE TABLE reports(id INTEGER PRIMARY KEY, url TEXT UNIQUE, body TEXT, published TEXT);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
INSERT INTO reports SELECT i, 'u' || i, 'The army shelled ' || iif(i % 2, 'Homs', 'Hama') || ' on Friday, killing ' || (i % 7 + 2) ||
  ' people. Gunmen attacked a checkpoint near Mosul.', '2021-04-18' FROM n;
SELECT sitrep_watch('reports', 'body', 'published');" > /dev/null || { echo "cannot set up"; exit 1; }

# A report's events are there, all of them, exactly when it is noted as read.
half_done="SELECT (SELECT count(*) FROM (SELECT id FROM sitrep_read_1 EXCEPT SELECT id FROM reports_events))
  + (SELECT count(*) FROM (SELECT id FROM reports_events EXCEPT SELECT id FROM sitrep_read_1))
  + (SELECT count(*) FROM (SELECT id FROM reports_events GROUP BY id HAVING count(*) <> max(event)))"
failures=0
for ((i = 1; i <= kills; ++i)); do
  case $((i % 4)) in
    0) run "PRAGMA journal_mode = wal" > /dev/null ;;
    2) run "PRAGMA journal_mode = delete" > /dev/null ;;
  esac
  if ((i % 10 == 0)); then run "DELETE FROM sitrep_read_1 WHERE id % 3 = 0; DELETE FROM reports_events WHERE id % 3 = 0" > /dev/null; fi
  if ((i % 2)); then
    work="SELECT sitrep_refresh('reports')"
  else
    work="WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
      REPLACE INTO reports SELECT 4000 + i, 'u' || (4000 + (i * 7) % 500), 'The army shelled Homs, killing ' || i || ' people.', '2021-04-18' FROM n"
  fi
  "$sqlite" -cmd ".timeout 10000" -cmd ".load $library" "$db" "$work" > /dev/null 2>&1 &
  pid=$!
  sleep "0.$(printf '%03d' $((RANDOM % 400)))"
  kill -9 $pid 2> /dev/null
  wait $pid 2> /dev/null
  check=$(run "PRAGMA integrity_check")
  halves=$(run "$half_done")
  if [ "$check" != ok ] || [ "$halves" != 0 ]; then
    echo "after kill $i: integrity_check '$check', $halves reports half done"
    failures=$((failures + 1))
  fi
done
survived=$(run "SELECT count(*) FROM sitrep_read_1")
left=$(run "SELECT sitrep_refresh('reports')")
different=$(run "SELECT (SELECT count(*) FROM (SELECT r.id, e.* FROM reports r, extract_events(r.body, r.published) e EXCEPT SELECT * FROM reports_events))
  + (SELECT count(*) FROM (SELECT * FROM reports_events EXCEPT SELECT r.id, e.* FROM reports r, extract_events(r.body, r.published) e))")
echo "$kills kills, $failures failures; $survived reports read by then, $left reports to do, $different events differ from a fresh extraction"
[ "$failures" = 0 ] && [ "$left" = 0 ] && [ "$different" = 0 ]
