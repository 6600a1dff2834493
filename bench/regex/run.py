#!/usr/bin/env python3
"""Regular expressions over rows of text, beside others in the same SQLite: the shell's own regexp (ext/misc/regexp.c, built into
the sqlite3 shell), sqlite3-pcre (Debian package of that name) and Python's re as a user function, where they are.

    bench/regex/run.py BUILD_DIRECTORY [MEGABYTES]      default 20

Prints for each query the best of three runs of each, and how many times as long as sitrep it takes. The text is made up of the
words below by a fixed generator; the counts that the functions return must agree."""

import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

WORDS = ("the warplanes shelling Hama Idlib convoy of reported killed injured gunmen near village eastern countryside airstrikes "
         "soldiers source monitor Sunday April 17 2021 12 and in by on drone checkpoint Aleppo Raqqa district forces").split()
QUERIES = {  # what is counted: (name, pattern)
    "literal, rare": "checkpoint near Raqqa forces",
    "alternation": "shelling|airstrikes|drone",
    "digits and class": r"[0-9]+ (killed|injured)",
    "unanchored gap": r"gunmen.*Idlib",
    "anchored": r"^the [a-z]+ of",
}


def fill(path, megabytes):
    state = 12345
    rows, row, size = [], [], 0
    while size < megabytes << 20:
        state = (state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        row.append(WORDS[(state >> 33) % len(WORDS)])
        if len(row) == 80:
            rows.append((" ".join(row),))
            size += len(rows[-1][0])
            row = []
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t(body TEXT)")
        db.executemany("INSERT INTO t VALUES (?)", rows)
    return size


def shell_seconds(database, load, sql):
    """Best of three of the shell's own timer, and the result."""
    best, result = None, None
    script = ["PRAGMA cache_size=-400000;", "SELECT sum(length(body)) FROM t;", ".timer on"] + [sql] * 3
    run = subprocess.run(["sqlite3", "-batch", "-init", "/dev/null", database] + [a for l in load for a in ("-cmd", l)],
                         input="\n".join(script), text=True, capture_output=True)
    for line in run.stdout.splitlines():
        if line.startswith("Run Time"):
            seconds = float(re.search(r"user ([0-9.]+) sys", line)[1])
            best = seconds if best is None else min(best, seconds)
        else:
            result = line
    return (best, result) if not run.stderr else (None, run.stderr.strip())


def python_seconds(database, pattern):
    db = sqlite3.connect(database)
    compiled = re.compile(pattern)
    db.create_function("regexp", 2, lambda p, t: compiled.search(t) is not None, deterministic=True)
    db.execute("PRAGMA cache_size=-400000")
    db.execute("SELECT sum(length(body)) FROM t").fetchone()
    best, result = None, None
    for _ in range(3):
        begin = time.process_time()
        result = str(db.execute("SELECT count(*) FROM t WHERE body REGEXP ?", (pattern,)).fetchone()[0])
        seconds = time.process_time() - begin
        best = seconds if best is None else min(best, seconds)
    return best, result


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    if not shutil.which("sqlite3"):
        sys.exit("the sqlite3 shell is not installed")
    peers = {"sitrep": [f".load {build / 'sitrep'}"], "shell": []}
    pcre = next(pathlib.Path("/usr/lib").glob("**/pcre.so"), None)
    if pcre and "sqlite3" in str(pcre):
        peers["pcre"] = [f".load {pcre}"]
    with tempfile.TemporaryDirectory() as directory:
        database = str(pathlib.Path(directory) / "t.db")
        size = fill(database, megabytes)
        print(f"{size / 1e6:.0f} MB of text; user seconds, best of three; × is against sitrep")
        for name, pattern in QUERIES.items():
            times = {p: shell_seconds(database, load, f"SELECT count(*) FROM t WHERE body REGEXP '{pattern}';") for p, load in peers.items()}
            times["python re"] = python_seconds(database, pattern)
            ours, count = times["sitrep"]
            line = f"{name:18}"
            for peer, (seconds, result) in times.items():
                if seconds is None:
                    line += f"  {peer}: failed ({result})"
                    continue
                agrees = "" if result == count else f" (counts {result}, not {count})"
                line += f"  {peer} {seconds:.3f} s ×{seconds / max(ours, 1e-3):.2f}{agrees}"
            print(line, flush=True)
        for name, sql in {
            "five one by one": "SELECT sum(regexp_like(body, 'Raqqa forces')), sum(regexp_like(body, '[0-9]+ killed')), "
                               "sum(regexp_like(body, 'drone.*Hama')), sum(regexp_like(body, 'source|monitor')), "
                               "sum(regexp_like(body, 'eastern$')) FROM t;",
            "five as a set": "SELECT sum(json_array_length(regexp_which(body, '[\"Raqqa forces\", \"[0-9]+ killed\", "
                             "\"drone.*Hama\", \"source|monitor\", \"eastern$\"]'))) FROM t;",
            "count of matches": "SELECT sum(regexp_count(body, '[0-9]+')) FROM t;",
            "captures as rows": "SELECT count(m.value) FROM t, regexp_matches(t.body, '([0-9]+) ([a-z]+)') m;",
        }.items():
            seconds, result = shell_seconds(database, peers["sitrep"], sql)
            print(f"{name:18}  sitrep {seconds:.3f} s, {size / 1e6 / seconds:.0f} MB/s ({result})", flush=True)


if __name__ == "__main__":
    main()
