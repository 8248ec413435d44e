a, b = 1, 2
a, b = b, a
print(a, b)
first, *middle, last = range(6)
print(first, middle, last)
*head, tail = "xyz"
print(head, tail)
(p, (q, [r, s])) = (1, (2, (3, 4)))
print(p, q, r, s)
x = y = [0]
x.append(1)
print(y)
data = {"k": [10, 20]}
data["k"][1] += 5
data["n"], data["k"][0] = "new", -1
print(data)
print([*range(3), *"ab"], {**data, "n": 1}, (*[1], 2))
if (n := len(data)) > 1:
    print("n is", n)
print([half for v in (1, 4, 7, 10) if (half := v // 2) % 2 == 0])
for bad in ("a, b = [1]", "a, b = [1, 2, 3]", "a, b = 5", "*a, b = []"):
    try:
        if bad == "a, b = [1]":
            a, b = [1]
        elif bad == "a, b = [1, 2, 3]":
            a, b = [1, 2, 3]
        elif bad == "a, b = 5":
            a, b = 5
        else:
            *a, b = []
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
del a
try:
    a
except NameError as error:
    print(error)
