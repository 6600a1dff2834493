// sitrep, an extension for SQLite that turns a table of reports into a table of events.
//
//     const Database = require("better-sqlite3"), sitrep = require("sitrep");
//     const db = new Database("reports.db");
//     sitrep.load(db);
"use strict";
const path = require("node:path");

/** The path of the library, for load_extension of any SQLite. */
const loadablePath = path.join(__dirname, "sitrep.so");

/** Loads the library into a connection of better-sqlite3, node:sqlite (opened with allowExtension: true) or the like. */
function load(db) {
  db.loadExtension(loadablePath);
}

module.exports = { loadablePath, load };
