# Getters, templates, seeds, JSON of objects, and reprs of many kinds.
class Money:
    def __init__(self, n): self.n = n
    def __format__(self, spec): return f"${self.n:{spec or '.2f'}}"
m = Money(3)
print(f"{m}", f"{m:.1f}", format(m), "{:>5}".format(m))
import math, operator, random, string, json
print(operator.itemgetter(1)([1,2]), operator.itemgetter(0,2)("abc"), operator.attrgetter("n")(m), operator.methodcaller("upper")("x"), operator.itemgetter(1), operator.attrgetter("a.b"), operator.methodcaller("x", 1, b=2))
print(sorted([{"a":2},{"a":1}], key=operator.itemgetter("a")), operator.add(1,2), operator.contains([1],1))
print(string.ascii_letters, string.capwords("ab cd"), string.Template("$a ${b} $$ $c").safe_substitute(a=1,b=2), string.punctuation, repr(string.whitespace))
try: string.Template("a $ b").substitute()
except ValueError as e: print(e)
try: string.Template("a $b").substitute()
except KeyError as e: print(e)
r = random.Random(42)
print([r.getrandbits(32) for _ in range(3)], r.random(), r.getrandbits(100), r.randint(1,6), r.randrange(10**20), r.gauss(0,1), r.gauss(0,1), r.normalvariate(), r.expovariate(2), r.triangular(1,5), r.uniform(1,2), r.choice([1,2,3]), r.choices('abc',k=3), r.choices('abc',weights=[1,2,3],k=3), r.sample(range(100),4), r.sample(range(10**6),4), r.betavariate(2,3), r.gammavariate(0.5,1), r.gammavariate(3,1), r.getrandbits(0), r.paretovariate(2), r.weibullvariate(1,2), r.lognormvariate(0,1), r.vonmisesvariate(0,4), r.randbytes(3).hex())
for s in ["hello", b"x", 1.5, -5, 2**70, True]:
    r = random.Random(s)
    if s == 1.5: continue
    print(s, r.random(), r.sample(list("abcdefgh"), 3), r.randrange(0, 100, 7), r.randrange(10, 0, -3))
print(random.random(), random.randint(1,100), random.choice("abc"), random.uniform(0,1))
random.seed(7); x=[1,2,3,4,5]; random.shuffle(x); print(x, random.sample("abcdef", 6), random.sample(["r","b"], counts=[4,2], k=5))
st = random.getstate(); a = random.random(); random.setstate(st); print(a == random.random(), len(st), len(st[1]))
class MyR(random.Random):
    def roll(self): return self.randint(1,6)
print(MyR(3).roll(), isinstance(MyR(3), random.Random))
for f in (lambda: random.randint(5,1), lambda: random.choice([]), lambda: random.sample([1],2), lambda: random.sample({1},1), lambda: random.randrange(0), lambda: random.randrange(3,3), lambda: random.randrange(1,5,0), lambda: random.choices([1,2],[1]), lambda: random.choices([1,2],3), lambda: random.choices([],k=1), lambda: random.randint(1.5,2), lambda: random.seed([]), lambda: random.getrandbits(-1), lambda: random.shuffle((1,2,3)), lambda: random.randint('a', 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(json.dumps({"a": [1, 2.5, None, True], "b": {"c": "é"}}, indent=2, sort_keys=True), json.loads('{"x": [1, 2, {"y": null}]}'))
class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Money): return {"n": o.n}
        return super().default(o)
print(json.dumps([m], cls=Enc), json.dumps(m, default=vars), json.dumps(m, default=lambda o: o.__dict__))
try: json.dumps(object, cls=Enc)
except TypeError as e: print(e)
import dataclasses, enum
@dataclasses.dataclass
class P:
    x: int
    y: float = 1.5
class C(enum.Enum):
    RED = 1
class N(enum.IntEnum):
    ONE = 1
print(P(1), f"{P(2)!r:>20}", C.RED, repr(C.RED), f"{C.RED}", f"{N.ONE}", N.ONE + 1, repr(N.ONE), json.dumps(N.ONE), json.dumps(dataclasses.asdict(P(1))), "%s %d" % (N.ONE, N.ONE), N.ONE < 2, N.ONE == 1, f"{N.ONE:>3}")
print(f"{'a':{'>'}{5}}", f"{1:{'0'}{'5'}{'d'}}", f"{3.14159:{10}.{3}}")
print(1_000.5, 0x_ff, 0b11, 0o17, 1e3, .5, 5., 10**20, -7 // 2, -7 % 3, 2 ** -1, 7 / 2)
async def co(): pass
c = co(); print(type(c).__name__, str(c)[:20]); c.close()
def gen(): yield
print(str(gen())[:22], str(gen)[:14], str(print), str(len), str("a".upper)[:37], str([].append)[:37], str(m.__format__)[:40], str(Money), str(int), str(math), str(iter([]))[:23], str({}.keys()), str({1:2}.items()), str({1:2}.values()), str(zip())[:14], str(map(str,[]))[:14], str(range(3)), str(lambda: 0)[:20], str(object())[:18], str(m)[:26], str(enumerate([]))[:19], str(Ellipsis), str(type), str(ValueError), str(C), str(N))
