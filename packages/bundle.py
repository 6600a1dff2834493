#!/usr/bin/env python3
"""Makes packages that carry the library and the shared libraries it needs, for systems that do not have these:

    packages/bundle.py BUILD_DIRECTORY OUTPUT_DIRECTORY [wheel] [npm] [flat] [--url BASE]     default: all three

    sitrep-VERSION-py3-none-PLATFORM.whl     wheel: for Python; pip install it, then sitrep.load(connection)
    sitrep-VERSION.tgz                       npm: for Node.js; npm install it, then require("sitrep").load(db)
    sitrep-VERSION-linux-MACHINE.tar.gz      flat: the files alone; unpack it, then .load ./sitrep
    sqlpkg.json                              flat, too: what sqlpkg must know of that archive, which will be at BASE (else OUTPUT_DIRECTORY)

The shared libraries get names of their own (libgeos_c.so.1 becomes sitgeos_c.so.1), so that the loader of programs does not take
them for the system's, nor the system's for them. The same build gives the same bytes. Needs ldd and readelf."""

import argparse
import base64
import gzip
import hashlib
import io
import json
import pathlib
import platform
import re
import shutil
import subprocess
import tarfile
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
# What every Linux with a desktop or a container image has, and must have only once in a process.
SYSTEM = re.compile(r"^(lib(c|m|dl|rt|pthread|stdc\+\+|gcc_s)\.so|ld-linux|linux-vdso)")
LIBRARY = "sitrep.so.0"  # as loader.c knows it
STAMP = (1980, 1, 1, 0, 0, 0)


def version():
    return re.search(r"^project\(sitrep VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text(), re.M)[1]


def output(*command):
    return subprocess.run(command, check=True, text=True, capture_output=True).stdout


def needed(library):
    """The shared libraries to be carried: their names and where they lie."""
    found = re.findall(r"^\s*(\S+) => (\S+)", output("ldd", library), re.M)
    missing = [name for name, path in found if path == "not"]
    assert not missing, f"not found: {missing}"
    return {name: path for name, path in found if not SYSTEM.match(name)}


def own_name(name):
    assert name.startswith("lib"), name
    return "sit" + name[3:]


def renamed(data, names):
    """An ELF file with other names of equal length for the libraries that it is or needs; they stand in its table of strings."""
    for name in names:
        data = data.replace(b"\0" + name.encode() + b"\0", b"\0" + own_name(name).encode() + b"\0")
    return data


def glibc(paths):
    """The least glibc that the files need."""
    wanted = re.findall(r"GLIBC_2\.(\d+)", "".join(output("readelf", "-VW", path) for path in paths))
    return max(map(int, wanted))


def notices(libraries):
    """What the licences of the carried libraries ask to be said, from Debian's files."""
    out = ""
    for name, path in sorted(libraries.items()):
        owner = subprocess.run(["dpkg-query", "-S", str(pathlib.Path(path).resolve())], text=True, capture_output=True)
        package = owner.stdout.split(":")[0]
        copyright = pathlib.Path("/usr/share/doc") / package / "copyright"
        if not package or not copyright.exists():
            copyright = None
        out += f"==== {own_name(name)} is {name}" + (f" of Debian's {package}, unchanged but for its name ====\n\n" if package else " ====\n\n")
        out += copyright.read_text() + "\n" if copyright else ""
    return out


def payload(build):
    """The files that every package carries, by name."""
    real = build / "sitrep.so"
    libraries = needed(real)
    files = {"sitrep.so": build / "packages/sitrep.so", LIBRARY: real, **{own_name(n): pathlib.Path(p) for n, p in libraries.items()}}
    contents = {}
    # A folder of its own: several packages may be made at once.
    with tempfile.TemporaryDirectory() as scratch:
        for name, path in files.items():
            stripped = pathlib.Path(scratch) / "stripped"
            shutil.copyfile(path, stripped)
            if shutil.which("strip"):
                subprocess.run(["strip", "--strip-unneeded", stripped], check=True)
            contents[name] = renamed(stripped.read_bytes(), libraries)
    contents["LICENSE"] = (ROOT / "LICENSE").read_bytes()
    contents["NOTICES"] = notices(libraries).encode()
    return contents, glibc(files.values())


def filled(template, **values):
    text = template.read_text()
    for name, value in values.items():
        text = text.replace(f"@{name.upper()}@", value)
    return text.encode()


def archive(path, contents):
    """A .tar.gz whose bytes depend on nothing but the contents."""
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 6, file, 0) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for name, data in contents.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(data), 0o755 if ".so" in name else 0o644
            tar.addfile(entry, io.BytesIO(data))


def wheel(folder, contents, libc):
    tag = f"py3-none-manylinux_2_{libc}_{platform.machine()}"
    info = f"sitrep-{version()}.dist-info"
    files = {f"sitrep/{name}": data for name, data in contents.items() if name not in ("LICENSE", "NOTICES")}
    for name in ("__init__.py", "notebook.py"):
        files[f"sitrep/{name}"] = filled(HERE / "python" / name, version=version())
    files[f"{info}/LICENSE"], files[f"{info}/NOTICES"] = contents["LICENSE"], contents["NOTICES"]
    files[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: sitrep\nVersion: {version()}\nLicense: MIT\nRequires-Python: >=3.8\n"
        "Summary: Tables of events from tables of reports, in SQLite: a loadable extension\n").encode()
    files[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: sitrep\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()},{len(data)}\n"
        for name, data in files.items())
    files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()
    path = folder / f"sitrep-{version()}-{tag}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if ".so" in name else 0o644) << 16
            packed.writestr(entry, data)
    return path


def npm(folder, contents):
    cpu = {"x86_64": "x64", "aarch64": "arm64"}[platform.machine()]
    files = {f"package/{name}": data for name, data in contents.items()}
    files["package/package.json"] = filled(HERE / "npm/package.json", version=version(), cpu=cpu)
    for name in ("index.js", "index.d.ts"):
        files[f"package/{name}"] = (HERE / "npm" / name).read_bytes()
    path = folder / f"sitrep-{version()}.tgz"
    archive(path, files)
    return path


def flat(folder, contents, url):
    path = folder / f"sitrep-{version()}-linux-{platform.machine()}.tar.gz"
    archive(path, contents)
    goarch = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]
    spec = filled(HERE / "sqlpkg.json", version=version(), path=url or str(folder), goarch=goarch, archive=path.name,
                  sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    json.loads(spec)
    (folder / "sqlpkg.json").write_bytes(spec)
    return path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("kinds", nargs="*", metavar="wheel|npm|flat")
    parser.add_argument("--url")
    options = parser.parse_args()
    folder = options.output.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    contents, libc = payload(options.build.resolve())
    makers = {"wheel": lambda: wheel(folder, contents, libc), "npm": lambda: npm(folder, contents),
              "flat": lambda: flat(folder, contents, options.url)}
    for kind in options.kinds or makers:
        print(makers[kind]())


if __name__ == "__main__":
    main()
