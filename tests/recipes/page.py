#!/usr/bin/env python3
"""Runs sql/recipes/page.sql over three reports of our own in the sqlite3 shell and looks at the page.

    tests/recipes/page.py BUILD_DIRECTORY            the page is whole, says what it must and loads nothing
    tests/recipes/page.py BUILD_DIRECTORY --render   Chromium draws it, light and dark; keeps page-light.png and page-dark.png in
                                                     the build directory. Exit code 77 (a skip) where there is no Chromium.
"""

import html.parser
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
REPORTS = [
    ("one.txt", "2021-04-18", "Russian warplanes carried out more than 40 airstrikes on Islamic State positions in Hama on Saturday."),
    ("two.txt", "2021-04-20", "Four soldiers were killed and seven others were wounded in an attack by gunmen near Palmyra on Monday."),
    ("<three> & more", "2021-04-21", "Turkish artillery shelled the village of Maraanaz in Aleppo on Tuesday. A woman was injured."),
]


def page(build, reports):
    """The page that the recipe makes of the reports."""
    with tempfile.TemporaryDirectory() as directory:
        database = str(pathlib.Path(directory) / "reports.db")
        rows = ",".join("(" + ",".join("'" + v.replace("'", "''") + "'" for v in r) + ")" for r in reports)
        setup = "CREATE TABLE reports(id INTEGER PRIMARY KEY, name TEXT, published TEXT, body TEXT);"
        if rows:
            setup += f"INSERT INTO reports(name, published, body) VALUES {rows};"
        subprocess.run(["sqlite3", "-init", "/dev/null", database, setup], check=True, capture_output=True)
        run = subprocess.run(
            ["sqlite3", "-batch", "-bail", "-init", "/dev/null", database, "-cmd", f".load {build / 'sitrep'}", "-cmd", ".mode list"],
            input=(ROOT / "sql/recipes/page.sql").read_text(), text=True, capture_output=True)
        if run.returncode != 0 or run.stderr:
            sys.exit(f"the shell failed: {run.stderr}")
        return run.stdout


class Outline(html.parser.HTMLParser):
    """Counts elements and checks that they nest; collects what would be loaded."""

    VOID = {"meta", "br", "link", "img"}

    def __init__(self):
        super().__init__()
        self.open, self.count, self.loads = [], {}, []

    def handle_starttag(self, tag, attributes):
        self.count[tag] = self.count.get(tag, 0) + 1
        if tag not in self.VOID:
            self.open.append(tag)
        self.loads += [v for k, v in attributes if k in ("src", "href", "data")]

    def handle_startendtag(self, tag, attributes):
        self.count[tag] = self.count.get(tag, 0) + 1

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            sys.exit(f"</{tag}> closes {self.open[-1:]}")
        self.open.pop()


def check(build):
    text = page(build, REPORTS)
    outline = Outline()
    outline.feed(text)
    assert not outline.open, f"not closed: {outline.open}"
    assert not outline.loads, f"the page loads {outline.loads}"
    assert outline.count["svg"] == 2 and outline.count["table"] == 1, outline.count
    assert outline.count.get("q", 0) >= 3, "fewer than three events"
    for words in ("airstrike", "Hama", "carried out more than 40 airstrikes", "&lt;three> &amp; more"):
        assert words in text, f"the page does not say {words!r}"
    assert page(build, REPORTS) == text, "the page is another the second time"
    empty = page(build, [])
    assert "No events." in empty and "No places to show" in empty and "No dates to show" in empty, "no reports"


def pixels(path):
    """Width, height and the set of some of the colours of a PNG of 8-bit RGB or RGBA that Chromium wrote."""
    data, at, packed = path.read_bytes(), 8, b""
    width, height, _, kind = struct.unpack(">IIBB", data[16:26])
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at:at + 8])
        packed += data[at + 8:at + 8 + size] if name == b"IDAT" else b""
        at += size + 12
    depth = 4 if kind == 6 else 3
    raw, previous, colours = zlib.decompress(packed), bytearray(width * depth), set()
    for y in range(height):
        filter_type, line = raw[y * (width * depth + 1)], bytearray(raw[y * (width * depth + 1) + 1:(y + 1) * (width * depth + 1)])
        for i in range(len(line)):
            a = line[i - depth] if i >= depth else 0
            b = previous[i]
            c = previous[i - depth] if i >= depth else 0
            if filter_type == 1:
                line[i] = (line[i] + a) & 255
            elif filter_type == 2:
                line[i] = (line[i] + b) & 255
            elif filter_type == 3:
                line[i] = (line[i] + (a + b) // 2) & 255
            elif filter_type == 4:
                p = a + b - c
                line[i] = (line[i] + (a if abs(p - a) <= abs(p - b) and abs(p - a) <= abs(p - c) else b if abs(p - b) <= abs(p - c) else c)) & 255
        previous = line
        if y % 8 == 0:
            colours.update(bytes(line[x * depth:x * depth + 3]).hex() for x in range(0, width, 2))
    return width, height, colours


def render(build):
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        print("skipped: Chromium is not installed, the page is not rendered")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as directory:
        here = pathlib.Path(directory)
        text = page(build, REPORTS)
        # The theme is the reader's wish; here each page is told which.
        for theme, colours in (("light", {"ffffff", "c2402f", "dfe9ee"}), ("dark", {"14171b", "f2855f", "10151c"})):
            told = text.replace("(prefers-color-scheme: dark)", "all" if theme == "dark" else "not all")
            told = told.replace("(prefers-color-scheme:dark)", "all" if theme == "dark" else "not all")
            (here / "page.html").write_text(told)
            shot = build / f"page-{theme}.png"
            shot.unlink(missing_ok=True)
            subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                            "--window-size=1040,1500", f"--user-data-dir={here / 'profile'}", f"--screenshot={shot}",
                            (here / "page.html").as_uri()], capture_output=True, timeout=240, check=True)
            width, height, seen = pixels(shot)
            assert (width, height) == (1040, 1500), (width, height)
            assert colours <= seen, f"{theme}: {colours - seen} are nowhere on the page"


if __name__ == "__main__":
    build_directory = pathlib.Path(sys.argv[1]).resolve()
    if not shutil.which("sqlite3"):
        print("skipped: the sqlite3 shell is not installed")
        sys.exit(77)
    render(build_directory) if "--render" in sys.argv else check(build_directory)
