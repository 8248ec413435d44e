d = {"one": 1, "two": 2}
d["three"] = 3
d.update(four=4, one=11)
print(d, len(d), "two" in d, d.get("zero"), d.get("zero", 0), d.setdefault("five", 5), d.pop("two"), d.pop("x", None))
print(list(d.keys()), list(d.values()), list(d.items()), d.popitem(), d)
for key in list(d):
    if key.startswith("t"):
        del d[key]
print(d, dict([("a", 1)], b=2), dict.fromkeys("ab", 0), {1: "a", 1.0: "b", True: "c"})
print({"a": 1} | {"b": 2}, {"a": 1} == {"a": 1.0}, {**d, "x": None}, dict(zip("ab", [1, 2])), d.copy() == d)
d |= {"z": 26}
print(d, max(d, key=d.get), sum(d.values()), sorted(d, key=lambda k: -d[k]), list(reversed(d)))
try:
    d["nope"]
except KeyError as error:
    print("KeyError", error, error.args)
try:
    {[]: 1}
except TypeError as error:
    print(error)
try:
    for k in d:
        d[k + "!"] = 1
except RuntimeError as error:
    print(error)
s = {3, 1, 2}
s.add(2)
s.discard(9)
print(s, len(s), s | {5}, s & {1, 2}, s - {1}, s ^ {1, 7}, s <= {1, 2, 3, 4}, {1} < s, s.isdisjoint({8}))
s.update([8, 9])
s.remove(8)
print(sorted(s), set(), frozenset([1, 2]), {1, 2} == {2, 1}, len(set("hello")), sorted(set("hello")))
print({(1, 2): "pair"}[(1, 2)], {frozenset([1]): "f"}[frozenset([1])])
try:
    s.remove(77)
except KeyError as error:
    print("KeyError", error)
