"""Makes the polynomials of kernels/jump.ts: sine and cosine on [-pi/2, pi/2].

Run with python3-mpmath (Debian) or `pip install mpmath`; prints the coefficients, lowest first:

    python3 packages/core/golden/make_sincos.py

Minimax polynomials by the exchange algorithm of Remez, for z = a^2:

    sin a = a + a z S(z)          error weighed as a share of a
    cos a = 1 - z/2 + z^2 C(z)    error as it is
"""

from mpmath import cos, log, lu_solve, matrix, mp, mpf, nstr, pi, polyval, sin, sqrt

mp.dps = 60
# A little more than the interval, so that a rounded a is still inside.
Z_MAX = (pi / 2) ** 2 * (1 + mpf(2) ** -20)
Z_MIN = mpf(10) ** -12
GRID = 1500


def remez(target, weight, terms):
    """Coefficients of the best polynomial, and its largest weighted error."""
    points = terms + 1
    width = Z_MAX - Z_MIN
    at = [Z_MIN + width * (1 - cos(pi * i / mpf(points - 1))) / 2 for i in range(points)]
    for _ in range(12):
        a, b = matrix(points, points), matrix(points, 1)
        for row, z in enumerate(at):
            for power in range(terms):
                a[row, power] = z**power
            a[row, terms] = (-1) ** row / weight(z)
            b[row] = target(z)
        solution = lu_solve(a, b)
        coefficients = [solution[power] for power in range(terms)]
        grid = [Z_MIN + width * (1 - cos(pi * i / mpf(GRID))) / 2 for i in range(GRID + 1)]
        errors = [weight(z) * (polyval(coefficients[::-1], z) - target(z)) for z in grid]
        extremes = largest_of_each_sign(errors, grid)
        if len(extremes) != points:
            break
        at = extremes
    return coefficients, max(abs(error) for error in errors)


def largest_of_each_sign(errors, grid):
    """Where the error is largest between two changes of its sign."""
    found, run = [], [(errors[0], grid[0])]
    for error, z in zip(errors[1:], grid[1:]):
        if (error > 0) == (run[-1][0] > 0):
            run.append((error, z))
        else:
            found.append(max(run, key=lambda pair: abs(pair[0]))[1])
            run = [(error, z)]
    found.append(max(run, key=lambda pair: abs(pair[0]))[1])
    return found


def show(name, target, weight, terms):
    coefficients, error = remez(target, weight, terms)
    print(f"{name}: error 2^{nstr(log(error, 2), 4)}")
    for coefficient in coefficients:
        print(f"  {float(coefficient)!r}")


TINY = mpf(10) ** -9
show("sine", lambda z: (sin(sqrt(z)) - sqrt(z)) / sqrt(z) ** 3, lambda z: z + TINY, 8)
show("cosine", lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, lambda z: z**2 + TINY, 7)
