def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__ + ":", e)

x, y, n = 3, 4.5678, "name"
print(f"{x}", f"{y:.2f}", f"{n!r:>10}", f"{x=}", f"{x = }", f"{y=:.1f}", f"{n=!s}", f"{x + y = :.2f}", f"{{}}", f"{'a' if x else 'b'}", f"{n:^{x*4}}|", f"{x:{'>'}{5}}|", f"{"nested " + f"{"deep"}"}", f"{'\n'.join(['a', 'b'])}", f"""{
    x
}""", f"{x!r}", f"{n[0]}{n[-1]}", f"{ {'a': 1}['a'] }", f"{(lambda q: q * 2)(4)}", f"{x:=5}|", f"{x,y}", f"{[i for i in range(3)]}", f"{n.upper()=}", f"{1 == 1}", f"{x!s:0>5}", f'{x:%}', f"{y:{x}.{x}}")
for sp in ["", "5", "<5", ">5", "^5", "=5", "05", "+", "-", " ", "+5", "*^9", ",", "_", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "c", "d", "n", "e", "f", "g", "%", ".2f", "10.3e", "08.3f", "+.1f", ",.2f", "_.2f", ".0f", "#.0f", ".3", ".10g", "E", "G", "#06x", "_b", "_x", "<#8x", "=+8d", "x=10", "0=5", "<05", "^+8", "s", "5s"]:
    for v in [42, -7, 0, 3.14159, -0.0, 1e20, 123456789, "str", True, 1234567.891, float("inf"), float("nan"), 0.1 + 0.2, 1e-7, 2 ** 70]:
        try: r = format(v, sp)
        except Exception as e: r = type(e).__name__ + ": " + str(e)
        print(f"{sp!r} {v!r} -> {r!r}")
