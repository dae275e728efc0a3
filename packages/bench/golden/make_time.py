"""Makes test/fixtures/time.json: what bash's `time` and GNU time print for given times.

Run on Linux, with bash 5, GNU time and gcc:   python3 packages/bench/golden/make_time.py

The originals run as they are; a preloaded library replaces the clock and the resource usage that
they ask the system for.
"""

import json
import os
import pathlib
import subprocess
import tempfile

TARGET = pathlib.Path(__file__).parent.parent / "test" / "fixtures" / "time.json"

PRELOADED = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static int ended; /* what is timed is over */

static long given(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

static struct timeval microseconds(long us) {
  struct timeval tv = {us / 1000000, us % 1000000};
  return tv;
}

static void fill(struct rusage *ru) {
  memset(ru, 0, sizeof *ru);
  ru->ru_utime = microseconds(given("G_USER"));
  ru->ru_stime = microseconds(given("G_SYS"));
  ru->ru_maxrss = given("G_RSS");
  ru->ru_majflt = given("G_MAJOR");
  ru->ru_minflt = given("G_MINOR");
  ru->ru_nvcsw = given("G_VOLUNTARY");
  ru->ru_nivcsw = given("G_INVOLUNTARY");
  ru->ru_inblock = given("G_IN");
  ru->ru_oublock = given("G_OUT");
}

int gettimeofday(struct timeval *tv, void *zone) {
  *tv = microseconds(5000000L + (ended ? given("G_REAL") : 0));
  return 0;
}

int getrusage(__rusage_who_t who, struct rusage *ru) {
  memset(ru, 0, sizeof *ru);
  if (who != RUSAGE_CHILDREN) return 0;
  if (ended) fill(ru);
  ended = 1; /* bash asks for it before and after */
  return 0;
}

static pid_t waited(pid_t pid, int *status, int options, struct rusage *ru) {
  pid_t (*original)(pid_t, int *, int, struct rusage *) = dlsym(RTLD_NEXT, "wait4");
  pid_t child = original(pid, status, options, ru);
  if (ru) {
    fill(ru);
    ended = 1;
  }
  return child;
}

pid_t wait4(pid_t pid, int *status, int options, struct rusage *ru) {
  return waited(pid, status, options, ru);
}

pid_t wait3(int *status, int options, struct rusage *ru) {
  return waited(-1, status, options, ru);
}
"""

CASES = [
    # real, user, sys in microseconds
    (0, 0, 0),
    (1051000, 1022000, 28000),
    (1499, 499, 500),
    (1500, 999499, 999500),
    (59999499, 59999500, 59999999),
    (60000000, 61001000, 3599999900),
    (3661234567, 7322001234, 12345),
    (999, 2000000, 1000000),
    (123456, 98765, 4321),
    (200000, 3000000, 1000000),
    (36000000000, 9, 10999),
]


def main():
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "given.c"
        library = pathlib.Path(folder) / "given.so"
        source.write_text(PRELOADED)
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-w", "-o", library, source, "-ldl"], check=True
        )
        cases = [case(library, index, *times) for index, times in enumerate(CASES)]
    golden = {"madeBy": "packages/bench/golden/make_time.py", "cases": cases}
    TARGET.write_text(json.dumps(golden, indent=1) + "\n", "utf-8")


def case(library, index, real, user, system):
    usage = {
        "realUs": real,
        "userUs": user,
        "sysUs": system,
        "maxRssKib": 1000 * index + 77,
        "majorFaults": index,
        "minorFaults": 300 + index,
        "voluntarySwitches": 7 * index,
        "involuntarySwitches": 2 * index,
        "blocksIn": 8 * index,
        "blocksOut": 16 * index,
    }
    names = ["REAL", "USER", "SYS", "RSS", "MAJOR", "MINOR", "VOLUNTARY", "INVOLUNTARY", "IN", "OUT"]
    given = {f"G_{name}": str(value) for name, value in zip(names, usage.values())}
    env = {**os.environ, **given, "LC_ALL": "C", "LD_PRELOAD": str(library)}
    script = ["true", "exit 3", "kill -9 $$"][index % 3]

    def stderr_of(*command):
        return subprocess.run(command, env=env, capture_output=True, text=True).stderr

    child = ["sh", "-c", script]
    return {
        **usage,
        "command": child,
        "exit": [0, 3, 137][index % 3],
        "signal": [0, 0, 9][index % 3],
        "pageBytes": os.sysconf("SC_PAGE_SIZE"),
        "bash": stderr_of("bash", "-c", "time (true)"),
        "posix": stderr_of("bash", "-c", "time -p (true)"),
        "gnu": stderr_of("/usr/bin/time", *child),
        "gnuVerbose": stderr_of("/usr/bin/time", "-v", *child),
    }


if __name__ == "__main__":
    main()
