-- Imports the polygons of a GeoPackage layer: here boundaries.gpkg, its layer districts with the columns name and geom, in WGS 84,
-- Web Mercator or UTM (elsewhere first: ogr2ogr -t_srs EPSG:4326). In its folder:
--
--     sqlite3 reports.db -cmd '.load /path/to/sitrep' < /path/to/import_geopackage.sql
.bail on
SELECT sitrep_install();
ATTACH 'file:boundaries.gpkg?mode=ro' AS gpkg;
INSERT INTO sitrep_regions(name, level, country, geom, source)
SELECT name, 'district', 'SY', ST_Transform(geom, 4326), 'boundaries.gpkg' FROM gpkg.districts;
DETACH gpkg;
SELECT level, count(*) FROM sitrep_regions GROUP BY level;
