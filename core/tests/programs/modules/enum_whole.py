from enum import Enum, IntEnum, StrEnum, Flag, IntFlag, auto, unique
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = auto()
    CRIMSON = 1
    @property
    def pretty(self): return self.name.title()
    @classmethod
    def default(cls): return cls.GREEN
print(Color.RED, repr(Color.RED), Color(2), Color["BLUE"], Color.CRIMSON is Color.RED, list(Color), len(Color))
print(Color.RED.pretty, Color.default(), Color.RED in Color, 1 in Color, 7 in Color, Color.__members__)
try: Color(9)
except ValueError as e: print(e)
try: Color["X"]
except KeyError as e: print(e)
try: Color.RED = 3
except AttributeError as e: print(e)
try: Color.RED < Color.BLUE
except TypeError as e: print(e)
class Pri(IntEnum):
    LOW = 1; HIGH = 10
print(Pri.LOW < Pri.HIGH, Pri.HIGH + 1, f"{Pri.HIGH} {Pri.HIGH!r} {Pri.HIGH:>5}", sorted([Pri.HIGH, Pri.LOW]), max(Pri))
class S(StrEnum):
    A = auto(); B = "bee"
print(S.A, repr(S.B), S.A == "a", f"{S.B:>5}", S("bee"), S.A.upper())
class Perm(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W
print(Perm.R | Perm.X, Perm.RW, repr(Perm.R | Perm.W), Perm.R in Perm.RW, Perm(0), ~Perm.R, list(Perm.RW), bool(Perm.R & Perm.X), Perm(7), Perm.RW.value)
class IF(IntFlag):
    A = 1; B = 2
print(IF.A | IF.B, IF(3), IF.A | 8, int(IF.B), repr(IF.A|IF.B), IF.A & 3)
try:
    @unique
    class U(Enum):
        A = 1; B = 1
except ValueError as e: print(e)
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.39e6)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
    @property
    def g(self): return 6.67e-11 * self.mass / self.radius ** 2
print([f"{p.name}:{p.g:.2f}" for p in Planet], Planet.EARTH.value)
Animal = Enum("Animal", "ANT BEE CAT"); print(list(Animal), Animal.BEE.value)
class St(Enum):
    A = "a"
    def __str__(self): return f"<{self.value}>"
    @classmethod
    def _missing_(cls, v): return cls.A
print(St.A, f"{St.A}", St("zzz"), {St.A: 1}, [St.A], hash(St.A) == hash(St.A))
class W(str, Enum):
    ONE = "one"
print(W.ONE, W.ONE == "one", f"{W.ONE}", W.ONE.value, json.dumps(W.ONE) if 0 else "")
for n, m in Color.__members__.items(): print(n, m.value, end="; ")
print()
match Color.GREEN:
    case Color.RED: print("r")
    case Color.GREEN: print("g")
class Auto(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    X = auto(); Y = auto()
print(Auto.X.value, Auto.Y)
