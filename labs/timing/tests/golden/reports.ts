/** Made by make_golden.py with IPython 8.12.3 and Python 3.11.7. */
export const REPORTS = [
  {
    loops: 1,
    perLoopNs: [4348000000, 4312000000, 4337400000, 4322600000, 4330000000, 4330000000, 4330000000],
    ipython: "4.33 s ± 10.4 ms per loop (mean ± std. dev. of 7 runs, 1 loop each)",
    python: "1 loop, best of 7: 4.31 sec per loop",
  },
  {
    loops: 1000000,
    perLoopNs: [323, 250, 580, 290, 301, 244, 273],
    ipython: "323 ns ± 108 ns per loop (mean ± std. dev. of 7 runs, 1,000,000 loops each)",
    python: "1000000 loops, best of 7: 244 nsec per loop",
  },
  {
    loops: 5,
    perLoopNs: [93300000, 94100000, 95000000],
    ipython: "94.1 ms ± 694 µs per loop (mean ± std. dev. of 3 runs, 5 loops each)",
    python: "5 loops, best of 3: 93.3 msec per loop",
  },
  {
    loops: 1,
    perLoopNs: [1200000000, 1300000000, 1250000000, 1210000000, 1400000000],
    ipython: "1.27 s ± 73 ms per loop (mean ± std. dev. of 5 runs, 1 loop each)",
    python: "1 loop, best of 5: 1.2 sec per loop",
  },
  {
    loops: 200000,
    perLoopNs: [901, 911, 930, 1005, 1120],
    ipython: "973 ns ± 81.9 ns per loop (mean ± std. dev. of 5 runs, 200,000 loops each)",
    python: "200000 loops, best of 5: 901 nsec per loop",
  },
  {
    loops: 1000,
    perLoopNs: [12500, 12500, 12500],
    ipython: "12.5 µs ± 0 ns per loop (mean ± std. dev. of 3 runs, 1,000 loops each)",
    python: "1000 loops, best of 3: 12.5 usec per loop",
  },
  {
    loops: 20,
    perLoopNs: [999900, 1000400, 1002000],
    ipython: "1 ms ± 896 ns per loop (mean ± std. dev. of 3 runs, 20 loops each)",
    python: "20 loops, best of 3: 1e+03 usec per loop",
  },
  {
    loops: 50000000,
    perLoopNs: [0.52, 0.53, 0.61],
    ipython: "0.553 ns ± 0.0403 ns per loop (mean ± std. dev. of 3 runs, 50,000,000 loops each)",
    python: "50000000 loops, best of 3: 0.52 nsec per loop",
  },
  {
    loops: 10,
    perLoopNs: [15000000],
    ipython: "15 ms ± 0 ns per loop (mean ± std. dev. of 1 run, 10 loops each)",
    python: "10 loops, best of 1: 15 msec per loop",
  },
];
