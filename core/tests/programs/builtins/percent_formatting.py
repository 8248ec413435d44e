def t(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        print(f"{type(e).__name__}: {e}")
    else:
        print(repr(r))


a = ["%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%#x", "%X", "%o", "%#o", "%i", "%u", "%e", "%.2e", "%f", "%.1f", "%8.2f", "%-8.2f|", "%g", "%G", "%s", "%r", "%a", "%c", "%5s|", "%-5s|", "%.2s", "%%"]
for s in a:
    for v in (42, -3.75, 65, True):
        try: print(s, repr(s % v) if s != "%%" else repr("%%" % ()))
        except Exception as e: print(s, v, type(e).__name__, e)
print("%s and %r" % ("a", "b"), "%(a)s %(b)05.1f" % {"a": 1, "b": 2.25}, "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159))
print("%s" % (1,), "%s" % [1, 2], "%s" % {"a": 1}, "%s %%" % 5, "%c%c" % ("x", 66), "%5c|" % "y", "%x" % 2**70, "%d" % 1e10, "%s" % None)
t(lambda: "%d" % "a")
t(lambda: "%d" % None)
t(lambda: "%d %d" % 1)
t(lambda: "%d %d" % (1,))
t(lambda: "%d" % (1, 2))
t(lambda: "a" % 1)
t(lambda: "%(a)s" % 1)
t(lambda: "%(a)s" % {})
t(lambda: "%(a)s" % (1,))
t(lambda: "%q" % 1)
t(lambda: "%" % 1)
t(lambda: "%c" % "ab")
t(lambda: "%c" % -1)
t(lambda: "%x" % 1.5)
t(lambda: "%x" % "a")
t(lambda: "%f" % "a")
t(lambda: "%e" % None)
t(lambda: "%*d" % ("a", 1))
t(lambda: "%(a" % {})
t(lambda: "%s %s" % {"a": 1})
t(lambda: "%s" % {})
t(lambda: "abc" % {})
t(lambda: "abc" % [])
t(lambda: "%s" % ())
t(lambda: "%5%|" % ())
t(lambda: "%.3d" % 5)
t(lambda: "%.10x" % 255)
t(lambda: "%#.3x" % 5)
t(lambda: "%hd %ld" % (1, 2))
