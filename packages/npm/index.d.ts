/** The path of the library, for load_extension of any SQLite. */
export declare const loadablePath: string;

/** Loads the library into a connection of better-sqlite3, node:sqlite (opened with allowExtension: true) or the like. */
export declare function load(db: { loadExtension(path: string): unknown }): void;
