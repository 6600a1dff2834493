-- Imports the polygons of a SpatiaLite database, without SpatiaLite: here boundaries.sqlite, its table districts with the columns
-- name and geometry, in WGS 84, Web Mercator or UTM. In its folder:
--
--     sqlite3 reports.db -cmd '.load /path/to/sitrep' < /path/to/import_spatialite.sql
.bail on
SELECT sitrep_install();
ATTACH 'file:boundaries.sqlite?mode=ro' AS spatialite;
INSERT INTO sitrep_regions(name, level, country, geom, source)
SELECT name, 'district', 'SY', ST_Transform(geometry, 4326), 'boundaries.sqlite' FROM spatialite.districts;
DETACH spatialite;
SELECT level, count(*) FROM sitrep_regions GROUP BY level;
