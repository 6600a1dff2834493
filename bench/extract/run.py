#!/usr/bin/env python3
"""extract_events over reports, beside what people run over the same texts in the same minutes: SQLite's own FTS5 index, and
the two language toolkits that need neither server nor model download, wink-nlp and compromise (npm; skipped when node does
not find them).

    bench/extract/run.py BUILD_DIRECTORY [MEGABYTES] [TEXTS.jsonl ...]

Without files the example reports of sql/examples are read again and again, 2 MB unless told; a file has a JSON object with
`text` on each line. Prints MB and sentences a second of processor time, the best of three passes, and the ratio to FTS5."""

import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

PASSES = 3
HERE = pathlib.Path(__file__).parent


def texts_of(files, megabytes):
    if files:
        found = [json.loads(line).get("text") for name in files for line in open(name, encoding="utf-8")]
        texts = [text for text in found if text]
    else:
        texts = [p.read_text(encoding="utf-8") for p in sorted((HERE / "../../sql/examples").glob("*.txt"))]
    out, size = [], 0
    while size < megabytes << 20:
        for text in texts:
            out.append(text)
            size += len(text.encode())
        if files:
            break
    return out, size


def best(run):
    seconds = []
    for _ in range(PASSES):
        began = time.process_time()
        result = run()
        seconds.append(time.process_time() - began)
    return min(seconds), result


def main():
    build = pathlib.Path(sys.argv[1])
    rest = sys.argv[2:]
    megabytes = int(rest.pop(0)) if rest and rest[0].isdigit() else 2
    texts, size = texts_of(rest, megabytes)
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension(str(build / "sitrep"))
    db.execute("CREATE TABLE reports(body TEXT)")
    db.executemany("INSERT INTO reports VALUES (?)", ((text,) for text in texts))
    sentences = db.execute("SELECT count(*) FROM reports r, extract_sentences(r.body)").fetchone()[0]

    def events():
        return db.execute("SELECT count(*) FROM reports r, extract_events(r.body)").fetchone()[0]

    def index():
        db.execute("CREATE VIRTUAL TABLE words USING fts5(body)")
        db.execute("INSERT INTO words SELECT body FROM reports")
        count = db.execute("SELECT count(*) FROM words").fetchone()[0]
        db.execute("DROP TABLE words")
        return count

    print(f"{len(texts)} texts, {size / 1e6:.2f} MB, {sentences} sentences, best of {PASSES}")
    fts, rows = best(index)
    for name, (seconds, found), unit in (("extract_events", best(events), "events"), ("fts5", (fts, rows), "rows")):
        print(f"{name:15}{size / seconds / 1e6:8.2f} MB/s {sentences / seconds:10.0f} sentences/s"
              f"  {seconds / fts:6.2f} x fts5  {found} {unit}")
    if not shutil.which("node"):
        print("wink-nlp, compromise: skipped, no node")
        return
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        for peer in ("wink-nlp", "compromise"):
            subprocess.run(["node", str(HERE / "peers.js"), peer, file.name, str(sentences), str(fts)], check=False)


if __name__ == "__main__":
    main()
