"""Runs the compiled typed.pyx; the folder of the extension is in PYTHONPATH."""

import sys

import numpy as np
import typed
from data import TIMESTEP, measure

VARIANTS = {
    "slides": (
        lambda x, y, speed: (np.array([x, y]).T.copy(), np.array(speed)),
        lambda state, steps: typed.slides(*state, steps),
        lambda state: (state[0][:, 0].tolist(), state[0][:, 1].tolist()),
    ),
    "unchecked": (
        lambda x, y, speed: (np.array(x), np.array(y), TIMESTEP * np.array(speed)),
        lambda state, steps: typed.unchecked(*state, steps),
        lambda state: (state[0].tolist(), state[1].tolist()),
    ),
}
measure(*VARIANTS[sys.argv[1]])
