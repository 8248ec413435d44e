def t(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        print(f"{type(e).__name__}: {e}")
    else:
        print(repr(r))


s = "Hello, World"
for e in [s.lower(), s.upper(), s.swapcase(), s.title(), s.capitalize(), s.casefold(), "they're bill's".title(), s.center(20, "*"), s.ljust(15) + "|", s.rjust(15, "."), "42".zfill(5), "-42".zfill(6), "+1".zfill(4), "".zfill(2), s.find("o"), s.rfind("o"), s.find("o", 5), s.find("zz"), s.index("W"), s.rindex("l"), s.count("l"), s.count(""), s.count("l", 4), s.startswith("He"), s.startswith(("x", "H")), s.endswith("ld", 2, 12), s.startswith("lo", 3), s.replace("l", "L", 2), s.replace("", "-"), s.replace("o", ""), s.split(", "), s.split(), " a  b ".split(), " a  b ".split(" "), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "a\nb\r\nc\x0bd\u2028e".splitlines(), "a\nb\n".splitlines(True), "".split(), "".split(","), s.partition(","), s.rpartition("o"), s.partition("zz"), s.rpartition("zz"), "  x ".strip() + "|", "xxaxx".strip("x"), "abcab".lstrip("ab"), "abcab".rstrip("ab"), "a-b".join("xyz"), "".join([]), s.removeprefix("Hello"), s.removesuffix("World"), s.removeprefix("zz"), "a\tb\tc".expandtabs(), "a\tbc\td".expandtabs(4), s.encode(), "é".encode("utf-8"), "é".encode("latin-1"), "abc".translate({97: "X", 98: None, 99: 100}), str.maketrans("ab", "xy"), str.maketrans({"a": 1}), str.maketrans("a", "b", "c"), "abc".translate(str.maketrans("ab", "xy", "c")),
  "abc".isalpha(), "abc1".isalnum(), "12".isdigit(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "a b".isidentifier(), "a_b".isidentifier(), "class".isidentifier(), "ABC".isupper(), "aBc".islower(), "A1".isupper(), "".isupper(), " \t".isspace(), "Hello World".istitle(), "a\n".isprintable(), "abc".isascii(), "é".isascii(), "ß".upper(), "ß".casefold(), "İ".lower(), "ŉ".upper(), "ǆ".title(), "Σας".lower(), "ΑΣ".lower(),
  s[0], s[-1], s[2:5], s[::-1], s[::2], s[10:2:-2], s[100:], s[-3:], s * 2, s * 0, s * -1, "lo" in s, "a" < "b", "Z" < "a", "abc" < "abd", "" < "a", "é" > "z", ord("€"), chr(8364), len("héllo"), len("👍🏽"), "👍🏽"[0], repr("👍"), ascii("é👍\u2028"), repr("\x00\x1f\x7f\x80\xa0\xad\u200b\u2028\ue000\U000e0001"), repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("back\\slash\n\t\r"), "a" "b", 'x' * 3 + "y", str(b"a"), "abc".__len__(), "%s" % "x", hash("a") == hash("a"), "abc".__contains__("b"), min("hello"), sorted("hello"), list("ab"), "-".join(reversed("abc")), "a,b;c".replace(";", ",").split(","), "abc".find("", 3), "abc".find("", 4), "abc".count("", 3), "aaa".count("aa"), "x".center(4, "-"), "xx".center(5, "-"), "\u0130".casefold(), "tEST tESt".title(), "1a2b".title(), "abc"[1:1], "".join(map(str, range(5))), "abc".rjust(2), "a".ljust(3, "é")]: print(repr(e))
t(lambda: s.index("zz"))
t(lambda: s.center("a"))
t(lambda: s.center(20, "ab"))
t(lambda: s.replace(1, 2))
t(lambda: s.startswith(1))
t(lambda: s.startswith([1]))
t(lambda: s.startswith((1,)))
t(lambda: s.find(1))
t(lambda: s.split(None, "a"))
t(lambda: s.strip(1))
t(lambda: s.count(1))
t(lambda: s + 1)
t(lambda: 1 + s)
t(lambda: s + None)
t(lambda: s * "a")
t(lambda: s.partition(""))
t(lambda: s.encode("ascii"))
t(lambda: "é".encode("ascii"))
t(lambda: "é".encode("ascii", "ignore"))
t(lambda: "é".encode("ascii", "replace"))
t(lambda: "é".encode("ascii", "xmlcharrefreplace"))
t(lambda: "é".encode("ascii", "backslashreplace"))
t(lambda: b"\xff".decode())
t(lambda: b"\xff".decode("ascii"))
t(lambda: b"\xffa".decode("utf-8", "replace"))
t(lambda: b"\xc3".decode())
t(lambda: "a".encode("foo"))
t(lambda: str.maketrans("a", "bc"))
t(lambda: str.maketrans({"ab": 1}))
t(lambda: str.upper(5))
t(lambda: str.upper())
t(lambda: "a".translate(5))
t(lambda: "a".zfill("a"))
t(lambda: "a".expandtabs("a"))
t(lambda: "a".splitlines(5, 6))
