#!/usr/bin/env python3
"""sql/recipes/dask_archive.py on a cluster of three processes, one of which is killed midway: the result is that of one process.
Usage: dask_cluster.py LIBRARY. Exit code 77: Dask's distributed is not installed."""

import importlib.util
import os
import pathlib
import signal
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("dask_archive", ROOT / "sql/recipes/dask_archive.py")
recipe = importlib.util.module_from_spec(spec)
spec.loader.exec_module(recipe)
sys.modules["dask_archive"] = recipe

PLACES = ["Homs", "Hama", "Idlib", "Mosul", "Kandahar", "Gao", "Khartoum", "Kharkiv"]


def archive(library, path, count):
    db = recipe.connect(library, path)
    db.execute("CREATE TABLE reports(id INTEGER PRIMARY KEY, body TEXT, published TEXT)")
    db.execute("BEGIN")
    for i in range(count):
        place, day = PLACES[i // 3 % len(PLACES)], 1 + i // 24 % 28
        body = (f"Shelling hit a market in {place} on {day} April 2021, killing {1 + i // 24 % 9} people. "
                f"Gunmen attacked a checkpoint near {PLACES[i % 8]}. " * 3)
        db.execute("INSERT INTO reports VALUES (?, ?, ?)", (i * 7, body, f"2021-04-{day:02}"))
    db.execute("COMMIT")
    db.close()


def dump(path):
    return "\n".join(recipe.sqlite3.connect(path).iterdump())


def main(library):
    try:
        import cloudpickle
        import dask
        import dask.distributed
    except ImportError as missing:
        print(f"skipped: {missing}")
        return 77
    cloudpickle.register_pickle_by_value(recipe)  # as of a script; the workers cannot import it
    dask.config.set({"distributed.comm.timeouts.connect": "60s", "distributed.admin.log-format": "%(message)s"})
    with tempfile.TemporaryDirectory() as directory:
        path = lambda name: str(pathlib.Path(directory) / name)
        archive(library, path("reports.db"), 1500)
        alone = recipe.merge(library, path("alone.db"), [recipe.read(library, path("reports.db"), *b) for b in recipe.bounds(path("reports.db"), 1500)])
        assert alone[0] > 2000 and 100 < alone[1] < alone[0] and alone[2] == len(PLACES), alone
        with dask.distributed.LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=None, silence_logs=50,
                                           local_directory=directory) as cluster, dask.distributed.Client(cluster) as client:
            victims = client.run(os.getpid)
            killed = []

            def kill():
                while not any(client.processing().values()):
                    time.sleep(0.005)
                time.sleep(0.1)
                busy = next((pid for address, pid in victims.items() if client.processing().get(address)), None)
                if busy:
                    os.kill(busy, signal.SIGKILL)
                    killed.append(busy)

            killer = threading.Thread(target=kill)
            killer.start()
            spread = recipe.run(client, library, path("reports.db"), path("spread.db"), 10)
            killer.join()
            after = set(client.run(os.getpid).values())
        assert killed and killed[0] not in after, "no worker was killed midway"
        assert spread == alone and dump(path("spread.db")) == dump(path("alone.db")), (spread, alone)
        print(f"{spread[0]} events, {spread[1]} incidents in {spread[2]} regions, the same with worker {killed[0]} of {sorted(victims.values())} killed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
