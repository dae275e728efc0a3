"""Points on circles, the same ones as in circles.ts."""
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np


# Ours: 7 pixels, without an edge.
DISCS = {"markersize": 5.04, "markeredgewidth": 0}


def circles(points, style=DISCS):
    """The figure, its axes, its line, and what moves the line to a frame."""
    i = np.arange(points)
    radius = (i * 0.75487766625) % 1
    start = i * 2.39996322973
    fig, ax = plt.subplots(figsize=(6.4, 6.4), dpi=100)
    ax.set_aspect("equal")
    ax.set_xlim(-1, 1)
    ax.set_ylim(-1, 1)
    ax.set_title("particles")
    (line,) = ax.plot([], [], "ro", **style)

    def animate(frame):
        angle = start + frame * 0.02
        line.set_data(radius * np.cos(angle), radius * np.sin(angle))
        return (line,)

    return fig, ax, line, animate
