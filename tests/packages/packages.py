#!/usr/bin/env python3
"""Makes one package, installs it into a clean prefix and uses it from there, with nothing of the build directory in reach.

    tests/packages/packages.py BUILD_DIRECTORY install|deb|tgz|wheel|npm|flat

Exit code 77 (a skip): a tool that the package needs is not installed."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = "On Friday, Russian jets struck the eastern countryside of Hama, killing at least three people."
QUERY = f"SELECT type, actor, killed_min, start_date, place FROM extract_events('{TEXT}', '2021-04-18')"
ANSWER = "airstrike|Russian forces|3|2021-04-16|eastern countryside of Hama"
GEOS_QUERY = "SELECT ST_AsText(ST_Intersection('POLYGON((0 0,0 2,2 2,2 0,0 0))', 'POLYGON((1 1,1 3,3 3,3 1,1 1))')), 'Homs' REGEXP 'H.ms'"


class Skip(Exception):
    pass


def need(*tools):
    for tool in tools:
        if not shutil.which(tool):
            raise Skip(f"{tool} is not installed")


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], text=True, capture_output=True, **options)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout


def generator(build):
    """The one that built the library: make, CMake's own choice, may not be there."""
    return re.search(r"^CMAKE_GENERATOR:INTERNAL=(.+)$", (build / "CMakeCache.txt").read_text(), re.M)[1]


def answers(library):
    """The library reads and computes, in a shell of its own."""
    need("sqlite3")
    got = run("sqlite3", "-init", "/dev/null", ":memory:", "-cmd", f".load {library}", QUERY).strip()
    assert got == ANSWER, got
    assert run("sqlite3", "-init", "/dev/null", ":memory:", "-cmd", f".load {library}", GEOS_QUERY).startswith("POLYGON((")


def mapped(library):
    """The files that a process has mapped once it has used the library."""
    code = ("import sqlite3, sys\ndb = sqlite3.connect(':memory:')\ndb.enable_load_extension(True)\ndb.load_extension(sys.argv[1])\n"
            "db.execute(sys.argv[2]).fetchall()\nprint(open('/proc/self/maps').read())")
    return run("/usr/bin/python3", "-c", code, library, GEOS_QUERY)


def carries(folder, library):
    """It works by the libraries in the folder alone: none of those is taken from the system."""
    answers(library)
    if not pathlib.Path("/proc/self/maps").exists() or not pathlib.Path("/usr/bin/python3").exists():
        return
    files = set(re.findall(r"/\S+\.so\S*", mapped(library)))
    ours = {pathlib.Path(f).name for f in files if f.startswith(str(folder))}
    assert {"sitrep.so", "sitrep.so.0", "sitgeos_c.so.1"} <= ours and any(n.startswith("sitre2.so") for n in ours), ours
    taken = [f for f in files if re.search(r"/lib(geos|re2|Geographic|utf8proc)", f)]
    assert not taken, f"taken from the system: {taken}"


def install(build, here):
    run("cmake", "--install", build, "--prefix", here / "prefix", "--strip")
    library = next((here / "prefix").glob("lib*/**/sitrep.so"))
    assert "RPATH" not in run("readelf", "-d", library) and "RUNPATH" not in run("readelf", "-d", library)
    answers(library.with_suffix(""))
    # Somebody else's project, in C, with the static library.
    project = here / "project"
    project.mkdir()
    shutil.copy(ROOT / "tests/hosts/static.c", project / "host.c")
    (project / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.20)\nproject(host LANGUAGES C CXX)\nfind_package(sitrep 0.1 REQUIRED CONFIG)\n"
        "add_executable(host host.c)\ntarget_link_libraries(host PRIVATE sitrep::static)\n"
        "set_target_properties(host PROPERTIES LINKER_LANGUAGE CXX)\n"
        "file(GENERATE OUTPUT where CONTENT $<TARGET_FILE:sitrep::sitrep>)\n")
    run("cmake", "-G", generator(build), "-S", project, "-B", project / "build",
        f"-DCMAKE_PREFIX_PATH={here / 'prefix'}")
    run("cmake", "--build", project / "build")
    assert run(project / "build/host").startswith("airstrike | Russian forces | 3")
    assert pathlib.Path((project / "build/where").read_text()) == library
    if shutil.which("pkg-config"):
        environment = dict(os.environ, PKG_CONFIG_PATH=str(library.parent / "pkgconfig"))
        flags = run("pkg-config", "--cflags", "--libs", "sitrep", env=environment).split()
        run("cc", "-o", project / "host", project / "host.c", *flags)
        assert run(project / "host").startswith("airstrike | Russian forces | 3")


def packed(build, here, generator):
    run("cpack", "--config", build / "CPackConfig.cmake", "-G", generator, "-B", here / "packed")
    return sorted(p for p in (here / "packed").iterdir() if p.is_file())


def deb(build, here):
    need("cpack", "dpkg-deb", "dpkg-shlibdeps", "file")
    development, extension = packed(build, here, "DEB")
    assert extension.name.startswith("libsqlite3-mod-sitrep_") and development.name.startswith("libsitrep-dev_")
    depends = run("dpkg-deb", "-f", extension, "Depends")
    for package in ("libc6", "libre2-", "libgeos-c1", "libgeographiclib", "libutf8proc"):
        assert package in depends, f"{package} is not among {depends}"
    assert "libsqlite3" not in depends, "the host brings SQLite"
    assert f"libsqlite3-mod-sitrep (= {run('dpkg-deb', '-f', extension, 'Version').strip()})" in run("dpkg-deb", "-f", development, "Depends")
    run("dpkg-deb", "-x", extension, here / "root")
    run("dpkg-deb", "-x", development, here / "root")
    library = next((here / "root").glob("usr/lib/**/sitrep.so"))
    # Where the loader looks by itself, so that `.load sitrep` does.
    assert "/" + str(library.parent.relative_to(here / "root")) in ("/usr/lib", "/usr/lib/" + run("dpkg-architecture", "-q", "DEB_HOST_MULTIARCH").strip())
    answers(library.with_suffix(""))
    assert (here / "root/usr/include/sitrep.h").exists() and (here / "root/usr/share/sitrep/recipes/page.sql").exists()


def tgz(build, here):
    need("cpack")
    (archive,) = packed(build, here, "TGZ")
    with tarfile.open(archive) as tar:
        tar.extractall(here / "root")
    answers(next((here / "root").glob("*/lib*/**/sitrep.so")).with_suffix(""))


def bundle(build, here, kind, pattern):
    need("ldd", "readelf")
    run(sys.executable, ROOT / "packages/bundle.py", build, here / "out", kind)
    (path,) = (here / "out").glob(pattern)
    return path


def wheel(build, here):
    path = bundle(build, here, "wheel", "*.whl")
    assert path.name.startswith("sitrep-0.1.0-py3-none-manylinux_2_"), path.name
    site = here / "site"
    pip = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode == 0
    if pip:
        run(sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--no-compile", "--target", site, path)
    else:
        zipfile.ZipFile(path).extractall(site)
    program = here / "program.py"
    program.write_text(
        "import sqlite3, sitrep\ndb = sqlite3.connect(':memory:')\nsitrep.load(db)\n"
        f"print(*db.execute({QUERY!r}).fetchone(), sep='|')\n"
        "assert sitrep.__version__ == db.execute('SELECT sitrep_version()').fetchone()[0], sitrep.__version__\n"
        "try: db.execute(\"SELECT load_extension('x')\")\nexcept sqlite3.OperationalError as e: assert 'not authorized' in str(e), e\n"
        "else: raise AssertionError('extension loading stays on')\n"
        "sitrep.load(db, all=True)\nassert sqlite3.connect(':memory:').execute('SELECT sitrep_version()').fetchone()\n")
    assert run(sys.executable, program, cwd=here, env=dict(os.environ, PYTHONPATH=str(site))).strip() == ANSWER
    carries(site, site / "sitrep/sitrep")
    shapely(site / "sitrep/sitrep")


def shapely(library):
    """The GEOS that the package carries and that of shapely do not call each other, whichever comes first. (Constants within
    inline functions are shared by all of a process, whatever one does; they are the same.)"""
    if subprocess.run(["/usr/bin/python3", "-c", "import shapely"], capture_output=True).returncode != 0:
        return
    first = ROOT / "tests/hosts/shapely_first.py"
    for order in ("before", "after"):
        run("/usr/bin/python3", first, library, order)
        bound = subprocess.run(["/usr/bin/python3", first, library, order], text=True, capture_output=True,
                               env=dict(os.environ, LD_DEBUG="bindings")).stderr
        links = re.findall(r"binding file (\S+) \[\d+\] to (\S+) \[\d+\]: normal symbol `(GEOS\w+|_ZNK?4geos\w+)'", bound)
        assert links, "the loader tells of no binding"
        crossed = [link for link in links if ("/sit" in link[0]) != ("/sit" in link[1])]
        assert not crossed, f"shapely {order}: {crossed[:3]}"


def npm(build, here):
    need("npm", "node")
    path = bundle(build, here, "npm", "sitrep-*.tgz")
    project = here / "project"
    project.mkdir()
    (project / "package.json").write_text('{"name": "project", "private": true}')
    run("npm", "install", "--offline", "--no-audit", "--no-fund", path, cwd=project)
    (project / "program.js").write_text(
        "const sitrep = require('sitrep');\nlet db;\n"
        "try { db = new (require('better-sqlite3'))(':memory:'); } catch {\n"
        "  try { db = new (require('node:sqlite').DatabaseSync)(':memory:', { allowExtension: true }); } catch {} }\n"
        f"if (db) {{ sitrep.load(db); console.log(Object.values(db.prepare(`{QUERY}`).get()).join('|')); }}\n"
        "else console.log(sitrep.loadablePath);\n")
    said = run("node", project / "program.js", cwd=project).strip()
    library = project / "node_modules/sitrep/sitrep.so"
    assert said in (ANSWER, str(library)), said
    print("used by node" if said == ANSWER else "node has no SQLite here: used by the shell alone")
    carries(project / "node_modules/sitrep", library)


def flat(build, here):
    path = bundle(build, here, "flat", "*.tar.gz")
    spec = json.loads((here / "out/sqlpkg.json").read_text())
    ((_, name),) = spec["assets"]["files"].items()
    assert name == path.name and pathlib.Path(spec["assets"]["path"]) == path.parent
    assert spec["assets"]["checksums"][name] == "sha256-" + hashlib.sha256(path.read_bytes()).hexdigest()
    with tarfile.open(path) as tar:
        assert all(entry.isreg() and "/" not in entry.name for entry in tar), "sqlpkg wants plain files in no folder"
        tar.extractall(here / "unpacked")
    assert "GEOS" in (here / "unpacked/NOTICES").read_text() or not shutil.which("dpkg-query")
    carries(here / "unpacked", here / "unpacked/sitrep")
    first = path.read_bytes()
    assert bundle(build, here, "flat", "*.tar.gz").read_bytes() == first, "the same build gives other bytes"
    # Loaded with a library missing, it says which.
    next((here / "unpacked").glob("sitre2.so*")).unlink()
    lame = subprocess.run(["sqlite3", "-init", "/dev/null", ":memory:", "-cmd", f".load {here / 'unpacked/sitrep'}", "SELECT 1"], text=True, capture_output=True)
    assert re.search(r"sitrep: sitre2\.so\S*: cannot open shared object file", lame.stderr), lame.stderr


def main():
    build, part = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    with tempfile.TemporaryDirectory() as directory:
        try:
            globals()[part](build, pathlib.Path(directory))
        except Skip as why:
            print(f"skipped: {why}")
            return 77
    return 0


if __name__ == "__main__":
    sys.exit(main())
