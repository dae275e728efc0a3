"""CPython: the slides' simulator, and the ways in which it can be made faster without leaving it."""

import math
import sys

from data import TIMESTEP, measure


class Particle:
    def __init__(self, x, y, ang_vel):
        self.x = x
        self.y = y
        self.ang_vel = ang_vel


def slides(particles, steps):
    """As on the slides: time outside, particles inside."""
    for _ in range(steps):
        for p in particles:
            norm = (p.x**2 + p.y**2) ** 0.5
            v_x = (-p.y) / norm
            v_y = p.x / norm
            d_x = TIMESTEP * p.ang_vel * v_x
            d_y = TIMESTEP * p.ang_vel * v_y
            p.x += d_x
            p.y += d_y


def swapped(particles, steps):
    """The slides' first optimisation: loops swapped, what is constant taken out."""
    for p in particles:
        t_x_ang = TIMESTEP * p.ang_vel
        for _ in range(steps):
            norm = (p.x**2 + p.y**2) ** 0.5
            p.x, p.y = p.x - t_x_ang * p.y / norm, p.y + t_x_ang * p.x / norm


def tuned(particles, steps):
    """What CPython can still do: local variables, math.sqrt, one division."""
    sqrt = math.sqrt
    for p in particles:
        x, y, d = p.x, p.y, TIMESTEP * p.ang_vel
        for _ in range(steps):
            k = d / sqrt(x * x + y * y)
            x, y = x - k * y, y + k * x
        p.x, p.y = x, y


measure(
    lambda x, y, speed: [Particle(*fields) for fields in zip(x, y, speed)],
    {"slides": slides, "swapped": swapped, "tuned": tuned}[sys.argv[1]],
    lambda particles: ([p.x for p in particles], [p.y for p in particles]),
)
