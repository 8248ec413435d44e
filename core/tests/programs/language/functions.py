def describe(a, b=2, /, c=3, *rest, d, e=5, **more):
    return f"a={a} b={b} c={c} rest={rest} d={d} e={e} more={more}"


print(describe(1, d=4))
print(describe(1, 20, 30, 40, 50, d=4, e=6, f=7, g=8))
args, kwargs = (1, 2, 3, 4), {"d": 9, "z": 0}
print(describe(*args, **kwargs))
print(describe(*[1], *(2, 3), **{"d": 1}, **{"q": 2}))

for call in (
    lambda: describe(),
    lambda: describe(1),
    lambda: describe(a=1, d=2),
    lambda: describe(1, d=1, **{"d": 2}),
    lambda: (lambda x: x)(1, 2),
    lambda: (lambda *, key: key)(3),
    lambda: (lambda x, y: x)(1, x=2),
):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)


def append_to(item, bucket=[]):
    bucket.append(item)
    return bucket


print(append_to(1), append_to(2), append_to(3, []))
print(describe.__name__, (lambda: 0).__name__, callable(describe))
