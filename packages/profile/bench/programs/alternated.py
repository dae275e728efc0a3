import math
import random


def tiny(x):
    return (x * 3 + 1) & 1023


def medium(n):
    total = 0.0
    for i in range(1, 200):
        total += math.sqrt(n + i) / i
    return total


def long():
    total = 0.0
    for i in range(1, 40_000):
        total += math.sin(i) * i
    return total


def tiny_part():
    value = 0
    for i in range(20_000):
        value = tiny(value + i)
    return value


def run():
    tiny_part()
    sum(medium(i) for i in range(400))
    long()
    return sorted(random.random() for _ in range(4000))[0]
