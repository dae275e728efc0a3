/*
 * C: the simulator in the forms that a C programmer would write, for comparison with the engines.
 *
 * Arguments: variant, data file, result file, steps, repeats; see ../program.ts. The variant decides
 * the code, the compiler's options decide how it is compiled: see ../peers.ts.
 */
#define _POSIX_C_SOURCE 199309L
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#if defined(__AVX2__) && defined(__FMA__)
#include <immintrin.h>
#endif

static const double TIMESTEP = 0.00001;

struct state {
  long n;
  double *x, *y, *d;
};

/* An array of structures, the slides' operations: one square root, two divisions. */
struct particle {
  double x, y, speed;
};

static void objects(struct state *s, long steps) {
  struct particle *p = malloc(s->n * sizeof *p);
  for (long i = 0; i < s->n; i++) p[i] = (struct particle){s->x[i], s->y[i], s->d[i] / TIMESTEP};
  for (long step = 0; step < steps; step++) {
    for (long i = 0; i < s->n; i++) {
      double norm = sqrt(p[i].x * p[i].x + p[i].y * p[i].y);
      double vx = -p[i].y / norm, vy = p[i].x / norm;
      double dx = TIMESTEP * p[i].speed * vx, dy = TIMESTEP * p[i].speed * vy;
      p[i].x += dx;
      p[i].y += dy;
    }
  }
  for (long i = 0; i < s->n; i++) s->x[i] = p[i].x, s->y[i] = p[i].y;
  free(p);
}

/* Three arrays, one division. */
static void arrays(struct state *s, long steps) {
  double *restrict x = s->x, *restrict y = s->y, *restrict d = s->d;
  for (long step = 0; step < steps; step++) {
    for (long i = 0; i < s->n; i++) {
      double k = d[i] / sqrt(x[i] * x[i] + y[i] * y[i]);
      double xi = x[i];
      x[i] = xi - k * y[i];
      y[i] += k * xi;
    }
  }
}

/* The same with floats: as fast as it gets, and wrong. */
static void floats(struct state *s, long steps) {
  float *restrict x = malloc(s->n * 4), *restrict y = malloc(s->n * 4), *restrict d = malloc(s->n * 4);
  for (long i = 0; i < s->n; i++) x[i] = s->x[i], y[i] = s->y[i], d[i] = s->d[i];
  for (long step = 0; step < steps; step++) {
    for (long i = 0; i < s->n; i++) {
      float k = d[i] / sqrtf(x[i] * x[i] + y[i] * y[i]);
      float xi = x[i];
      x[i] = xi - k * y[i];
      y[i] += k * xi;
    }
  }
  for (long i = 0; i < s->n; i++) s->x[i] = x[i], s->y[i] = y[i];
  free(x), free(y), free(d);
}

#if defined(__AVX2__) && defined(__FMA__)
/* By hand: 16 particles at a time in registers, all their steps, one division. n is padded to 16. */
static void by_hand(struct state *s, long steps) {
  for (long i = 0; i < s->n; i += 16) {
    __m256d x[4], y[4], d[4];
    for (int j = 0; j < 4; j++) {
      x[j] = _mm256_loadu_pd(s->x + i + 4 * j);
      y[j] = _mm256_loadu_pd(s->y + i + 4 * j);
      d[j] = _mm256_loadu_pd(s->d + i + 4 * j);
    }
    for (long step = 0; step < steps; step++) {
      for (int j = 0; j < 4; j++) {
        __m256d square = _mm256_fmadd_pd(x[j], x[j], _mm256_mul_pd(y[j], y[j]));
        __m256d k = _mm256_div_pd(d[j], _mm256_sqrt_pd(square));
        __m256d turned = _mm256_fnmadd_pd(k, y[j], x[j]);
        y[j] = _mm256_fmadd_pd(k, x[j], y[j]);
        x[j] = turned;
      }
    }
    for (int j = 0; j < 4; j++) {
      _mm256_storeu_pd(s->x + i + 4 * j, x[j]);
      _mm256_storeu_pd(s->y + i + 4 * j, y[j]);
    }
  }
}
#else
static void by_hand(struct state *s, long steps) {
  (void)s, (void)steps;
  fprintf(stderr, "by-hand needs a processor with AVX2 and FMA\n");
  exit(3);
}
#endif

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static double *padded(const double *from, long n, double filling, double factor) {
  double *to = aligned_alloc(64, (n + 16) * 8 / 64 * 64 + 64);
  for (long i = 0; i < n + 16; i++) to[i] = i < n ? from[i] * factor : filling;
  return to;
}

int main(int argc, char **argv) {
  if (argc != 6) return fprintf(stderr, "expected: variant data result steps repeats\n"), 2;
  void (*evolve)(struct state *, long) = !strcmp(argv[1], "objects")  ? objects
                                         : !strcmp(argv[1], "arrays") ? arrays
                                         : !strcmp(argv[1], "floats") ? floats
                                                                      : by_hand;
  FILE *file = fopen(argv[2], "rb");
  if (!file) return perror(argv[2]), 3;
  fseek(file, 0, SEEK_END);
  long n = ftell(file) / 24;
  rewind(file);
  double *numbers = malloc(n * 24);
  if (fread(numbers, 24, n, file) != (size_t)n) return perror(argv[2]), 3;
  fclose(file);
  long steps = atol(argv[4]), repeats = atol(argv[5]);
  printf("{\"seconds\": [");
  for (long repeat = 0; repeat < repeats; repeat++) {
    struct state s = {n, padded(numbers, n, 1, 1), padded(numbers + n, n, 0, 1),
                      padded(numbers + 2 * n, n, 0, TIMESTEP)};
    double begin = now();
    evolve(&s, steps);
    printf("%s%.9f", repeat ? ", " : "", now() - begin);
    file = fopen(argv[3], "wb");
    if (!file) return perror(argv[3]), 3;
    fwrite(s.x, 8, n, file);
    fwrite(s.y, 8, n, file);
    fclose(file);
    free(s.x), free(s.y), free(s.d);
  }
  printf("]}\n");
  return 0;
}
