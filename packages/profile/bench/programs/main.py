"""main.py <workload> <times> <profiler>: as main.ts, under none, cProfile, profile or line."""
import importlib
import inspect
import json
import sys
import time

workload, times, profiler = sys.argv[1], int(sys.argv[2]), sys.argv[3]
module = importlib.import_module(workload)
call = module.run
if profiler == "cProfile":
    import cProfile
    call = lambda: cProfile.Profile().runcall(module.run)
elif profiler == "profile":
    import profile
    call = lambda: profile.Profile().runcall(module.run)
elif profiler == "line":
    from line_profiler import LineProfiler
    p = LineProfiler()
    for _, value in inspect.getmembers(module, inspect.isfunction):
        p.add_function(value)
    call = lambda: p.runcall(module.run)
ms = []
for _ in range(times):
    start = time.perf_counter()
    call()
    ms.append((time.perf_counter() - start) * 1e3)
print(json.dumps({"ms": ms}))
