"""The file that all peers read and the one line that all of them print: see ../program.ts."""

import array
import json
import sys
import time

TIMESTEP = 0.00001


def read(path):
    """x, y and speed of the particles, as three lists."""
    numbers = array.array("d")
    with open(path, "rb") as file:
        numbers.frombytes(file.read())
    n = len(numbers) // 3
    return numbers[:n].tolist(), numbers[n : 2 * n].tolist(), numbers[2 * n :].tolist()


def write(path, x, y):
    with open(path, "wb") as file:
        array.array("d", x).tofile(file)
        array.array("d", y).tofile(file)


def measure(start, evolve, end):
    """
    start(x, y, speed) makes the state, evolve(state, steps) is timed, end(state) gives x and y.
    Arguments of the program: variant, data file, result file, steps, repeats.
    """
    _, data, result, steps, repeats = sys.argv[1:6]
    particles = read(data)
    seconds = []
    for _ in range(int(repeats)):
        state = start(*particles)
        begin = time.perf_counter()
        evolve(state, int(steps))
        seconds.append(time.perf_counter() - begin)
        write(result, *end(state))
    print(json.dumps({"seconds": seconds}))
