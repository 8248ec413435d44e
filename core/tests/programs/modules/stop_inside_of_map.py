# StopIteration out of a function that map and its kin call ends the iteration.
from itertools import accumulate, chain, cycle, islice, starmap


def roundrobin(*iterables):
    iterators = map(iter, iterables)
    for active in range(len(iterables), 0, -1):
        iterators = cycle(islice(iterators, active))
        yield from map(next, iterators)


def stop(value):
    raise StopIteration(value)


print(list(roundrobin("abc", "d", "ef")))
print(list(map(next, [iter("ab"), iter(""), iter("c")])))
for letter in map(next, [iter("ab"), iter("")]):
    print(letter)
print([*map(next, [iter("q"), iter("")])], sum(map(next, [iter([1]), iter([])])))
print(list(filter(stop, [1])), dict(zip("ab", map(stop, [1]))), list(starmap(stop, [(1,)])))
print(list(chain([1], map(stop, [2]), [3])), list(accumulate([1, 2], lambda a, b: stop(1))))
first, *rest = map(next, [iter("xy"), iter("")])
print(first, rest, "".join(map(next, [iter("z"), iter("")])))


def take(count, iterator):
    for _ in range(count):
        yield next(iterator)


try:
    print(list(take(3, iter("ab"))))
except RuntimeError as error:
    print(error)
