# What the compiler warns of: escapes, ways out of finally, "is" with literals, missing commas.
banner = "C:\data \w"
text = """one
two \z
three \y
"""
field = f"x \d {banner:\>12} {banner}"
raw = b"\d", r"\d", "\400", 'quoted \
\q'


def leaves():
    for i in range(3):
        try:
            pass
        finally:
            while i:
                break
            if i:
                break
    try:
        return 1
    finally:
        return (
            2)


def inner():
    try:
        pass
    finally:
        def helper():
            return 5
        print(helper())
        for i in range(2):
            continue


x = 5
print(x is 5, x is not "five", 1 < x is 5, x is None, x is ())
assert (x, "always true")
print(leaves(), inner())


def wrong():
    pairs = [(1, 2) (3, 4)]
    rows = [[1, 2] ["a"]]
    names = ["a" ("b")]
    return 5[0], "abc"["a"], {1: 2}["a"], [1][0], None()
