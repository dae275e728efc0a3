"""Makes test/fixtures/lines.json: the tables of line_profiler and memory_profiler for given figures.

Run from anywhere, with CPython 3.11, line_profiler 4.0 and memory_profiler 0.61 (Debian:
python3-line-profiler, python3-memory-profiler):   /usr/bin/python3 packages/profile/golden/make_lines.py
"""

import io
import json
import os
import pathlib
import tempfile
import types

import memory_profiler
from line_profiler import line_profiler

TARGET = pathlib.Path(__file__).parent.parent / "test" / "fixtures" / "lines.json"

SOURCE = """import math


def evolve(particles, dt):
    for p in particles:
        norm = math.sqrt(p.x ** 2 + p.y ** 2)

        vx = -p.y / norm
        if vx > 1e99:
            print("never")
        p.x += dt * p.omega * vx


def taylor(x):
    return 1 + x
"""
# Line, hits, time in microseconds.
TIMINGS = {
    ("simul.py", 4, "evolve"): [
        (5, 1001, 312), (6, 1000, 4000000), (8, 1000, 1234567), (9, 1000, 250), (11, 1000, 99999.25),
    ],
    ("simul.py", 14, "taylor"): [(15, 4, 0.5)],
    ("other.py", 1, "gone"): [(1, 3, 0)],
}
# Line, increment and use in MiB, occurrences.
MEMORY = {
    "simul.py": [
        (4, (38.25, 38.25, 1)), (5, (0.0, 38.75, 1001)), (6, (0.5, 38.75, 1000)), (7, None),
        (8, (-120.0625, 1038.75, 1000)),
    ],
}


def timings_text(unit):
    stream = io.StringIO()
    line_profiler.show_text(TIMINGS, 1e-6, output_unit=unit, stream=stream)
    return stream.getvalue()


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    pathlib.Path("simul.py").write_text(SOURCE)
    pathlib.Path("other.py").write_text("gone()\n")
    stream = io.StringIO()
    memory_profiler.show_results(types.SimpleNamespace(code_map=MEMORY), stream=stream)
    data = {
        "sources": {"simul.py": SOURCE, "other.py": "gone()\n"},
        "timings": [[*key, rows] for key, rows in TIMINGS.items()],
        "memory": list(MEMORY.items()),
        "lineTables": {"us": timings_text(None), "ms": timings_text(1e-3), "ns": timings_text(1e-9)},
        "memoryTable": stream.getvalue(),
    }
lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in data.items()]
TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n")
print(TARGET)
