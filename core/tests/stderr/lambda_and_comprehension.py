halve = lambda n: 10 // n
print([halve(n) for n in (2, 1, 0)])
