"""Members that are also numbers or texts, own texts of members, and what is no member."""
import enum
from collections import namedtuple
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto


class Priority(int, Enum):
    LOW = 1
    HIGH = auto()


class Ratio(float, Enum):
    HALF = 0.5


class Kind(str, Enum):
    A = "a"


class Base(int, Enum):
    def doubled(self):
        return self * 2


class Derived(Base):
    ONE = 1


for member in (*Priority, *Ratio, *Kind, *Derived):
    print(str(member), f"{member}", f"{member!r}", "%s" % member, f"{member:>14}", member.value)
print(Priority.LOW < Priority.HIGH, Priority.HIGH + 1, sorted(Priority, reverse=True), Derived.ONE.doubled())


class Loud(IntEnum):
    QUIET = 1

    def __str__(self):
        return self.name.lower()


class Shout(StrEnum):
    HELLO = "hello"

    def __str__(self):
        return self.name


class Mode(IntFlag):
    R = 4
    W = 2

    def __str__(self):
        return f"<{self.name}>"


for member in (Loud.QUIET, Shout.HELLO, Mode.R, Mode.R | Mode.W):
    print(member, f"{member}", f"{member:>8}", "{}".format(member), repr(member))

Pair = namedtuple("Pair", "left right")


class Mixed(Enum):
    PAIR = Pair(1, 2)
    PLAIN = (1, 2, 3)
    KIND = int
    __hidden = "hidden"

    class Inner:
        pass

    def method(self):
        return self.name


print([member.name for member in Mixed], Mixed.PAIR.value.left, Mixed.KIND.value, Mixed.Inner.__name__)
print(Mixed._Mixed__hidden, Mixed.PLAIN.method())


class Perm(Flag):
    READ = auto()
    WRITE = auto()


print(Perm.READ in Perm.READ | Perm.WRITE, Perm(0) in Perm.READ)
for wrong in ("READ", 1, Mode.R):
    try:
        print(wrong in Perm.READ)
    except TypeError as error:
        print(error)


def make(first):
    class Made(Enum):
        A = first
        B = enum.auto()

    return list(Made)


for first in (3, 2.5, "text"):
    try:
        print(make(first))
    except TypeError as error:
        print(error)
