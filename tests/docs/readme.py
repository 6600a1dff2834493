#!/usr/bin/env python3
"""Runs README.md: its ```sql blocks, in order, in one session of the sqlite3 shell that stands in a directory with the library
(sitrep.so) and sql/; compares what each prints with the ```text block that follows it; runs its ```python blocks, in order, as
one program; and compares the function reference with the catalog.

    tests/docs/readme.py BUILD_DIRECTORY            check
    tests/docs/readme.py BUILD_DIRECTORY --update   write the outputs and the reference into README.md instead
    tests/docs/readme.py BUILD_DIRECTORY --lenient  check only that the blocks run; say what differs
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PYTHON = re.compile(r"^```python\n(.*?)^```\n", re.M | re.S)
BLOCK = re.compile(r"^```sql\n(?P<sql>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```\n)?", re.M | re.S)
REFERENCE = re.compile(r"(<!-- reference: begin.*?-->\n).*?(<!-- reference: end -->)", re.S)

# The sections of the reference, by the first pattern that a name matches.
SECTIONS = [
    ("Reading text", r"extract_|explain_|document_date|parse_date"),
    ("Regular expressions", r"regexp"),
    ("Regions and groups", r"region|cluster_|same_incident|spatial_lookup|hex_cell|ST_.*Grid$|ST_Cluster"),
    ("To look at", r"map_svg|timeline_svg|bar$|sparkline|ST_AsSVG"),
    ("Geometry", r"ST_"),
    ("Knowledge", r"known_|sitrep_install"),
    ("Keeping events up to date", r"sitrep_(watch|unwatch|refresh)"),
    ("About the library", r"sitrep_"),
    ("More", r""),
]


def shell(build, script):
    """What the sqlite3 shell prints on the script, in a directory as the README assumes it; stops at the first error."""
    with tempfile.TemporaryDirectory() as directory:
        here = pathlib.Path(directory)
        (here / "sitrep.so").symlink_to((build / "sitrep.so").resolve())
        (here / "sql").symlink_to(ROOT / "sql")
        run = subprocess.run(["sqlite3", "-batch", "-bail", "-init", "/dev/null"], input=script, cwd=here, text=True, capture_output=True)
        if run.returncode != 0 or run.stderr:
            sys.exit(f"the shell failed: {run.stderr}\n... {run.stdout[-2000:]}")
        return run.stdout


def run_python(build, blocks):
    """Stops at the first error; `db` is a connection that has the library."""
    with tempfile.TemporaryDirectory() as directory:
        (pathlib.Path(directory) / "build").symlink_to(build.resolve())
        program = "".join(blocks) + "db.execute('SELECT sitrep_version()').fetchone()[0]\n"
        run = subprocess.run([sys.executable, "-c", program], cwd=directory, text=True, capture_output=True)
        if run.returncode != 0 or run.stderr:
            sys.exit(f"Python failed: {run.stderr}")


def outputs(build, blocks):
    """What each block prints."""
    mark = "=== end of block ==="
    script = ".mode box\n" + "".join(f"{block}\n.print '{mark}'\n" for block in blocks)
    return shell(build, script).split(mark + "\n")[:-1]


def reference(build):
    """The function reference, from the catalog."""
    query = """
        .mode list
        .separator "\\037" "\\036"
        .load ./sitrep
        SELECT group_concat(name, ' '), arguments, kind, coalesce(returns, ''), summary, example FROM
          (SELECT *, row_number() OVER () AS n FROM sitrep_functions())
        GROUP BY arguments, kind, summary, example ORDER BY min(n);
    """
    sections = {title: [] for title, _ in SECTIONS}
    for row in shell(build, "\n".join(line.strip() for line in query.splitlines())).split("\x1e"):
        if not row.strip():
            continue
        names, arguments, kind, returns, summary, example = row.strip("\n").split("\x1f")
        name, *aliases = names.split(" ")
        title = next(title for title, pattern in SECTIONS if re.match(pattern, name))
        result = {"table": " → rows", "aggregate": f" → {returns}, aggregate"}.get(kind, f" → {returns}")
        also = f" Also {', '.join(f'`{alias}`' for alias in aliases)}." if aliases else ""
        sections[title].append(f"* **`{name}({arguments})`**{result}. {summary}{also}<br>`{example}`\n")
    return "".join(f"\n### {title}\n\n{''.join(rows)}" for title, rows in sections.items() if rows) + "\n"


def main():
    build = pathlib.Path(sys.argv[1])
    update = "--update" in sys.argv[2:]
    parts = [part for part in ("blocks", "reference") if part in sys.argv[2:]] or ["blocks", "reference"]
    text = README.read_text()
    failed = False
    if "blocks" in parts:
        matches = list(BLOCK.finditer(text))
        printed = outputs(build, [match["sql"] for match in matches])
        for match, output in reversed(list(zip(matches, printed))):
            if match["output"] is None or match["output"] == output:
                continue
            if update:
                text = text[: match.start("output")] + output + text[match.end("output") :]
            else:
                failed = True
                print(f"README.md shows for\n{match['sql']}this\n{match['output']}but it prints\n{output}")
        programs = PYTHON.findall(text)
        run_python(build, programs)
        print(f"{len(matches)} blocks of SQL and {len(programs)} of Python ran")
    if "reference" in parts:
        fresh = REFERENCE.sub(lambda match: match[1] + reference(build) + match[2], text)
        if fresh != text and not update:
            failed = True
            print("README.md's reference is not that of the catalog: run tests/docs/readme.py BUILD_DIRECTORY --update")
        text = fresh if update else text
    if update:
        README.write_text(text)
    sys.exit(1 if failed and "--lenient" not in sys.argv[2:] else 0)


if __name__ == "__main__":
    main()
