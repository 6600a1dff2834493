#!/usr/bin/env python3
"""Regular expressions over rows of text beside RE2 called from C++ (the floor) and, where they are, DuckDB, PostgreSQL, sqlite-regex
(Rust), sqlite3-pcre, the REGEXP of the sqlite3 shell, and Python's re as a user function.

    bench/regex/run.py BUILD_DIRECTORY [MEGABYTES [RUNS [PEER…]]]      default 100, 5 and all

Prints for each workload the best processor seconds of each, and how many times the floor that is; the floor finds its rows in
memory, and "reading" is the same when it reads them from SQLite, as an extension does. What takes over five seconds is run once. The text is made by a fixed generator: rows of 2 KB with dates, addresses of mail, quotations and names of places.
The floor is build/bench/sitrep_bench_regex (-DSITREP_BENCH=ON). sqlite-regex and @duckdb/node-api are npm packages, looked for
where NODE_PATH says; a PostgreSQL server is started in a folder of its own. All must count the same, or it is said."""

import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

WORDS = ("the warplanes shelling of reported killed injured gunmen near village eastern countryside airstrikes soldiers source monitor "
         "Sunday April and in by on drone checkpoint district forces people were after during several another town road hospital "
         "market school local officials residents early late morning evening which its from with had been that").split()
PLACES = ("Aleppo Homs Hama Idlib Damascus Daraa Latakia Tartus Raqqa Palmyra Manbij Afrin Azaz Kobani Qamishli Hasakah Mosul Baghdad "
          "Basra Kirkuk Erbil Fallujah Ramadi Tikrit Samarra Kabul Kandahar Herat Kunduz Jalalabad Ghazni Sanaa Aden Taiz Marib Hodeidah "
          "Tripoli Benghazi Sirte Misrata Derna Sabha Gao Timbuktu Kidal Mopti Kharkiv Kherson Donetsk Luhansk").split()
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
PATTERNS = {
    "word": r"\bconvoy\b",
    "date": rf"(\d{{1,2}}) ({MONTHS}) (\d{{4}})",
    "email": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}",
    "places": rf"(?i)\b(?:{'|'.join(PLACES)})\b",
    "quote": r'"([^"]{5,120})" said on ([A-Z][a-z]+)',
}
DICTIONARY = [f"{a}{b}{c}" for a in "bdfgklmnpr" for b in ("av", "ek", "il", "om", "uz", "ar", "en", "is", "ot", "ub") for c in
              ("ador", "enko", "istan", "ovo", "una", "abad", "iyah", "grad", "pur", "ville")]


class Generator:
    def __init__(self):
        self.state = 12345

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        return (self.state >> 33) % n

    def word(self):
        kind = self.below(700)
        if kind < 3:
            return f"{1 + self.below(28)} {MONTHS.split('|')[self.below(12)]} {2000 + self.below(24)}"
        if kind < 4:
            return f"{WORDS[self.below(len(WORDS))]}.{self.below(99)}@{WORDS[self.below(len(WORDS))]}.example"
        if kind < 7:
            return f'"{" ".join(WORDS[self.below(len(WORDS))] for _ in range(9))}" said on {("Monday", "Friday")[self.below(2)]}'
        if kind < 10:
            return (str, str.upper)[self.below(2)](PLACES[self.below(len(PLACES))])
        if kind == 10 and self.below(3) == 0:
            return "convoy"
        if kind == 11 and self.below(9) == 0:
            return DICTIONARY[self.below(len(DICTIONARY))]
        return WORDS[self.below(len(WORDS))]

    def row(self):
        return " ".join(self.word() for _ in range(310))


def fill(path, megabytes):
    generator, size = Generator(), 0
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t(body TEXT)")
        while size < megabytes * 1_000_000:
            row = generator.row()
            size += len(row)
            db.execute("INSERT INTO t VALUES (?)", (row,))
    return size


def workloads():
    """(name, kind, patterns)"""
    for name, pattern in PATTERNS.items():
        for kind in ("filter", "count", "capture"):
            yield f"{kind}_{name}", kind, [pattern]
    yield "replace_date", "replace", [PATTERNS["date"]]
    yield "set5", "set", list(PATTERNS.values())
    yield "dict1000", "filter", ["|".join(DICTIONARY)]


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def best_of(runs, work):
    best = None
    for _ in range(runs):
        begin = time.process_time()
        result = work()
        seconds = time.process_time() - begin
        best = seconds if best is None else min(best, seconds)
        if seconds > 5:
            break
    return best, result


def floor(build, path, runs):
    program = build / "bench/sitrep_bench_regex"
    if not program.exists():
        return None
    lines = "".join("\t".join([kind, *patterns]) + "\n" for _, kind, patterns in workloads())
    out = subprocess.run([program, path, str(runs)], input=lines, text=True, capture_output=True, check=True).stdout
    answers = {name: [float(field) for field in line.split("\t")] for (name, *_), line in zip(workloads(), out.splitlines())}
    assert len(answers) == len(list(workloads())), "the floor's counts differ"
    return lambda name, kind, patterns: (answers[name][0], int(answers[name][1]), answers[name][2])


class InSqlite:
    """An extension of SQLite in this process."""

    def __init__(self, path, runs, library, queries):
        self.runs, self.queries = runs, queries
        self.db = sqlite3.connect(path)
        if library:
            self.db.enable_load_extension(True)
            self.db.load_extension(str(library))
        self.db.execute("PRAGMA cache_size = -400000")
        self.db.execute("SELECT sum(length(body)) FROM t").fetchone()

    def bare_scan(self):
        return best_of(self.runs, lambda: self.db.execute("SELECT count(*) FROM t WHERE substr(body, 1, 1) = '~'").fetchone())[0]

    def __call__(self, name, kind, patterns):
        if kind not in self.queries:
            return None
        pattern = json.dumps(patterns) if kind == "set" else patterns[0]
        return best_of(self.runs, lambda: self.db.execute(self.queries[kind].replace("PATTERN", quoted(pattern))).fetchone()[0])


SITREP = {
    "filter": "SELECT count(*) FROM t WHERE body REGEXP PATTERN",
    "count": "SELECT sum(regexp_count(body, PATTERN)) FROM t",
    "capture": "SELECT count(nullif(m.value, '')) FROM t, regexp_matches(t.body, PATTERN) m",
    "replace": "SELECT sum(length(regexp_replace(body, PATTERN, '<\\1>'))) FROM t",
    "set": "SELECT sum(json_array_length(regexp_which(body, PATTERN))) FROM t",
}
RUST = {
    "filter": "SELECT count(*) FROM t WHERE body REGEXP PATTERN",
    "count": "SELECT count(*) FROM t, regex_find_all(PATTERN, body)",
    "replace": "SELECT sum(length(regex_replace_all(PATTERN, body, '<$1>'))) FROM t",
}


def python_re(path, runs):
    peer = InSqlite(path, runs, None, {"filter": "SELECT count(*) FROM t WHERE body REGEXP PATTERN", "count": "SELECT sum(hits(PATTERN, body)) FROM t",
                                       "replace": "SELECT sum(length(swap(PATTERN, body))) FROM t"})
    cached = re.compile
    peer.db.create_function("regexp", 2, lambda p, t: cached(p, re.A).search(t) is not None, deterministic=True)
    peer.db.create_function("hits", 2, lambda p, t: sum(1 for _ in cached(p, re.A).finditer(t)), deterministic=True)
    peer.db.create_function("swap", 2, lambda p, t: cached(p, re.A).sub(r"<\1>", t), deterministic=True)
    return peer


def shell(path, runs):
    """The REGEXP of the shell itself, timed by the shell."""
    if not shutil.which("sqlite3"):
        return None

    def run(name, kind, patterns):
        if kind != "filter" or len(patterns[0]) > 300:  # it takes no longer patterns
            return None
        pattern = patterns[0]
        if "(?" in pattern:
            return None
        script = ["PRAGMA cache_size=-400000;", "SELECT sum(length(body)) FROM t;", ".timer on"]
        script += [f"SELECT count(*) FROM t WHERE body REGEXP {quoted(pattern)};"] * min(runs, 3)
        out = subprocess.run(["sqlite3", "-batch", "-init", "/dev/null", path], input="\n".join(script), text=True, capture_output=True)
        times = [float(a) + float(b) for a, b in re.findall(r"user ([0-9.]+) sys ([0-9.]+)", out.stdout)]
        return (min(times), int(re.findall(r"^\d+$", out.stdout, re.M)[-1])) if times else None

    return run


def duckdb(path, runs):
    check = subprocess.run(["node", "-e", "require('@duckdb/node-api')"], capture_output=True) if shutil.which("node") else None
    if check is None or check.returncode != 0:
        return None
    program = pathlib.Path(__file__).with_name("duckdb.js")
    lines = "\n".join(json.dumps([kind, patterns]) for _, kind, patterns in workloads())
    rows = [row for (row,) in sqlite3.connect(path).execute("SELECT body FROM t")]
    text = path + ".jsonl"
    with open(text, "w") as out:
        out.writelines(json.dumps({"body": row}) + "\n" for row in rows)
    run = subprocess.run(["node", program, text, str(runs)], input=lines, text=True, capture_output=True)
    if run.returncode != 0:
        print("DuckDB:", run.stderr.strip()[-300:])
        return None
    answers = {name: json.loads(line) for (name, *_), line in zip(workloads(), run.stdout.splitlines())}
    return lambda name, kind, patterns: tuple(answers[name]) if answers[name] else None


class Postgres:
    """A server of its own, without parallel workers; wall seconds as it tells them itself."""

    def __init__(self, binaries, path, folder, runs):
        self.binaries, self.folder, self.runs = binaries, folder, runs
        shutil.chown(folder, "postgres")
        self.as_postgres(binaries / "initdb", "-D", f"{folder}/data", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.as_postgres(binaries / "pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o",
                         f"-k {folder} -h '' -c shared_buffers=512MB -c max_parallel_workers_per_gather=0 -c jit=off", "start")
        self.psql("CREATE TABLE t(body text)")
        rows = "".join(row.replace("\\", "\\\\") + "\n" for (row,) in sqlite3.connect(path).execute("SELECT body FROM t"))
        subprocess.run([*self.command(), "-c", "COPY t FROM STDIN"], input=rows, text=True, check=True, capture_output=True)
        self.psql("ALTER TABLE t ALTER body SET STORAGE PLAIN; VACUUM ANALYZE t; SELECT sum(length(body)) FROM t")

    def as_postgres(self, *command):
        subprocess.run(["runuser", "-u", "postgres", "--", *map(str, command)], check=True, capture_output=True, cwd="/")

    def command(self):
        return ["runuser", "-u", "postgres", "--", str(self.binaries / "psql"), "-h", self.folder, "-d", "postgres", "-At"]

    def psql(self, sql):
        return subprocess.run(self.command(), input=sql, text=True, check=True, capture_output=True, cwd="/").stdout

    def __call__(self, name, kind, patterns):
        pattern = quoted(patterns[0].replace(r"\b", r"\y")) if kind != "set" else None
        flags = "'g'"
        queries = {"filter": f"SELECT count(*) FROM t WHERE body ~ {pattern}", "count": f"SELECT sum(regexp_count(body, {pattern})) FROM t",
                   "capture": f"SELECT count(m) FROM t, regexp_matches(body, {pattern}, {flags}) m",
                   "replace": f"SELECT sum(length(regexp_replace(body, {pattern}, '<\\1>', {flags}))) FROM t"}
        if kind not in queries:
            return None
        best = None
        for _ in range(self.runs):
            out = self.psql(f"\\timing on\n{queries[kind]};\n").splitlines()
            seconds = float(re.search(r"([0-9.]+) ms", out[-1])[1]) / 1000
            best = seconds if best is None else min(best, seconds)
            if seconds > 5:
                break
        return best, None if kind == "capture" else int(out[-2])  # it counts matches, not groups

    def stop(self):
        self.as_postgres(self.binaries / "pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")


PCRE = pathlib.Path("/usr/lib/sqlite3/pcre.so")


def postgres(path, directory, runs):
    binaries = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
    if not binaries or os.geteuid() != 0:
        return None
    folder = pathlib.Path(directory) / "postgres"
    folder.mkdir()
    return Postgres(binaries[-1], path, str(folder), runs)


def npm_library():
    for folder in os.environ.get("NODE_PATH", "").split(":"):
        found = sorted(pathlib.Path(folder).glob("sqlite-regex-*/lib/regex0.so")) if folder else []
        if found:
            return found[0].with_suffix("")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory() as directory:
        os.chmod(directory, 0o755)
        path = str(pathlib.Path(directory) / "t.db")
        size = fill(path, megabytes)
        makers = {
            "RE2": lambda: floor(build, path, runs),
            "sitrep": lambda: InSqlite(path, runs, build / "sitrep", SITREP),
            "DuckDB": lambda: duckdb(path, runs),
            "Rust": lambda: npm_library() and InSqlite(path, runs, npm_library(), RUST),
            "pcre": lambda: PCRE.exists() and InSqlite(path, runs, PCRE, {"filter": SITREP["filter"]}),
            "shell": lambda: shell(path, runs),
            "Python": lambda: python_re(path, runs),
            "PostgreSQL": lambda: postgres(path, directory, runs),
        }
        wanted = sys.argv[4:] or makers
        peers = {name: peer for name in makers if name in wanted and (peer := makers[name]())}
        scan = peers["sitrep"].bare_scan()
        print(f"{size / 1e6:.0f} MB of text; best processor seconds of {runs}, and times the first; SQLite alone takes {scan:.3f} to "
              "read the rows, which RE2 finds in memory")
        try:
            for name, kind, patterns in workloads():
                results = {peer: run(name, kind, patterns) for peer, run in peers.items()}
                first = next(iter(results.values()))[0]
                reading = results["RE2"][2] if "RE2" in results else None
                count = results["sitrep"][1]
                line = f"{name:15}"
                for peer, result in results.items():
                    if result:
                        differs = "" if result[1] in (None, count) else f" ({result[1]}, not {count})"
                        if peer == "sitrep" and reading:
                            differs = f" (×{result[0] / max(reading, 1e-4):.2f} of reading)" + differs
                        line += f"  {peer} {result[0]:.3f} ×{result[0] / max(first, 1e-4):.2f}{differs}"
                        if peer == "RE2":
                            line += f" (reading {reading:.3f})"
                print(line, flush=True)
        finally:
            if "PostgreSQL" in peers:
                peers["PostgreSQL"].stop()


if __name__ == "__main__":
    main()
