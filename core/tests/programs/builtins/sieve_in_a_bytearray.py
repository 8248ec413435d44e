"""Single bytes of a bytearray are set often, and at any place."""


def primes_below(n):
    sieve = bytearray([1]) * n
    for i in range(2, int(n**0.5) + 1):
        if sieve[i]:
            for j in range(i * i, n, i):
                sieve[j] = 0
    return [i for i in range(2, n) if sieve[i]]


print(len(primes_below(20_000)), primes_below(50))
data = bytearray(b"abc")
data[-1] = 120
data[0] = True
print(data)
for index, value in ((3, 1), (-4, 1), (0, 256), (0, "a"), (0, b"a")):
    try:
        data[index] = value
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
data[1:2] = b"xyz"
data[::2] = b"123"
print(data)
