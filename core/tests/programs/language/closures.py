def counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def peek():
        return count

    return increment, peek


inc, peek = counter(10)
print(inc(), inc(5), peek())
other, _ = counter()
print(other(), peek())

late = [lambda: n for n in range(3)]
early = [lambda n=n: n for n in range(3)]
print([f() for f in late], [f() for f in early])

total = 0


def add(n):
    global total
    total += n
    return total


print(add(3), add(4), total)


def broken():
    print(value)
    value = 1


try:
    broken()
except UnboundLocalError as error:
    print(error)
try:
    undefined_name
except NameError as error:
    print(error)
