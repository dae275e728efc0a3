"""What bench/speed.ts measures against: matplotlib's own way to save the same animation.

    python3 matplotlib_save.py <file> <points> <frames>      prints the seconds that save() took
"""
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import FFMpegWriter, FuncAnimation, PillowWriter

file, points, frames = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])

# The same circles as in save.ts.
i = np.arange(points)
radius = (i * 0.75487766625) % 1
start = i * 2.39996322973
fig, ax = plt.subplots(figsize=(6.4, 6.4), dpi=100)
ax.set_aspect("equal")
ax.set_xlim(-1, 1)
ax.set_ylim(-1, 1)
ax.set_title("particles")
(line,) = ax.plot([], [], "ro", markersize=5.04, markeredgewidth=0)  # 7 pixels


def animate(frame):
    angle = start + frame * 0.02
    line.set_data(radius * np.cos(angle), radius * np.sin(angle))
    return (line,)


animation = FuncAnimation(fig, animate, frames=frames, interval=40, blit=True)
writer = PillowWriter(fps=25) if file.endswith(".gif") else FFMpegWriter(fps=25)
before = time.perf_counter()
animation.save(file, writer=writer)
print(time.perf_counter() - before)
