import collections
import dataclasses
import types
from pprint import PrettyPrinter, pformat, pp, pprint


@dataclasses.dataclass
class Node:
    children: list
    text: str = "y" * 40


@dataclasses.dataclass
class Told:
    x: int

    def __repr__(self):
        return "Told" * 30


class Names(dict):
    pass


class Own(dict):
    def __repr__(self):
        return "Own" * 30


long = {number: "x" * 20 for number in range(5)}
root = Node([Node([1]), Node([2])])
root.children.append(root)
print(pformat(root).replace(str(id(root)), "ID"))
pprint(Told(1))
pprint(Names(long))
pprint(Own(long))
pprint([{"a": 1}] * 3, depth=1, width=5)
ring = [1]
ring.append(ring)
print(pformat(ring).replace(str(id(ring)), "ID"))
pprint(collections.Counter("the quick brown fox jumped over"), width=20)
pprint(collections.defaultdict(list, long))
pprint(collections.OrderedDict(long))
pprint(collections.deque(["x" * 20] * 5, maxlen=9), indent=4)
pprint(collections.deque(["x" * 20] * 5))
pprint(types.SimpleNamespace(a="x" * 40, b="y" * 40, c=[1, 2]))
pprint(types.MappingProxyType(long))
pprint(collections.ChainMap({"a": "x" * 40}, {"b": "y" * 40}))
pprint(collections.UserDict(long))
pprint(collections.UserList(["x" * 40] * 3))
pprint({frozenset({1}): frozenset("x" * i for i in range(14)), (1,): set("abc")})
pprint(123456789, underscore_numbers=True)
pprint(list(range(60)), compact=True)
pp({"b": 1, "a": [1, {"z": 1}]})
pprint([collections.namedtuple("Pair", "a b")("x" * 50, "y" * 50)] * 2)


class Bare(PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if isinstance(object, str):
            return object, True, False
        return super().format(object, context, maxlevels, level)


Bare().pprint({"a b": "c d"})
Bare(width=5).pprint({"a b": "c d", "e f": 1})
for wrong in ({"indent": -1}, {"depth": 0}, {"width": 0}):
    try:
        pprint(1, **wrong)
    except ValueError as e:
        print(e)
for empty in (collections.Counter(), collections.deque(maxlen=3), collections.defaultdict(int), ""):
    pprint(empty, width=1)
