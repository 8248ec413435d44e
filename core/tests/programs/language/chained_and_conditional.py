x = 5
print(1 < x < 10, 1 < x > 4 != 3, 10 > x > 7, x == 5 == 5.0)


def probe(n):
    print("probe", n, end="; ")
    return n


print(probe(1) < probe(0) < probe(2))
print(probe(0) or probe(3) and probe(4), not probe(0))
print("yes" if x > 3 else "no", None or "default", [] and 1, 0 or [] or "last")
print(x is not None, x not in [1, 2], None is None, "a" in "cat", "z" not in {"z": 1})
print(1 if [] else 2 if 0 else 3)
print(7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 / 2, 2**10, 2**-1, -(2**2), ~5, 5 & 3, 5 | 3, 5 ^ 3, 1 << 10, 1000 >> 3)
print(True + True, True * 3, int(True), 1 == True, "1" == 1)
