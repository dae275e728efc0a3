"""Makes test/fixtures/pstats.json: what CPython's cProfile and pstats print for given programs.

Run from anywhere, with CPython 3.11:   python3 packages/profile/golden/make_pstats.py

A program is a tree of calls, [function, own time in ms, [calls that it makes]]. It is really run,
under the real cProfile; only the clock is replaced by one that the program itself moves on.
"""

import cProfile
import io
import json
import os
import pathlib
import platform
import pstats
import random
import subprocess
import sys
import tempfile

TARGET = pathlib.Path(__file__).parent.parent / "test" / "fixtures" / "pstats.json"

# Name -> file and line. "max" is the built-in function, which calls its key function.
PLACES = {
    "main": ("/home/anna/simul.py", 30),
    "evolve": ("/home/anna/simul.py", 24),
    "step": ("/home/anna/simul.py", 7),
    "fib": ("/home/anna/lib/fib.py", 2),
    "even": ("/home/anna/lib/parity.py", 3),
    "odd": ("/home/anna/lib/parity.py", 9),
    "run": ("/usr/lib/x/run.py", 120),
    "<lambda>": ("/usr/lib/x/run.py", 7),
}
CODE = """
def {name}(spec):
    CLOCK[0] += spec[1]
    for call in spec[2]:
        if call[0] == "max":
            max(call[2], key=FUNCTIONS[call[2][0][0]])
        else:
            FUNCTIONS[call[0]](call)
    return 0
"""
CLOCK = [0]
FUNCTIONS = {}


def define(name, file, line):
    scope = {"CLOCK": CLOCK, "FUNCTIONS": FUNCTIONS}
    plain = "anonymous" if name == "<lambda>" else name
    exec(compile("\n" * (line - 2) + CODE.format(name=plain), file, "exec"), scope)
    function = scope[plain]
    function.__code__ = function.__code__.replace(co_name=name)
    FUNCTIONS[name] = function


def fib(n):
    return ["fib", n * 7 + 1, [fib(n - 1), fib(n - 2)] if n > 1 else []]


def parity(n):
    return ["even" if n % 2 == 0 else "odd", 3, [parity(n - 1)] if n > 0 else []]


def random_calls(rng, depth):
    name = rng.choice([*PLACES, "max"])
    if name == "max":
        key = rng.choice(list(PLACES))
        calls = [[key, rng.randrange(2000), []] for _ in range(rng.randrange(1, 4))]
        return [name, 0, calls]
    count = rng.randrange(4) if depth > 0 else 0
    return [name, rng.randrange(3000), [random_calls(rng, depth - 1) for _ in range(count)]]


STEPS = [["step", 12 + i, []] for i in range(5)]
PROGRAMS = {
    "small": ["main", 2500, [["evolve", 625, STEPS], ["max", 0, STEPS], ["run", 1, []]]],
    "recursive": ["main", 5, [fib(6), parity(5), ["run", 40, [fib(3), ["<lambda>", 9, []]]], parity(2)]],
    "random": ["main", 1, [random_calls(random.Random(seed), 5) for seed in range(12)]],
}

# Each step is a method's name and its arguments.
KEYS = ["calls", "ncalls", "cumtime", "cumulative", "file", "filename", "line", "module", "name",
        "nfl", "pcalls", "stdname", "time", "tottime", "std", "pc", "cumu", "tot", "nam"]
CASES = {
    "small": [
        [["print_stats"]],
        [["print_callers"]],
        [["print_callees"]],
        [["strip_dirs"], ["print_stats"], ["print_callees"]],
        [["sort_stats", "time", "name"], ["print_stats", 0]],
        [["sort_stats", "time"], ["print_stats", 0.0], ["print_callers", 0]],
        [["print_stats", "no such function"]],
        [["print_callers", "no such function"]],
        [["print_stats", "ste(p"]],
    ],
    "recursive": [
        [["sort_stats", "cumulative"], ["print_stats"], ["print_callers"], ["print_callees"]],
        [["sort_stats", "calls", "nfl"], ["reverse_order"], ["print_stats", 5]],
        [["strip_dirs"], ["sort_stats", "nfl"], ["print_callers", "fib"], ["print_callees", "even|odd"]],
        [["sort_stats", "time", "name"], ["print_stats", "fib"], ["print_stats", 4, "par", 1]],
        [["sort_stats"], ["reverse_order"], ["print_stats"]],
    ],
    "random": [
        *([["sort_stats", key, "stdname"], ["print_stats"]] for key in KEYS),
        [["sort_stats", "time", "nfl"], ["print_stats", 0.5], ["print_stats", 0.3, "o", 2]],
        [["sort_stats", "line", "nfl"], ["print_stats", "anna.*(e|n)\\(", 0.999], ["print_stats", 100]],
        [["sort_stats", "pcalls", "nfl"], ["print_callers"], ["print_callees"]],
        [["strip_dirs"], ["sort_stats", "nfl"], ["print_callees", 3], ["print_callers", 0.5]],
        [["strip_dirs"], ["sort_stats", "stdname"], ["print_stats", "it's", "a\"b'c"]],
        [["sort_stats", "stdname"], ["print_stats", "{built"], ["print_stats", "\\{built"]],
    ],
    "sum": [
        [["sort_stats", "cumulative", "nfl"], ["print_stats"], ["print_callers"]],
        [["strip_dirs"], ["sort_stats", "calls", "nfl"], ["print_stats", 5], ["print_callees"]],
    ],
}

# What is typed in the browser, after it has read the program "recursive". No callees before add: pstats
# would keep them as they were.
SESSION = ["stats 3", "sort time name", "stats", "", "stats fib 0.5", "stats 1.0 2", "reverse",
           "callers even|odd", "sort cumu nfl", "stats 4", "add prof.json", "stats",
           "sort calls stdname", "callees fib", "strip", "stats", "read other.json", "stats",
           "sort name", "stats 2", "read", "stats ev"]


def profiled(program, stream=None):
    profiler = cProfile.Profile(timer=lambda: CLOCK[0], timeunit=0.001)
    profiler.runcall(FUNCTIONS[program[0]], program)
    return pstats.Stats(profiler, stream=stream)


def stats_of(name, stream):
    if name != "sum":
        return profiled(PROGRAMS[name], stream)
    stats = profiled(PROGRAMS["small"], stream)
    stats.add(profiled(PROGRAMS["recursive"]))
    return stats


def printed(name, steps):
    stream = io.StringIO()
    stats = stats_of(name, stream)
    for method, *arguments in steps:
        getattr(stats, method)(*arguments)
    return {"program": name, "steps": steps, "text": stream.getvalue()}


def session():
    with tempfile.TemporaryDirectory() as folder:
        for file, name in (("prof.json", "recursive"), ("other.json", "small")):
            path = pathlib.Path(folder, file)
            profiled(PROGRAMS[name]).dump_stats(path)
            os.utime(path, (0, 0))
        command = [sys.executable, "-m", "pstats", "prof.json"]
        typed = "".join(f"{line}\n" for line in SESSION)
        environment = {**os.environ, "TZ": "UTC"}
        done = subprocess.run(command, input=typed, text=True, capture_output=True, cwd=folder,
                              env=environment, check=True)
    return {"typed": SESSION, "text": done.stdout}


for place in PLACES.items():
    define(place[0], *place[1])

cases = [printed(name, steps) for name, all_steps in CASES.items() for steps in all_steps]
orders = {name: list(stats_of(name, None).stats) for name in CASES}
data = {
    "python": platform.python_version(),
    "places": PLACES,
    "programs": PROGRAMS,
    "orders": orders,
    "session": session(),
    "statsProfile": {
        name: {key: vars(one) for key, one in profiled(program).get_stats_profile().func_profiles.items()}
        for name, program in PROGRAMS.items()
    },
}
lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in data.items()]
lines.append('"cases": [\n' + ",\n".join(json.dumps(case) for case in cases) + "\n]")
TARGET.parent.mkdir(parents=True, exist_ok=True)
TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n")
print(f"{TARGET}: {len(cases)} cases")
