"""NumPy: the slides' arrays, and the fastest that its whole-array operations give."""

import sys

import numpy as np
from data import TIMESTEP, measure


def rows(state, steps):
    """As on the slides: an array of n rows, norms and displacements as arrays."""
    positions, speeds = state
    for _ in range(steps):
        norms = np.sqrt((positions**2).sum(axis=1))
        velocities = positions[:, [1, 0]] * np.array([-1.0, 1.0])
        positions += TIMESTEP * speeds[:, np.newaxis] * velocities / norms[:, np.newaxis]


def in_place(state, steps):
    """Two contiguous arrays, no temporary array."""
    x, y, d = state
    k, a, b = np.empty_like(x), np.empty_like(x), np.empty_like(x)
    for _ in range(steps):
        np.multiply(x, x, out=a)
        np.multiply(y, y, out=b)
        np.add(a, b, out=a)
        np.sqrt(a, out=a)
        np.divide(d, a, out=k)
        np.multiply(k, y, out=a)
        np.multiply(k, x, out=b)
        np.subtract(x, a, out=x)
        np.add(y, b, out=y)


VARIANTS = {
    "rows": (
        lambda x, y, speed: (np.array([x, y]).T.copy(), np.array(speed)),
        rows,
        lambda state: (state[0][:, 0].tolist(), state[0][:, 1].tolist()),
    ),
    "in-place": (
        lambda x, y, speed: (np.array(x), np.array(y), TIMESTEP * np.array(speed)),
        in_place,
        lambda state: (state[0].tolist(), state[1].tolist()),
    ),
}
measure(*VARIANTS[sys.argv[1]])
