"""Makes test/fixtures/cpython.json: what CPython itself answers, for the tests to compare with.

Run from anywhere, with any CPython from 3.8 on:   python3 packages/core/golden/make_golden.py

Every double is written as its 16 hexadecimal digits, so that no printing or parsing of decimals
stands between the two languages.
"""

import json
import pathlib
import random
import struct
import sys

TARGET = pathlib.Path(__file__).parent.parent / "test" / "fixtures" / "cpython.json"
TIMESTEP = 0.00001


def bits(value):
    return struct.pack(">d", value).hex()


def evolve(particles, steps):
    """The slides' loop."""
    for _ in range(steps):
        for p in particles:
            norm = (p[0] * p[0] + p[1] * p[1]) ** 0.5
            v_x = -p[1] / norm
            v_y = p[0] / norm
            d_x = TIMESTEP * p[2] * v_x
            d_y = TIMESTEP * p[2] * v_y
            p[0] += d_x
            p[1] += d_y


def uniform_particles(n):
    return [[random.uniform(-1.0, 1.0) for _ in range(3)] for _ in range(n)]


def trajectory(particles, steps):
    before = [[bits(value) for value in p] for p in particles]
    evolve(particles, steps)
    after = [[bits(value) for value in p[:2]] for p in particles]
    return {"steps": steps, "before": before, "after": after}


def draws(seed):
    random.seed(seed)
    first = [bits(random.random()) for _ in range(4)]
    for _ in range(1000):
        random.random()
    return {"seed": seed, "first": first, "after1004": bits(random.random())}


def main():
    seeds = [0, 1, 42, 2**32 - 1, 2**32, 2**32 + 7, 2**53 - 1]
    reference = [[0.3, 0.5, 1.0], [0.0, -0.5, -1.0], [-0.1, -0.4, 3.0]]
    random.seed(2024)
    uniform = {"seed": 2024, **trajectory(uniform_particles(40), 2000)}
    golden = {
        "python": "CPython %d.%d" % sys.version_info[:2],
        "random": [draws(seed) for seed in seeds],
        "reference": trajectory(reference, 10000),
        "uniform": uniform,
    }
    TARGET.write_text(json.dumps(golden, indent=1) + "\n", encoding="utf-8")


main()
