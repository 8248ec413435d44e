print([x * y for x in range(1, 4) for y in range(x) if (x + y) % 2])
print({c: i for i, c in enumerate("hello")})
print(sorted({len(w) for w in "the quick brown fox".split()}))
gen = (n * n for n in range(5))
print(next(gen), sum(gen), list(gen))
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], [cell for row in matrix for cell in row])
x = "outer"
print([x for x in range(3)], x)
print([[j for j in range(i)] for i in range(4)])
print(any(n > 3 for n in [1, 2]), all(n for n in []), max((len(w), w) for w in ["aa", "b", "cc"]))
print(dict(sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1])))
print([a if a % 2 else -a for a in range(5)])


class C:
    base = 10
    values = [n for n in range(3)]


print(C.values)
