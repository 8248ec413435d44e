def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, it):
    for _, value in zip(range(n), it):
        yield value


def averager():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        if value is None:
            return total, count
        total += value
        count += 1
        average = total / count


def delegate():
    result = yield from averager()
    print("averager returned", result)
    yield "end"


print(list(take(10, fib())))
g = delegate()
next(g)
print(g.send(10), g.send(20), g.send(60))
print(g.send(None))
print(next(g, "exhausted"))


def careful():
    try:
        yield 1
        yield 2
    except KeyError as error:
        print("inside:", repr(error))
        yield "recovered"
    finally:
        print("closed")


c = careful()
print(next(c), c.throw(KeyError("k")))
c.close()
try:
    next(c)
except StopIteration as stop:
    print("StopIteration", stop.value)


def walk(tree):
    if isinstance(tree, list):
        for branch in tree:
            yield from walk(branch)
    else:
        yield tree


print(list(walk([1, [2, [3, 4]], [[5]]])))
