s = "  Hello, World  "
print(s.strip(), s.lstrip() + "|", s.rstrip() + "|", s.upper(), s.lower(), s.swapcase(), s.title())
t = "the quick brown fox"
print(t.split(), t.split("q"), t.split(" ", 1), t.rsplit(" ", 1), t.partition(" "), t.rpartition(" "))
print("-".join(["a", "b"]), t.replace("quick", "slow"), t.find("brown"), t.find("zzz"), t.index("q"), t.count("o"))
print(t.startswith("the"), t.endswith(("cat", "fox")), "abc".isalpha(), "12".isdigit(), " ".isspace(), "aB".isupper())
print("x".center(7, "*"), "x".ljust(4) + "|", "x".rjust(4), "7".zfill(3), "-7".zfill(4), "a\tb".expandtabs(4))
print("one\ntwo\r\nthree".splitlines(), "ab" * 3, "a" < "b", "Z" < "a", "ß".upper(), "İ".lower() != "i")
print("prefix-body".removeprefix("prefix-"), "file.py".removesuffix(".py"), "capital".capitalize(), "ABC".casefold())
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t nl\n back\\ \x00 é \u200b"), ascii("é"))
print("a,b,,c".split(","), "  a  b ".split(), "abc"[1], len("naïve ☕"), ord("a"), chr(9749), "☕" in "a ☕")
print("{} {} {0}".replace("{0}", "x").format(1, 2), "{0}-{1}-{0}".format("a", "b"), "{name:>{w}}".format(name="n", w=5))
print("%s is %d years, %.2f m, %5d|%-5s|%05d %x %r %%" % ("Ann", 30, 1.756, 42, "ab", 42, 255, "q"), "%(k)s" % {"k": 1})
print("abc".translate(str.maketrans("ab", "xy")), str(b"x"), "é".encode(), b"caf\xc3\xa9".decode("utf-8"))
print(list("héy"), sorted("banana"), "".join(reversed("abc")), max("hello"), "a" "b" 'c')
print("""triple
quoted""", r"raw\n", "esc\x41\u00e9\101")
try:
    "abc".index("z")
except ValueError as error:
    print(error)
try:
    "abc"[10]
except IndexError as error:
    print(error)
try:
    "a" + 1
except TypeError as error:
    print(error)
