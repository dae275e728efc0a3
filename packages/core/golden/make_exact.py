"""Makes test/fixtures/exact.json: the trajectory of explicit Euler to 50 digits.

Run from anywhere, with python3-mpmath (Debian) or `pip install mpmath`:

    python3 packages/core/golden/make_exact.py

The oracle is independent of the engines where it can be: it takes real steps, with 70 digits, until
r^2 > 1e5 d^2 or all steps are done. Only what is left of very long runs is summed by the series,
with 14 terms there (the error is below 1e-60); its coefficients are derived here with fractions,
and `check_series` compares it with plain summation.

Input doubles and results are written as 16 hexadecimal digits; the result is the double nearest to
the exact one and, as `xLow` and `yLow`, the double nearest to what that leaves.
"""

import json
import pathlib
import random
import struct
from fractions import Fraction

from mpmath import atan, cos, mp, mpf, sin, sqrt

mp.dps = 70
TARGET = pathlib.Path(__file__).parent.parent / "test" / "fixtures" / "exact.json"
STEPS_UNTIL = mpf(10) ** 5
TERMS = 14


def bits(value):
    return struct.pack(">d", value).hex()


def binomial(a, j):
    result = Fraction(1)
    for i in range(j):
        result = result * (a - i) / (i + 1)
    return result


def series(terms):
    """c_1, c_3, ... with G(q) = 2/q + sum c_k q^k and G(q / sqrt(1 + q^2)) - G(q) = atan(q)."""
    found = []
    for m in range(1, terms + 1):
        wanted = Fraction((-1) ** m, 2 * m + 1) - 2 * binomial(Fraction(1, 2), m + 1)
        for i in range(m - 1):
            wanted -= found[i] * binomial(Fraction(-(2 * i + 1), 2), m - i)
        found.append(wanted / binomial(Fraction(-(2 * m - 1), 2), 1))
    return found


COEFFICIENTS = [mpf(c.numerator) / c.denominator for c in series(TERMS)]


def corrections(q):
    return sum(c * q ** (2 * i + 1) for i, c in enumerate(COEFFICIENTS))


def angle_by_series(r, d, n):
    after = sqrt(r * r + n * d * d)
    return 2 * n * d / (r + after) + corrections(d / after) - corrections(d / r)


def check_series():
    d = mpf(1)
    r = sqrt(STEPS_UNTIL)
    plain = sum(atan(d / sqrt(r * r + k * d * d)) for k in range(2000))
    assert abs(plain - angle_by_series(r, d, 2000)) < mpf(10) ** -60


def exact(x, y, d, n):
    """Place and angle turned after n displacements of length d."""
    x, y, d = mpf(x), mpf(y), mpf(d)
    angle = mpf(0)
    if x == 0 and y == 0 or d == 0:
        return x, y, angle
    left = n
    while left > 0 and (x * x + y * y < STEPS_UNTIL * d * d or left <= 200):
        r = sqrt(x * x + y * y)
        angle += atan(d / r)
        x, y = x - d * y / r, y + d * x / r
        left -= 1
    if left > 0:
        r = sqrt(x * x + y * y)
        turn = angle_by_series(r, d, left)
        grow = sqrt(1 + left * (d / r) ** 2)
        c, s = grow * cos(turn), grow * sin(turn)
        x, y = x * c - y * s, x * s + y * c
        angle += turn
    return x, y, angle


def case(name, x, y, d, n):
    end_x, end_y, angle = exact(x, y, d, n)
    high_x, high_y = float(end_x), float(end_y)
    return {
        "name": name,
        "x": bits(x),
        "y": bits(y),
        "d": bits(d),
        "steps": n,
        "endX": bits(high_x),
        "endXLow": bits(float(end_x - mpf(high_x))),
        "endY": bits(high_y),
        "endYLow": bits(float(end_y - mpf(high_y))),
        "angle": float(angle),
    }


def cases():
    rng = random.Random(20)
    for n in [0, 1, 2, 3, 15, 16, 17, 1000, 10000, 100000]:
        for i, (x, y, w) in enumerate([(0.3, 0.5, 1.0), (0.0, -0.5, -1.0), (-0.1, -0.4, 3.0)]):
            yield "slides", x, y, 1e-5 * w, n
    for n in [1, 100, 10000]:
        for _ in range(15):
            yield "random", *[rng.uniform(-1, 1) for _ in range(2)], 1e-5 * rng.uniform(-1, 1), n
    for exponent in [-2, -3, -4, -5, -6, -9, -30]:
        for n in [1, 2, 70, 10000]:
            yield "tiny radius", 0.6 * 10.0**exponent, -0.8 * 10.0**exponent, 1e-5, n
    for q in [1 / 4, 1 / 7.9, 1 / 8.1, 1 / 64, 1 / 255, 1 / 257, 1e-3, 3.7e-4, 3.9e-4, 0.9e-4, 1.1e-4]:
        for n in [7, 1000, 30000]:
            yield "at the limits of the engines", 0.28, 0.96, q, n
    for d in [1e-2, 1.0, 1e3, 1e9, 1e140]:
        for n in [1, 2, 1000]:
            yield "huge speed", 0.3, 0.5, d, n
            yield "huge speed", -0.3, 0.5, -d, n
    for n in [10**9, 10**12]:
        for w in [1e-5, -3e-5, 1e-3, -1e-8, 1e-12]:
            yield "many steps", 0.3, 0.5, w, n
    for r in [1e150, 1e12, 1e-100, 1e-140, 1e-152, 1e-155, 1e-160, 1e-161]:
        for d in [r, r * 1e-5, 1e-7 * r]:
            for n in [1, 2, 1000]:
                yield "scale", r * 0.6, r * 0.8, d, n
    for r in [1e-100, 1e-152, 1e-155, 1e-160]:
        for n in [1, 2, 1000]:
            yield "next to the origin", r * 0.6, r * 0.8, 1e-5, n
    for n in [1, 1000]:
        yield "denormal", 5e-324, 0.5, 1e-5, n
        yield "denormal", 0.3, 2e-310, -1e-5, n
        yield "denormal", 0.3, 0.5, 5e-324, n
        yield "denormal", 1e-160, 3e-320, 1e-166, n


def main():
    check_series()
    rows = [case(*arguments) for arguments in cases()]
    lines = ",\n".join(" " + json.dumps(row) for row in rows)
    TARGET.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(rows)} cases")


main()
