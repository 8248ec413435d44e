# A name of an enum's body cannot get a second value.
from enum import Enum, IntEnum, Flag, auto


def t(fn):
    try:
        fn()
    except Exception as e:
        print(type(e).__name__, e)


def one():
    class E(Enum):
        A = 1
        A = 2


def two():
    class E(Enum):
        A = 1

        def A(self):
            pass


def four():
    class E(Enum):
        A = auto()
        B = auto()
        A = auto()


def five():
    class E(Flag):
        A = 1
        A = 1


def six():
    class E(Enum):
        A = 1
        A: int


def seven():
    class E(Enum):
        x = 1
        y = 2
        for x in range(3):
            pass


def eight():
    class E(Enum):
        A = 1
        _ignore_ = ["B"]
        B = 2
        B = 3
    print(list(E))


def ten():
    class E(IntEnum):
        A = 1
        A = "x"


def eleven():
    class E(Enum):
        mro = 1


def twelve():
    class E(Enum):
        def helper(self): pass
        def helper(self, x): pass
        A = 1
        @property
        def value2(self): return 1
        @property
        def value2(self): return 2
    print(E.A.value2)


def thirteen():
    class E(Enum):
        A = 1
        class A:
            pass


def fourteen():
    class E(Enum):
        A = 1
        A += 1


for fn in (one, two, four, five, six, seven, eight, ten, eleven, twelve, thirteen, fourteen):
    print(fn.__name__)
    t(fn)
