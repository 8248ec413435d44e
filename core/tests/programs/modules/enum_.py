from enum import Enum, Flag, IntEnum, StrEnum, auto


class State(Enum):
    READY = "ready"
    RUNNING = "running"
    DONE = "done"

    @property
    def final(self):
        return self is State.DONE


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Kind(StrEnum):
    FAST = auto()
    SLOW = auto()


class Number(Enum):
    ONE = auto()
    TWO = auto()


class Access(Flag):
    READ = auto()
    WRITE = auto()


print(State.READY, repr(State.READY), State.READY.name, State.READY.value, State("running"), State["DONE"].final)
print([s.name for s in State], len(State), State.READY is State("ready"), State.READY == "ready", State.READY in State)
print(Level.HIGH > Level.LOW, Level.LOW + 1, sorted([Level.HIGH, Level.LOW]), int(Level.HIGH), f"{Level.LOW}")
print(Kind.FAST, Kind.FAST == "fast", f"{Kind.SLOW:>6}", isinstance(Kind.FAST, str))
both = Access.READ | Access.WRITE
print(both, Access.READ in both, Access.READ & Access.WRITE, bool(Access.READ & Access.WRITE))
try:
    State("nope")
except ValueError as error:
    print(error)
print({State.READY: 1}[State.READY], [n.value for n in Number])
