"""What saving.ts measures against: matplotlib's own way to save the same animation.

    python3 matplotlib_save.py <file> <points> <frames>      prints the seconds that save() took
"""
import sys
import time

from matplotlib_circles import circles
from matplotlib.animation import FFMpegWriter, FuncAnimation, PillowWriter

file, points, frames = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
fig, _, _, animate = circles(points)
animation = FuncAnimation(fig, animate, frames=frames, interval=40, blit=True)
writer = PillowWriter(fps=25) if file.endswith(".gif") else FFMpegWriter(fps=25)
before = time.perf_counter()
animation.save(file, writer=writer)
print(time.perf_counter() - before)
