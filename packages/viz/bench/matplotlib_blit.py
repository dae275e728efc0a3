"""What page.ts measures against: what FuncAnimation does for a frame with blit=True, without a window.

    python3 matplotlib_blit.py <points> <frames> ro         prints frames a second
    python3 matplotlib_blit.py <points> <frames> discs      the same with discs as ours are
"""
import sys
import time

from matplotlib_circles import DISCS, circles

WARM_UP = 10

points, frames = int(sys.argv[1]), int(sys.argv[2])
fig, ax, line, animate = circles(points, DISCS if sys.argv[3] == "discs" else {})
line.set_animated(True)
fig.canvas.draw()
background = fig.canvas.copy_from_bbox(ax.bbox)
for frame in range(frames + WARM_UP):
    if frame == WARM_UP:
        before = time.perf_counter()
    animate(frame)
    fig.canvas.restore_region(background)
    ax.draw_artist(line)
    fig.canvas.blit(ax.bbox)
print(frames / (time.perf_counter() - before))
