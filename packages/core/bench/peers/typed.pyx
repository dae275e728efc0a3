# cython: language_level=3
"""Cython: as the slides' course types it, and with the checks off."""

cimport cython
from libc.math cimport sqrt

import numpy as np

cdef double TIMESTEP = 0.00001


def slides(double[:, :] positions, double[:] speeds, int steps):
    """Typed, everything else as it was: `** 0.5`, checks of bounds and of zero."""
    cdef int step, i
    cdef double norm, x, y, vx, vy, dx, dy
    for step in range(steps):
        for i in range(len(speeds)):
            x = positions[i, 0]
            y = positions[i, 1]
            norm = (x ** 2 + y ** 2) ** 0.5
            vx = (-y) / norm
            vy = x / norm
            dx = TIMESTEP * speeds[i] * vx
            dy = TIMESTEP * speeds[i] * vy
            positions[i, 0] += dx
            positions[i, 1] += dy


@cython.cdivision(True)
@cython.boundscheck(False)
@cython.wraparound(False)
def unchecked(double[::1] x, double[::1] y, double[::1] d, int steps):
    """No checks, C's division and square root, contiguous arrays, one division."""
    cdef Py_ssize_t i, n = x.shape[0]
    cdef int step
    cdef double k, xi
    for step in range(steps):
        for i in range(n):
            k = d[i] / sqrt(x[i] * x[i] + y[i] * y[i])
            xi = x[i]
            x[i] = xi - k * y[i]
            y[i] += k * xi
