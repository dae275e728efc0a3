def make_product(i):
    return ("product %d" % (i % 100), i % 17)


def is_expensive(product):
    return product[1] > 8


def key_of(product):
    return product[0] if is_expensive(product) else "cheap"


def count(counts, product):
    key = key_of(product)
    counts[key] = counts.get(key, 0) + 1


def run():
    counts = {}
    for i in range(100_000):
        count(counts, make_product(i))
    return len(counts)
