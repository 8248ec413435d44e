pi, n, name = 3.14159265, 1234567, "Ada"
print(f"{pi:.2f}|{pi:10.3f}|{pi:<10.1f}|{pi:^10.2f}|{pi:+.1f}|{pi:e}|{pi:.3g}|{pi:08.2f}|{pi:%}|{0.256:.1%}")
print(f"{n:,}|{n:_}|{n:>12}|{n:<12}|{n:^12}|{n:+d}|{n:x}|{n:#X}|{n:b}|{n:o}|{n:015,}|{-n:=+12}|{n:.2e}")
print(f"{name:>8}|{name:<8}|{name:^8}|{name:*^9}|{name!r}|{name!s:.2}|{name!a}|{name:8.1}|")
width, prec = 12, 4
print(f"{pi:{width}.{prec}f}|{'nested ' + f'{n}':>20}|{name.upper()}|{len(name) + 1}")
print(f"{name=}", f"{pi=:.2f}", f"{ n = }", f"{name!r:>7}", f"{1 + 1 = }")
print(f"{{literal}} {'quote'} {chr(65)} {[1, 2][0]} {dict(a=1)['a']} {(lambda: 5)()}")
print(f"{True} {None} {1e10} {1e16:.0f} {1e-5} {float('inf')} {2**70:,} {True:d} {65:c}")
print(format(pi, ".1f"), format("x", ">3"), format(255, "#06x"), "{:>{}}".format("r", 4), "{0[1]} {1.real}".format([1, 2], 3))
print(f"{1234.5:,.2f} {0.1 + 0.2:.20f} {1e22} {123456789.123:.3f} {5:03d} {-5:03d} {3:5.1f} {1.0:g} {100000.0:g} {1e6:g}")
for value, spec in ((1, "zz"), ("a", "d"), (1.5, "d")):
    try:
        format(value, spec)
    except ValueError as error:
        print("ValueError:", error)
print(f"{'multi'
       'line'}", f'{"a" if n else "b"}', f"{n!r:>{width}}")
