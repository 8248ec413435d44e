for n in range(10):
    if n == 2:
        continue
    if n == 5:
        break
    print(n, end=" ")
else:
    print("not reached")
print()

for _ in ():
    pass
else:
    print("empty loop, else runs")

n = 0
while n < 3:
    n += 1
else:
    print("while else", n)

for i, (name, value) in enumerate({"a": 1, "b": 2}.items(), start=1):
    print(i, name, value, sep="|")

for a, b, *c in [(1, 2, 3, 4), (5, 6)]:
    print(a, b, c)

for x in reversed(range(0, 10, 3)):
    print(x, end=",")
print()


def search(rows, wanted):
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell == wanted:
                return y, x
    return None


print(search([[1, 2], [3, 4]], 3), search([], 1))

while True:
    try:
        n += 1
        if n < 6:
            continue
        break
    finally:
        print("finally", n)
