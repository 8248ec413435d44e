a = [3, 1, 2]
a.append(5)
a.extend([4, 1])
a.insert(1, 9)
print(a, a.pop(), a.pop(0), a, a.index(2), a.count(1))
a.sort()
print(a)
a.sort(reverse=True)
print(a, sorted(a), a == sorted(a, reverse=True))
a.reverse()
a.remove(9)
print(a, a + [1], a * 2, 2 in a, len(a), a.copy() is a)
words = ["pear", "fig", "apple", "kiwi"]
print(sorted(words, key=len), sorted(words, key=lambda w: (len(w), w), reverse=True), min(words, key=len))
b = a
b += [100]
print(a, a is b, [1, 2] < [1, 3], [1] < [1, 0], [] == [])
grid = [[0] * 3 for _ in range(2)]
grid[0][1] = 5
print(grid, [[0] * 2] * 2)
a.clear()
print(a, list("abc"), list(range(3)), list({"k": 1}), list(zip([1, 2, 3], "ab")), list(map(str, [1, 2])))
print(list(filter(None, [0, 1, "", "x"])), list(enumerate("ab", 1)), list(reversed([1, 2])), [1, [2, [3]]])
for bad in (lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(5), lambda: [1][5], lambda: [1]["a"], lambda: [1, "a"].sort()):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
t = (1, 2, 2)
print(t.count(2), t.index(2), t + (3,), (1,), (), t * 2, hash(t) == hash((1, 2, 2)))
try:
    t[0] = 1
except TypeError as error:
    print(error)
nested = []
nested.append(nested)
print(nested)
