def factorial(n):
    if n == 0:
        return 1.0
    return n * factorial(n - 1)


def taylor_exp(n):
    result = []
    for i in range(n):
        result.append(1.0 / factorial(i))
    return result


def taylor_sin(n):
    result = []
    for i in range(n):
        if i % 2 == 1:
            result.append((-1) ** ((i - 1) // 2) / factorial(i))
        else:
            result.append(0.0)
    return result


def run():
    return len(taylor_exp(500)) + len(taylor_sin(500))
