-- From a folder of reports to events, totals, a map and a GeoJSON file. Run by sql/demo.sh in the sqlite3 shell, in a folder
-- that holds the library (sitrep.so) and the reports (examples/).
.load ./sitrep
.mode box

CREATE TABLE reports(id INTEGER PRIMARY KEY, name TEXT UNIQUE, body TEXT NOT NULL, published TEXT);
INSERT INTO reports(name, body)
  SELECT name, CAST(data AS TEXT) FROM fsdir('examples') WHERE name LIKE '%.txt' ORDER BY name;

CREATE TABLE events AS
  SELECT r.id AS report, e.* FROM reports r, extract_events(r.body, r.published) e ORDER BY r.id, e.event;

.print
.print Events
SELECT report, type, status, coalesce(actor, '') AS actor, coalesce(target, '') AS target, coalesce(count_min, '') AS times,
       coalesce(killed_min, '') AS killed, coalesce(injured_min, '') AS injured, coalesce(start_date, '') AS date,
       coalesce(place, '') AS place, round(confidence, 2) AS confidence
FROM events;

.print
.print Totals by region and type, at the least that the reports support; running totals left out
SELECT country, region, type, sum(coalesce(count_min, 1)) AS times, sum(killed_min) AS killed, sum(injured_min) AS injured
FROM events
WHERE scope = 'incident' AND status IN ('occurred', 'ongoing') AND region IS NOT NULL
GROUP BY country, region, type ORDER BY country, region, type;

.print
.print What the first report says, in its own words
SELECT type, evidence FROM events WHERE report = 1;

CREATE TEMP TABLE written AS
  SELECT writefile('map.svg', map_svg(geom, coalesce(count_min, 1), type, '{"title":"Events in the example reports"}')) AS bytes
  FROM events WHERE geom IS NOT NULL AND status IN ('occurred', 'ongoing');
INSERT INTO written
  SELECT writefile('events.geojson', ST_AsFeatureCollection(geom, json_object(
    'report', report, 'type', type, 'actor', actor, 'target', target, 'killed', killed_min, 'injured', injured_min,
    'start_date', start_date, 'end_date', end_date, 'place', place, 'evidence', evidence)))
  FROM events WHERE geom IS NOT NULL;
