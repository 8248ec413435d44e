b = bytearray(b"hello"); b[0] = 72; b.append(33); b.extend(b" yo"); b += b"!"; print(b, len(b), b[1:3], bytes(b), b.decode(), b"lo" in b, 33 in b, b.find(b"l"), b.upper(), b.split(b" "), b.pop(), b[-1])
print(bytearray(3), bytearray([1, 2]), bytearray("é", "utf8"), bytearray(b"a") == b"a", bytearray(b"a") + b"b", bytearray(b"ab") * 2, list(bytearray(b"ab")), b.hex(), bool(bytearray()), b.startswith(b"H"), b.replace(b"l", b"L"), sorted(bytearray(b"cab")))
b[1:3] = b"EE!"; print(b); del b[0]; print(b); b.insert(0, 65); b.remove(33); b.reverse(); print(b, b.index(65), b.count(b"l")); b.clear(); print(b)
try: b[0]
except IndexError as e: print(e)
try: bytearray(b"a")[0] = 300
except ValueError as e: print(e)
try: bytearray(b"a").append("x")
except TypeError as e: print(e)
try: hash(bytearray())
except TypeError as e: print(e)
buf = bytearray()
for chunk in (b"GET ", b"/ ", b"HTTP"): buf += chunk
while b" " in buf:
    i = buf.index(b" "); print(buf[:i]); buf = buf[i + 1:]
print(buf, isinstance(buf, bytearray), type(buf), bytes(buf).decode().lower(), b"".join([bytearray(b"x"), b"y"]), bytearray(b"%d-%s") % (5, b"q"), b"%d" % 3, b"a".title(), b"abc".center(7, b"-"), b"5".zfill(3), b"ab".capitalize(), b"a b".partition(b" "), b"aXb".swapcase(), b"ab".isalpha(), b"1".isdigit(), b"a,b".rsplit(b",", 1), b"xay".removeprefix(b"x"), b"ab".translate(bytes.maketrans(b"a", b"z")))


class Buffer(bytearray):
    pass


b = Buffer.fromhex("0a0b")
print(bytearray.fromhex("00 ff"), b, type(b) is Buffer)
b.resize(4)
print(b)
b.resize(1)
print(b)
for wrong in (lambda: b.resize(-1), lambda: bytearray.fromhex("0"), lambda: bytearray.fromhex("zz")):
    try:
        wrong()
    except ValueError as error:
        print(error)
for wrong in (
    lambda: bytes(3, "ascii"),
    lambda: bytes(encoding="ascii"),
    lambda: bytes(errors="ascii"),
    lambda: bytes(b"x", errors="strict"),
):
    try:
        wrong()
    except TypeError as error:
        print(error)
