"""Makes test/fixtures/timeit.json: what CPython's timeit and IPython print for given times.

Run from anywhere, with CPython 3.11 and IPython 8:   python3 packages/bench/golden/make_timeit.py

The originals run as they are, their command line included; only their clocks are replaced by one
that gives the times of the case, in seconds.
"""

import contextlib
import io
import json
import math
import pathlib
import platform
import random
import sys
import time
import timeit
import types

import IPython
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magics import execution

TARGET = pathlib.Path(__file__).parent.parent / "test" / "fixtures" / "timeit.json"


FAULTS = (["-x"], ["-vx"], ["-n"], ["--nonsense"], ["--verb=1"], ["--unit"], ["--s"])
MAGIC_TIMES = (
    (0.0164, 1.7e-5, 0.0367),
    (0.0, 0.0, 2e-6),
    (61.5, 3.25, 70.0),
    (1.0, 2.0, 3661.0),
    (0.25, 0.125, 90061.0),
)


class Utf8Output(io.TextIOWrapper):
    """A stdout that can show µ and ±; IPython looks whether it can."""

    def __init__(self):
        super().__init__(io.BytesIO(), encoding="utf-8")

    def text(self):
        self.flush()
        return self.buffer.getvalue().decode("utf-8")


class GivenClock:
    """A pair of readings for each run: 0 and its duration."""

    def __init__(self, durations):
        self.readings = [reading for duration in durations for reading in (0.0, duration)]

    def __call__(self):
        return self.readings.pop(0)


def python_case(args, durations):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = timeit.main(args, _wrap_timer=lambda _: GivenClock(durations))
    return {
        "args": args,
        "durationsS": durations,
        "stdout": out.getvalue(),
        "stderr": err.getvalue(),
        "code": code or 0,
    }


def option_fault(args):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = timeit.main(args)
    return {"args": args, "says": out.getvalue() + err.getvalue(), "code": code}


def python_cases():
    chance = random.Random(11)
    yield python_case([], [0.1, 0.3] + [0.3] * 5)
    for scale in (3e-9, 4.2e-7, 1.06e-5, 0.00123, 0.02, 0.4, 3.75, 71.0, 12345.0):
        durations, total, number = [], 0.0, 0
        for number in (i * 10**k for k in range(8) for i in (1, 2, 5)):
            total = number * scale
            durations.append(total)
            if total >= 0.2 or number == 50:
                break
        given = [] if total >= 0.2 else ["-n", str(number)]
        tried = durations if total >= 0.2 else []
        runs = [total * chance.uniform(1, 1.3) for _ in range(7)]
        yield python_case(given, tried + runs[:5])
        yield python_case(["-v", *given], tried + runs[:5])
        yield python_case(["-vvv", "-r7", *given], tried + runs)
        for unit in ("nsec", "usec", "msec", "sec"):
            yield python_case(["-u", unit, *given], tried + runs[:5])
    yield python_case(["-n", "1", "-r", "1"], [0.0])
    yield python_case(["-n", "1", "-r", "2"], [0.0, 0.0])
    yield python_case(["-n", "1", "-r", "-3"], [0.5])
    yield python_case(["-n1000", "-r3"], [1.0, 4.0, 2.0])
    yield python_case(["-n1000", "-r3"], [1.0, 3.9999, 2.0])
    yield python_case(["-vv", "--number=3", "--rep", "2", "--unit=msec"], [0.1, 0.9])
    yield python_case(["-n1", "-r1", "-v", "-v", "-v", "-v"], [0.123456789])
    for tie in (0.125, 0.375, 2.5, 3.5, 1234.5, 1235.5, 0.0009765625, 999.5, 999.4, 99950.0):
        yield python_case(["-n1", "-r1", "-u", "sec"], [tie])
        yield python_case(["-n1", "-r1"], [tie])
    yield python_case(["-u", "hour"], [])


def number_cases():
    chance = random.Random(5)
    values = [0.0, 1.0, 9.995, 99.95, 999.5, 0.5, 2.5, 1e-4, 1e-5, 1e16, 1e22, 1e300, 5e-324]
    values += [0.125, 0.0625, 1.5, 12.5, 1e15 + 0.5, 100.0, 1000.0, 1e5, 123456789.0, -0.25]
    values += [chance.uniform(0, 1) * 10 ** chance.randint(-12, 12) for _ in range(200)]
    values += [chance.randint(1, 4096) / 1024 for _ in range(100)]
    return [[v, p, "%.*g" % (p, v)] for v in values for p in (0, 1, 2, 3, 4, 6, 17)]


def ipython_case(shell, line, durations):
    execution.timeit.default_timer = GivenClock(durations)
    out = Utf8Output()
    with contextlib.redirect_stdout(out):
        result = shell.run_line_magic("timeit", line)
    shown = shell.display_formatter.format(result)[0]["text/plain"] if result is not None else ""
    return {"line": line, "durationsS": durations, "stdout": out.text(), "repr": shown}


def ipython_cases(shell):
    chance = random.Random(8)
    for scale in (3.1e-9, 4.2e-7, 1.06e-5, 0.00123, 0.02, 0.4, 4.33, 71.0, 4000.0, 100000.0):
        durations = []
        for number in (10**k for k in range(10)):
            durations.append(number * scale)
            if durations[-1] >= 0.2:
                break
        runs = [durations[-1] * chance.uniform(1, 1.3) for _ in range(7)]
        yield ipython_case(shell, "pass", durations + runs)
        yield ipython_case(shell, "-o -q pass", durations + runs)
        yield ipython_case(shell, "-o -p 6 -r 3 pass", durations + runs[:3])
    yield ipython_case(shell, "-n 1 -r 1 pass", [0.001])
    yield ipython_case(shell, "-n 1 -r 3 pass", [1.0, 4.5, 2.0])
    yield ipython_case(shell, "-n 1000000 -r 3 pass", [0.1, 0.45, 0.2])
    yield ipython_case(shell, "-n 1 -r 2 pass", [0.0, 0.0])
    for exact in (1.0, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 1e-9, 1e-12, 59.9999, 60.0):
        yield ipython_case(shell, "-n 1 -r 2 pass", [exact, exact])


def sum_cases():
    chance = random.Random(3)
    for count in (0, 1, 2, 3, 7, 7, 7, 50):
        values = [chance.uniform(-1, 1) * 10 ** chance.randint(-20, 20) for _ in range(count)]
        yield [values, math.fsum(values)]
    for values in ([1e16, 1.0, 1e-16], [1e100, 1.0, -1e100], [0.1] * 10, [1.0, 2**-53, 2**-106]):
        yield [values, math.fsum(values)]


def time_case(shell, user, system, wall):
    cpu = [(0.0, 0.0), (user, system)]
    execution.clock2 = lambda: cpu.pop(0)
    walls = [0.0, wall]
    fake = types.SimpleNamespace(time=lambda: walls.pop(0))
    execution.time, original = fake, execution.time
    out = Utf8Output()
    with contextlib.redirect_stdout(out):
        shell.run_line_magic("time", "pass")
    execution.time = original
    return {"userS": user, "sysS": system, "wallS": wall, "stdout": out.text()}


def as_text(golden):
    """A case a line."""
    parts = []
    for key, value in golden.items():
        lines = [json.dumps(one, ensure_ascii=False) for one in value]
        text = json.dumps(value) if isinstance(value, str) else "[\n  " + ",\n  ".join(lines) + "\n ]"
        parts.append(f' "{key}": {text}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main():
    shell = InteractiveShell.instance()
    golden = {
        "madeBy": "packages/bench/golden/make_timeit.py",
        "python": platform.python_version(),
        "ipython": IPython.__version__,
        "numbers": number_cases(),
        "sums": list(sum_cases()),
        "commandLines": list(python_cases()),
        "faults": [option_fault(args) for args in FAULTS],
        "timeitMagic": list(ipython_cases(shell)),
        "timeMagic": [time_case(shell, *times) for times in MAGIC_TIMES],
    }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(as_text(golden), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
