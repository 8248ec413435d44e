print(2**100, -(2**70) // 3, 10**30 % 97, (1 << 80) >> 75, 123456789**3)
print(int("ff", 16), int("0b101", 0), int(-3.9), int("  42 "), int("1_000"), hex(255), oct(8), bin(-5))
print(divmod(17, 5), divmod(-17, 5), pow(3, 200, 13), abs(-7), round(2.5), round(3.5), round(-2.567, 2), round(1234, -2))
print((255).bit_length(), (10).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"))
print(sum(range(101)), sum([0.1] * 10), sum([[1], [2]], []), max(3, 1, 2), min([4, 2, 8]), max([], default="none"))
print(0.1 + 0.2, 1e16, 1e15, 1.5e-7, 1 / 3, 2.0, 1e100, float("inf"), -float("inf"), float("nan"))
print(3.0 == 3, hash(3.0) == hash(3), 7.5 // 2, -7.5 % 2, (0.5).as_integer_ratio(), (2.0).is_integer())
print(bool(0), bool(0.0), bool(""), bool([0]), int("-0"), 5 .__class__.__name__)
for bad in ("x", "", "1.5", "0x1"):
    try:
        int(bad)
    except ValueError as error:
        print(error)
try:
    1 // 0
except ZeroDivisionError as error:
    print(error)
try:
    1 % 0
except ZeroDivisionError as error:
    print(error)
try:
    1.0 / 0
except ZeroDivisionError as error:
    print(error)
print(1_000_000, 0xFF, 0o17, 0b11, 1e3, 3.14)
