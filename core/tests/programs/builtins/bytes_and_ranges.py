b = b"hello"
print(b, b[0], b[1:3], len(b), b.upper(), b + b"!", b"ll" in b, list(b[:2]), b.decode(), bytes(3), bytes([65, 66]), b.hex())
print(b.split(b"l"), b.replace(b"l", b"L"), bytes.fromhex("4142"), "é☕".encode("utf-8"), b.startswith(b"he"), b == b"hello")
r = range(2, 20, 4)
print(r, list(r), len(r), r[1], r[-1], 10 in r, 11 in r, r.index(14), range(5) == range(0, 5), range(3, 0), list(range(5, 0, -2)))
print(r.start, r.stop, r.step, sum(r), bool(range(0)), range(10)[2:5])
print(type(1).__name__, type("a"), type(None), type([]), type(type), isinstance(True, int), isinstance(1, (str, int)))
print(repr(None), str(True), repr(...), NotImplemented, type(print).__name__, type(len))
it = iter([1, 2])
print(next(it), next(it), next(it, "end"))
print(list(iter(iter([1, 2, 0, 3]).__next__, 0)), list(zip("ab", [1, 2], strict=True)))
print("a", "b", sep="", end="!\n")
print()
print(1, "x", None, [1.0], sep=" | ", flush=True)
print("no newline", end="")
print(" joined\ntwo lines at once")
try:
    range(1, 2, 0)
except ValueError as error:
    print(error)
try:
    list(zip("ab", [1], strict=True))
except ValueError as error:
    print(error)
try:
    next(iter([]))
except StopIteration:
    print("StopIteration")
