-- Writes events.gpkg, a GeoPackage for QGIS, ArcGIS and GDAL, from a table reports(id, body, published): the layer events with a
-- point for each event that has a place, its spatial index and the triggers that keep it, and the layer event_regions with the events
-- and deaths of each first-level region. A second run replaces both layers and leaves other layers alone. In the folder of the
-- database:
--
--     sqlite3 reports.db -cmd '.load /path/to/sitrep' < /path/to/export_geopackage.sql
.bail on
ATTACH 'events.gpkg' AS gpkg;
BEGIN;

-- What makes a database a GeoPackage 1.3 (https://www.geopackage.org/spec130): its number, and four tables about the layers.
PRAGMA gpkg.application_id = 1196444487;  -- 'GPKG'
PRAGMA gpkg.user_version = 10300;
CREATE TABLE IF NOT EXISTS gpkg.gpkg_spatial_ref_sys(
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT OR IGNORE INTO gpkg.gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,' ||
   'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",' ||
   '0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude and latitude in degrees');
CREATE TABLE IF NOT EXISTS gpkg.gpkg_contents(
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE IF NOT EXISTS gpkg.gpkg_geometry_columns(
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name), UNIQUE (table_name),
  FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE IF NOT EXISTS gpkg.gpkg_extensions(
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  UNIQUE (table_name, column_name, extension_name));

DELETE FROM gpkg.gpkg_extensions WHERE table_name IN ('events', 'event_regions');
DELETE FROM gpkg.gpkg_geometry_columns WHERE table_name IN ('events', 'event_regions');
DELETE FROM gpkg.gpkg_contents WHERE table_name IN ('events', 'event_regions');
DROP TABLE IF EXISTS gpkg.events;
DROP TABLE IF EXISTS gpkg.rtree_events_geom;
DROP TABLE IF EXISTS gpkg.event_regions;

-- The events. For the whole area of their places take e.geom, and 'GEOMETRY' in gpkg_geometry_columns.
CREATE TABLE gpkg.events(
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, report TEXT, type TEXT, status TEXT, scope TEXT, actor TEXT,
  target TEXT, weapon TEXT, killed_min INTEGER, injured_min INTEGER, start_date DATE, end_date DATE, place TEXT, region TEXT,
  country TEXT, source TEXT, confidence DOUBLE, evidence TEXT);
INSERT INTO gpkg.events(geom, report, type, status, scope, actor, target, weapon, killed_min, injured_min, start_date, end_date,
                        place, region, country, source, confidence, evidence)
SELECT ST_Point(e.lon, e.lat), r.id, e.type, e.status, e.scope, e.actor, e.target, e.weapon, e.killed_min, e.injured_min,
       date(e.start_date), date(e.end_date), e.place, e.region, e.country, e.source, e.confidence, e.evidence
FROM reports r, extract_events(r.body, r.published) e WHERE e.lon IS NOT NULL;

-- The regions they lie in. Running totals count events that others tell of too: they are left out.
CREATE TABLE gpkg.event_regions(
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, name TEXT, country TEXT, events INTEGER,
  killed_min INTEGER);
INSERT INTO gpkg.event_regions(geom, name, country, events, killed_min)
SELECT ST_Multi(known.geom), known.name, known.country, count(*), total(e.killed_min)
FROM reports r, extract_events(r.body, r.published) e JOIN regions('admin1') known ON known.region_id = e.region_id
WHERE e.scope = 'incident' AND e.status IN ('occurred', 'ongoing') GROUP BY known.region_id;

INSERT INTO gpkg.gpkg_contents(table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id)
SELECT 'events', 'features', 'Events', min(ST_MinX(geom)), min(ST_MinY(geom)), max(ST_MaxX(geom)), max(ST_MaxY(geom)), 4326
FROM gpkg.events UNION ALL
SELECT 'event_regions', 'features', 'Events by region', min(ST_MinX(geom)), min(ST_MinY(geom)), max(ST_MaxX(geom)), max(ST_MaxY(geom)),
  4326 FROM gpkg.event_regions;
INSERT INTO gpkg.gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326, 0, 0), ('event_regions', 'geom', 'MULTIPOLYGON', 4326, 0, 0);

-- The spatial index of the events, by the names and triggers of the extension gpkg_rtree_index.
CREATE VIRTUAL TABLE gpkg.rtree_events_geom USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg.rtree_events_geom
SELECT fid, ST_MinX(geom), ST_MaxX(geom), ST_MinY(geom), ST_MaxY(geom) FROM gpkg.events WHERE NOT ST_IsEmpty(geom);
INSERT INTO gpkg.gpkg_extensions VALUES
  ('events', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER gpkg.rtree_events_geom_insert AFTER INSERT ON events WHEN NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom) BEGIN
  INSERT OR REPLACE INTO rtree_events_geom
  VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER gpkg.rtree_events_geom_update1 AFTER UPDATE OF geom ON events
WHEN OLD.fid = NEW.fid AND NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom) BEGIN
  INSERT OR REPLACE INTO rtree_events_geom
  VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER gpkg.rtree_events_geom_update2 AFTER UPDATE ON events
WHEN OLD.fid = NEW.fid AND (NEW.geom IS NULL OR ST_IsEmpty(NEW.geom)) BEGIN
  DELETE FROM rtree_events_geom WHERE id = OLD.fid;
END;
CREATE TRIGGER gpkg.rtree_events_geom_update3 AFTER UPDATE ON events
WHEN OLD.fid <> NEW.fid AND NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom) BEGIN
  DELETE FROM rtree_events_geom WHERE id = OLD.fid;
  INSERT OR REPLACE INTO rtree_events_geom
  VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER gpkg.rtree_events_geom_update4 AFTER UPDATE ON events
WHEN OLD.fid <> NEW.fid AND (NEW.geom IS NULL OR ST_IsEmpty(NEW.geom)) BEGIN
  DELETE FROM rtree_events_geom WHERE id IN (OLD.fid, NEW.fid);
END;
CREATE TRIGGER gpkg.rtree_events_geom_delete AFTER DELETE ON events WHEN OLD.geom NOT NULL BEGIN
  DELETE FROM rtree_events_geom WHERE id = OLD.fid;
END;

COMMIT;
SELECT (SELECT count(*) FROM gpkg.events) || ' events, ' || (SELECT count(*) FROM gpkg.event_regions) || ' regions';
