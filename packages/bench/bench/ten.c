/*
 * Five steps of xorshift, 400,000 calls: `chained`, each on the last result, or `overlapping`, on 1024
 * words in turn with the results summed. With `looped` as well the steps stay a loop, as they do in
 * V8; without, they stand one after the other. Prints the fastest of 250 runs as JSON.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* gcc writes out a loop whose number of turns it knows. */
static inline uint32_t steps(uint32_t x, int count) {
  for (int i = 0; i < count; i++) {
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
  }
  return x;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

int main(int argc, char **argv) {
  const int calls = 400000;
  const int chained = argc > 1 && strcmp(argv[1], "chained") == 0;
  const int looped = argc > 2 && strcmp(argv[2], "looped") == 0;
  const volatile int unknown = 5;
  const int five = unknown;
  uint32_t words[1024];
  uint32_t x = 12345;
  double sum = 0, best = 1e300;
  for (int i = 0; i < 1024; i++) words[i] = (uint32_t)(i + 1) * 0x9e3779b9u;
  for (int run = 0; run < 250; run++) {
    double start = now();
    if (chained && looped) for (int i = 0; i < calls; i++) x = steps(x, five);
    else if (chained) for (int i = 0; i < calls; i++) x = steps(x, 5);
    else if (looped) for (int i = 0; i < calls; i++) sum += (int32_t)steps(words[i & 1023], five);
    else for (int i = 0; i < calls; i++) sum += (int32_t)steps(words[i & 1023], 5);
    double ns = (now() - start) / calls;
    if (ns < best) best = ns;
  }
  printf("{\"minNs\": %f, \"kept\": %f}\n", best, x + sum);
  return 0;
}
