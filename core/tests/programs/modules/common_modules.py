"""The modules that small programs import most."""
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, KW_ONLY, InitVar, is_dataclass, make_dataclass
from typing import *
from enum import Enum, auto, IntEnum, Flag, StrEnum, unique
from collections import namedtuple, defaultdict, Counter, OrderedDict, deque, ChainMap
import json, heapq, bisect, functools, itertools, operator, string, copy, abc, math
@dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list, compare=False, repr=False)
    def __post_init__(self): self.s = self.x + self.y
p = P(1, 2); print(p, p.s, asdict(p), astuple(p), replace(p, x=5), p < P(2), [f.name for f in fields(p)])
@dataclass(frozen=True, slots=True, kw_only=True)
class Q:
    a: int
    b: ClassVar[int] = 3
q = Q(a=1); print(q, hash(q) == hash(Q(a=1)))
try: q.a = 3
except FrozenInstanceError as e: print(e)
try: Q(1)
except TypeError as e: print(e)
try: P()
except TypeError as e: print(e)
class Color(Enum):
    RED = 1; GREEN = auto(); BLUE = auto()
    @property
    def low(self): return self.name.lower()
print(list(Color), Color(2), Color["BLUE"], Color.RED.low, Color.RED in Color, repr(Color.RED), Color.RED == 1)
try: Color(9)
except ValueError as e: print(e)
class Pr(IntEnum): LOW = 1; HIGH = 10
print(Pr.LOW < Pr.HIGH, sorted([Pr.HIGH, Pr.LOW]), Pr.LOW + 1, f"{Pr.LOW}")
class Fl(Flag): A = auto(); B = auto(); C = A | B
print(Fl.A | Fl.B, Fl.A in Fl.C, ~Fl.A, list(Fl.C))
class S(StrEnum): X = auto()
print(S.X, S.X == "x")
NT = namedtuple("NT", "a b c", defaults=[3]); n = NT(1, 2); print(n, n._asdict(), n._replace(a=9), NT._fields, n.c)
class N2(NamedTuple):
    x: int
    y: str = "d"
print(N2(1), N2(1) == (1, "d"))
print(Counter("abracadabra").most_common(2), Counter(a=1) + Counter(a=2, b=1), defaultdict(list, {1: [2]}))
class TD(TypedDict, total=False):
    a: int
print(TD(a=1), TD.__annotations__)
class Proto(Protocol):
    def f(self) -> int: ...
@runtime_checkable
class RP(Protocol):
    def f(self): ...
class Im:
    def f(self): return 1
print(isinstance(Im(), RP), isinstance(3, RP))
def first[T](xs: list[T]) -> T: return xs[0]
class Box[T]:
    def __init__(self, v: T): self.v = v
type Alias[T] = list[T]
print(first([1]), Box[int](3).v, Alias)
print(json.dumps({"a": [1, None, True, 1.5, "ü"], "b": {}}, indent=2, sort_keys=True), json.loads('{"x": [1, 2.5, null, "\\u00e9"]}'))
try: json.loads("{bad")
except json.JSONDecodeError as e: print(e, e.pos)
try: json.dumps({1, 2})
except TypeError as e: print(e)
h = [5, 3, 8]; heapq.heapify(h); heapq.heappush(h, 1); print(heapq.heappop(h), heapq.nlargest(2, h), heapq.nsmallest(2, h), list(heapq.merge([1, 4], [2, 3])))
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(50), fib.cache_info())
@functools.singledispatch
def sd(x): return "obj"
@sd.register
def _(x: int): return "int"
@sd.register(list)
def _(x): return "list"
print(sd(1), sd([]), sd(""))
print(functools.reduce(operator.mul, range(1, 6)), functools.partial(int, base=2)("101"))
class Deg:
    @functools.cached_property
    def v(self): print("calc"); return 5
d = Deg(); print(d.v, d.v)
@functools.total_ordering
class TO:
    def __init__(self, a): self.a = a
    def __eq__(self, o): return self.a == o.a
    def __lt__(self, o): return self.a < o.a
print(TO(1) >= TO(0), max(TO(1), TO(3)).a)
print(list(itertools.chain([1], [2])), list(itertools.islice(itertools.count(5, 2), 3)), list(itertools.pairwise([1, 2, 3])), list(itertools.batched("abcde", 2)), [(k, list(g)) for k, g in itertools.groupby("aabb")], list(itertools.product([1, 2], repeat=2)), list(itertools.permutations([1, 2, 3], 2)), list(itertools.combinations("abc", 2)), list(itertools.accumulate([1, 2, 3])), list(itertools.zip_longest([1], [2, 3], fillvalue=0)), list(itertools.takewhile(lambda x: x < 3, [1, 2, 5])), list(itertools.starmap(pow, [(2, 3)])), list(itertools.compress("abc", [1, 0, 1])), list(itertools.filterfalse(None, [0, 1])), itertools.tee([1, 2])[0].__next__())
print(operator.itemgetter(1, 2)([1, 2, 3]), operator.attrgetter("a")(n), operator.methodcaller("upper")("a"))
print(string.ascii_letters, string.digits, string.Template("$a ${b}").substitute(a=1, b=2), string.capwords("a b"))
print(copy.deepcopy([[1], {2: [3]}]), copy.copy(p))
class Ab(abc.ABC):
    @abc.abstractmethod
    def m(self): ...
try: Ab()
except TypeError as e: print(e)
