"""Makes reports.ts with the real tools: IPython's TimeitResult, and python -m timeit.

    python3 labs/timing/tests/golden/make_golden.py     (needs IPython)

The times given to Python are those that reports.ts lists, in s.
"""

import json
import os
import sys
import timeit
from contextlib import redirect_stdout
from io import StringIO

import IPython
from IPython.core.magics.execution import TimeitResult

CASES = [
    # loops, ns per loop of each run
    (1, [4_348e6, 4_312e6, 4_337.4e6, 4_322.6e6, 4_330e6, 4_330e6, 4_330e6]),
    (1_000_000, [323, 250, 580, 290, 301, 244, 273]),
    (5, [93.3e6, 94.1e6, 95e6]),
    (1, [1.2e9, 1.3e9, 1.25e9, 1.21e9, 1.4e9]),
    (200_000, [901, 911, 930, 1005, 1120]),
    (1000, [12_500, 12_500, 12_500]),
    (20, [999_900, 1_000_400, 1_002_000]),
    (50_000_000, [0.52, 0.53, 0.61]),
    (10, [15_000_000]),
]


def python_line(loops, runs_s):
    """What python -m timeit prints when each of its runs takes as long as we say."""
    times = iter(runs_s)
    original = timeit.Timer.repeat
    timeit.Timer.repeat = lambda self, repeat, number: [next(times) * number for _ in range(repeat)]
    out = StringIO()
    try:
        with redirect_stdout(out):
            timeit.main(["-n", str(loops), "-r", str(len(runs_s)), "pass"])
    finally:
        timeit.Timer.repeat = original
    return out.getvalue().splitlines()[0]


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    rows = []
    for loops, runs in CASES:
        runs_s = [ns / 1e9 for ns in runs]
        result = TimeitResult(
            loops, len(runs), min(runs_s), max(runs_s), [s * loops for s in runs_s], 0.0, 3
        )
        rows.append(
            {
                "loops": loops,
                "perLoopNs": [int(ns) if ns == int(ns) else ns for ns in runs],
                "ipython": str(result),
                "python": python_line(loops, runs_s),
            }
        )
    version = ".".join(map(str, sys.version_info[:3]))
    head = f"/** Made by make_golden.py with IPython {IPython.__version__} and Python {version}. */\n"
    body = json.dumps(rows, ensure_ascii=False, indent=2)
    path = os.path.join(os.path.dirname(__file__), "reports.ts")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{head}export const REPORTS = {body};\n")


main()
