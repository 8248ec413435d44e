import itertools as it

print(list(it.islice(it.count(10, 5), 4)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat("x", 3)))
print(list(it.chain([1], (2, 3), "a")), list(it.chain.from_iterable([[1, 2], [3]])), list(it.accumulate([1, 2, 3, 4])))
print(list(it.product("ab", [1, 2])), list(it.permutations([1, 2, 3], 2)), list(it.combinations("abc", 2)))
print([(k, list(g)) for k, g in it.groupby("aaabbc")], list(it.zip_longest([1, 2], "a", fillvalue="-")))
print(list(it.takewhile(lambda n: n < 3, [1, 2, 5, 1])), list(it.dropwhile(lambda n: n < 3, [1, 2, 5, 1])))
print(list(it.pairwise([1, 2, 3])), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.batched(range(7), 3)))
print(list(it.filterfalse(lambda n: n % 2, range(6))), list(it.compress("abcd", [1, 0, 1, 0])))
print(list(it.accumulate([3, 1, 4], max)), list(it.combinations_with_replacement("ab", 2)), list(it.islice("abcdefg", 1, 6, 2)))
a, b = it.tee([1, 2, 3])
print(next(a), list(a), list(b))
ids = it.count(1)
print(next(ids), next(ids), next(ids))
